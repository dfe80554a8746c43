using System.Globalization;
using HeatMap.Charts.Drawing;

namespace HeatMap.Charts.Ladder;

/// <summary>What the chart of a map says in words: where its numbers come from, and what is not in the bars.</summary>
internal static class MapWords
{
    /// <summary>The first word is the badge of the whole map.</summary>
    public static string? Badge(MapOrigin origin) => origin switch
    {
        MapOrigin.Measured => "measured",
        MapOrigin.Modelled => "modelled",
        MapOrigin.Mixed => "mixed",
        _ => null,
    };

    public static string Subtitle(LiquidationMap map)
    {
        BandGrid grid = map.Grid;
        string width = grid.Spacing == BandSpacing.Geometric ? string.Create(CultureInfo.InvariantCulture, $"{100 * grid.Step:0.####} %") : CompactNumber.Edge(grid.Step, grid);
        string place = map.MarkPrice < grid.Lower ? ", below the window" : map.MarkPrice >= grid.Upper ? ", above the window" : "";
        string bands = grid.Count == 1 ? "1 band" : string.Create(CultureInfo.InvariantCulture, $"{grid.Count:N0} bands of {width}");
        return $"Mark {CompactNumber.Price(map.MarkPrice)}{place} · long {Ticks.Notional(map.InBands.Long, map.Unit)}, short {Ticks.Notional(map.InBands.Short, map.Unit)} in {bands} from {CompactNumber.Edge(grid.Lower, grid)} to {CompactNumber.Edge(grid.Upper, grid)}";
    }

    /// <summary>Sentences that must not be overlooked.</summary>
    public static List<string> Notes(LiquidationMap map)
    {
        var notes = new List<string>();
        if (map.InBands.Notional == 0)
        {
            notes.Add(map.Total.Notional == 0 && map.Total.Count == 0 ? "This map holds nothing." : "Nothing lies in the window.");
        }

        Add(notes, "Below the window", map.Below, map.Unit);
        Add(notes, "Above the window", map.Above, map.Unit);
        foreach ((UnplacedReason reason, string name) in Reasons)
        {
            Add(notes, "Not placed, " + name, map.Unplaced[reason], map.Unit);
        }

        notes.Add(Sources(map));
        return notes;
    }

    /// <summary>Both sides of a tally, empty sides left out.</summary>
    public static string Amounts(SideTally tally, string? unit)
    {
        var parts = new List<string>();
        Side("long", tally.Long, tally.LongCount);
        Side("short", tally.Short, tally.ShortCount);
        if (tally.UnsidedCount > 0)
        {
            parts.Add(Rows(tally.UnsidedCount) + " without a side");
        }

        return parts.Count == 0 ? "nothing" : string.Join(", ", parts);

        void Side(string side, double notional, long count)
        {
            if (notional > 0 || count > 0)
            {
                parts.Add($"{side} {Ticks.Notional(notional, unit)}{(count > 0 ? " (" + Rows(count) + ")" : "")}");
            }
        }
    }

    /// <summary>One row a place: the whole map, nothing left out.</summary>
    public static IEnumerable<string[]> Places(LiquidationMap map)
    {
        yield return Row("in the window", map.InBands);
        yield return Row("below the window", map.Below);
        yield return Row("above the window", map.Above);
        foreach ((UnplacedReason reason, string name) in Reasons)
        {
            yield return Row("not placed, " + name, map.Unplaced[reason]);
        }

        yield return Row("all", map.Total);

        string[] Row(string place, SideTally tally) =>
            [place, CompactNumber.Notional(tally.Long), CompactNumber.Notional(tally.Short), map.HasCounts ? tally.Count.ToString("N0", CultureInfo.InvariantCulture) : "–"];
    }

    private static (UnplacedReason Reason, string Name)[] Reasons =>
    [
        (UnplacedReason.NoLiquidationPrice, "no liquidation price"),
        (UnplacedReason.AlreadyLiquidated, "already past the mark"),
        (UnplacedReason.NeedsAccount, "account not given"),
        (UnplacedReason.Invalid, "invalid"),
    ];

    private static string Sources(LiquidationMap map)
    {
        if (map.Sources.IsEmpty)
        {
            return "Nobody stated where this map comes from.";
        }

        const int Most = 6;
        IEnumerable<string> some = map.Sources.Take(Most).Select(static s => $"{s.Name} ({(s.IsModelled ? "modelled" : "measured")}{(s.AsOf is { } at ? ", as of " + at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC" : "")})");
        string more = map.Sources.Length > Most ? string.Create(CultureInfo.InvariantCulture, $" and {map.Sources.Length - Most:N0} more") : "";
        return "From " + string.Join(", ", some) + more + "." + (map.HasUnstatedPart ? " Of a part nobody stated where it comes from." : "");
    }

    private static void Add(List<string> notes, string place, SideTally tally, string? unit)
    {
        if (tally.Notional > 0 || tally.Count > 0)
        {
            notes.Add(place + ": " + Amounts(tally, unit) + ".");
        }
    }

    private static string Rows(long count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} position{(count == 1 ? "" : "s")}");
}
