using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Statistics;

public sealed class ComparisonTests
{
    [Fact]
    public void DieboldMariano_TurnsItsSignWhenTheTwoAreExchanged() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        (double A, double B)[] rows = [.. draw.Make(d => (d.Between(0, 2), d.Between(0, 2))), (1, 0), (0, 3)];
        double[] a = [.. rows.Select(r => r.A)], b = [.. rows.Select(r => r.B)];
        int horizon = draw.Dice.Whole(1, a.Length - 1);
        DieboldMariano test = DieboldMariano.Of(a, b, horizon), turned = DieboldMariano.Of(b, a, horizon);
        Assert.Equal((-test.Statistic, -test.Corrected, test.PValue, -test.MeanDifference), (turned.Statistic, turned.Corrected, turned.PValue, turned.MeanDifference));
        Assert.InRange(test.PValue, 0, 1);
    }));

    [Fact]
    public void DieboldMariano_WithoutPositiveVariance_WeighsLags()
    {
        // Differences that change sign each time: the first lag takes all away.
        double[] losses = [1.1, 0, 1, 0.1, 1, 0];
        var test = DieboldMariano.Of(losses, [0, 1, 0, 1, 0, 1], 2);
        Assert.True(test.IsBartlett && double.IsFinite(test.Statistic));
        Assert.False(DieboldMariano.Of(losses, [0, 1, 0, 1, 0, 1]).IsBartlett);
    }

    [Fact]
    public void DieboldMariano_OfEqualDifferences()
    {
        Assert.Equal(double.NaN, DieboldMariano.Of([1, 2, 3], [1, 2, 3]).PValue);
        var test = DieboldMariano.Of([2, 3, 4], [1, 2, 3]);
        Assert.Equal((double.PositiveInfinity, 0.0), (test.Statistic, test.PValue));
    }

    [Fact]
    public void DieboldMariano_BadInput_IsNamed()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => DieboldMariano.Of([1, 2], [1, 2], 2), "horizon", "from 1 to 1", "was 2");
        Expect.Throws<ArgumentException>(() => DieboldMariano.Of([1], [1]), "losses", "at least 2");
        Expect.Throws<ArgumentException>(() => DieboldMariano.Of([1, 2], [1]), "otherLosses");
        Expect.Throws<ArgumentOutOfRangeException>(() => DieboldMariano.Of([1, double.NaN], [1, 2]), "row 1", "losses");
    }

    /// <summary>The example of Benjamini and Hochberg (1995), section 3: four of fifteen are believed at 5 %.</summary>
    [Fact]
    public void Discover_BelievesFourInThePublishedExample()
    {
        double[] p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0];
        bool[] believed = new bool[p.Length];
        Assert.Equal(4, FalseDiscovery.Discover(p, 0.05, believed));
        Assert.Equal(Enumerable.Range(0, 15).Select(i => i < 4), believed);
    }

    [Fact]
    public void Adjust_IsTheLeastRateAtWhichATestIsBelieved() => Check.That(Prop.ForAll(Draw.Rows(20), draw =>
    {
        double[] p = draw.Make(d => d.Chance(0.3) ? d.Whole(0, 3) / 3.0 : d.Unit()), adjusted = new double[p.Length], sorted = [.. p.Order()];
        FalseDiscovery.Adjust(p, adjusted);
        for (int i = 0; i < p.Length; i++)
        {
            double expected = Enumerable.Range(0, p.Length).Where(j => sorted[j] >= p[i]).Min(j => sorted[j] * p.Length / (j + 1));
            Assert.Equal(Math.Min(1, expected), adjusted[i], 1e-15);
        }
    }));

    [Fact]
    public void FalseDiscovery_BadInput_IsNamed()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => FalseDiscovery.Adjust([0.1, -1], new double[2]), "row 1", "pValues");
        Expect.Throws<ArgumentOutOfRangeException>(() => FalseDiscovery.Discover([0.1], 0, new bool[1]), "rate");
    }

    [Fact]
    public void Bootstrap_OfEqualGroups_IsCertain()
    {
        BootstrapInterval interval = BlockBootstrap.Ratio([2, 2, 2], [4, 4, 4]);
        Assert.Equal((0.5, 0.5, 0.0, 0.5, 0.5, 1.0, 2000), (interval.Estimate, interval.Mean, interval.StandardError, interval.Low, interval.High, interval.ShareAboveZero, interval.Draws));
        Assert.Equal(0.5, BlockBootstrap.Skill([1, 1], [2, 2]).Estimate);
        Assert.Equal((0.25, 1.0), (BlockBootstrap.Difference([2, 2], [4, 4], [1, 1], [4, 4]).Low, BlockBootstrap.Difference([2, 2], [4, 4], [1, 1], [4, 4]).ShareAboveZero));
    }

    /// <summary>The mean of n independent groups has the error that theory says, and blocks as long as the sample leave no choice.</summary>
    [Fact]
    public void Bootstrap_HasTheErrorOfTheMean()
    {
        double[] values = new double[200], ones = new double[200];
        new RandomStream(8, 0).Normals(0, values);
        Array.Fill(ones, 1);
        var options = new BootstrapOptions { Draws = 4000, Seed = 2 };
        BootstrapInterval interval = BlockBootstrap.Ratio(values, ones, options);
        double mean = values.Average(), deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        Expect.NearRelative(deviation / Math.Sqrt(200), interval.StandardError, 0.05);
        Expect.Near(mean, interval.Mean, 4 * interval.StandardError / Math.Sqrt(4000));
        Expect.NearRelative(2 * 1.96 * interval.StandardError, interval.High - interval.Low, 0.05);
        Assert.Equal(interval, BlockBootstrap.Ratio(values, ones, options));
        Assert.NotEqual(interval, BlockBootstrap.Ratio(values, ones, options with { Seed = 3 }));
        Assert.Equal(0, BlockBootstrap.Ratio(values, ones, options with { BlockLength = 200 }).StandardError, 1e-12);
        BootstrapInterval[] threads = new BootstrapInterval[4];
        Parallel.For(0, 4, i => threads[i] = BlockBootstrap.Ratio(values, ones, options));
        Assert.All(threads, t => Assert.Equal(interval, t));
    }

    /// <summary>Days that follow each other alike: blocks see it, single days do not.</summary>
    [Fact]
    public void Bootstrap_InBlocks_IsWiderWhereDaysAreAlike()
    {
        double[] values = [.. Enumerable.Range(0, 300).Select(i => new RandomStream(1, 0).Normal(i / 10))], ones = [.. values.Select(_ => 1.0)];
        double alone = BlockBootstrap.Ratio(values, ones).StandardError, together = BlockBootstrap.Ratio(values, ones, new() { BlockLength = 20 }).StandardError;
        Assert.InRange(together / alone, 2, 5);
    }

    /// <summary>Pairs are drawn together: what both share cancels.</summary>
    [Fact]
    public void Bootstrap_OfADifference_IsPaired()
    {
        double[] values = new double[100], ones = new double[100];
        new RandomStream(9, 0).Normals(0, values);
        Array.Fill(ones, 1);
        BootstrapInterval interval = BlockBootstrap.Difference([.. values.Select(v => v + 0.1)], ones, values, ones);
        Expect.Near(0.1, interval.Low, 1e-12);
        Expect.Near(0.1, interval.High, 1e-12);
    }

    [Fact]
    public void Bootstrap_WithoutAnAnswer_IsNaN()
    {
        BootstrapInterval none = BlockBootstrap.Ratio([], []), empty = BlockBootstrap.Ratio([1, 2], [0, 0]);
        Assert.True(double.IsNaN(none.Estimate) && double.IsNaN(none.Low) && double.IsNaN(none.ShareAboveZero) && none.Draws == 0);
        Assert.True(double.IsNaN(empty.Estimate) && double.IsNaN(empty.Mean) && empty.Draws == 0);
        Assert.InRange(BlockBootstrap.Ratio([1, 2], [0, 1]).Draws, 1, 1999);
    }

    [Fact]
    public void Bootstrap_BadInput_IsNamed()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => BlockBootstrap.Ratio([1, 2], [1, -1]), "row 1", "denominators", "-1");
        Expect.Throws<ArgumentException>(() => BlockBootstrap.Ratio([1, 2], [1]), "denominators", "had 1");
        Expect.Throws<ArgumentOutOfRangeException>(() => BlockBootstrap.Ratio([1, 2], [1, 1], new() { BlockLength = 3 }), "BlockLength", "2", "was 3");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new BootstrapOptions { Draws = 0 }, "Draws");
        Expect.Throws<ArgumentException>(() => BlockBootstrap.Difference([1], [1], [1, 2], [1]), "otherNumerators");
    }
}
