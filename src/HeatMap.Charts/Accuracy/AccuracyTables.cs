using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Charts.Panels;
using HeatMap.Evaluation;

namespace HeatMap.Charts;

/// <summary>Scores as tables, each column with its unit and the direction that is better.</summary>
internal static class AccuracyTables
{
    public static ImmutableArray<PanelTable> Of(ScoreReport report)
    {
        var tables = ImmutableArray.CreateBuilder<PanelTable>();
        tables.Add(Models(report));
        if (!report.Increments.IsEmpty)
        {
            tables.Add(Increments(report));
        }

        if (report.Cascades is { } cascades)
        {
            tables.Add(Events(cascades));
            tables.AddRange(cascades.Models.Select(m => ReliabilityPanels.Table(m.Reliability, m.Name)));
        }

        if (report.Location is { } location)
        {
            tables.Add(Location(location));
        }

        if (!report.Intensity.IsEmpty)
        {
            tables.Add(new(
                "Intensity: where and how much, the path unknown",
                ["map", "nats per dollar over the kernel ↑", "verdict", "p", "share of stock", "placed by"],
                [.. report.Intensity.Select(s => (ImmutableArray<string>)[s.Name, PanelWords.Of(s.GainOverKernel, "number"), AccuracySheet.Verdict(s.GainOverKernel), PanelWords.Digits(s.PValue), PanelWords.Digits(s.StockShare), s.IsByPrice ? "price" : "side and interval"])]));
        }

        if (!report.Truth.IsEmpty)
        {
            tables.Add(new(
                "Distance from the truth",
                ["map", "Wasserstein within 5 %, bp ↓", "within 10 %, bp ↓", "absolute difference within 5 %, 0 to 2 ↓", "within 10 % ↓", "pairs"],
                [.. report.Truth.Select(t => (ImmutableArray<string>)[t.Name, PanelWords.Digits(t.Wasserstein5), PanelWords.Digits(t.Wasserstein10), PanelWords.Digits(t.AbsoluteDifference5), PanelWords.Digits(t.AbsoluteDifference10), Count(t.Pairs)])]));
        }

        return tables.ToImmutable();
    }

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static PanelTable Models(ScoreReport report) => new(
        "How much, given the path (↑ more is better, ↓ less is)",
        ["model", "deviance explained ↑", "Tweedie deviance ↓", "gamma deviance ↓", "nats per dollar ↑", "R² of logs ↑", "CRPS, quote ↓", "pinball 50 %, quote ↓", "90 % ↓", "99 % ↓", "AUC of sides ↑", "PIT p-value", "liquidated over expected → 1"],
        [.. report.Models.Select(m => (ImmutableArray<string>)[m.Name, PanelWords.Of(m.ExplainedDeviance, "percent"), PanelWords.Digits(m.TweedieDeviance), PanelWords.Digits(m.GammaDeviance), PanelWords.Digits(m.NatsPerDollar), PanelWords.Digits(m.RSquaredOfLogs), PanelWords.Of(m.Crps, "number"), PanelWords.Of(m.Pinball50, "number"), PanelWords.Of(m.Pinball90, "number"), PanelWords.Of(m.Pinball99, "number"), PanelWords.Digits(m.Sides.Auc), PanelWords.Digits(m.Pit.PValue), PanelWords.Digits(m.VolumeRatio)])])
    {
        IsOpen = true,
    };

    private static PanelTable Increments(ScoreReport report) => new(
        "What maps add, with intervals",
        ["map", "to", "how", "deviance taken away ↑", "verdict", "nats per dollar ↑", "R² of logs ↑", "better days", "p"],
        [.. report.Increments.Select(i => (ImmutableArray<string>)[i.Map, i.Baseline, i.IsInstead ? "instead" : "beyond", PanelWords.Of(i.DevianceGain, "percent"), AccuracySheet.Verdict(i.DevianceGain), PanelWords.Of(i.NatsPerDollar, "number"), PanelWords.Digits(i.RSquaredGain), PanelWords.Of(i.BetterDays, "percent"), PanelWords.Digits(i.PValue)])]);

    private static PanelTable Events(EventReport events) => new(
        string.Create(CultureInfo.InvariantCulture, $"Cascades foreseen: {events.Events} in {events.Intervals} intervals"),
        ["model", "Brier ↓", "Brier skill ↑", "log score, nats ↓", "miscalibration ↓", "AUC ↑", "alarms a week", "hit rate ↑", "false alarms ↓"],
        [.. events.Models.Select(m => (ImmutableArray<string>)[m.Name, PanelWords.Digits(m.Score.Brier), PanelWords.Digits(m.Score.BrierSkill), PanelWords.Digits(m.Score.LogScore), PanelWords.Digits(m.Score.Miscalibration), PanelWords.Digits(m.Score.Auc), PanelWords.Digits(m.AlarmsPerWeek), PanelWords.Of(m.HitRate, "percent"), PanelWords.Of(m.FalseAlarmRate, "percent")])]);

    private static PanelTable Location(LocationReport location) => new(
        string.Create(CultureInfo.InvariantCulture, $"Where: nats per dollar beyond an even density; {location.Prints} prints, {location.Windows} windows; dollars of the other side {PanelWords.Of(location.OtherSideShare, "percent")}, beyond the range {PanelWords.Of(location.BeyondShare, "percent")}, left out {PanelWords.Of(location.NarrowShare, "percent")}"),
        ["map", "raw ↑", "smoothed ↑", "tempered ↑", "with the kernel ↑", "gain over the kernel ↑", "verdict", "p", "weight"],
        [
            .. location.Baselines.Select(b => (ImmutableArray<string>)[b.Name, PanelWords.Of(b.NatsPerDollar, "number"), "–", "–", "–", "–", "–", "–", "–"]),
            .. location.Maps.Select(m => (ImmutableArray<string>)[m.Name, PanelWords.Of(m.Raw, "number"), PanelWords.Of(m.Smoothed, "number"), PanelWords.Of(m.Tempered, "number"), PanelWords.Of(m.WithKernel, "number"), PanelWords.Of(m.GainOverKernel, "number"), AccuracySheet.Verdict(m.GainOverKernel), PanelWords.Digits(m.PValue), PanelWords.Digits(m.Weight)]),
        ]);
}
