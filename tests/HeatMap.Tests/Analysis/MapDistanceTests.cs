using FsCheck.Fluent;
using HeatMap.Tests.Maps;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Analysis;

public sealed class MapDistanceTests
{
    private static readonly Side?[] Sides = [null, Side.Long, Side.Short];

    [Fact]
    public void ACopyThatIsShiftedByBands_LiesThatFarAway() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        Dice dice = draw.Dice;
        double width = dice.Pick(0.1, 0.25, 3, 12.5);
        int first = dice.Whole(0, 500_000), shift = dice.Whole(0, 100), bands = 150;
        long[] longs = Shapes.Column(dice, 40), shorts = Shapes.Column(dice, 40);
        LiquidationMap map = At(0), moved = At(shift);
        foreach (Side? side in Sides)
        {
            MapDistance distance = map.DistanceTo(moved, side);
            Expect.NearRelative(shift * width, distance.WassersteinPrice, 1e-12);
            Assert.Equal(0, distance.NotionalDifference);
        }

        LiquidationMap At(int by)
        {
            long[] all = new long[bands], others = new long[bands];
            longs.CopyTo(all, by);
            shorts.CopyTo(others, by);
            return Shapes.Units(BandGrid.Uniform(width, new((first + 0.5) * width, (first + bands - 0.5) * width)), 100, all, others);
        }
    }));

    [Fact]
    public void AMapThatOnlyWentWithItsPrice_HasNotMoved()
    {
        // Geometric bands: the same numbers k bands higher, seen from a mark that is (1 + step)^k higher.
        BandGrid grid = BandGrid.Geometric(0.01, new(50, 200));
        long[] units = new long[grid.Count], moved = new long[grid.Count];
        Shapes.Column(new Dice(7, 7), 60).CopyTo(units, 10);
        units.AsSpan(10, 60).CopyTo(moved.AsSpan(22));
        LiquidationMap before = Shapes.Units(grid, 100, units, []), after = Shapes.Units(grid, 100 * Math.Pow(1.01, 12), moved, []);
        MapDistance distance = before.DistanceTo(after);
        Assert.True(distance.WassersteinPrice > 5);
        Expect.Near(0, distance.WassersteinFromMark, 1e-14);
        Expect.NearRelative(12 * Math.Log(1.01), before.DistanceTo(after.WithMark(100)).WassersteinFromMark, 1e-12);
    }

    [Fact]
    public void Distances_AreThoseOfPlainNumbers() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        Dice dice = draw.Dice;
        BandGrid grid = Shapes.AnyGrid(dice);
        LiquidationMap map = Shapes.Random(dice, grid, 110), other = Shapes.Random(dice, grid, dice.Pick(110, 117));
        foreach (Side? side in Sides)
        {
            double[] x = Shapes.Middles(grid), p = Shapes.Of(map, side), q = Shapes.Of(other, side);
            MapDistance distance = map.DistanceTo(other, side);
            ShareDistance shares = Divergence.OfShares(p, q);
            double range = x[^1] - x[0];
            Expect.Near(Divergence.Wasserstein(x, p, q), distance.WassersteinPrice, 1e-11 * Math.Max(range, x[^1] * 0.01));
            Expect.Near(Divergence.Wasserstein([.. x.Select(v => Math.Log(v / map.MarkPrice))], p, [.. x.Select(v => Math.Log(v / other.MarkPrice))], q), distance.WassersteinFromMark, 1e-13);
            Expect.Near(shares.JensenShannonNats, distance.Shares.JensenShannonNats, 1e-14);
            Expect.Near(shares.TotalVariation, distance.Shares.TotalVariation, 1e-14);
            Expect.Near(shares.Hellinger, distance.Shares.Hellinger, 1e-14);
            Expect.Near(shares.Kolmogorov, distance.Shares.Kolmogorov, 1e-14);
            Assert.Equal((p.Sum(), q.Sum()), (distance.Notional, distance.OtherNotional));
            Assert.Equal(q.Sum() - p.Sum(), distance.NotionalDifference);
            Assert.True(distance.WassersteinPrice <= (range * distance.Shares.TotalVariation) + (1e-9 * range));
        }
    }));

    [Fact]
    public void Distance_IsSymmetricToTheBitAndZeroToItself() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        LiquidationMap map = AnyMap.Make(draw.Dice), other = AnyMap.Make(new Dice(draw.Seed, 1));
        foreach (Side? side in Sides)
        {
            MapDistance self = map.DistanceTo(map, side);
            Assert.Equal((0, 0, default), (self.WassersteinPrice, self.WassersteinFromMark, self.Shares));
            Assert.Equal((self.Notional, self.OutsideNotional), (self.OtherNotional, self.OtherOutsideNotional));
            if (map.Grid.SharesLatticeWith(other.Grid) && map.Unit == other.Unit && map.Quantum == other.Quantum)
            {
                Assert.Equal(map.DistanceTo(other, side), other.DistanceTo(map, side).Reversed);
            }
        }

        Dice dice = draw.Dice;
        BandGrid grid = Shapes.AnyGrid(dice);
        LiquidationMap a = Shapes.Random(dice, grid, 100), b = Shapes.Random(dice, grid, 105), c = Shapes.Random(dice, grid, 95);
        Assert.Equal(a.DistanceTo(b), b.DistanceTo(a).Reversed);
        foreach (DistanceMeasure measure in Enum.GetValues<DistanceMeasure>())
        {
            Assert.True(a.DistanceTo(c)[measure] <= (a.DistanceTo(b)[measure] + b.DistanceTo(c)[measure]) * (1 + 1e-12), measure.ToString());
        }
    }));

    [Fact]
    public void Scale_ChangesOnlyTheAmount() => Check.That(Prop.ForAll(Draw.Rows(30), draw =>
    {
        BandGrid grid = Shapes.AnyGrid(draw.Dice);
        long[] units = Shapes.Column(draw.Dice, grid.Count), others = Shapes.Column(new Dice(draw.Seed, 5), grid.Count);
        LiquidationMap map = Shapes.Units(grid, 110, units, []), other = Shapes.Units(grid, 110, others, []), more = Shapes.Units(grid, 110, [.. units.Select(static u => 3 * u)], []);
        MapDistance distance = map.DistanceTo(other), scaled = more.DistanceTo(other);
        Expect.NearRelative(distance.WassersteinPrice, scaled.WassersteinPrice, 1e-10);
        Expect.NearRelative(distance.Shares.JensenShannonNats, scaled.Shares.JensenShannonNats, 1e-12);
        Assert.Equal(2 * map.InBands.Notional, map.DistanceTo(more).NotionalDifference);
        Expect.Near(0, map.DistanceTo(more).WassersteinPrice, 1e-12);
    }));

    [Fact]
    public void Order_MattersToWassersteinAlone()
    {
        MapDistance near = Shapes.Rows((55, 9), (65, 1)).DistanceTo(Shapes.Rows((55, 1), (65, 9)));
        MapDistance far = Shapes.Rows((55, 9), (145, 1)).DistanceTo(Shapes.Rows((55, 1), (145, 9)));
        Assert.Equal(8, near.WassersteinPrice, 1e-12);
        Assert.Equal(72, far.WassersteinPrice, 1e-12);
        Assert.Equal(near.Shares, far.Shares);
    }

    [Fact]
    public void Windows_AreBothCoveredAndTailsToldApart()
    {
        LiquidationMap map = Shapes.Rows((55, 3), (40, 2), (500, -7), (double.NaN, 11));
        LiquidationMap other = Shapes.Rows(BandGrid.Uniform(10, new(300, 400)), 350, (305, 3), (20, 5));
        MapDistance distance = map.DistanceTo(other);
        Assert.Equal((250, 3, 3, 0, 20, 5), (distance.WassersteinPrice, distance.Notional, distance.OtherNotional, distance.NotionalDifference, distance.OutsideNotional, distance.OtherOutsideNotional));
        Assert.Equal(13, map.DistanceTo(other, Side.Long).OutsideNotional);
        Assert.Equal(7, map.DistanceTo(other, Side.Short).OutsideNotional);
        Assert.Equal(Math.Log(2), distance.Shares.JensenShannonNats, 1e-15);
        Expect.Near(Math.Abs(Math.Log(55.0 / 100) - Math.Log(305.0 / 350)), distance.WassersteinFromMark, 1e-15);
        Assert.Equal(250, other.DistanceTo(map).WassersteinPrice);
    }

    [Fact]
    public void Emptiness_IsAValue()
    {
        LiquidationMap none = LiquidationMap.Empty(Shapes.Grid, 100), some = Shapes.Rows((55, 3));
        Assert.Equal(default, none.DistanceTo(none));
        MapDistance distance = none.DistanceTo(some);
        Assert.Equal((0, 3, 3), (distance.Notional, distance.OtherNotional, distance.NotionalDifference));
        Assert.All(Enum.GetValues<DistanceMeasure>(), measure => Assert.Equal(double.NaN, distance[measure]));
        Assert.Equal(-3, some.DistanceTo(none).NotionalDifference);
        Assert.Equal(default, some.DistanceTo(some, Side.Short));
    }

    [Fact]
    public void Misuse_IsNamed()
    {
        LiquidationMap map = Shapes.Rows((55, 3));
        Expect.Throws<ArgumentException>(() => map.DistanceTo(LiquidationMap.Empty(BandGrid.Uniform(5, new(50, 150)), 100)), "the lattices differ: 10 uniform bands of 10 from 50 to 150 and 20 uniform bands of 5");
        Expect.Throws<ArgumentException>(() => map.DistanceTo(LiquidationMap.Empty(Shapes.Grid, 100, new() { Unit = "USDT" })), "the units of the maps differ: nothing stated and USDT");
        Expect.Throws<ArgumentException>(() => map.DistanceTo(LiquidationMap.Empty(Shapes.Grid, 100, new() { Quantum = 2 })), "the quanta of the maps differ");
        Assert.Throws<ArgumentNullException>("other", () => map.DistanceTo(null!));
        Assert.Throws<ArgumentNullException>("map", () => MapDistances.DistanceTo(null!, map));
        Assert.Throws<ArgumentOutOfRangeException>("side", () => map.DistanceTo(map, default(Side)));
        Expect.Throws<ArgumentException>(() => map.View.DistanceTo(default), "other is default and has no grid");
        Assert.Throws<ArgumentOutOfRangeException>("measure", () => map.DistanceTo(map)[default]);
        Assert.Equal(0, map.DistanceTo(LiquidationMap.Empty(Shapes.Grid, 100, new() { Counts = false }), Side.Short).NotionalDifference);
    }

    [Fact]
    public void ItReadsWell() => Assert.Equal(
        "W1 10 in price, 0.1671 from the mark; JS 0.6931 nats, TV 1, Hellinger 1, Kolmogorov 1; notional 3,000, other -1,000; outside 0 and 4",
        Shapes.Rows((55, 3000)).DistanceTo(Shapes.Rows((65, 2000), (20, 4))).ToString());
}
