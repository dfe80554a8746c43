namespace HeatMap.Tests.Dynamics;

public sealed class PathTests
{
    private static readonly GeometricBrownian Smooth = new(0.8, 0.5);
    private static readonly DoubleExponentialJumps Gaps = new(0.6, 60, 0.4, 0.03, 0.04, 0.2);

    public static TheoryData<PriceModel> Laws => [Smooth, Gaps, new DoubleExponentialJumps(0.8, 0, 0.5, 1, 1, 0.5)];

    [Theory]
    [MemberData(nameof(Laws))]
    public void Closes_AreTheSameWithAndWithoutExtremes(PriceModel law)
    {
        double[] bare = new double[40], closes = new double[40], lows = new double[40], highs = new double[40];
        law.FillPath(new(4, 5), 250, TimeSpan.FromHours(7), bare);
        law.FillPath(new(4, 5), 250, TimeSpan.FromHours(7), closes, lows, highs);
        Assert.Equal(bare, closes);
        double open = 250;
        for (int i = 0; i < closes.Length; i++)
        {
            Assert.True(lows[i] <= Math.Min(open, closes[i]) && highs[i] >= Math.Max(open, closes[i]), $"bar {i}");
            open = closes[i];
        }

        double[] other = new double[40];
        law.FillPath(new(4, 6), 250, TimeSpan.FromHours(7), other);
        Assert.NotEqual(bare, other);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(30)]
    public void BrownianLows_TouchAsOftenAsTheClosedFormSays_AtAnyStep(int steps)
    {
        TimeSpan month = TimeSpan.FromDays(30);
        (double low, double high) = Frequencies(Smooth, month, steps, 20_000);
        AssertFrequency(Smooth.Within(month).Touch(100, 80), low, 20_000);
        AssertFrequency(Smooth.Within(month).Touch(100, 120), high, 20_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void LowsWithJumps_TouchAsOftenAsTheTransformsSay(int steps)
    {
        TimeSpan days = TimeSpan.FromDays(20);
        (double low, double high) = Frequencies(Gaps, days, steps, 40_000);
        AssertFrequency(Gaps.Within(days).Touch(100, 80), low, 40_000);
        AssertFrequency(Gaps.Within(days).Touch(100, 120), high, 40_000);
    }

    [Fact]
    public void FirstOf_WithJumps_IsWhatPathsDo()
    {
        // Fine steps with extremes: both in one step hardly ever happens.
        const int Paths = 6_000, Steps = 150;
        TimeSpan days = TimeSpan.FromDays(10);
        double[] closes = new double[Steps], lows = new double[Steps], highs = new double[Steps];
        int lower = 0, upper = 0, both = 0;
        for (int path = 0; path < Paths; path++)
        {
            Gaps.FillPath(new(77, path), 100, days / Steps, closes, lows, highs);
            int low = Array.FindIndex(lows, p => p <= 92), high = Array.FindIndex(highs, p => p >= 107);
            both += low >= 0 && low == high ? 1 : 0;
            lower += low >= 0 && (high < 0 || low < high) ? 1 : 0;
            upper += high >= 0 && (low < 0 || high < low) ? 1 : 0;
        }

        FirstTouch first = Gaps.Within(days).FirstOf(100, 92, 107);
        Assert.InRange(both, 0, Paths / 200);
        AssertFrequency(first.Lower, (lower + (both / 2.0)) / Paths, Paths);
        AssertFrequency(first.Upper, (upper + (both / 2.0)) / Paths, Paths);
    }

    [Fact]
    public void Ends_HaveTheMomentsOfTheLaw()
    {
        const int Paths = 40_000;
        double years = 0.1, sum = 0, squares = 0;
        double[] close = new double[1];
        for (int path = 0; path < Paths; path++)
        {
            Gaps.FillPath(new(8, path), 1, Time.Years(years), close);
            double move = Math.Log(close[0]);
            sum += move;
            squares += move * move;
        }

        double variance = Gaps.Volatility * Gaps.Volatility * years, mean = sum / Paths;
        Expect.Near(Gaps.MeanLogGain * years, mean, 3.3 * Math.Sqrt(variance / Paths));
        Expect.NearRelative(variance, (squares / Paths) - (mean * mean), 0.03);
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        double[] two = new double[2];
        Expect.Throws<ArgumentOutOfRangeException>(() => Smooth.FillPath(default, 0, TimeSpan.FromDays(1), two), "startPrice");
        Expect.Throws<ArgumentOutOfRangeException>(() => Smooth.FillPath(default, 1, TimeSpan.Zero, two), "step");
        Expect.Throws<ArgumentException>(() => Smooth.FillPath(default, 1, TimeSpan.FromDays(1), two, new double[1], two), "lows and highs must have as many places as closes (2), had 1 and 2");
        Expect.Throws<NotSupportedException>(() => new Nothing().FillPath(default, 1, TimeSpan.FromDays(1), two), "Nothing draws no paths");
        Smooth.FillPath(default, 1, TimeSpan.FromDays(1), []);
    }

    private static (double Low, double High) Frequencies(PriceModel law, TimeSpan horizon, int steps, int paths)
    {
        double[] closes = new double[steps], lows = new double[steps], highs = new double[steps];
        int low = 0, high = 0;
        for (int path = 0; path < paths; path++)
        {
            law.FillPath(new(steps, path), 100, horizon / steps, closes, lows, highs);
            low += lows.Min() <= 80 ? 1 : 0;
            high += highs.Max() >= 120 ? 1 : 0;
        }

        return (low / (double)paths, high / (double)paths);
    }

    private static void AssertFrequency(double probability, double frequency, int paths) =>
        Expect.Near(probability, frequency, 3 * Math.Sqrt(probability * (1 - probability) / paths), "frequency");

    private sealed class Nothing : PriceModel
    {
        public override double Volatility => 0;

        public override PriceReach Within(TimeSpan horizon) => throw new NotSupportedException();
    }
}
