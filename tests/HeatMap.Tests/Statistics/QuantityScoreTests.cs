using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Statistics;

public sealed class QuantityScoreTests
{
    [Fact]
    public void CrpsEnsemble_IsWhatAllPairsGive() => Check.That(Prop.ForAll(Draw.Rows(30), draw =>
    {
        double[] x = draw.Make(d => d.Chance(0.3) ? d.Whole(-2, 2) : d.Between(-9, 9));
        double y = draw.Dice.Between(-12, 12);
        double expected = x.Average(v => Math.Abs(v - y)) - (x.Average(v => x.Average(u => Math.Abs(v - u))) / 2);
        Assert.Equal(expected, QuantityScore.CrpsEnsemble(x, y), 1e-12);
        Assert.Equal(Math.Abs(x[0] - y), QuantityScore.CrpsEnsemble([x[0], x[0]], y), 1e-12);
    }));

    [Fact]
    public void CrpsNormal_IsTheLimitOfEnsemblesAndOfPoints()
    {
        double[] members = [.. Enumerable.Range(0, 20_000).Select(i => 2 + (3 * NormalLaw.Inverse((i + 0.5) / 20_000)))];
        Expect.Near(QuantityScore.CrpsNormal(2, 3, 4.5), QuantityScore.CrpsEnsemble(members, 4.5), 1e-3);
        Assert.Equal(2.5, QuantityScore.CrpsNormal(2, 0, 4.5));
        Assert.Equal(2.5, QuantityScore.CrpsNormal(2, 1e-310, 4.5));
    }

    [Fact]
    public void Pinball_AtOneHalf_IsHalfTheDistance()
    {
        Assert.Equal(1.5, QuantityScore.Pinball(1, 4, 0.5));
        Assert.Equal(0.9 * 3, QuantityScore.Pinball(1, 4, 0.9), 1e-15);
        Assert.Equal(0.1 * 3, QuantityScore.Pinball(4, 1, 0.9), 1e-15);
        Assert.Equal(1.5, QuantityScore.MeanPinball([1, 4], [4, 1], 0.9), 1e-15);
        Assert.Equal(double.NaN, QuantityScore.MeanPinball([], [], 0.9));
    }

    [Fact]
    public void Pit_OfReliableForecasts_IsSpreadEvenly()
    {
        var stream = new RandomStream(3, 0);
        double[] normal = [.. Enumerable.Range(0, 5000).Select(i => QuantityScore.PitNormal(1, 2, 1 + (2 * stream.Normal(i))))];
        double[] ranks = new double[5000];
        for (int i = 0; i < ranks.Length; i++)
        {
            double[] drawn = new double[20];
            new RandomStream(4, i).Normals(0, drawn);
            ranks[i] = QuantityScore.PitEnsemble(drawn.AsSpan(1), drawn[0]);
        }

        Assert.InRange(PitHistogram.Of(normal).PValue, 0.01, 1);
        Assert.InRange(PitHistogram.Of(ranks).PValue, 0.01, 1);
        Assert.InRange(PitHistogram.Of([.. normal.Select(p => p * p)]).PValue, 0, 1e-6);
        Assert.Equal(5000, PitHistogram.Of(ranks, 7).Counts.Sum());
    }

