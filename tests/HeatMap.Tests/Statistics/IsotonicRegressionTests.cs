using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Statistics;

public sealed class IsotonicRegressionTests
{
    /// <summary>The fit at i is the greatest, over starts up to i, of the least mean of what goes on to an end from i on.</summary>
    [Fact]
    public void Smooth_IsTheMaxOfMinMeans() => Check.That(Prop.ForAll(Draw.Rows(12), draw =>
    {
        (double Y, double W)[] rows = draw.Make(d => (d.Chance(0.5) ? d.Whole(0, 3) : d.Between(-5, 5), d.Between(0.1, 3)));
        double[] y = [.. rows.Select(r => r.Y)], w = [.. rows.Select(r => r.W)], fitted = new double[y.Length];
        IsotonicRegression.Smooth(y, w, fitted);
        var fit = IsotonicRegression.Fit([.. Enumerable.Range(0, y.Length).Select(i => (double)i)], y, w);
        for (int i = 0; i < y.Length; i++)
        {
            double expected = Enumerable.Range(0, i + 1).Max(a => Enumerable.Range(i, y.Length - i).Min(b => rows[a..(b + 1)].Sum(r => r.W * r.Y) / rows[a..(b + 1)].Sum(r => r.W)));
            Assert.Equal(expected, fitted[i], 1e-12);
            Assert.Equal(fitted[i], fit.Predict(i), 1e-12);
        }

        Assert.Equal(w.Sum(), fit.Blocks.Sum(b => b.Weight), 1e-9);
    }));

    [Fact]
    public void Fit_TakesEqualInputsAsOne()
    {
        var fit = IsotonicRegression.Fit([2, 1, 2, 3], [1, 0, 3, 5]);
        Assert.Equal((IsotonicBlock[])[new(1, 1, 0, 1), new(2, 2, 2, 2), new(3, 3, 5, 1)], fit.Blocks.AsEnumerable());
    }

    [Fact]
    public void Predict_GoesStraightBetweenBlocksAndStaysBeyond()
    {
        var fit = IsotonicRegression.Fit([0, 1, 3], [0, 1, 5]);
        double[] found = new double[6];
        fit.Predict([-9, 0.5, 2, 3, 99, double.NaN], found);
        Assert.Equal([0, 0.5, 3, 5, 5, double.NaN], found);
        Assert.Equal(double.NaN, IsotonicRegression.Fit([], []).Predict(1));
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => IsotonicRegression.Fit([1, double.NaN], [0, 0]), "row 1", "inputs");
        Expect.Throws<ArgumentOutOfRangeException>(() => IsotonicRegression.Fit([1, 2], [0, 0], [1, 0]), "row 1", "weights", "> 0");
        Expect.Throws<ArgumentException>(() => IsotonicRegression.Smooth([1, 2], [], new double[3]), "destination", "had 3");
    }
}
