using HeatMap.Cli.Estimating;
using HeatMap.Cli.Input;
using HeatMap.Estimation;

namespace HeatMap.Cli.Output;

/// <summary>What is known beforehand, in words.</summary>
internal static class CalibrationSummary
{
    public static string Of(KnownCalibration known)
    {
        Calibration calibration = known.Calibration;
        string name = known.File is { } file ? Path.GetFileName(file) : "shipped";
        string window = calibration is { WindowStartUnixMs: { } start, WindowEndUnixMs: { } end } && known.IsOfAsset
            ? $", fitted {BarSummary.Time(start)[..10]} to {BarSummary.Time(end)[..10]}" : "";
        return Message.Printable(known.Doubt is null ? $"calibration {name}, of {calibration.BaseAsset}{window}, validated" : $"calibration {name}{window}, NOT VALIDATED for these bars: {known.Doubt}");
    }
}
