using Guide;
using HeatMap.Cascades;

namespace HeatMap.Tests.Docs;

/// <summary>What the guide to cascades shows compiles, runs and is true.</summary>
public sealed class CascadeGuideTests
{
    [Fact]
    public void Code_IsTheCompiledCode() => Assert.Equal(
        CodeBlocks.Lines(Repository.PathOf("tests", "HeatMap.Tests", "Docs", "CascadeGuideExample.cs"), "// <guide>", "// </guide>"),
        CodeBlocks.Lines(Repository.PathOf("docs", "guide", "cascades.md"), "```csharp", "```"));

    [Fact]
    public void Code_RunsAsThePageSays()
    {
        (CascadeResult fall, CascadeThresholds falls, CascadePoint[] curve, SimulatedCascades day, CascadeEpisode slow, Waterfall paid) =
            CascadeGuideExample.Run([96, 94, 90, 103, 105], [10, 20, 30, -5, -50], [95, 93, 89, 104, 106], 100);

        Assert.Equal((fall.FinalPrice, fall.Levels), (falls.FinalPrice(95), falls.Levels(95)));
        Assert.Equal((100, 85), (curve[0].ShockedPrice, curve[^1].ShockedPrice));
        Assert.True(day.Down.Cascaded.Value > 0 && day.Down.Quantity.Quantile(0.99) > 0);
        Assert.True(slow.IsSettled && slow.Down.LiquidatedQuantity <= fall.Liquidated.Quantity);
        Assert.Equal(paid.BadDebt, paid.Covered + paid.Uncovered, 1e-9);
    }
}
