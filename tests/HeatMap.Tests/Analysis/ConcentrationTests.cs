using FsCheck.Fluent;
using HeatMap.Tests.Maps;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Analysis;

public sealed class ConcentrationTests
{
    [Fact]
    public void OfNothing_TheRatiosAreNaN()
    {
        foreach (Concentration none in (Concentration[])[Concentration.Of([0, 0]), LiquidationMap.Empty(BandGrid.Uniform(1, new(1, 3)), 2).Concentration()])
        {
            Assert.Equal((2, 0.0), (none.Bands, none.Notional));
            Assert.All((double[])[none.Hhi, none.EffectiveBands, none.EffectiveWidth, none.Gini, none.GiniUnbiased, none.EntropyNats, none.EntropyNormalized, none.TheilNats, none.TopShare1, none.TopShare10], v => Assert.Equal(double.NaN, v));
            Assert.Equal("nothing in 2 bands", none.ToString());
        }

        Assert.Equal(0, Concentration.Of([]).Bands);
        Assert.Equal(0, default(MapView).Concentration().Bands);
    }

    [Fact]
    public void SharesThatNoNumberHolds_AreNone()
    {
        Concentration one = Concentration.Of([1e-320, 1e300]);
        Assert.Equal((1, 0, Math.Log(2)), (one.Hhi, one.EntropyNats, one.TheilNats));
    }

    [Fact]
    public void ASumBeyondNumbers_IsRefused() =>
        Expect.Throws<ArgumentException>(() => Concentration.Of([1e308, 1e308]), "the sum of notional must be finite");

    [Fact]
    public void Gini_OfEqualBands_IsNotBelowZero()
    {
        for (int bands = 1; bands < 200; bands++)
        {
            double gini = Concentration.Of(Enumerable.Repeat(7.0, bands).ToArray()).Gini;
            Assert.True(gini is >= 0 and < 1e-15 && !double.IsNegative(gini), $"{gini}");
        }
    }

    /// <summary>An equally full stretch has its own width, on any grid.</summary>
    [Fact]
    public void EffectiveWidth_DoesNotDependOnTheGrid()
    {
        Expect.NearRelative(10, Concentration.Of([1, 1, 0, 0], [5, 5, 5, 5]).EffectiveWidth);
        Expect.NearRelative(10, Concentration.Of([1, 3, 0], [2.5, 7.5, 100]).EffectiveWidth);
        Assert.Equal(double.NaN, Concentration.Of([1, 1]).EffectiveWidth);
        LiquidationMap coarse = ZoneTests.Map([4, 4, 8, 8, 0, 0, 2, 2], []), fine = coarse.Reband(BandGrid.Uniform(2, new(90, 110)));
        Expect.NearRelative(coarse.Concentration().EffectiveWidth, fine.Concentration().EffectiveWidth);
        Assert.NotEqual(coarse.Concentration().Hhi, fine.Concentration().Hhi);
    }

    [Fact]
    public void Sides_AreReadApartOrTogether()
    {
        LiquidationMap map = ZoneTests.Map([1, 1, 0], [0, 0, 2]);
        Assert.Equal((2.0, 1.0), (map.Concentration(Side.Long).EffectiveBands, map.Concentration(Side.Short).EffectiveBands));
        Assert.Equal((4.0, 0.375), (map.Concentration().Notional, map.Concentration().Hhi));
        Expect.Throws<ArgumentOutOfRangeException>(() => map.Concentration((Side)3), "side");
    }

    [Fact]
    public void TopShare_IsOfAnyNumberOfBands()
    {
        LiquidationMap map = ZoneTests.Map([4, 1, 0, 2], [0, 0, 3]);
        Assert.Equal([0.4, 0.7, 0.9, 1, 1], ((int[])[1, 2, 3, 4, 100]).Select(most => Math.Round(map.TopShare(most), 12)));
        Assert.Equal((map.Concentration().TopShare3, 4.0 / 7, 1.0), (map.TopShare(3), map.TopShare(1, Side.Long), map.TopShare(1, Side.Short)));
        Assert.Equal((double.NaN, double.NaN), (LiquidationMap.Empty(map.Grid, 100).TopShare(1), default(MapView).TopShare(1)));
        Expect.Throws<ArgumentOutOfRangeException>(() => map.TopShare(0), "most");
        Expect.Throws<ArgumentOutOfRangeException>(() => map.TopShare(1, (Side)3), "side");
    }

    [Fact]
    public void BadRows_AreNamed()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => Concentration.Of([1, double.NaN]), "row 1", "notional");
        Expect.Throws<ArgumentOutOfRangeException>(() => Concentration.Of([1, -1]), "row 1", "notional");
        Expect.Throws<ArgumentOutOfRangeException>(() => Concentration.Of([1, 1], [1, 0]), "row 1", "widths");
        Expect.Throws<ArgumentException>(() => Concentration.Of([1, 1], [1]), "widths must have a row for each of 2 bands, had 1");
    }

    /// <summary>The textbook forms, pair by pair and share by share.</summary>
    [Fact]
    public void Measures_AreThoseOfTheTextbook() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        double[] x = draw.Make(d => d.Chance(0.3) ? 0 : d.Magnitude(0.01, 1e6));
        double sum = x.Sum();
        if (sum == 0)
        {
            return true;
        }

        double[] s = [.. x.Select(v => v / sum)], top = [.. s.OrderDescending()];
        double gini = x.SelectMany(_ => x, (a, b) => Math.Abs(a - b)).Sum() / (2.0 * x.Length * sum);
        double entropy = -s.Where(v => v > 0).Sum(v => v * Math.Log(v));
        var found = Concentration.Of(x);
        return Near(found.Hhi, s.Sum(v => v * v)) && Near(found.Gini, gini) && Near(found.EntropyNats, entropy) && Near(found.TheilNats, Math.Log(x.Length) - entropy)
            && Near(found.TopShare1, top[0]) && Near(found.TopShare3, top.Take(3).Sum()) && Near(found.TopShare5, top.Take(5).Sum()) && Near(found.TopShare10, top.Take(10).Sum());
    }));

    [Fact]
    public void Permutation_ChangesNothing() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        double[] x = draw.Make(d => (double)d.Whole(0, 1000));
        double[] shuffled = [.. x];
        new Random(draw.Seed).Shuffle(shuffled);
        return Concentration.Of(x).Equals(Concentration.Of(shuffled));
    }));

    [Fact]
    public void Bounds_Hold() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        LiquidationMap map = AnyMap.Make(draw.Dice, 60);
        Concentration c = map.Concentration();
        int n = c.Bands;
        const double Slack = 1e-9;
        return c.Notional == 0 || (c.Hhi >= (1.0 / n) - Slack && c.Hhi <= 1 + Slack && c.Gini >= -Slack && c.Gini <= 1 - (1.0 / n) + Slack && c.EntropyNats >= 0 && c.EntropyNats <= Math.Log(n) + Slack
            && c.TopShare1 <= c.TopShare3 && c.TopShare3 <= c.TopShare5 && c.TopShare5 <= c.TopShare10 && c.EffectiveWidth <= map.Grid.Upper - map.Grid.Lower + (Slack * map.Grid.Upper));
    }));

    private static bool Near(double actual, double expected) => Math.Abs(actual - expected) <= 1e-10 * Math.Max(1, Math.Abs(expected));
}
