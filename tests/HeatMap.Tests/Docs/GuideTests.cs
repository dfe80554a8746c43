using Guide;

namespace HeatMap.Tests.Docs;

/// <summary>What the guide to large books shows compiles, runs and is true.</summary>
public sealed class GuideTests
{
    [Fact]
    public void Code_IsTheCompiledCode() => Assert.Equal(
        CodeBlocks.Lines(Repository.PathOf("tests", "HeatMap.Tests", "Docs", "GuideExample.cs"), "// <guide>", "// </guide>"),
        CodeBlocks.Lines(Repository.PathOf("docs", "guide", "large-books.md"), "```csharp", "```"));

    [Fact]
    public void Code_AddsUp()
    {
        double[] entry = [61_250, 64_900, 58_000, 60_000], quantity = [0.4, -1.2, 40, -1], margin = [1_225, 7_788, 464_000, 30_000];
        (LiquidationMap map, MapLayers layers, LiquidationMap both, MapDifference change) = GuideExample.Run(entry, quantity, margin);

        Assert.Equal(4, map.Total.Count);
        Assert.Equal(map.Total, layers.Total.Total);
        Assert.Equal(1, layers["whale"].Total.Count);
        Assert.Equal(MapOrigin.Mixed, both.Origin);
        Assert.Equal(8, both.Total.Count);
        Assert.Equal(0, change.Total.Count);
        Assert.False(change.IsZero);
    }

    [Fact]
    public void MarketCode_IsTheCompiledCode() => Assert.Equal(
        CodeBlocks.Lines(Repository.PathOf("tests", "HeatMap.Tests", "Docs", "LivingMarketGuideExample.cs"), "// <guide>", "// </guide>"),
        CodeBlocks.Lines(Repository.PathOf("docs", "guide", "living-market.md"), "```csharp", "```"));

    [Fact]
    public void MarketCode_DoesWhatThePageSays()
    {
        (LivingMarket market, double before, double after, List<MarketOrder> orders, List<AccountLiquidation> broken) = LivingMarketGuideExample.Run();

        // The short of ETH gained 250 and needs 1 less: 251 more for half a BTC, which keeps 0.4 % of itself.
        Expect.NearRelative((250 + 1) / (0.5 * 0.996), before - after, 1e-9);
        Assert.Equal(["BTCUSDT", "BTCUSDT", "ETHUSDT"], orders.Select(o => o.Symbol));
        Assert.Equal([false, true, true], orders.OrderBy(o => o.IsOfAccount).Select(o => o.IsOfAccount));
        Assert.Equal(LiquidationCause.Crossed, Assert.Single(broken).Cause);
        Assert.Equal((0, 1), (market.HoldingCount, market.AccountCount));
        Expect.Near(0, market.Ledger.Difference, 1e-9);
    }
}
