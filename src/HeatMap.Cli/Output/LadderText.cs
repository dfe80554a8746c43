using HeatMap.Cascades;
using HeatMap.Cli.Cascading;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>The head of what is told about a ladder: what was read, who can be reached, and who cannot.</summary>
internal static class LadderText
{
    public static void WriteHead(LoadedLadder levels, IAnsiConsole console)
    {
        LiquidationMap map = levels.Loaded.Map;
        string name = levels.Loaded.Symbol is { Length: > 0 } symbol ? OriginText.Shorten(symbol, 40) : "A map";
        console.MarkupLine($"[bold]{Markup.Escape(name)}[/], mark [bold]{CompactNumber.Price(map.MarkPrice)}[/], notional in {Markup.Escape(OriginText.Shorten(map.Unit ?? "quote", 12))}");
        console.WriteWrapped(OriginText.Of(map));
        console.WriteWrapped($"Within reach: {Side(levels, levels.Ladder.Down)}, {Side(levels, levels.Ladder.Up)}.");
        if (levels.Ladder.NotionalBeyondDown + levels.Ladder.NotionalBeyondUp > 0)
        {
            console.WriteWrapped($"Beyond the window, at prices that the map does not tell: longs worth {CompactNumber.Notional(levels.Ladder.NotionalBeyondDown)}, shorts worth {CompactNumber.Notional(levels.Ladder.NotionalBeyondUp)}.");
        }

        foreach ((UnplacedReason reason, _, string text) in Reasons.All)
        {
            SideTally tally = map.Unplaced[reason];
            if (tally.Count > 0 || tally.Notional > 0)
            {
                console.WriteWrapped($"Left out, {text}: {CompactNumber.Notional(tally.Notional)}{(tally.Count > 0 ? $" in {Positions(tally.Count)}" : "")}");
            }
        }

        if (levels.Loaded.Skipped?.Values.Sum() is > 0 and var skipped)
        {
            console.WriteWrapped($"Left out as bad: {Positions(skipped)}");
        }
    }

    public static string Away(double price, double markPrice) => price == markPrice ? "at the mark"
        : !double.IsFinite(price) ? "beyond all numbers"
        : $"{Numbers.Share(Math.Abs((price / markPrice) - 1))} {(price < markPrice ? "below" : "above")} the mark";

    private static string Side(LoadedLadder levels, LadderSide side)
    {
        LiquidatedSum all = side.First(side.Count);
        string where = side.Direction == Direction.Down ? "below the mark" : "above it", name = Numbers.Name(side.Side);
        string levelsOf = levels.Levels is null ? $"{(side.Count == 1 ? "band" : "bands")} of {name}" : side.Count == 1 ? name[..^1] : name;
        return string.Create(CultureInfo.InvariantCulture, $"{side.Count:N0} {levelsOf} {where} with {CompactNumber.Notional(all.Quantity)} base worth {CompactNumber.Notional(all.Notional)}");
    }

    private static string Positions(long count) => count == 1 ? "1 position" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} positions");
}
