using HeatMap.Tests.Analysis;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Allocation;

/// <summary>Readings that say they allocate nothing, after the pools are warm. Meant for Release.</summary>
public sealed class DistanceAllocationTests
{
    private static readonly BandGrid Grid = BandGrid.Geometric(0.0025, new(50, 150));
    private static readonly LiquidationMap Map = Shapes.Random(new Dice(1, 1), Grid, 100), Other = Shapes.Random(new Dice(2, 2), Grid, 102);

    [Fact]
    public void Distances_AllocateNothing()
    {
        double[] p = Shapes.Of(Map, null), q = Shapes.Of(Other, null), x = Shapes.Middles(Grid), parts = new double[x.Length], difference = new double[x.Length];
        double sum = 0;
        AssertAllocatesNothing(() =>
        {
            sum += Map.DistanceTo(Other).WassersteinPrice + Map.View.DistanceTo(Other.View, Side.Long).Shares.Hellinger;
            sum += Map.TransportCost(Other, 3) + Map.View.DisagreementWith(Other.View, parts, difference);
            sum += Divergence.OfShares(p, q).TotalVariation + Divergence.Wasserstein(x, p, q) + Divergence.WassersteinOfSamples(p, q) + Divergence.TransportCost(x, p, x, q, 3);
            Divergence.JensenShannonParts(p, q, parts);
        });
        Assert.True(sum > 0);
    }

    [Fact]
    public void Changes_AllocateNothing()
    {
        var tracker = new BuildUpTracker();
        long time = 0;
        AssertAllocatesNothing(() =>
        {
            SideChange longs = Map.View.ChangeTo(Other.View, new(90, 110), Side.Long), shorts = Map.View.ChangeTo(Other.View, new(90, 110), Side.Short);
            tracker.Add(++time, longs, shorts);
        });
        Assert.True(tracker.Count > 1);
    }

    private static void AssertAllocatesNothing(Action act)
    {
        // Tiered compilation can replace code while it runs; the least of several rounds is what the code itself allocates.
        long least = long.MaxValue;
        for (int round = 0; round < 6; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            act();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
