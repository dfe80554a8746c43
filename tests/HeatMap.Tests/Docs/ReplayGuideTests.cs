using Guide;

namespace HeatMap.Tests.Docs;

/// <summary>What the guide to replays shows compiles, runs and is true.</summary>
public sealed class ReplayGuideTests
{
    [Fact]
    public void Code_IsTheCompiledCode() => Assert.Equal(
        CodeBlocks.Lines(Repository.PathOf("tests", "HeatMap.Tests", "Docs", "ReplayGuideExample.cs"), "// <guide>", "// </guide>"),
        CodeBlocks.Lines(Repository.PathOf("docs", "guide", "replay.md"), "```csharp", "```"));

    [Fact]
    public void Code_RecordsAndReplays()
    {
        (LivingSession live, LivingSession again, PositionEventLog log, int forced) = ReplayGuideExample.Run();
        File.Delete("session.hevt");

        Assert.Equal(5, log.Count);
        Assert.Equal(1, live.Map.Count);
        Assert.Equal(2 * 61_800, live.Map.Ledger.Liquidated.Short);
        Assert.Equal(live.Map.Ledger, again.Map.Ledger);
        Assert.InRange(forced, 1, 5_000);
    }

    [Fact]
    public void EveryColumnAndEvent_IsInTheTables()
    {
        string page = File.ReadAllText(Repository.PathOf("docs", "guide", "replay.md"));
        Assert.All(Enum.GetNames<PositionEventKind>(), name => Assert.Contains($"| `{name.ToLowerInvariant()}` |", page, StringComparison.Ordinal));
    }
}
