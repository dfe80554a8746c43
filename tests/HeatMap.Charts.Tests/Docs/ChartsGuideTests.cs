using Guide;
using HeatMap.Cascades;
using HeatMap.Estimation;
using HeatMap.Evaluation;
using HeatMap.Tests.Docs;

namespace HeatMap.Charts.Tests.Docs;

/// <summary>What the guide to charts shows compiles, runs and is true.</summary>
public sealed class ChartsGuideTests
{
    [Fact]
    public void Code_IsTheCompiledCode() => Assert.Equal(
        CodeBlocks.Lines(Repository.PathOf("tests", "HeatMap.Charts.Tests", "Docs", "ChartsGuideExample.cs"), "// <guide>", "// </guide>"),
        CodeBlocks.Lines(Repository.PathOf("docs", "guide", "charts.md"), "```csharp", "```"));

    [Fact]
    public void Code_DoesWhatThePageSays()
    {
        BandGrid grid = BandGrid.Uniform(25, new(50_000, 70_000));
        LiquidationMap map = LiquidationMap.Build(new PricedColumns([58_010, 62_990], [1000, -500]), grid, 60_000, new() { Unit = "USDT" });
        LiquidationMap before = LiquidationMap.Build(new PricedColumns([57_010, 62_990], [1000, -500]), grid, 60_000, new() { Unit = "USDT" });
        var heat = new LiquidationHeatMapBuilder(grid, TimeSpan.FromHours(1), new() { Columns = 2 });
        heat.Append(0, before.View, 59_900, 60_100);
        heat.Append(3_600_000, map.View, 59_900, 60_100);
        var ladder = LiquidationLadder.FromPositions([58_010, 62_990], [0.02, -0.01], 60_000);
        var model = new CascadeModel(DepthCurve.PowerLaw(1_000));
        SyntheticMarketRun market = SyntheticMarket.Run(1, new() { BarMinutes = 60 });
        ScoreReport report = MapScorer.Score(market.Bars, [new("turnover", new TurnoverEstimator(market.CoveringGrid(step: 0.0005, margin: 2.5)))]);

        (string page, string live, string update, string picture, string figure) = ChartsGuideExample.Run(
            map, before, heat.ToHeatMap(), model.Run(ladder, Shock.Move(-0.05)), model.Thresholds(ladder, Direction.Down), report);
        Assert.Contains("<title>BTC this morning</title>", page, StringComparison.Ordinal);
        Assert.Contains("/events", live, StringComparison.Ordinal);
        Assert.Equal(4, update.Split('\n').Length);
        Assert.Contains("</svg>", picture, StringComparison.Ordinal);
        Assert.Contains("\"layout\"", figure, StringComparison.Ordinal);
    }
}
