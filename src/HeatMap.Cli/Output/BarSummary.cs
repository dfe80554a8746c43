using HeatMap.Cli.Estimating;
using HeatMap.Cli.Input;
using HeatMap.Estimation;
using BarColumn = HeatMap.Cli.Input.BarColumn;

namespace HeatMap.Cli.Output;

/// <summary>What was read of bars, and what is wrong with it, in words.</summary>
internal static class BarSummary
{
    private static readonly (BarColumn Column, string Name)[] Told =
    [
        (BarColumn.Close, "prices"), (BarColumn.MarkHigh, "mark"), (BarColumn.OpenInterest, "open interest"), (BarColumn.OpenInterestUsd, "open interest"),
        (BarColumn.Volume, "volume"), (BarColumn.VolumeUsd, "volume"), (BarColumn.LongLiquidationUsd, "liquidations"),
    ];

    private static readonly (BarFault Fault, string Name, string Text)[] Faults =
    [
        (BarFault.RepeatedOpenInterest, "repeatedOpenInterest", "bars repeat the open interest before them: a feed that stood still"),
        (BarFault.OpenInterestBeyondVolume, "openInterestBeyondVolume", "bars change open interest by more than was traded: units, times or scopes differ"),
        (BarFault.TakerBuysBeyondVolume, "takerBuysBeyondVolume", "bars have takers who bought more than was traded"),
        (BarFault.MarkFarFromTrades, "markFarFromTrades", "bars have a mark far from their trades"),
        (BarFault.LiquidationsBeyondOpenInterest, "liquidationsBeyondOpenInterest", "bars liquidate more than stood open"),
        (BarFault.MoveWithoutVolume, "moveWithoutVolume", "bars move without volume"),
        (BarFault.ImplausibleTurnover, "implausibleTurnover", "of volume and open interest one seems to be in another unit"),
    ];

    /// <summary>How many bars, of when.</summary>
    public static string Span(LoadedBars bars) => string.Create(
        CultureInfo.InvariantCulture,
        $"{bars.Bars.Count} bars of {Length(bars.Bars.Interval)}, {Time(bars.Bars[0].OpenTimeUnixMs)} to {Time(bars.EndUnixMs)} UTC{(bars.Missing > 0 ? $", {bars.Missing} missing" : "")}");

    /// <summary>Which file gives which column.</summary>
    public static IEnumerable<string> Origins(LoadedBars bars)
    {
        bool hasCoins = bars.Table.Has(BarColumn.OpenInterest), hasVolume = bars.Table.Has(BarColumn.Volume);
        foreach ((BarColumn column, string name) in Told)
        {
            bool stands = column switch { BarColumn.OpenInterestUsd => !hasCoins, BarColumn.VolumeUsd => !hasVolume, _ => true };
            if (stands && bars.Table.OriginOf(column) is { } origin)
            {
                int place = origin.LastIndexOf(": ", StringComparison.Ordinal), known = Known(bars, column);
                string gaps = known < bars.Bars.Count ? string.Create(CultureInfo.InvariantCulture, $" ({known} of {bars.Bars.Count} bars)") : "";
                yield return Message.Printable($"{name}: {Path.GetFileName(origin[..place])}, {origin[(place + 2)..]}{gaps}");
            }
        }
    }

    /// <summary>What the library found wrong, a sentence each.</summary>
    public static IEnumerable<string> Flags(LoadedBars bars)
    {
        foreach ((BarFault fault, _, string text) in Faults)
        {
            int count = bars.Bars.Report.Count(fault);
            if (count > 0)
            {
                yield return fault == BarFault.ImplausibleTurnover ? text : string.Create(CultureInfo.InvariantCulture, $"{count} {text}");
            }
        }
    }

    /// <summary>How often each fault was found, as programs read it.</summary>
    public static IReadOnlyDictionary<string, int> Counts(LoadedBars bars) => Faults.ToDictionary(static f => f.Name, f => bars.Bars.Report.Count(f.Fault), StringComparer.Ordinal);

    /// <summary>The length of a bar, for example 1h.</summary>
    public static string Length(TimeSpan length) => length switch
    {
        { TotalDays: >= 1 } when length.TotalDays == Math.Floor(length.TotalDays) => string.Create(CultureInfo.InvariantCulture, $"{length.TotalDays}d"),
        { TotalHours: >= 1 } when length.TotalHours == Math.Floor(length.TotalHours) => string.Create(CultureInfo.InvariantCulture, $"{length.TotalHours}h"),
        { TotalMinutes: >= 1 } when length.TotalMinutes == Math.Floor(length.TotalMinutes) => string.Create(CultureInfo.InvariantCulture, $"{length.TotalMinutes}m"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds}s"),
    };

    /// <summary>A moment, to the minute.</summary>
    public static string Time(long timeUnixMs) => DateTimeOffset.FromUnixTimeMilliseconds(timeUnixMs).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static int Known(LoadedBars bars, BarColumn column)
    {
        Estimation.BarColumn? counted = column switch
        {
            BarColumn.MarkHigh => Estimation.BarColumn.Mark,
            BarColumn.OpenInterest or BarColumn.OpenInterestUsd => Estimation.BarColumn.OpenInterest,
            BarColumn.Volume or BarColumn.VolumeUsd => Estimation.BarColumn.Volume,
            BarColumn.LongLiquidationUsd => Estimation.BarColumn.LongLiquidations,
            _ => null,
        };
        return bars.Bars.Count - (counted is { } c ? bars.Bars.Report.MissingRows(c) : 0);
    }
}
