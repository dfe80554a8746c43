using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Statistics;

public sealed class QuantilesTests
{
    [Fact]
    public void Of_GoesStraightBetweenNeighbours()
    {
        Assert.Equal((1, 2.5, 4, 1.75), (Quantiles.Of([4, 1, 3, 2], 0), Quantiles.Of([4, 1, 3, 2], 0.5), Quantiles.Of([4, 1, 3, 2], 1), Quantiles.Of([4, 1, 3, 2], 0.25)));
        Assert.Equal(double.NaN, Quantiles.Of([], 0.5));
    }

    [Fact]
    public void Weighted_IsTheFirstValueThatReachesTheShare() => Check.That(Prop.ForAll(Draw.Rows(20), draw =>
    {
        (double X, int W)[] rows = draw.Make(d => (d.Between(-3, 3), d.Whole(0, 3)));
        double[] written = [.. rows.SelectMany(r => Enumerable.Repeat(r.X, r.W)).Order()];
        double level = draw.Dice.Pick(0, 0.25, 0.5, 0.75, 1);
        double expected = written.Length == 0 ? double.NaN : written[Math.Max(0, (int)Math.Ceiling(level * written.Length) - 1)];
        Assert.Equal(expected, Quantiles.Weighted([.. rows.Select(r => r.X)], [.. rows.Select(r => (double)r.W)], level));
    }));

    [Fact]
    public void BadInput_IsNamed()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => Quantiles.Of([1], 1.5), "level", "from 0 to 1");
        Expect.Throws<ArgumentOutOfRangeException>(() => Quantiles.Weighted([1, 2], [1, -1], 0.5), "row 1", "weights");
        Expect.Throws<ArgumentException>(() => Quantiles.Weighted([1, 2], [1], 0.5), "weights", "had 1");
    }
}
