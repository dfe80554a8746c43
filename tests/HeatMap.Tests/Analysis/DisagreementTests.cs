using System.Collections.Immutable;
using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Analysis;

public sealed class DisagreementTests
{
    [Fact]
    public void Parts_AddUpToTheDivergence() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        Dice dice = draw.Dice;
        BandGrid grid = Shapes.AnyGrid(dice);
        LiquidationMap map = Shapes.Random(dice, grid, 110), other = Shapes.Random(dice, grid, 110);
        foreach (Side? side in new Side?[] { null, Side.Long, Side.Short })
        {
            BandDisagreement parts = map.DisagreementWith(other, side);
            Assert.Same(grid, parts.Grid);
            Expect.Near(map.DistanceTo(other, side).Shares.JensenShannonNats, parts.TotalNats, 1e-15);
            Expect.Near(1, parts.Shares.ToArray().Sum(), 1e-12);
            Expect.Near(1, parts.OtherShares.ToArray().Sum(), 1e-12);
            Assert.False(parts.Nats.ContainsAnyInRange(double.NegativeInfinity, -double.Epsilon));

            double[] nats = new double[grid.Count + 3], difference = new double[grid.Count];
            Expect.SameBits(parts.TotalNats, map.View.DisagreementWith(other.View, nats, difference, side));
            Assert.True(parts.Nats.SequenceEqual(nats.AsSpan(0, grid.Count)));
            for (int band = 0; band < grid.Count; band++)
            {
                Assert.Equal(parts[band].OtherShare - parts[band].Share, difference[band]);
            }

            ImmutableArray<BandShare> top = parts.Top(5);
            Assert.Equal(parts.Nats.ToArray().OrderDescending().Take(5).Where(static n => n > 0), top.Select(static b => b.Nats));
            Assert.All(top, band => Assert.Equal(parts[band.Band.Index], band));
        }
    }), 100);

    [Fact]
    public void WindowsThatDiffer_AreBothCovered()
    {
        LiquidationMap map = Shapes.Rows((55, 4), (65, 6)), other = Shapes.Rows(BandGrid.Uniform(10, new(30, 60)), 50, (35, 9), (55, 1));
        BandDisagreement parts = map.DisagreementWith(other);
        Assert.Equal(BandGrid.Uniform(10, new(30, 150)), parts.Grid);
        Assert.Equal((0.4, 0.1), (parts[2].Share, parts[2].OtherShare));
        Assert.Equal([0, 3, 2], parts.Top(9).Select(static b => b.Band.Index));
        Assert.Equal("50 to 60: 40 % against 10 %, 0.0482 nats", parts[2].ToString());
        Assert.Equal("JS 0.568 nats over 12 uniform bands of 10 from 30 to 150; most in 30 to 40", parts.ToString());
        Expect.Throws<ArgumentException>(() => map.View.DisagreementWith(other.View, new double[12], new double[12]), "the windows differ");
        Expect.Throws<ArgumentException>(() => map.View.DisagreementWith(map.View, new double[9], new double[10]), "nats must have room for 10 bands, had 9");
        Expect.Throws<ArgumentException>(() => map.View.DisagreementWith(map.View, new double[10], new double[9]), "shareDifference must have room");
        Assert.Throws<ArgumentOutOfRangeException>("count", () => parts.Top(-1));
        Assert.Throws<ArgumentOutOfRangeException>("band", () => parts[12]);
        Expect.Throws<ArgumentException>(() => map.DisagreementWith(LiquidationMap.Empty(BandGrid.Uniform(5, new(50, 150)), 100)), "the lattices differ");
    }

    [Fact]
    public void Emptiness_IsAValue()
    {
        LiquidationMap none = LiquidationMap.Empty(Shapes.Grid, 100), some = Shapes.Rows((55, 4));
        double[] nats = new double[10], difference = new double[10];
        Assert.Equal(0, none.DisagreementWith(none).TotalNats);
        Assert.Equal(0, none.View.DisagreementWith(none.View, nats, difference));
        Assert.All(difference, static d => Assert.Equal(0, d));
        Assert.Equal(double.NaN, none.DisagreementWith(some).TotalNats);
        Assert.Equal(double.NaN, some.View.DisagreementWith(none.View, nats, difference));
        Assert.All(difference, static d => Assert.Equal(double.NaN, d));
        Assert.Empty(none.DisagreementWith(some).Top(3));
        Assert.Equal("JS 0 nats over 10 uniform bands of 10 from 50 to 150", none.DisagreementWith(none).ToString());
    }

    [Fact]
    public void Matrix_HoldsAllPairs() => Check.That(Prop.ForAll(Draw.Rows(6), draw =>
    {
        Dice dice = draw.Dice;
        BandGrid grid = Shapes.AnyGrid(dice);
        LiquidationMap[] maps = [.. draw.Make(d => Shapes.Random(d, grid, 110))];
        string[] names = [.. Enumerable.Range(0, maps.Length).Select(static i => "venue " + i)];
        DivergenceMatrix matrix = DivergenceMatrix.Of(maps, names, Side.Long);
        Assert.Equal((maps.Length, Side.Long), (matrix.Count, matrix.Side));
        List<MapPairDistance> pairs = [];
        for (int i = 0; i < maps.Length; i++)
        {
            for (int j = 0; j < maps.Length; j++)
            {
                Assert.Equal(maps[i].DistanceTo(maps[j], Side.Long), matrix[i, j]);
                if (i < j)
                {
                    pairs.Add(new(i, j, names[i], names[j], matrix[i, j].Shares.TotalVariation));
                }
            }
        }

        Assert.Equal(pairs.Count == 0 ? null : pairs.MaxBy(static p => p.Value), matrix.Largest(DistanceMeasure.TotalVariation));
        Assert.Equal(pairs.Count == 0 ? null : pairs.MinBy(static p => p.Value), matrix.Smallest(DistanceMeasure.TotalVariation));
    }), 100);

    [Fact]
    public void Matrix_ReadsWellAndNamesMisuse()
    {
        LiquidationMap[] maps = [Shapes.Rows((55, 4)), Shapes.Rows((65, 4)), Shapes.Rows((105, 4)), LiquidationMap.Empty(Shapes.Grid, 100)];
        DivergenceMatrix matrix = DivergenceMatrix.Of(maps, ["a", "b", "c", "none"]);
        Assert.Equal("4 maps; farthest a and c: 50, nearest a and b: 10", matrix.ToString());
        Assert.Equal((double.NaN, 4), (matrix[0, 3].WassersteinPrice, matrix[3, 1].NotionalDifference));
        Assert.Null(DivergenceMatrix.Of([], []).Largest());
        Assert.Equal("0 maps", DivergenceMatrix.Of([], []).ToString());
        Assert.Throws<ArgumentOutOfRangeException>("second", () => matrix[0, 4]);
        Assert.Throws<ArgumentOutOfRangeException>("first", () => matrix[-1, 0]);
        Assert.Throws<ArgumentOutOfRangeException>("measure", () => matrix.Largest(default));
        Expect.Throws<ArgumentException>(() => DivergenceMatrix.Of(maps, ["a", "b"]), "there must be 4 names, one a map, were 2");
        Expect.Throws<ArgumentException>(() => DivergenceMatrix.Of(maps, ["a", "b", "c", "a"]), "'a' comes twice");
        Expect.Throws<ArgumentException>(() => DivergenceMatrix.Of([maps[0], LiquidationMap.Empty(Shapes.Grid, 1, new() { Quantum = 2 })], ["a", "b"]), "the quanta of the maps differ");
        Assert.Throws<ArgumentNullException>("maps", () => DivergenceMatrix.Of([null!], ["a"]));
    }

    [Fact]
    public void Dispersion_IsOfSharesOfMapsThatHaveAny()
    {
        LiquidationMap[] maps = [Shapes.Rows((55, 1), (65, 9)), Shapes.Rows((55, 30), (65, 70)), LiquidationMap.Empty(Shapes.Grid, 100)];
        ShareDispersion spread = ShareDispersion.Of(maps);
        Assert.Equal(2, spread.Count);
        Expect.Near(0.2, spread.Mean[0], 1e-15);
        Expect.Near(Math.Sqrt(0.02), spread.Deviation[0], 1e-15);
        Assert.Equal((0.1, 0.3), (spread[0].Lowest, spread[0].Highest));
        Assert.Equal((0, 0), (spread.Mean[5], spread.Deviation[5]));
        Assert.Equal(2, spread.Top(9).Length);
        Assert.Equal("50 to 60: 20 % ± 14.14 %, from 10 % to 30 %", spread[0].ToString());
        Assert.StartsWith("shares of 2 maps in 10 uniform bands of 10 from 50 to 150; widest ", spread.ToString(), StringComparison.Ordinal);
        Assert.Equal(double.NaN, ShareDispersion.Of(maps.AsSpan(0, 1)).Deviation[0]);
        ShareDispersion none = ShareDispersion.Of(maps.AsSpan(2));
        Assert.Equal((0, double.NaN, double.NaN), (none.Count, none.Mean[0], none[0].Highest));
        Assert.Equal("shares of 0 maps in 10 uniform bands of 10 from 50 to 150", none.ToString());
        Expect.Throws<ArgumentException>(static () => ShareDispersion.Of([]), "there must be at least one map");
        Expect.Throws<ArgumentException>(() => ShareDispersion.Of([maps[0], LiquidationMap.Empty(BandGrid.Uniform(5, new(50, 150)), 100)]), "the lattices differ");
    }
}
