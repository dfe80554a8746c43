using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Charts.Panels;
using HeatMap.Evaluation;

namespace HeatMap.Charts;

/// <summary>What a score looks like: its panels, and the same in words. Nothing is called better whose interval holds zero.</summary>
internal static class AccuracySheet
{
    public static PanelSheet Of(ScoreReport report)
    {
        var panels = ImmutableArray.CreateBuilder<Panel>();
        if (!report.Increments.IsEmpty)
        {
            panels.Add(Increments(report, "gain", "Added: deviance taken away", "share of the baseline's deviance, %; right is better", "percent", i => i.DevianceGain));
            panels.Add(Increments(report, "dollar", "Added: log score", "nats per liquidated dollar; right is better", "number", i => i.NatsPerDollar));
        }

        foreach (EventScore score in report.Cascades?.Models ?? [])
        {
            panels.AddRange(ReliabilityPanels.Of(score.Reliability, score.Name));
        }

        if (report.Location is { } location)
        {
            panels.Add(Location(location));
        }

        foreach (ModelScore model in report.Models)
        {
            AddPit(panels, model);
        }

        string words = string.Create(CultureInfo.InvariantCulture, $"{Day(report.TestStartUnixMs)} to {Day(report.TestEndUnixMs)}: {report.TestDays} days, {report.TestIntervals} intervals of {CompactNumber.Duration(report.Interval)}, {report.Folds} folds, all out of sample.");
        return new() { Subtitle = words, Summary = $"{words} {Verdict(report)}", Notes = Notes(report), Panels = panels.ToImmutable(), Tables = AccuracyTables.Of(report) };
    }

    /// <summary>What can be said of an interval.</summary>
    public static string Verdict(BootstrapInterval gain) => gain.Draws == 0 || !double.IsFinite(gain.Low + gain.High) ? "not known" : gain.Low > 0 ? "better" : gain.High < 0 ? "worse" : "cannot be told apart";

    private static string Name(ScoreIncrement increment) => increment.IsInstead ? $"{increment.Map} instead of {increment.Baseline}" : $"{increment.Map} beyond {increment.Baseline}";

    private static string Verdict(ScoreReport report) => report.Increments.IsEmpty
        ? "No map was compared with a baseline."
        : string.Join("; ", report.Increments.Take(12).Select(i => $"{Name(i)}: {Verdict(i.DevianceGain)}")) + ".";

    private static Panel Increments(ScoreReport report, string slot, string title, string axis, string format, Func<ScoreIncrement, BootstrapInterval> of)
    {
        (ScoreIncrement Score, int Row)[] rows = [.. report.Increments.Select((s, i) => (s, i))];
        PanelTrace Spans(string name, bool isInstead, string colour) => AccuracySheet.Spans(name, colour, [.. rows.Where(r => r.Score.IsInstead == isInstead).Select(r => (of(r.Score), (double)r.Row))]);
        return new(slot, title, new(axis, format), new("", "number") { Labels = [.. rows.Select(r => Name(r.Score))] })
        {
            Traces = [.. ((PanelTrace[])[Spans("beyond the baseline", false, "accent"), Spans("instead of its null map", true, "s1")]).Where(t => t.X.Length > 0)],
            Marks = [new(0, true, "", "text")],
        };
    }

    private static Panel Location(LocationReport location)
    {
        int first = location.Baselines.Length, n = first + location.Maps.Length;
        PanelTrace Maps(string name, string colour, double shift, Func<LocationScore, BootstrapInterval> of) => Spans(name, colour, [.. location.Maps.Select((m, i) => (of(m), first + i + shift))]);
        return new("location", "Where: beyond an even density", new("nats per liquidated dollar; right is better", "number"), new("", "number") { Labels = [.. location.Baselines.Select(b => b.Name), .. location.Maps.Select(m => m.Name)] })
        {
            Traces = n == 0 ? [] : [.. ((PanelTrace[])[
                Spans("baseline", "muted", [.. location.Baselines.Select((b, i) => (b.NatsPerDollar, (double)i))]),
                Maps("map, smoothed", "accent", 0, m => m.Smoothed),
                Maps("gain over the kernel", "s1", 0.3, m => m.GainOverKernel)]).Where(t => t.X.Length > 0)],
            Marks = [new(0, true, "", "text")],
        };
    }

    private static PanelTrace Spans(string name, string colour, (BootstrapInterval Interval, double Row)[] rows)
    {
        (BootstrapInterval Interval, double Row)[] known = [.. rows.Where(r => r.Interval.Draws > 0 && double.IsFinite(r.Interval.Estimate + r.Interval.Low + r.Interval.High))];
        return new(name, "spans", [.. known.Select(r => r.Interval.Estimate)], [.. known.Select(r => r.Row)], colour) { Low = [.. known.Select(r => r.Interval.Low)], High = [.. known.Select(r => r.Interval.High)] };
    }

    private static void AddPit(ImmutableArray<Panel>.Builder panels, ModelScore model)
    {
        int bins = model.Pit.Counts.Length, total = model.Pit.Counts.Sum();
        double[] low = [.. Enumerable.Range(0, bins).Select(i => (double)i / bins)];
        panels.Add(new("pit", $"{model.Name}: where volumes fell within forecasts; level is right", new("probability integral transform", "number") { Low = 0, High = 1 }, new("volumes", "number") { Low = 0 })
        {
            Keys = [new("Model", model.Name)],
            Traces = [new("volumes", "bars", [.. low.Select(l => l + (0.5 / bins))], [.. model.Pit.Counts.Select(c => (double)c)], "s2") { Low = low, High = [.. low.Select(l => l + (1.0 / bins))] }],
            Marks = [new((double)total / bins, false, "", "muted")],
        });
    }

    private static ImmutableArray<string> Notes(ScoreReport report)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        if (!report.Increments.IsEmpty)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"Lines are {100 * report.Increments[0].DevianceGain.Level:0.##} % intervals, days drawn as blocks. Where one holds zero, the map and its baseline cannot be told apart."));
        }

        notes.Add($"Open interest was known for {PanelWords.Of(report.OpenInterestCoverage, "percent")} of tests; {CompactNumber.Notional(report.LiquidatedVolume)} quote was liquidated in them. Markets counted: volume {report.Scopes.Volume ?? "not said"}, open interest {report.Scopes.OpenInterest ?? "not said"}, liquidations {report.Scopes.Liquidations ?? "not said"}.");
        if (!string.IsNullOrWhiteSpace(report.FeedNote))
        {
            notes.Add($"Feed: {report.FeedNote}");
        }

        if (report.Cascades is { Models: { IsEmpty: false } models } && models.All(m => m.Reliability.Band.IsEmpty))
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{report.Cascades.Events} cascades in {report.Cascades.Intervals} intervals; their diagrams come without a consistency band, so what is due to chance cannot be told."));
        }

        string[] missing =
        [
            .. report.Increments.IsEmpty ? (string[])["increments"] : [],
            .. report.Cascades is null || report.Cascades.Models.IsEmpty ? (string[])["forecasts of cascades"] : [],
            .. report.Location is null ? (string[])["location, which takes prints with prices"] : [],
            .. report.Intensity.IsEmpty ? (string[])["intensity"] : [],
            .. report.Truth.IsEmpty ? (string[])["distances from the truth, which nobody knows here"] : [],
        ];
        if (missing.Length > 0)
        {
            notes.Add($"Not scored: {string.Join("; ", missing)}.");
        }

        return notes.ToImmutable();
    }

    private static string Day(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