    [Fact]
    public void Pit_HandValues()
    {
        Assert.Equal((0 + 0.5) / 4, QuantityScore.PitEnsemble([1, 2, 3], 0));
        Assert.Equal((1 + 1 + 0.5) / 5, QuantityScore.PitEnsemble([1, 2, 2, 3], 2));
        Assert.Equal(0.5, QuantityScore.PitNormal(1, 2, 1));
        PitHistogram histogram = PitHistogram.Of([0, 0.2, 0.5, 1], 2);
        Assert.Equal((int[])[2, 2], histogram.Counts.AsEnumerable());
        Assert.Equal((0.0, 1.0), (histogram.ChiSquare, histogram.PValue));
        Assert.Equal(double.NaN, PitHistogram.Of([], 2).PValue);

        // Counts 1 and 3 of four: 1 on one degree of freedom.
        Assert.Equal(0.31731050786291415, PitHistogram.Of([0.1, 0.6, 0.7, 1], 2).PValue, 1e-13);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(0.001, 5)]
    [InlineData(40, 0.5)]
    [InlineData(0, 2)]
    public void TweedieDeviance_HasItsClosedForms(double y, double mean)
    {
        double log = y == 0 ? 0 : Math.Log(y / mean);
        Expect.Near((y - mean) * (y - mean), QuantityScore.TweedieDeviance(y, mean, 0), 1e-12);
        double poisson = 2 * ((y * log) - y + mean);
        Expect.NearRelative(poisson, QuantityScore.TweedieDeviance(y, mean, 1), 1e-12);
        Expect.NearRelative(poisson, QuantityScore.TweedieDeviance(y, mean, 1 + 1e-9), 1e-6);
        double between = 2 * ((Math.Pow(y, 0.5) / (-0.5 * 0.5)) - (y * Math.Pow(mean, -0.5) / -0.5) + (Math.Pow(mean, 0.5) / 0.5));
        Expect.NearRelative(between, QuantityScore.TweedieDeviance(y, mean, 1.5), 1e-10);
        if (y > 0)
        {
            double gamma = 2 * (-log + (y / mean) - 1);
            Expect.NearRelative(gamma, QuantityScore.TweedieDeviance(y, mean, 2), 1e-12);
            Expect.NearRelative(gamma, QuantityScore.TweedieDeviance(y, mean, 2 - 1e-9), 1e-6);
            Expect.NearRelative(gamma, QuantityScore.TweedieDeviance(y, mean, 2 + 1e-9), 1e-6);
            Expect.NearRelative((y - mean) * (y - mean) / (y * mean * mean), QuantityScore.TweedieDeviance(y, mean, 3), 1e-10);
        }

        Assert.Equal(0, QuantityScore.TweedieDeviance(mean, mean, 1.3));
    }

    [Fact]
    public void Means_AreWeightedAndNaNOfNone()
    {
        Assert.Equal(3.0 / 4, QuantityScore.MeanTweedieDeviance([1, 2], [2, 2], 0, [3, 1]), 1e-15);
        Assert.Equal(double.NaN, QuantityScore.MeanTweedieDeviance([], [], 1.5));
        Assert.Equal((2 * Math.Log(3)) - 3, QuantityScore.PoissonLogScore(2, 3), 1e-15);
        Assert.Equal((0, double.NegativeInfinity), (QuantityScore.PoissonLogScore(0, 0), QuantityScore.PoissonLogScore(1, 0)));
        Assert.Equal(((2 * Math.Log(3)) - 4) / 2, QuantityScore.MeanPoissonLogScore([2, 0], [3, 1]), 1e-15);
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => QuantityScore.CrpsNormal(0, -1, 0), "deviation", ">= 0");
        Expect.Throws<ArgumentOutOfRangeException>(() => QuantityScore.CrpsEnsemble([1, double.NaN], 0), "row 1", "members");
        Expect.Throws<ArgumentOutOfRangeException>(() => QuantityScore.Pinball(0, 0, 1), "level");
        Expect.Throws<ArgumentOutOfRangeException>(() => QuantityScore.TweedieDeviance(1, 1, 0.5), "power", "0 or from 1 to 3", "0.5");
        Expect.Throws<ArgumentOutOfRangeException>(() => QuantityScore.TweedieDeviance(0, 1, 2), "observation", "> 0");
        Expect.Throws<ArgumentOutOfRangeException>(() => QuantityScore.MeanTweedieDeviance([1, 1], [1, 0], 1.5), "row 1", "means", "> 0");
        Expect.Throws<ArgumentOutOfRangeException>(() => PitHistogram.Of([0.5], 1), "bins");
        Assert.Equal(double.NaN, QuantityScore.CrpsEnsemble([], 0));
        Assert.Equal(double.NaN, QuantityScore.PitEnsemble([], 0));
    }
}
