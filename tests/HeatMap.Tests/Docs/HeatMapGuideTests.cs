using Guide;

namespace HeatMap.Tests.Docs;

/// <summary>What the guide to heat maps shows compiles, runs and is true.</summary>
public sealed class HeatMapGuideTests
{
    [Fact]
    public void Code_IsTheCompiledCode() => Assert.Equal(
        CodeBlocks.Lines(Repository.PathOf("tests", "HeatMap.Tests", "Docs", "HeatMapGuideExample.cs"), "// <guide>", "// </guide>"),
        CodeBlocks.Lines(Repository.PathOf("docs", "guide", "heat-maps.md"), "```csharp", "```"));

    [Fact]
    public void Code_DoesWhatThePageSays()
    {
        LiquidationMap map = LiquidationMap.Build(new PricedColumns([58_010, 62_990], [1000, -500]), BandGrid.Uniform(25, new(50_000, 70_000)), 60_000, new() { Unit = "USDT" });
        (LiquidationHeatMap both, LiquidationHeatMapBuilder modelled, LiquidationHeatMap executed, string figure) = HeatMapGuideExample.Run(
            [(0, map, 59_990, 60_010), (60_000, map, 59_990, 60_010)],
            [(0, 59_990, 60_010, 60_000, [100, 600], [5000, -4000]), (60_000, 52_000, 60_010, 52_500, [], [])],
            [61_000, 62_000],
            [58_010, 58_020],
            [1000, 200]);
        Assert.Equal(2000, both.Notional(Side.Long, 0, 58_010));
        Assert.Equal(MapOrigin.Measured, both.Origin);
        Assert.True(modelled.Ledger.IsBalanced);
        Assert.True(modelled.Ledger.Long.Liquidated > 0);
        Assert.Equal(1200, executed.Notional(Side.Long, 60_000, 58_010));
        Assert.Contains("BTCUSDT", figure, StringComparison.Ordinal);
    }
}
