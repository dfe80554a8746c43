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

    /// <summary>What it comes to: what the estimate adds, and how much of that is geometry of the path.</summary>
    public static IEnumerable<string> Headline(ScoreResult result)
    {
        ScoreReport report = result.Report;
        if (report.Increment(ScoreRun.Estimate) is not { } gain)
        {
            yield break;
        }

        yield return $"The estimate takes {Gain(gain.DevianceGain)} of the deviance that a model of the path leaves, {Nats(gain.NatsPerDollar)} nats a liquidated dollar: {Verdict(gain.DevianceGain)}.";
        if (report.Increment(ScoreRun.NullMapName) is { } nothing && report.Increment(ScoreRun.Estimate, ScoreRun.NullMapName) is { } beyond)
        {
            yield return $"The null map, told prices only, takes {Gain(nothing.DevianceGain)}; beyond it real open interest and volume add {Gain(beyond.DevianceGain)}: {Verdict(beyond.DevianceGain)}.";
        }
    }

    /// <summary>The cells of a model.</summary>
    public static string[] Cells(ModelScore model) =>
    [
        model.Name,
        Plain(model.TweedieDeviance, "0.0000"),
        Numbers.OrNull(model.ExplainedDeviance) is { } explained ? explained.ToString("0.0 %", CultureInfo.InvariantCulture) : "-",
        Plain(model.NatsPerDollar, "0.000"),
        Plain(model.RSquaredOfLogs, "0.000"),
        Plain(model.VolumeRatio, "0.00"),
        model.Elasticities.IsEmpty ? "" : string.Join(", ", model.Elasticities.Select(static e => Plain(e, "0.00"))),
    ];

    /// <summary>The cells of a gain.</summary>
    public static string[] Cells(ScoreIncrement gain) =>
    [
        gain.Map,
        gain.Baseline,
        Signed(gain.DevianceGain.Estimate),
        $"[{Signed(gain.DevianceGain.Low)}, {Signed(gain.DevianceGain.High)}]",
        Plain(gain.NatsPerDollar.Estimate, "+0.000;-0.000;0.000"),
        $"[{Plain(gain.NatsPerDollar.Low, "+0.000;-0.000;0.000")}, {Plain(gain.NatsPerDollar.High, "+0.000;-0.000;0.000")}]",
        Plain(gain.BetterDays, "0 %"),
        gain.PValue < 0.0005 ? "< 0.001" : Plain(gain.PValue, "0.000"),
    ];

    private static string Gain(BootstrapInterval gain) => $"{Signed(gain.Estimate)} [{Signed(gain.Low)}, {Signed(gain.High)}]";

    private static string Nats(BootstrapInterval gain) => $"{Plain(gain.Estimate, "+0.000;-0.000;0.000")} [{Plain(gain.Low, "+0.000;-0.000;0.000")}, {Plain(gain.High, "+0.000;-0.000;0.000")}]";

    private static string Verdict(BootstrapInterval gain) => gain switch { { Low: > 0 } => "a gain", { High: < 0 } => "a loss", _ => "nothing shown" };

    private static string Signed(double fraction) => Plain(100 * fraction, "+0.0;-0.0;0.0") + " %";

    private static string Plain(double value, string format) => double.IsFinite(value) ? value.ToString(format, CultureInfo.InvariantCulture) : "-";
}
