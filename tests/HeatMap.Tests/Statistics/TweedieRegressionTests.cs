using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Statistics;

public sealed class TweedieRegressionTests
{
    [Fact]
    public void Fit_WithoutFeatures_IsTheMean()
    {
        var fit = TweedieRegression.Fit([], 0, [1, 2, 6]);
        Expect.NearRelative(Math.Log(3), fit.Intercept);
        Expect.NearRelative(3, fit.Predict([]));
        Expect.NearRelative(fit.NullDeviance, fit.Deviance);
        Assert.True(fit.HasConverged);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1.5)]
    [InlineData(2)]
    public void Fit_FindsWhatMadeTheRows(double power)
    {
        (double[] x, double[] y) = Sample(400, noise: false);
        var fit = TweedieRegression.Fit(x, 2, y, new() { Power = power, Ridge = 0 });
        Assert.True(fit.HasConverged);
        Expect.Near(0.7, fit.Intercept, 1e-7);
        Expect.Near(0.5, fit.Coefficients[0], 1e-7);
        Expect.Near(-0.02, fit.Coefficients[1], 1e-8);
        Expect.Near(1, fit.ExplainedDeviance, 1e-9);
    }

    /// <summary>At the optimum the gradient is zero: of the loss that the documentation states, with weights, offsets and ridge.</summary>
    [Theory]
    [InlineData(1, 0.01)]
    [InlineData(1.3, 0)]
    [InlineData(1.5, 0.1)]
    [InlineData(2, 0.001)]
    public void Fit_HasNoGradientLeft(double power, double ridge)
    {
        (double[] x, double[] y) = Sample(60, noise: true);
        y = power == 2 ? [.. y.Select(v => v + 0.1)] : y;
        double[] w = [.. Enumerable.Range(0, 60).Select(i => 0.5 + (i % 3))], o = [.. Enumerable.Range(0, 60).Select(i => (i % 5) * 0.2)];
        var fit = TweedieRegression.Fit(new RegressionRows(x, 2, y, w, o), new TweedieOptions { Power = power, Ridge = ridge, Tolerance = 1e-12 });
        double sum = w.Sum(), unit = Enumerable.Range(0, 60).Sum(i => w[i] * y[i] * Math.Exp((1 - power) * o[i])) / Enumerable.Range(0, 60).Sum(i => w[i] * Math.Exp((2 - power) * o[i]));
        for (int j = -1; j < 2; j++)
        {
            double mean = 0, deviation = 1;
            if (j >= 0)
            {
                mean = Enumerable.Range(0, 60).Sum(i => w[i] * x[(2 * i) + j]) / sum;
                deviation = Math.Sqrt(Enumerable.Range(0, 60).Sum(i => w[i] * Math.Pow(x[(2 * i) + j] - mean, 2)) / sum);
            }

            double gradient = j < 0 ? 0 : ridge * fit.Coefficients[j] * deviation;
            for (int i = 0; i < 60; i++)
            {
                double mu = fit.Predict(x.AsSpan(2 * i, 2), o[i]) / unit, z = j < 0 ? 1 : (x[(2 * i) + j] - mean) / deviation;
                gradient -= w[i] / sum * ((y[i] / unit) - mu) * Math.Pow(mu, 1 - power) * z;
            }

            Expect.Near(0, gradient, 1e-10, $"gradient {j}");
        }

        double deviance = w.Sum() * QuantityScore.MeanTweedieDeviance(y, Enumerable.Range(0, 60).Select(i => fit.Predict(x.AsSpan(2 * i, 2), o[i])).ToArray(), power, w);
        Expect.NearRelative(deviance, fit.Deviance, 1e-10);
        Assert.True(fit.Deviance < fit.NullDeviance);
    }

    /// <summary>One feature, solved with the true curvature by hand.</summary>
    [Fact]
    public void Fit_AgreesWithPlainNewton()
    {
        double[] x = [-1, 0, 0.5, 1, 2, 3], y = [0, 1, 0, 2, 3, 9];
        (double a, double b) = (Math.Log(2.5), 0);
        for (int step = 0; step < 50; step++)
        {
            double ga = 0, gb = 0, haa = 0, hab = 0, hbb = 0;
            for (int i = 0; i < x.Length; i++)
            {
                double mu = Math.Exp(a + (b * x[i])), s = (y[i] - mu) / Math.Sqrt(mu), h = (0.5 * y[i] / Math.Sqrt(mu)) + (0.5 * Math.Sqrt(mu));
                (ga, gb, haa, hab, hbb) = (ga + s, gb + (s * x[i]), haa + h, hab + (h * x[i]), hbb + (h * x[i] * x[i]));
            }

            double det = (haa * hbb) - (hab * hab);
            (a, b) = (a + (((hbb * ga) - (hab * gb)) / det), b + (((haa * gb) - (hab * ga)) / det));
        }

        var fit = TweedieRegression.Fit(x, 1, y, new() { Ridge = 0, Tolerance = 1e-12 });
        Expect.Near(a, fit.Intercept, 1e-9);
        Expect.Near(b, fit.Coefficients[0], 1e-9);
    }

    [Fact]
    public void Penalties_ShrinkTheirOwnColumns()
    {
        (double[] x, double[] y) = Sample(200, noise: true);
        var even = TweedieRegression.Fit(x, 2, y, new() { Ridge = 0.1 });
        var ones = TweedieRegression.Fit(x, 2, y, new() { Ridge = 0.1, Penalties = [1, 1] });
        var free = TweedieRegression.Fit(x, 2, y, new() { Ridge = 0.1, Penalties = [0, 1] });
        var alone = TweedieRegression.Fit([.. x.Where((_, i) => i % 2 == 0)], 1, y, new() { Ridge = 0 });
        var gone = TweedieRegression.Fit(x, 2, y, new() { Ridge = 1, Penalties = [0, 1e9] });
        Assert.Equal(even.Coefficients[0], ones.Coefficients[0]);
        Assert.True(Math.Abs(free.Coefficients[0]) > Math.Abs(even.Coefficients[0]));
        Expect.NearRelative(alone.Coefficients[0], gone.Coefficients[0], 1e-5);
        Expect.Near(0, gone.Coefficients[1], 1e-9);

        // At the optimum of what the documentation states, no step of one coefficient is better.
        var uneven = TweedieRegression.Fit(x, 2, y, new() { Ridge = 0.3, Penalties = [0.2, 4], Tolerance = 1e-12 });
        double[] deviations = [Deviation(0), Deviation(1)];
        double unit = y.Average(), least = Cost(0, 0);
        Assert.All((double[])[-1e-3, 1e-3], step => Assert.True(Cost(step / deviations[0], 0) > least && Cost(0, step / deviations[1]) > least, $"{step}"));
        Expect.Throws<ArgumentException>(() => TweedieRegression.Fit(x, 2, y, new() { Penalties = [1] }), "penalty", "2", "1");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new TweedieOptions { Penalties = [1, -2] }, "Penalties", "-2");

        double Deviation(int column)
        {
            double[] values = [.. x.Where((_, i) => i % 2 == column)];
            return Math.Sqrt(values.Average(v => Math.Pow(v - values.Average(), 2)));
        }

        double Cost(double first, double second)
        {
            double mean0 = x.Where((_, i) => i % 2 == 0).Average(), mean1 = x.Where((_, i) => i % 2 == 1).Average();
            double a = uneven.Coefficients[0] + first, b = uneven.Coefficients[1] + second, cost = 0;
            for (int i = 0; i < y.Length; i++)
            {
                // The intercept is that of centred columns, so that a step of a coefficient leaves the middle where it was.
                double log = uneven.Intercept + (uneven.Coefficients[0] * x[2 * i]) + (uneven.Coefficients[1] * x[(2 * i) + 1]) + (first * (x[2 * i] - mean0)) + (second * (x[(2 * i) + 1] - mean1));
                cost += QuantityScore.TweedieDeviance(y[i] / unit, Math.Exp(log) / unit, 1.5) / 2 / y.Length;
            }

            return cost + (0.3 / 2 * ((0.2 * Math.Pow(a * deviations[0], 2)) + (4 * Math.Pow(b * deviations[1], 2))));
        }
    }

    [Fact]
    public void Fit_DoesNotKnowUnits() => Check.That(Prop.ForAll(Draw.Rows(30), draw =>
    {
        (double X, double Z, double Y)[] rows = [.. draw.Make(d => (d.Between(-3, 3), d.Magnitude(0.1, 10), d.Chance(0.3) ? 0 : d.Magnitude(0.1, 50))), (0, 1, 2), (1, 3, 4), (2, 2, 1)];
        double[] y = [.. rows.Select(r => r.Y)];
        var options = new TweedieOptions { Ridge = 0.1 };
        var fit = TweedieRegression.Fit([.. rows.SelectMany(r => (double[])[r.X, r.Z])], 2, y, options);
        var other = TweedieRegression.Fit([.. rows.SelectMany(r => (double[])[(1000 * r.X) + 7, r.Z])], 2, [.. y.Select(v => v * 1e6)], options);
        Assert.True(fit.HasConverged && other.HasConverged);
        Expect.NearRelative(fit.Coefficients[0], other.Coefficients[0] * 1000, 1e-5, "slope");
        Expect.NearRelative(fit.Predict([0.5, 2]) * 1e6, other.Predict([507, 2]), 1e-6, "mean");
    }), 60);

    [Fact]
    public void Weights_AreRowsWrittenMoreOften()
    {
        double[] x = [1, 2, 4, 8], y = [1, 0, 3, 2];
        var weighted = TweedieRegression.Fit(new RegressionRows(x, 1, y, [1, 2, 0, 1]));
        var written = TweedieRegression.Fit([1, 2, 2, 8], 1, [1, 0, 0, 2]);
        Expect.Near(written.Coefficients[0], weighted.Coefficients[0], 1e-10);
        Expect.NearRelative(written.Deviance, weighted.Deviance, 1e-9);
        Expect.NearRelative(written.Predict([3]), weighted.Predict([3]), 1e-9);
    }

    [Fact]
    public void Offsets_AreExposures()
    {
        // At power 1 an exposure is a weight of the rate.
        double[] x = [1, 2, 3, 4], rate = [1, 2, 2, 5], exposure = [1, 3, 0.5, 2];
        var options = new TweedieOptions { Power = 1, Ridge = 0 };
        var offset = TweedieRegression.Fit(new RegressionRows(x, 1, [.. rate.Zip(exposure, (r, e) => r * e)], [], [.. exposure.Select(e => Math.Log(e))]), options);
        var weighted = TweedieRegression.Fit(new RegressionRows(x, 1, rate, exposure), options);
        Expect.Near(weighted.Coefficients[0], offset.Coefficients[0], 1e-8);
        Expect.NearRelative(weighted.Predict([2]) * 3, offset.Predict([2], Math.Log(3)), 1e-8);
    }

    [Fact]
    public void ConstantAndRepeatedColumns_AreNoError()
    {
        double[] values = [1, 2, 4, 8, 9], y = [1, 0, 3, 2, 7], x = [.. values.SelectMany(v => (double[])[v, 5, v])];
        var ridged = TweedieRegression.Fit(x, 3, y);
        Assert.Equal(0, ridged.Coefficients[1]);
        Expect.Near(ridged.Coefficients[0], ridged.Coefficients[2], 1e-7);
        var free = TweedieRegression.Fit(x, 3, y, new() { Ridge = 0 });
        var alone = TweedieRegression.Fit(values, 1, y, new() { Ridge = 0 });
        Assert.True(ridged.HasConverged && free.HasConverged);
        Expect.Near(alone.Coefficients[0], free.Coefficients[0] + free.Coefficients[2], 1e-7);
    }

    [Fact]
    public void Predict_OfExtremeRows_StaysFinite()
    {
        (double[] x, double[] y) = Sample(100, noise: true);
        var fit = TweedieRegression.Fit(x, 2, y);
        double[] rows = [1e150, -1e150, -1e150, 1e150, 0, 0], means = new double[3];
        fit.Predict(rows, means);
        Assert.All(means, m => Assert.InRange(m, double.Epsilon, 1e6));
        Assert.Equal(fit.Predict([0, 0]), means[2]);
        var open = TweedieRegression.Fit(x, 2, y, new() { RangeFactor = double.PositiveInfinity });
        open.Predict(rows, means, [300, 300, -300]);
        Assert.All(means, m => Assert.True(double.IsFinite(m) && m > 0));

        // Inside the training range nothing is moved.
        Expect.NearRelative(Math.Exp(fit.Intercept + (fit.Coefficients[0] * x[0]) + (fit.Coefficients[1] * x[1])), fit.Predict(x.AsSpan(0, 2)), 1e-12);
    }

    [Fact]
    public void Targets_OfNothing_GiveTheLeastMean()
    {
        var fit = TweedieRegression.Fit([1, 2], 1, [0, 0]);
        Assert.Equal((double.NegativeInfinity, 0.0, double.NaN), (fit.Intercept, fit.Deviance, fit.ExplainedDeviance));
        Assert.InRange(fit.Predict([1]), double.Epsilon, 1e-300);
    }

    [Fact]
    public void Choose_TakesNoRidgeWhereRowsAreExactAndMuchWhereTheyAreNoise()
    {
        (double[] x, double[] y) = Sample(200, noise: false);
        RidgeChoice exact = TweedieRegression.Choose(new(x, 2, y), [10, 1e-6, 0.1], folds: 4);
        Assert.Equal(1e-6, exact.Best);
        Assert.Equal((double[])[10, 1e-6, 0.1], exact.Ridges.AsEnumerable());
        double[] noise = [.. Enumerable.Range(0, 200).Select(i => new RandomStream(77, 1).Exponential(i))];
        RidgeChoice none = TweedieRegression.Choose(new(x, 2, noise), [1e-6, 100], [30, 60], gap: 5);
        Assert.Equal(2, none.MeanDeviances.Length);
        Assert.Equal(100, none.Best);

        // The same by hand.
        double sum = 0;
        for (int k = 0; k < 2; k++)
        {
            (int start, int end) = k == 0 ? (30, 60) : (60, 200);
            var fit = TweedieRegression.Fit(x.AsSpan(0, 2 * (start - 5)), 2, noise.AsSpan(0, start - 5), new() { Ridge = 100 });
            double[] means = new double[end - start];
            fit.Predict(x.AsSpan(2 * start, 2 * (end - start)), means);
            sum += QuantityScore.MeanTweedieDeviance(noise.AsSpan(start, end - start), means, 1.5) * (end - start);
        }

        Expect.NearRelative(sum / 170, none.MeanDeviances[1], 1e-12);
    }

    [Fact]
    public void Fit_AllocatesTheSameWhateverTheNumberOfRows()
    {
        (double[] few, double[] fewTargets) = Sample(100, noise: true);
        (double[] many, double[] manyTargets) = Sample(5000, noise: true);
        long Allocated(double[] x, double[] y)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            TweedieRegression.Fit(x, 2, y);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated(few, fewTargets);
        Assert.InRange(Allocated(many, manyTargets), 0, Allocated(few, fewTargets) + 1024);
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        Expect.Throws<ArgumentException>(() => TweedieRegression.Fit([1, 2, 3], 2, [1, 2]), "features", "2 values", "had 3");
        Expect.Throws<ArgumentOutOfRangeException>(() => TweedieRegression.Fit([1, double.NaN], 1, [1, 2]), "row 1", "feature 0");
        Expect.Throws<ArgumentOutOfRangeException>(() => TweedieRegression.Fit([1, 2], 1, [1, -2]), "row 1", "Target", "-2");
        Expect.Throws<ArgumentOutOfRangeException>(() => TweedieRegression.Fit([1, 2], 1, [1, 0], new() { Power = 2 }), "row 1", "> 0 at power 2");
        Expect.Throws<ArgumentOutOfRangeException>(() => TweedieRegression.Fit(new RegressionRows([1], 1, [1], [], [301])), "Offsets", "300");
        Expect.Throws<ArgumentException>(() => TweedieRegression.Fit([], 1, []), "rows", "weight");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new TweedieOptions { Power = 2.1 }, "Power", "from 1 to 2");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new TweedieOptions { RangeFactor = double.NaN }, "RangeFactor");
        Expect.Throws<ArgumentOutOfRangeException>(() => TweedieRegression.Choose(new([1, 2], 1, [1, 2]), [1], [2]), "foldStarts", "< 2");
        var fit = TweedieRegression.Fit([1, 2], 1, [1, 2]);
        Expect.Throws<ArgumentException>(() => fit.Predict([1, 2]), "features", "had 2");
        Expect.Throws<ArgumentOutOfRangeException>(() => fit.Predict([1, double.PositiveInfinity], new double[2]), "row 1", "feature 0");
    }

    /// <summary>Two features of different size; the mean is exp(0.7 + 0.5 x − 0.02 z).</summary>
    private static (double[] X, double[] Y) Sample(int rows, bool noise)
    {
        var stream = new RandomStream(12, 0);
        double[] x = new double[2 * rows], y = new double[rows];
        for (int i = 0; i < rows; i++)
        {
            (x[2 * i], x[(2 * i) + 1]) = (stream.Normal(4 * i), 40 * stream.Uniform((4 * i) + 1));
            y[i] = Math.Exp(0.7 + (0.5 * x[2 * i]) - (0.02 * x[(2 * i) + 1]));
            y[i] *= !noise ? 1 : stream.Uniform((4 * i) + 2) < 0.3 ? 0 : stream.Exponential((4 * i) + 3) / 0.7;
        }

        return (x, y);
    }
}
