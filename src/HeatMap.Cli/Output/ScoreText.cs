using HeatMap.Cli.Estimating;
using HeatMap.Evaluation;

namespace HeatMap.Cli.Output;

/// <summary>Scores in words and cells, the same for every form of text.</summary>
internal static class ScoreText
{
    /// <summary>The head of the table of models.</summary>
    public static readonly string[] ModelHead = ["model", "deviance", "explained", "nats per dollar", "R2 of logs", "actual / expected", "elasticity"];

    /// <summary>The head of the table of gains.</summary>
    public static readonly string[] GainHead = ["map", "over", "deviance", "95 %", "nats per dollar", "95 %", "better days", "p"];

    /// <summary>What was tested, in one line.</summary>
    public static string Tested(ScoreResult result)
    {
        ScoreReport report = result.Report;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.TestDays} days, {report.TestIntervals} intervals of {BarSummary.Length(report.Interval)}, {BarSummary.Time(report.TestStartUnixMs)} to {BarSummary.Time(report.TestEndUnixMs)} UTC, {CompactNumber.Notional(report.LiquidatedVolume)} liquidated; {report.Folds} fits");
    }

    /// <summary>What it comes to: what the estimate adds to the path, what the null map does, and what open interest adds beyond the null map.</summary>
    public static IEnumerable<string> Headline(ScoreResult result)
    {
        ScoreReport report = result.Report;
        if (report.Increment(ScoreRun.Estimate) is not { } gain)
        {
            yield break;
        }

        yield return $"The estimate takes {Gain(gain.DevianceGain)} of the deviance that a model of the path leaves, {Nats(gain.NatsPerDollar)} nats a liquidated dollar: {Verdict(gain.DevianceGain, report)}.";
        if (report.Increment(ScoreRun.NullMapName) is { } nothing && report.Increment(ScoreRun.Estimate, ScoreRun.NullMapName) is { } beyond)
        {
            string instead = report.Increment(ScoreRun.Estimate, ScoreRun.NullMapName, isInstead: true) is { } own
                ? $"; in its place the estimate takes {Gain(own.DevianceGain)}: {Verdict(own.DevianceGain, report)}" : "";
            yield return $"The null map, the same engine told prices only, takes {Gain(nothing.DevianceGain)} of it. "
                + $"Beyond the null map {result.Known} adds {Gain(beyond.DevianceGain)}: {Verdict(beyond.DevianceGain, report)}{instead}.";
        }
    }

    /// <summary>What a gain is a gain over: a map is added to the null map, or stands in its place.</summary>
    private static string Against(ScoreIncrement gain) => gain.Baseline != ScoreRun.NullMapName ? gain.Baseline : gain.IsInstead ? "instead of it" : "beyond the null map";

    /// <summary>The cells of a model.</summary>
    public static string[] Cells(ModelScore model) =>
    [
        model.Name,
        Plain(model.TweedieDeviance, "0.0000"),
        Numbers.OrNull(model.ExplainedDeviance) is { } explained ? explained.ToString("0.0 %", CultureInfo.InvariantCulture) : "-",
        Plain(model.NatsPerDollar, "0.000"),
        Plain(model.RSquaredOfLogs, "0.000"),
        Plain(model.VolumeRatio, "0.00"),
        model.Elasticities.IsEmpty ? "" : string.Join(", ", model.Elasticities.Select(static e => Plain(e, "0.00;-0.00;0.00"))),
    ];

    /// <summary>The cells of a gain.</summary>
    public static string[] Cells(ScoreIncrement gain) =>
    [
        gain.Map,
        Against(gain),
        Signed(gain.DevianceGain.Estimate),
        $"[{Signed(gain.DevianceGain.Low)}, {Signed(gain.DevianceGain.High)}]",
        Plain(gain.NatsPerDollar.Estimate, "+0.000;-0.000;0.000"),
        $"[{Plain(gain.NatsPerDollar.Low, "+0.000;-0.000;0.000")}, {Plain(gain.NatsPerDollar.High, "+0.000;-0.000;0.000")}]",
        Plain(gain.BetterDays, "0 %"),
        P(gain.PValue),
    ];

    /// <summary>The head of the table of where, within what price reached.</summary>
    public static readonly string[] LocationHead = ["density", "as it is", "smoothed", "tempered", "with distance", "gain over distance", "p"];

    /// <summary>The cells of where: first densities without a map, then maps.</summary>
    public static IEnumerable<string[]> Cells(LocationReport location) =>
    [
        .. location.Baselines.Select(static b => (string[])[b.Name, Nats(b.NatsPerDollar), "", "", "", "", ""]),
        .. location.Maps.Select(static m => (string[])[m.Name, Nats(m.Raw), Nats(m.Smoothed), Nats(m.Tempered), Nats(m.WithKernel), Nats(m.GainOverKernel), P(m.PValue)]),
    ];

    /// <summary>The head of the table of scores that do not know the path.</summary>
    public static readonly string[] UnknownPathHead = ["map", "nats over distance", "p", "cascade Brier skill", "AUC", "hits", "false alarms"];

    /// <summary>The cells of scores that do not know the path.</summary>
    public static IEnumerable<string[]> UnknownPath(ScoreReport report)
    {
        EventScore[] events = [.. report.Cascades?.Models ?? []];
        foreach (string name in events.Select(static e => e.Name).Union(report.Intensity.Select(static i => i.Name)))
        {
            IntensityScore? intensity = report.Intensity.FirstOrDefault(i => i.Name == name);
            EventScore? cascade = Array.Find(events, e => e.Name == name);
            yield return
            [
                name,
                intensity is null ? "" : Nats(intensity.GainOverKernel),
                intensity is null ? "" : P(intensity.PValue),
                cascade is null ? "" : Signed(cascade.Score.BrierSkill),
                cascade is null ? "" : Plain(cascade.Score.Auc, "0.000"),
                cascade is null ? "" : Plain(cascade.HitRate, "0 %"),
                cascade is null ? "" : Plain(cascade.FalseAlarmRate, "0.0 %"),
            ];
        }
    }

    private static string P(double p) => p < 0.0005 ? "< 0.001" : Plain(p, "0.000");

    private static string Gain(BootstrapInterval gain) => $"{Signed(gain.Estimate)} [{Signed(gain.Low)}, {Signed(gain.High)}]";

    private static string Nats(BootstrapInterval gain) => $"{Plain(gain.Estimate, "+0.000;-0.000;0.000")} [{Plain(gain.Low, "+0.000;-0.000;0.000")}, {Plain(gain.High, "+0.000;-0.000;0.000")}]";

    private static string Verdict(BootstrapInterval gain, ScoreReport report) => gain switch
    {
        _ when report.TestDays < ScoreRun.LeastDays => "too few days to tell",
        { Low: > 0 } => "a gain",
        { High: < 0 } => "a loss",
        _ => "nothing shown",
    };

    private static string Signed(double fraction) => Plain(100 * fraction, "+0.0;-0.0;0.0") + " %";

    private static string Plain(double value, string format) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "-";
}
