using MathNet.Numerics.Distributions;

namespace HeatMap.Tests.Dynamics;

public sealed class StudentReturnsTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory]
    [InlineData(2.5)]
    [InlineData(4)]
    [InlineData(60)]
    public void Touches_AreThoseOfThePaths(double freedom)
    {
        var law = new StudentReturns(0.8, freedom);
        PriceReach reach = law.Within(Day);
        const int Paths = 40_000;
        double[] close = new double[4], low = new double[4], high = new double[4];
        double[] targets = [99, 96, 90, 102, 110];
        int[] touched = new int[targets.Length];
        for (int path = 0; path < Paths; path++)
        {
            law.FillPath(new(3, path), 100, Day / 4, close, low, high);
            for (int t = 0; t < targets.Length; t++)
            {
                touched[t] += targets[t] < 100 ? (low.Min() <= targets[t] ? 1 : 0) : high.Max() >= targets[t] ? 1 : 0;
            }
        }

        for (int t = 0; t < targets.Length; t++)
        {
            double p = reach.Touch(100, targets[t]);
            Expect.Near(p, touched[t] / (double)Paths, 4.5 * Math.Sqrt(p * (1 - p) / Paths), $"touch of {targets[t]}");
        }
    }

    [Fact]
    public void ATouch_IsTheMixtureOfBrownianTouches()
    {
        PriceReach reach = new StudentReturns(0.6, 3).Within(Day);
        foreach (double target in (double[])[99.5, 97, 90, 60, 104])
        {
            // Over volatilities that are equally likely, at the middles of 20,000 parts.
            double sum = 0;
            const int Parts = 20_000;
            for (int i = 0; i < Parts; i++)
            {
                double volatility = 0.6 * Math.Sqrt(1 / ChiSquared.InvCDF(3, (i + 0.5) / Parts));
                sum += new GeometricBrownian(volatility).Within(Day).Touch(100, target);
            }

            Expect.Near(sum / Parts, reach.Touch(100, target), 3e-5, $"touch of {target}");
        }
    }

    [Fact]
    public void TheFirstOfTwo_BecomesTheTouchOfOne_AndAddsUp()
    {
        foreach (double freedom in (double[])[2.05, 3, 8, 500])
        {
            PriceReach reach = new StudentReturns(0.7, freedom).Within(Day);
            Expect.Near(reach.Touch(100, 97), reach.FirstOf(100, 97, 1e9).Lower, 1e-8, "no upper in sight");
            Expect.Near(reach.Touch(100, 105), reach.FirstOf(100, 1e-5, 105).Upper, 1e-8, "no lower in sight");
            FirstTouch even = reach.FirstOf(100, 100 / 1.03, 103);
            Expect.Near(even.Lower, even.Upper, 1e-12, "both as far");
            FirstTouch uneven = reach.FirstOf(100, 98, 105);
            Expect.Near(1, uneven.Lower + uneven.Upper + uneven.Neither, 1e-12, "sum");
            Assert.InRange(uneven.Lower, 0, reach.Touch(100, 98));
            Assert.InRange(uneven.Upper, 0, reach.Touch(100, 105));
        }
    }

    [Fact]
    public void WithManyDegreesOfFreedom_ItIsBrownian_WithFewItsTailsAreFat()
    {
        PriceReach brownian = new GeometricBrownian(0.7).Within(Day), many = new StudentReturns(0.7, 10_000).Within(Day), few = new StudentReturns(0.7, 3).Within(Day);
        foreach (double target in (double[])[99, 95, 90, 104])
        {
            Expect.Near(brownian.Touch(100, target), many.Touch(100, target), 2e-4, "many");
        }

        Assert.True(few.Touch(100, 80) > 100 * brownian.Touch(100, 80));
        Assert.True(few.Touch(100, 99) < brownian.Touch(100, 99));
        Assert.Equal(brownian.Deviation, few.Deviation);
    }

    [Fact]
    public void ReturnsHaveTheDeviationThatIsAskedFor_OverEveryTime()
    {
        var law = new StudentReturns(0.8, 6);
        double[] close = new double[2];
        double one = 0, two = 0;
        const int Paths = 60_000;
        for (int path = 0; path < Paths; path++)
        {
            law.FillPath(new(8, path), 100, Day, close);
            one += Math.Pow(Math.Log(close[0] / 100), 2);
            two += Math.Pow(Math.Log(close[1] / 100), 2);
        }

        Expect.Near(0.64 / 365, one / Paths, 0.03 * 0.64 / 365, "a day");
        Expect.Near(2 * 0.64 / 365, two / Paths, 0.06 * 0.64 / 365, "two days");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(double.NaN)]
    [InlineData(10_001)]
    public void FreedomOutsideItsDomain_IsRefused(double freedom) => Assert.Throws<ArgumentOutOfRangeException>(() => new StudentReturns(0.5, freedom));

    [Fact]
    public void WithoutVolatility_PriceStandsStill()
    {
        PriceReach reach = new StudentReturns(0, 4).Within(Day);
        Assert.Equal((1, 0, 0), (reach.Touch(100, 100), reach.Touch(100, 99.999), reach.FirstOf(100, 90, 110).Lower));
        double[] close = new double[3];
        new StudentReturns(0, 4).FillPath(new(1, 1), 100, Day, close);
        Assert.Equal([100, 100, 100], close);
    }
}
