namespace HeatMap.Tests.Dynamics;

public sealed class FilteredHistoricalTests
{
    private static readonly double[] Ten = [0.01, -0.02, 0.015, -0.04, 0.03, 0.002, -0.012, 0.02, -0.06, 0.01];
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Returns whose scores are those of a normal law, so that only the paths are random.</summary>
    private static readonly double[] Normal = [.. Enumerable.Range(0, 999).Select(i => 0.03 * NormalLaw.Inverse((i + 1) / 1000.0))];

    // Worked out apart from this library: cases risk.filtered_historical of the theory's golden numbers.
    [Theory]
    [InlineData(0.94, 0.02, 0.024201992855946687)]
    [InlineData(0.97, 0.03, 0.029446382958261887)]
    public void NextVolatility_IsTheFilters(double decay, double initial, double expected)
    {
        var law = new FilteredHistorical(Ten, Day, new() { Decay = decay, InitialVolatility = initial });
        Expect.NearRelative(expected, law.NextVolatility, 1e-12);
        Expect.NearRelative(expected * Math.Sqrt(365), law.Volatility, 1e-12);
        Assert.Equal(Ten[0] / initial, law.Residuals[0], 12);
        Expect.NearRelative(Ten[1] / Math.Sqrt((decay * initial * initial) + ((1 - decay) * Ten[0] * Ten[0])), law.Residuals[1], 1e-12);
    }

    [Fact]
    public void WithoutAnInitialVolatility_TheFilterStartsAtTheRootMeanSquare()
    {
        double mean = Math.Sqrt(Ten.Average(r => r * r));
        Assert.Equal(Ten[0] / mean, new FilteredHistorical(Ten, Day).Residuals[0], 12);
        Expect.NearRelative(mean, new FilteredHistorical(Ten, Day, new() { Decay = 1 }).NextVolatility, 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(2.5)]
    public void NormalReturnsWithoutForgetting_TouchAsTheClosedFormSays(double days)
    {
        var law = new FilteredHistorical(Normal, Day, new() { Decay = 1, Paths = 20_000 });
        PriceReach reach = law.Within(TimeSpan.FromDays(days)), plain = new GeometricBrownian(law.Volatility).Within(TimeSpan.FromDays(days));
        foreach (double target in (double[])[92, 97, 99, 101, 104])
        {
            double expected = plain.Touch(100, target);
            Expect.Near(expected, reach.Touch(100, target), 3 * law.StandardError(expected), $"{target}");
        }

        FirstTouch first = plain.FirstOf(100, 97, 104), drawn = reach.FirstOf(100, 97, 104);
        Expect.Near(first.Lower, drawn.Lower, (3 * law.StandardError(first.Lower)) + 0.002);
        Expect.Near(first.Upper, drawn.Upper, (3 * law.StandardError(first.Upper)) + 0.002);
        Expect.NearRelative(plain.Deviation, reach.Deviation, 0.02);
    }

    [Fact]
    public void Touch_CountsThePathsThatFillPathDraws()
    {
        var law = new FilteredHistorical(Ten, Day, new() { Paths = 500, Seed = 9, BlockLength = 3 });
        TimeSpan horizon = TimeSpan.FromHours(90);
        double[] closes = new double[1], lows = new double[1], highs = new double[1];
        int low = 0, high = 0;
        for (int path = 0; path < 500; path++)
        {
            law.FillPath(new(9, path), 100, horizon, closes, lows, highs);
            low += lows[0] <= 96 ? 1 : 0;
            high += highs[0] >= 103 ? 1 : 0;
        }

        Assert.Equal(low / 500.0, law.Within(horizon).Touch(100, 96));
        Assert.Equal(high / 500.0, law.Within(horizon).Touch(100, 103));
    }

    [Fact]
    public void FirstOf_CountsPathsByTheirFirstStep()
    {
        var law = new FilteredHistorical(Ten, Day, new() { Paths = 300, Seed = 4 });
        double[] closes = new double[8], lows = new double[8], highs = new double[8];
        double lower = 0, upper = 0;
        for (int path = 0; path < 300; path++)
        {
            law.FillPath(new(4, path), 100, Day, closes, lows, highs);
            int low = Array.FindIndex(lows, p => p <= 97), high = Array.FindIndex(highs, p => p >= 104);
            if (low >= 0 && low == high)
            {
                double open = low == 0 ? 100 : closes[low - 1], share = Math.Log(104 / open) / Math.Log(104.0 / 97);
                (lower, upper) = (lower + share, upper + 1 - share);
            }
            else
            {
                lower += low >= 0 && (high < 0 || low < high) ? 1 : 0;
                upper += high >= 0 && (low < 0 || high < low) ? 1 : 0;
            }
        }

        FirstTouch first = law.Within(8 * Day).FirstOf(100, 97, 104);
        Expect.Near(lower / 300, first.Lower, 1e-12);
        Expect.Near(upper / 300, first.Upper, 1e-12);
        Assert.Equal(first.Lower, law.Within(8 * Day).FirstOf(100, 97, 104).Lower);
        FirstTouch only = law.Within(8 * Day).FirstOf(100, 97, double.PositiveInfinity);
        Assert.Equal((law.Within(8 * Day).Touch(100, 97), 0), (only.Lower, only.Upper));
    }

    [Fact]
    public void CloserWatching_TouchesMoreThanCloses()
    {
        var law = new FilteredHistorical(Normal, Day, new() { Decay = 1, Paths = 4000 });
        double[] closes = new double[3];
        int touched = Enumerable.Range(0, 4000).Count(path =>
        {
            law.FillPath(new(0, path), 100, Day, closes);
            return closes.Min() <= 97;
        });
        Assert.True(touched / 4000.0 < law.Within(3 * Day).Touch(100, 97) - 0.05);
    }

    [Fact]
    public void LongerHorizons_TouchMore_AlsoByPartsOfAnInterval()
    {
        var law = new FilteredHistorical(Ten, Day, new() { Paths = 512 });
        double[] touches = [.. Enumerable.Range(0, 40).Select(i => law.Within(i * Day / 7).Touch(100, 98.5))];
        Assert.Equal(0, touches[0]);
        Assert.Equal(touches.Order(), touches);
        Assert.True(touches[^1] > touches[7]);
    }

    [Fact]
    public void Blocks_KeepNeighboursTogether()
    {
        // Residuals that always take turns: with blocks of two the move over a block is one of two sums, alone it is one of three.
        double[] turns = [.. Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? 0.02 : -0.01)];
        double[] Ends(int block)
        {
            var law = new FilteredHistorical(turns, Day, new() { Decay = 1, BlockLength = block });
            double[] closes = new double[2];
            return [.. Enumerable.Range(0, 200).Select(path =>
            {
                law.FillPath(new(0, path), 1, Day, closes);
                return Math.Round(Math.Log(closes[1]), 12);
            }).Distinct().Order()];
        }

        Assert.Equal([0.01], Ends(2));
        Assert.Equal([-0.02, 0.01, 0.04], Ends(1));
    }

