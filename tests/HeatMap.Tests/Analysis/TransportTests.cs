using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Analysis;

public sealed class TransportTests
{
    [Fact]
    public void TransportCost_IsTheDualByBruteForce() => Check.That(Prop.ForAll(Draw.Rows(12), draw =>
    {
        Dice dice = draw.Dice;
        int penalty = dice.Whole(1, 12);
        (int X, int P, int Q)[] points = [.. draw.Make(static d => (d.Whole(0, 30), d.Chance(0.4) ? 0 : d.Whole(0, 9), d.Chance(0.4) ? 0 : d.Whole(0, 9)))];
        double[] x = [.. points.Select(static p => (double)p.X)], p = [.. points.Select(static p => (double)p.P)], q = [.. points.Select(static p => (double)p.Q)];
        double expected = BruteForce(points, penalty);
        Assert.Equal(expected, Divergence.TransportCost(x, p, x, q, penalty), 1e-9);
        Assert.Equal(expected, Divergence.TransportCost(x, q, x, p, penalty), 1e-9);

        // The same through maps: bands of width 2, so that prices are twice the places.
        BandGrid grid = BandGrid.Uniform(2, new(0, 62));
        long[] first = new long[grid.Count], second = new long[grid.Count];
        foreach ((int place, int mass, int other) in points)
        {
            first[place] += mass;
            second[place] += other;
        }

        LiquidationMap map = Shapes.Units(grid, 30, first, []), next = Shapes.Units(grid, 31, [], second);
        Assert.Equal(expected * 2, map.TransportCost(next, penalty * 2), 1e-9);
        Expect.SameBits(map.TransportCost(next, penalty * 2.5), next.TransportCost(map, penalty * 2.5));
    }), 1000);

    [Fact]
    public void TransportCost_IsAMetric() => Check.That(Prop.ForAll(Draw.Rows(30), draw =>
    {
        Dice dice = draw.Dice;
        BandGrid grid = Shapes.AnyGrid(dice);
        LiquidationMap a = Shapes.Random(dice, grid, 110), b = Shapes.Random(dice, grid, 110), c = Shapes.Random(dice, grid, 110);
        double penalty = dice.Magnitude(0.01, 1000);
        double ab = a.TransportCost(b, penalty), bc = b.TransportCost(c, penalty), ac = a.TransportCost(c, penalty);
        Assert.True(ac <= (ab + bc) * (1 + 1e-12));
        Assert.Equal(0, a.TransportCost(a, penalty));
        Expect.SameBits(ab, b.TransportCost(a, penalty));
        Assert.True(ab <= penalty * (a.InBands.Notional + b.InBands.Notional) * (1 + 1e-12));
        Assert.True(ab >= penalty * Math.Abs(a.InBands.Notional - b.InBands.Notional) * (1 - 1e-12));
        Assert.True(ab <= a.TransportCost(b, penalty * 1.5) * (1 + 1e-12));

        // Both forms, and band middles in price where bands are not equally wide.
        double plain = Divergence.TransportCost(Shapes.Middles(grid), Shapes.Of(a, null), Shapes.Middles(grid), Shapes.Of(b, null), penalty);
        Expect.NearRelative(plain, ab, 1e-9);
    }));

    [Fact]
    public void EqualNotionalAndALargePenalty_IsWasserstein() => Check.That(Prop.ForAll(Draw.Rows(30), draw =>
    {
        Dice dice = draw.Dice;
        BandGrid grid = Shapes.AnyGrid(dice);
        long[] units = Shapes.Column(dice, grid.Count), others = [.. units.OrderBy(_ => dice.Unit())];
        LiquidationMap map = Shapes.Units(grid, 110, units, []), other = Shapes.Units(grid, 110, others, []);
        double expected = map.DistanceTo(other).WassersteinPrice * map.InBands.Notional;
        Expect.NearRelative(expected, map.TransportCost(other, 1e15), 1e-9);
        Expect.NearRelative(expected, map.TransportCost(other, (grid.Upper - grid.Lower) / 2), 1e-9);
    }));

    [Theory]
    [InlineData(3)]
    [InlineData(15)]
    [InlineData(14.5)]
    [InlineData(100)]
    public void SinglePoints_MoveOrAreMadeAnew(double penalty) =>
        Assert.Equal(Math.Min(30, 2 * penalty) * 7, Shapes.Rows((55, 7)).TransportCost(Shapes.Rows((85, 7)), penalty), 1e-9);

    [Fact]
    public void Emptiness_CostsThePenalty()
    {
        LiquidationMap none = LiquidationMap.Empty(Shapes.Grid, 100), some = Shapes.Rows((55, 3), (75, -2), (20, 9));
        Assert.Equal(0, none.TransportCost(none, 1));
        Assert.Equal(4 * 5, none.TransportCost(some, 4));
        Assert.Equal(4 * 2, some.TransportCost(none, 4, Side.Short));
        Assert.Equal(1e9 * 3, some.TransportCost(none, 1e9, Side.Long));
        Assert.Equal(0, Divergence.TransportCost([], [], [], [], 1));
        Assert.Equal(6, Divergence.TransportCost([5], [3], [], [], 2));
    }

    [Fact]
    public void Misuse_IsNamed()
    {
        LiquidationMap map = Shapes.Rows((55, 3));
        foreach (double penalty in new[] { double.NaN, 0, -1, double.PositiveInfinity })
        {
            Expect.Throws<ArgumentOutOfRangeException>(() => map.TransportCost(map, penalty), "penalty must be finite and > 0");
            Expect.Throws<ArgumentOutOfRangeException>(() => Divergence.TransportCost([1], [1], [1], [1], penalty), "penalty must be finite and > 0");
        }

        Expect.Throws<ArgumentException>(() => map.TransportCost(LiquidationMap.Empty(BandGrid.Uniform(5, new(50, 150)), 100), 1), "the lattices differ");
        Assert.Throws<ArgumentNullException>("other", () => map.TransportCost(null!, 1));
        Expect.Throws<ArgumentOutOfRangeException>(() => Divergence.TransportCost([1], [-1], [1], [1], 1), "row 0: weights");
        Expect.Throws<ArgumentException>(() => Divergence.TransportCost([1], [1], [1], [], 1), "otherWeights must be 1");
    }

    /// <summary>The dual over whole potentials: for whole places and a whole penalty some best one is whole.</summary>
    private static double BruteForce((int X, int P, int Q)[] points, int penalty)
    {
        double[] best = new double[(2 * penalty) + 1];
        int last = 0;
        foreach ((int x, int p, int q) in points.OrderBy(static point => point.X))
        {
            double[] next = [.. Enumerable.Range(0, best.Length).Select(f =>
                Enumerable.Range(0, best.Length).Where(g => Math.Abs(f - g) <= x - last).Max(g => best[g]) + ((f - penalty) * (p - q)))];
            (best, last) = (next, x);
        }

        return best.Max();
    }
}
