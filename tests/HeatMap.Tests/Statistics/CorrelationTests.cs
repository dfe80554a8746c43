namespace HeatMap.Tests.Statistics;

public sealed class CorrelationTests
{
    [Fact]
    public void Pearson_HandValues()
    {
        Assert.Equal(1, Correlation.Pearson([1, 2, 3], [2, 4, 6]), 1e-15);
        Assert.Equal(-1, Correlation.Pearson([1, 2, 3], [6, 4, 2]), 1e-15);

        // Off the mean (-1, 0, 1) and (-1, 1, 0): 1 over 2.
        Assert.Equal(0.5, Correlation.Pearson([1, 2, 3], [1, 3, 2]), 1e-15);
        Assert.Equal(0.5, Correlation.Pearson([1e9 + 1, 1e9 + 2, 1e9 + 3], [1, 3, 2]), 1e-12);
    }

    [Fact]
    public void Spearman_SeesRanksOnly()
    {
        Assert.Equal(1, Correlation.Spearman([1, 2, 3], [-5, 0, 1e9]), 1e-15);

        // Ranks 0, 1.5, 1.5, 3 against 0, 1, 2, 3: 4.5 over √(4.5 × 5).
        Assert.Equal(4.5 / Math.Sqrt(22.5), Correlation.Spearman([1, 2, 2, 9], [1, 2, 3, 4]), 1e-15);
    }

    [Fact]
    public void WithoutAnAnswer_IsNaN()
    {
        Assert.Equal(double.NaN, Correlation.Pearson([], []));
        Assert.Equal(double.NaN, Correlation.Pearson([0.1, 0.1, 0.1], [1, 2, 3]));
        Assert.Equal(double.NaN, Correlation.Spearman([1], [1]));
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        Expect.Throws<ArgumentException>(() => Correlation.Pearson([1], []), "second");
        Expect.Throws<ArgumentOutOfRangeException>(() => Correlation.Spearman([1, double.NaN], [1, 2]), "row 1", "first");
    }
}
