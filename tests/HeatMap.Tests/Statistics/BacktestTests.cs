namespace HeatMap.Tests.Statistics;

public sealed class BacktestTests
{
    [Fact]
    public void Binomial_IsWhatAllTermsGive()
    {
        foreach (double p in (double[])[0.01, 0.3, 0.5, 0.95])
        {
            for (int n = 1; n <= 12; n++)
            {
                double[] terms = [.. Enumerable.Range(0, n + 1).Select(k => Choose(n, k) * Math.Pow(p, k) * Math.Pow(1 - p, n - k))];
                for (int x = 0; x <= n; x++)
                {
                    var test = KupiecTest.Of(n, x, p);
                    Expect.NearRelative(terms[..(x + 1)].Sum(), test.AtMost, 1e-12);
                    Expect.NearRelative(terms[x..].Sum(), test.AtLeast, 1e-12);
                    Assert.True(test.LikelihoodRatio >= 0 && double.IsFinite(test.LikelihoodRatio));
                }
            }
        }
    }

    /// <summary>Theory, section 4.4: the traffic light of 250 periods at 99 %.</summary>
    [Fact]
    public void Zones_OfAYear()
    {
        Expect.Near(0.892187626903619, KupiecTest.Of(250, 4, 0.01).AtMost, 1e-12);
        Expect.Near(0.999946101370953, KupiecTest.Of(250, 10, 0.01).AtMost, 1e-12);
        Assert.Equal(
            [BacktestZone.Green, BacktestZone.Yellow, BacktestZone.Yellow, BacktestZone.Red],
            ((int[])[4, 5, 9, 10]).Select(x => KupiecTest.Of(250, x, 0.01).Zone));
        Assert.InRange(KupiecTest.Of(int.MaxValue, 21_474_836, 0.01).AtMost, 0.49, 0.51);
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => KupiecTest.Of(10, 11, 0.01), "exceptions", "from 0 to 10", "was 11");
        Expect.Throws<ArgumentOutOfRangeException>(() => KupiecTest.Of(0, 0, 0.01), "observations");
        Expect.Throws<ArgumentOutOfRangeException>(() => KupiecTest.Of(10, 1, double.NaN), "tailProbability", "NaN");
        Expect.Throws<ArgumentOutOfRangeException>(() => ChristoffersenTest.Of([], 0.01), "exceptions");
        Expect.Throws<ArgumentOutOfRangeException>(() => AcerbiSzekelyTest.Of([0.1, -1], [0.1, 0.1], [0.1, 0], 0.01), "row 1", "expectedShortfalls");
        Expect.Throws<ArgumentException>(() => AcerbiSzekelyTest.Of([0.1], [], [0.1], 0.01), "valuesAtRisk");
    }

    private static double Choose(int n, int k) => Enumerable.Range(0, k).Aggregate(1.0, (product, i) => product * (n - i) / (i + 1));
}
