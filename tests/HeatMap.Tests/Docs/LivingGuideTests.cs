using Guide;

namespace HeatMap.Tests.Docs;

/// <summary>What the guide to living maps shows compiles, runs and is true.</summary>
public sealed class LivingGuideTests
{
    [Fact]
    public void Code_IsTheCompiledCode() => Assert.Equal(
        CodeBlocks.Lines(Repository.PathOf("tests", "HeatMap.Tests", "Docs", "LivingGuideExample.cs"), "// <guide>", "// </guide>"),
        CodeBlocks.Lines(Repository.PathOf("docs", "guide", "living-map.md"), "```csharp", "```"));

    [Fact]
    public void Code_DoesWhatThePageSays()
    {
        (LivingMap map, MapReader reader, int forced, RangeTally near, double price, BandChange[] changes, List<WatchEvent> events) = LivingGuideExample.Run();
        Assert.Equal(1, forced);
        Assert.Equal(3, map.Count);
        Assert.Equal((1, 1.5 * 66_150), (near.Count, near.Notional));
        Assert.InRange(price, 66_150, 66_160);
        Assert.Equal(3 * 64_000L << 16, Assert.Single(changes).Units);
        Assert.Equal(3, reader.Version);
        Assert.Equal([64_000.0 - 63_000, 0, (1.5 * 66_150) + (3 * 64_000) + (5 * 66_000)], events.Select(e => e.Rule.Kind == WatchKind.PriceNear ? e.Value * 63_000 * 0.02 : e.Value), (x, y) => Math.Abs(x - y) < 1e-6);
    }
}
