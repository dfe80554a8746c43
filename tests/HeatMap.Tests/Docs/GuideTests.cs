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
}