    [Fact]
    public void TheFilter_GoesOnAlongThePath()
    {
        // Residuals of plus or minus one keep the volatility where it is; a calm end of the sample makes paths start calm.
        double[] calm = [.. Ten, .. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? 0.001 : -0.001)];
        var law = new FilteredHistorical(calm, Day);
        Assert.InRange(law.NextVolatility, 0.001, 0.006);
        Assert.True(law.Within(Day).Deviation < 2 * law.NextVolatility);
    }

    [Fact]
    public void ZeroReturns_StandStill()
    {
        var law = new FilteredHistorical(new double[12], Day);
        PriceReach reach = law.Within(5 * Day);
        Assert.Equal((0, 0, 0), (law.Volatility, reach.Deviation, reach.Touch(100, 99.999)));
        Assert.Equal(1, reach.Touch(100, 100));
        Assert.Equal(new(0, 0, 1), reach.FirstOf(100, 99, 101));
        var noisy = new FilteredHistorical(new double[12], Day, new() { InitialVolatility = 0.02 });
        Assert.Equal(0, noisy.Within(5 * Day).Deviation);
        Assert.True(noisy.Within(5 * Day).Touch(100, 99) > 0);
    }

    [Fact]
    public void StandardError_IsThatOfAFraction()
    {
        var law = new FilteredHistorical(Ten, Day);
        Assert.Equal(0.5 / 64, law.StandardError(0.5));
        Assert.Equal(0, law.StandardError(1));
        Expect.Throws<ArgumentOutOfRangeException>(() => law.StandardError(1.1), "probability");
        Expect.Throws<ArgumentOutOfRangeException>(() => law.StandardError(double.NaN), "probability");
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        double[] withNaN = [.. Ten];
        withNaN[3] = double.NaN;
        double[] late = [.. new double[2500], 0.01];
        Expect.Throws<ArgumentException>(() => Made(Ten[..9], Day), "logReturns must have at least 10 rows, had 9");
        Expect.Throws<ArgumentOutOfRangeException>(() => Made(withNaN, Day), "row 3: logReturns must be finite, was NaN");
        Expect.Throws<ArgumentOutOfRangeException>(() => Made(Ten, TimeSpan.Zero), "interval");
        Expect.Throws<ArgumentOutOfRangeException>(() => Made(late, Day, new() { Decay = 0.5 }), "row 2500: logReturns must be zero, as all volatility before it is forgotten");
        Expect.Throws<ArgumentOutOfRangeException>(() => Options(o => o with { Decay = 0 }), "Decay");
        Expect.Throws<ArgumentOutOfRangeException>(() => Options(o => o with { Decay = double.NaN }), "Decay");
        Expect.Throws<ArgumentOutOfRangeException>(() => Options(o => o with { InitialVolatility = 0 }), "InitialVolatility");
        Expect.Throws<ArgumentOutOfRangeException>(() => Options(o => o with { Paths = 0 }), "Paths");
        Expect.Throws<ArgumentOutOfRangeException>(() => Options(o => o with { BlockLength = 0 }), "BlockLength");
        Expect.Throws<ArgumentOutOfRangeException>(() => Made(Ten, Day).Within(-Day), "horizon");
        Expect.Throws<ArgumentException>(() => Made(Ten, TimeSpan.FromTicks(1)).Within(Day), "horizon must be less than 2,147,483,647 intervals");
        Assert.Null(new FilteredHistoricalOptions { InitialVolatility = null }.InitialVolatility);
    }

    private static FilteredHistorical Made(double[] returns, TimeSpan interval, FilteredHistoricalOptions? options = null) => new(returns, interval, options);

    private static FilteredHistoricalOptions Options(Func<FilteredHistoricalOptions, FilteredHistoricalOptions> change) => change(new());
}
