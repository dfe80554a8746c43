using HeatMap.Estimation;

namespace HeatMap.Tests.Estimation;

public sealed class DistanceMixFactoryTests
{
    [Fact]
    public void FromLadder_IsTheIsolatedLinearFormula()
    {
        DistanceMix mix = DistanceMix.FromLadder([10, 100], [3, 1], 0.004);
        (double Distance, double Long, double Short)[] expected =
        [
            (Math.Log(0.996 / 0.99), 0.25, 0),
            (Math.Log(1.01 / 1.004), 0, 0.25),
            (Math.Log(1.1 / 1.004), 0, 0.75),
            (Math.Log(0.996 / 0.9), 0.75, 0),
        ];
        Assert.Equal(4, mix.Count);
        foreach ((DistanceClass c, (double distance, double longs, double shorts)) in mix.Zip(expected.OrderBy(e => e.Distance)))
        {
            Expect.NearRelative(distance, c.Distance, 1e-9);
            Assert.Equal((longs, shorts), (c.LongShare, c.ShortShare));
        }

        // 60,000 at 100x and 0.4 %: 59,638.55.
        Expect.Near(59_638.55, 60_000 * Math.Exp(-mix.First(c => c.LongShare == 0.25).Distance), 0.005);
    }

    [Fact]
    public void FromLadder_AnUnleveredLong_IsInert_AndItsShortIsNot()
    {
        DistanceMix mix = DistanceMix.FromLadder([1, 5], [1, 1], 0.01);
        Assert.Equal((0.5, 0.0), (mix.InertShare(Side.Long), mix.InertShare(Side.Short)));
        Assert.Equal(4, mix.Count);
    }

    [Fact]
    public void FromLadder_NamesWhatIsWrong()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => DistanceMix.FromLadder([10, 0.5], [1, 1], 0.01), "row 1", "leverages", ">= 1", "0.5");
        Expect.Throws<ArgumentOutOfRangeException>(() => DistanceMix.FromLadder([10, 125], [1, 1], 0.01), "row 1", "leverages", "0.01", "125");
        Expect.Throws<ArgumentOutOfRangeException>(() => DistanceMix.FromLadder([10], [double.NaN], 0.01), "row 0", "weights");
        Expect.Throws<ArgumentException>(() => DistanceMix.FromLadder([10], [1, 2], 0.01), "weights", "1", "2");
        Expect.Throws<ArgumentException>(() => DistanceMix.FromLadder([], [], 0.01), "leverages");
        Expect.Throws<ArgumentOutOfRangeException>(() => DistanceMix.FromLadder([10], [1], 1), "maintenanceRate");
    }

    [Fact]
    public void Geometric_GrowsByOneFactor()
    {
        DistanceMix mix = DistanceMix.Geometric(5, 0.005, 0.5, 0.3);
        Assert.Equal(6, mix.Count);
        Assert.Equal((0.005, 0.5), (mix[0].Distance, mix[4].Distance));
        Expect.NearRelative(0.05, mix[2].Distance, 1e-12);
        Expect.NearRelative(0.3, mix.InertShare(Side.Short), 1e-12);
        Assert.All(mix.Take(5), c => Expect.NearRelative(0.14, c.LongShare, 1e-12));
        Assert.Equal(5, DistanceMix.Geometric(5, 0.005, 0.5, 0).Count);
        Expect.Throws<ArgumentOutOfRangeException>(() => DistanceMix.Geometric(1, 0.005, 0.5, 0), "count", "64", "1");
        Expect.Throws<ArgumentOutOfRangeException>(() => DistanceMix.Geometric(3, 0.005, 0.004, 0), "farthest", "0.005", "0.004");
        Expect.Throws<ArgumentOutOfRangeException>(() => DistanceMix.Geometric(3, 0, 0.004, 0), "nearest");
        Expect.Throws<ArgumentOutOfRangeException>(() => DistanceMix.Flat([0.1], 1), "inertShare", "1");
        Expect.Throws<ArgumentOutOfRangeException>(() => DistanceMix.Flat([0.1, 0.1], 0), "row 1", "distance");
    }

    [Fact]
    public void Smoothed_SpreadsSpikesAndLeavesTheInertShareAlone()
    {
        double[] shares = [0, 0, 0, 0.7, 0, 0, 0, 0.3];
        DistanceMix spiky = DistanceMix.Geometric(7, 0.01, 0.64, 0.3).WithShares(shares), smooth = spiky.Smoothed(0.7);
        Expect.SameBits(spiky.InertShare(Side.Long), smooth.InertShare(Side.Long));
        Expect.Near(1, smooth.Sum(c => c.LongShare), 1e-12);
        for (int i = 0; i < 3; i++)
        {
            Expect.NearRelative(smooth[2 - i].LongShare, smooth[4 + i].LongShare, 1e-9);
            Assert.True(smooth[4 + i].LongShare < smooth[3 + i].LongShare);
        }

        Assert.Same(spiky, spiky.Smoothed(0));
        Assert.Equal(spiky, spiky.Smoothed(1e-3));
        Expect.Throws<ArgumentOutOfRangeException>(() => spiky.Smoothed(-1), "logWidth", "-1");
    }

    [Fact]
    public void Smoothed_ALadder_LeavesLongsAndShortsAlike()
    {
        DistanceMix smooth = DistanceMix.FromLadder([5, 10, 20, 50, 100], [1, 2, 3, 2, 1], 0.004).Smoothed(0.5);
        double longs = smooth.Sum(c => c.LongShare * Math.Log(c.Distance)), shorts = smooth.Sum(c => c.ShortShare * Math.Log(c.Distance));
        Expect.Near(longs, shorts, 0.15);
        Assert.All(smooth, c => Assert.True(c.LongShare > 0 && c.ShortShare > 0));
    }
}
