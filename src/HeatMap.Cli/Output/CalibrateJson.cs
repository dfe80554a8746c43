using System.Text.Json;
using System.Text.Json.Serialization;
using HeatMap.Cli.Estimating;
using HeatMap.Estimation;

namespace HeatMap.Cli.Output;

/// <summary>The JSON of a fit: a contract for scripts, described in docs/guide/estimate-json.md.</summary>
internal static class CalibrateJson
{
    public static void Write(CalibrateResult result, TextWriter writer)
    {
        Calibration fitted = result.Calibration;
        DistanceMix before = result.Prior.Calibration.Mix;
        var document = new CalibrationDocument(
            "calibration",
            1,
            fitted.BaseAsset,
            EstimateJson.Bars(result.Bars),
            result.Fit.IsAccepted,
            result.Fit.Rejection,
            Numbers.OrNull(result.Fit.HeldOutScore),
            Numbers.OrNull(result.Fit.PriorHeldOutScore),
            fitted.PrintScale,
            fitted.Elasticity,
            result.ElasticityIsFitted,
            result.Censored,
            result.Undercount,
            [.. fitted.Mix.Select((c, i) => new ClassDocument(
                Numbers.OrNull(c.Distance),
                (before[i].LongShare + before[i].ShortShare) / 2,
                c.LongShare,
                c.ShortShare,
                result.Fit.Fits.IsEmpty ? null : Numbers.OrNull(result.Fit.Fits.Sum(f => f.Information[i])),
                CalibrateTable.IsLearnt(result.Fit, i)))],
            result.Notes);
        writer.Write(JsonSerializer.Serialize(document, CalibrationDocumentJson.Default.CalibrationDocument));
        writer.Write('\n');
    }
}

internal sealed record CalibrationDocument(
    string Kind,
    int Version,
    string Asset,
    ReadBarsDocument Bars,
    bool IsAccepted,
    string? Rejection,
    double? HeldOutScore,
    double? PriorHeldOutScore,
    double PrintScale,
    double Elasticity,
    bool ElasticityIsFitted,
    int CensoredBars,
    double Undercount,
    ClassDocument[] Classes,
    IReadOnlyList<string> Notes);

internal sealed record ClassDocument(double? Distance, double PriorFraction, double LongFraction, double ShortFraction, double? Information, bool IsLearnt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(CalibrationDocument))]
internal sealed partial class CalibrationDocumentJson : JsonSerializerContext;
