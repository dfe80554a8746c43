using System.Globalization;

namespace HeatMap.Charts.Panels;

/// <summary>Numbers of panels as text.</summary>
internal static class PanelWords
{
    /// <summary>A number as its axis writes it; a dash where there is none.</summary>
    public static string Of(double value, string format) => !double.IsFinite(value) ? "–" : format switch
    {
        "percent" => (100 * value).ToString("G4", CultureInfo.InvariantCulture) + " %",
        "price" => value.ToString(Math.Abs(value) is >= 1000 and < 1e12 ? "#,0.##" : "G6", CultureInfo.InvariantCulture),
        _ => CompactNumber.Notional(value),
    };

    /// <summary>Four digits that count.</summary>
    public static string Digits(double value) => double.IsFinite(value) ? value.ToString("G4", CultureInfo.InvariantCulture) : "–";

    /// <summary>A number and the interval around it, never one without the other.</summary>
    public static string Of(BootstrapInterval interval, string format) => interval.Draws == 0
        ? "–"
        : $"{Of(interval.Estimate, format)} [{Of(interval.Low, format)}, {Of(interval.High, format)}]";
}
