namespace HeatMap.Tests.Living;

public sealed class LivingSoakTests
{
    [Fact]
    public void TenMillionOperations_LeaveWhatARebuildGives()
    {
        var soak = new LivingSoak(1);
        soak.Run(10_000_000, operationsOfALife: 100_000);
        Assert.Equal(10_000_000, soak.Operations);
        Assert.True(soak.Liquidations > 500_000, $"marks must have liquidated many, were {soak.Liquidations}");
        Assert.True(soak.WindowMoves > 1000, $"the window must have moved often, was {soak.WindowMoves}");
        Assert.True(soak.Rebuilds > 4000 && soak.CompleteMarks > 1_000_000 && soak.Refusals > 50, $"{soak.Rebuilds} {soak.CompleteMarks} {soak.Refusals}");
    }
}
