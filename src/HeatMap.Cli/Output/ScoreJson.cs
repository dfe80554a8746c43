using System.Text.Json;
using System.Text.Json.Serialization;
using HeatMap.Cli.Estimating;
using HeatMap.Evaluation;

namespace HeatMap.Cli.Output;

/// <summary>The JSON of scores: a contract for scripts, described in docs/guide/estimate-json.md.</summary>
internal static class ScoreJson
{
    public static void Write(ScoreResult result, TextWriter writer)
    {
        ScoreReport report = result.Report;
        var document = new ScoreDocument(
            "score",
            1,
            result.Asset,
            EstimateJson.Bars(result.Bars),
            result.Calibration.Doubt is null,
            (long)report.Interval.TotalMilliseconds,
            report.TestStartUnixMs,
            report.TestEndUnixMs,
            report.TestDays,
            report.TestIntervals,
            report.Folds,
            report.LiquidatedVolume,
            report.OpenInterestCoverage,
            [.. report.Increments.Select(Gain)],
            [.. report.Models.Select(Model)],
            report.Location is { } location ? Location(location) : null,
            [.. report.Intensity.Select(static i => new ScoreIntensityDocument(i.Name, Interval(i.GainOverKernel), Numbers.OrNull(i.PValue), Numbers.OrNull(i.StockShare), i.IsByPrice))],
            report.Cascades is { } cascades ? Cascades(cascades) : null,
            result.Notes);
        writer.Write(JsonSerializer.Serialize(document, ScoreDocumentJson.Default.ScoreDocument));
        writer.Write('\n');
    }

    private static ScoreGainDocument Gain(ScoreIncrement gain) => new(
        gain.Map,
        gain.Baseline,
        gain.IsInstead,
        Interval(gain.DevianceGain),
        Interval(gain.NatsPerDollar),
        Numbers.OrNull(gain.RSquaredGain),
        gain.BetterDays,
        Numbers.OrNull(gain.PValue));

    private static ScoreLocationDocument Location(LocationReport location) => new(
        location.Prints,
        location.Windows,
        Numbers.OrNull(location.OtherSideShare),
        Numbers.OrNull(location.BeyondShare),
        Numbers.OrNull(location.NarrowShare),
        [.. location.Baselines.Select(static b => new ScoreDensityDocument(b.Name, Interval(b.NatsPerDollar)))],
        [.. location.Maps.Select(static m => new ScorePlaceDocument(
            m.Name, Interval(m.Raw), Interval(m.Smoothed), Interval(m.Tempered), Interval(m.WithKernel), Interval(m.GainOverKernel), Numbers.OrNull(m.PValue), Numbers.OrNull(m.Weight)))]);

    private static ScoreCascadesDocument Cascades(EventReport cascades) => new(
        cascades.Intervals,
        cascades.Events,
        [.. cascades.Models.Select(static m => new ScoreCascadeDocument(
            m.Name,
            Numbers.OrNull(m.Score.Brier),
            Numbers.OrNull(m.Score.BrierSkill),
            Numbers.OrNull(m.Score.Auc),
            Numbers.OrNull(m.AlarmsPerWeek),
            Numbers.OrNull(m.HitRate),
            Numbers.OrNull(m.FalseAlarmRate),
            [.. m.Reliability.Blocks.Select(static b => new ScoreReliabilityDocument(b.LowForecast, b.HighForecast, b.Probability, b.Count, b.Events))]))]);

    private static ScoreIntervalDocument Interval(BootstrapInterval interval) =>
        new(Numbers.OrNull(interval.Estimate), Numbers.OrNull(interval.Low), Numbers.OrNull(interval.High), interval.Level, Numbers.OrNull(interval.ShareAboveZero));

    private static ScoreModelDocument Model(ModelScore model) => new(
        model.Name,
        Numbers.OrNull(model.TweedieDeviance),
        Numbers.OrNull(model.ExplainedDeviance),
        Numbers.OrNull(model.GammaDeviance),
        Numbers.OrNull(model.NatsPerDollar),
        Numbers.OrNull(model.RSquaredOfLogs),
        Numbers.OrNull(model.Crps),
        Numbers.OrNull(model.Pinball50),
        Numbers.OrNull(model.Pinball90),
        Numbers.OrNull(model.Pinball99),
        [.. model.Pit.Counts],
        Numbers.OrNull(model.VolumeRatio),
        [.. model.Elasticities]);
}

internal sealed record ScoreDocument(
    string Kind,
    int Version,
    string? Asset,
    ReadBarsDocument Bars,
    bool IsValidated,
    long IntervalMs,
    long TestStartUnixMs,
    long TestEndUnixMs,
    int TestDays,
    int TestIntervals,
    int Fits,
    double LiquidatedNotional,
    double OpenInterestFraction,
    ScoreGainDocument[] Gains,
    ScoreModelDocument[] Models,
    ScoreLocationDocument? Location,
    ScoreIntensityDocument[] Intensity,
    ScoreCascadesDocument? Cascades,
    IReadOnlyList<string> Notes);

internal sealed record ScoreGainDocument(
    string Map,
    string Baseline,
    bool IsInstead,
    ScoreIntervalDocument DevianceFraction,
    ScoreIntervalDocument NatsPerDollar,
    double? RSquared,
    double BetterDaysFraction,
    double? PValue);

internal sealed record ScoreIntervalDocument(double? Estimate, double? Low, double? High, double LevelFraction, double? AboveZeroFraction);

internal sealed record ScoreModelDocument(
    string Name,
    double? Deviance,
    double? ExplainedFraction,
    double? GammaDeviance,
    double? NatsPerDollar,
    double? RSquaredOfLogs,
    double? CrpsNotional,
    double? Pinball50Notional,
    double? Pinball90Notional,
    double? Pinball99Notional,
    int[] PitCounts,
    double? VolumeRatio,
    double[] Elasticities);

internal sealed record ScoreLocationDocument(
    int Prints,
    int Windows,
    double? OtherSideFraction,
    double? BeyondFraction,
    double? NarrowFraction,
    ScoreDensityDocument[] Baselines,
    ScorePlaceDocument[] Maps);

internal sealed record ScoreDensityDocument(string Name, ScoreIntervalDocument NatsPerDollar);

internal sealed record ScorePlaceDocument(
    string Name,
    ScoreIntervalDocument Raw,
    ScoreIntervalDocument Smoothed,
    ScoreIntervalDocument Tempered,
    ScoreIntervalDocument WithKernel,
    ScoreIntervalDocument GainOverKernel,
    double? PValue,
    double? Weight);

internal sealed record ScoreIntensityDocument(string Name, ScoreIntervalDocument GainOverKernel, double? PValue, double? StockFraction, bool IsByPrice);

internal sealed record ScoreCascadesDocument(int Intervals, int Events, ScoreCascadeDocument[] Models);

internal sealed record ScoreCascadeDocument(
    string Name,
    double? Brier,
    double? BrierSkill,
    double? Auc,
    double? AlarmsPerWeek,
    double? HitProbability,
    double? FalseAlarmProbability,
    ScoreReliabilityDocument[] Reliability);

internal sealed record ScoreReliabilityDocument(double LowForecastProbability, double HighForecastProbability, double EventProbability, int Intervals, int Events);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ScoreDocument))]
internal sealed partial class ScoreDocumentJson : JsonSerializerContext;
