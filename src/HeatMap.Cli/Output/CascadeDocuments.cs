using HeatMap.Cascades;
using HeatMap.Cli.Cascading;

namespace HeatMap.Cli.Output;

/// <summary>What cascades and explained moves say alike in JSON.</summary>
internal static class CascadeDocuments
{
    public static string? NameOf(BandEdge? edge) => edge switch { BandEdge.Near => "near", BandEdge.Far => "far", _ => null };

    public static ReachDocument Reach(LiquidationLadder ladder) => new(Side(ladder.Down, ladder.NotionalBeyondDown), Side(ladder.Up, ladder.NotionalBeyondUp));

    public static ForcedDocument Of(LiquidatedSum sum) => new(sum.Quantity, sum.Notional, sum.Count);

    private static ReachSideDocument Side(LadderSide side, double beyond)
    {
        LiquidatedSum all = side.First(side.Count);
        return new(side.Count, all.Quantity, all.Notional, beyond);
    }
}

internal sealed record ForcedDocument(double Quantity, double Notional, long? Count);

internal sealed record ReachDocument(ReachSideDocument Down, ReachSideDocument Up);

internal sealed record ReachSideDocument(int LevelCount, double Quantity, double Notional, double NotionalBeyondWindow);

internal sealed record MarketDocument(string Kind, string Description, double StressFactor)
{
    public static MarketDocument Of(Market market, MarketSettings settings) => new(market.Kind, market.Text, settings.Stress);
}
