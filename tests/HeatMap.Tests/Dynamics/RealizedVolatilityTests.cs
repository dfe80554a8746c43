namespace HeatMap.Tests.Dynamics;

public sealed class RealizedVolatilityTests
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    private delegate double Estimator(BarColumns bars);

    /// <summary>Three bars of a year whose logarithms are small whole numbers of a hundredth.</summary>
    private static BarColumns Hand => Bars([0, 2, 1], [3, 4, 6], [-1, 0, 1], [2, 0, 5]);

    [Fact]
    public void CloseToClose_ByHand() // Returns −2 and 5: mean 1.5, squares 12.25 + 12.25, over one.
        => Expect.NearRelative(0.01 * Math.Sqrt(24.5), RealizedVolatility.CloseToClose(Hand), 1e-12);

    [Fact]
    public void Parkinson_ByHand() // Ranges 4, 4, 5: mean square 19.
        => Expect.NearRelative(0.01 * Math.Sqrt(19 / (4 * Math.Log(2))), RealizedVolatility.Parkinson(Hand), 1e-12);

    [Fact]
    public void GarmanKlass_ByHand() // Half squares 8 + 8 + 12.5, moves 2, −2, 4: squares 24.
        => Expect.NearRelative(0.01 * Math.Sqrt((28.5 - (((2 * Math.Log(2)) - 1) * 24)) / 3), RealizedVolatility.GarmanKlass(Hand), 1e-12);

    /// <summary>High over low rounds down where low over high rounds up, so the move seems larger than the range.</summary>
    [Fact]
    public void GarmanKlass_OfBarsOfAFewLastBits_IsANumber()
    {
        for (double low = 1.3; low < 1.5; low += 0.001)
        {
            double high = Math.BitIncrement(Math.BitIncrement(low));
            Assert.InRange(RealizedVolatility.GarmanKlass(new(Year, [high], [high], [low], [low])), 0, 1e-15);
        }
    }

    [Fact]
    public void RogersSatchell_ByHand() // 1·3 + 3·1, 4·2 + 0·2, 1·5 + 4·0.
        => Expect.NearRelative(0.01 * Math.Sqrt((6 + 8 + 5) / 3.0), RealizedVolatility.RogersSatchell(Hand), 1e-12);

    [Fact]
    public void YangZhang_ByHand()
    {
        // Gaps 0 and 1: variance 0.5. Moves −2 and 4: variance 18. Rogers, Satchell of the last two bars: 6.5.
        double k = 0.34 / (1.34 + 3);
        Expect.NearRelative(0.01 * Math.Sqrt(0.5 + (k * 18) + ((1 - k) * 6.5)), RealizedVolatility.YangZhang(Hand), 1e-12);
    }

    [Fact]
    public void Bipower_ByHand() => Expect.NearRelative(0.01 * Math.Sqrt(Math.PI / 2 * 10), RealizedVolatility.Bipower(Hand), 1e-12);

    [Fact]
    public void Ewma_ByHand() // Starts at 14.5; 0.5·14.5 + 0.5·4 = 9.25; 0.5·9.25 + 0.5·25.
        => Expect.NearRelative(0.01 * Math.Sqrt(17.125), RealizedVolatility.Ewma(Hand, 0.5), 1e-12);

    [Fact]
    public void Intervals_AreScaledToAYear()
    {
        BarColumns year = Hand, day = new(TimeSpan.FromDays(1), year.Open, year.High, year.Low, year.Close);
        Expect.NearRelative(RealizedVolatility.Parkinson(year) * Math.Sqrt(365), RealizedVolatility.Parkinson(day), 1e-14);
    }

    [Fact]
    public void TooFewBars_AreNaN()
    {
        Estimator[] ofOne = [RealizedVolatility.Parkinson, RealizedVolatility.GarmanKlass, RealizedVolatility.RogersSatchell];
        Estimator[] ofThree = [RealizedVolatility.CloseToClose, RealizedVolatility.YangZhang, RealizedVolatility.Bipower];
        Assert.All([.. ofOne, .. ofThree, b => RealizedVolatility.Ewma(b)], e => Assert.True(double.IsNaN(e(default))));
        Assert.All(ofOne, e => Assert.True(e(Bars([0], [1], [-1], [0])) > 0));
        Assert.All(ofThree, e => Assert.True(double.IsNaN(e(Bars([0, 0], [1, 1], [-1, -1], [0, 1])))));
        Assert.True(double.IsNaN(RealizedVolatility.Ewma(Bars([0], [1], [-1], [0]))));
        Expect.Near(0.01, RealizedVolatility.Ewma(Bars([0, 0], [1, 1], [-1, -1], [0, 1])), 1e-15);
    }

    [Fact]
    public void StillBars_HaveNone()
    {
        double[] price = [5, 5, 5, 5];
        BarColumns bars = new(Year, price, price, price, price);
        Assert.Equal(0, RealizedVolatility.CloseToClose(bars) + RealizedVolatility.Parkinson(bars) + RealizedVolatility.GarmanKlass(bars) + RealizedVolatility.RogersSatchell(bars)
            + RealizedVolatility.YangZhang(bars) + RealizedVolatility.Bipower(bars) + RealizedVolatility.Ewma(bars));
    }

    [Fact]
    public void OnBrownianBars_AllAreNearTheTruth_AndHighsAndLowsMakeThemSharper()
    {
        // 600 samples of 24 bars, each bar drawn in 160 pieces with extremes between them, so that lows and highs belong together.
        const int Samples = 600, Count = 24, Pieces = 160;
        var law = new GeometricBrownian(0.7);
        Estimator[] estimators =
            [RealizedVolatility.CloseToClose, RealizedVolatility.Parkinson, RealizedVolatility.GarmanKlass, RealizedVolatility.RogersSatchell, RealizedVolatility.YangZhang, RealizedVolatility.Bipower];
        double[] sum = new double[estimators.Length], squares = new double[estimators.Length];
        for (int sample = 0; sample < Samples; sample++)
        {
            BarColumns bars = Drawn(law, new(31, sample), Count, Pieces, TimeSpan.FromHours(1));
            for (int i = 0; i < estimators.Length; i++)
            {
                double variance = Math.Pow(estimators[i](bars) / 0.7, 2);
                (sum[i], squares[i]) = (sum[i] + variance, squares[i] + (variance * variance));
            }
        }

        double[] spread = [.. sum.Zip(squares, (s, q) => (q / Samples) - (s / Samples * (s / Samples)))];
        for (int i = 0; i < estimators.Length; i++)
        {
            Expect.Near(1, sum[i] / Samples, 4 * Math.Sqrt(spread[i] / Samples), $"estimator {i}");
        }

        // Textbook: variances of about 1, 1/5, 1/7.4, 1/6, 1/7 against closes; bipower is worse than closes.
        (double closes, double parkinson, double garmanKlass, double rogersSatchell, double yangZhang, double bipower) = (spread[0], spread[1], spread[2], spread[3], spread[4], spread[5]);
        Assert.InRange(closes / parkinson, 4, 6.5);
        Assert.InRange(closes / garmanKlass, 6, 9);
        Assert.InRange(closes / rogersSatchell, 5, 7.5);
        Assert.InRange(closes / yangZhang, 5, 8.5);
        Assert.True(garmanKlass < rogersSatchell && rogersSatchell < parkinson && parkinson < closes && closes < bipower);
    }

    [Fact]
    public void AJump_MovesBipowerLeast()
    {
        double[] still = [.. Enumerable.Range(0, 101).Select(i => i % 2 == 0 ? 0.0 : 1)], jumped = [.. still.Select((x, i) => i > 50 ? x + 20 : x)];
        double Ratio(Estimator estimator) => estimator(Bars(jumped, jumped, jumped, jumped)) / estimator(Bars(still, still, still, still));
        Assert.True(Ratio(RealizedVolatility.CloseToClose) > 2);
        Assert.True(Ratio(RealizedVolatility.Bipower) < 1.2);
    }

    [Fact]
    public void ADrift_LeavesRogersSatchellAndYangZhangAlone()
    {
        // Bars that only rise: no noise at all.
        double[] open = [0, 1, 2, 3], close = [1, 2, 3, 4];
        Assert.Equal(0, RealizedVolatility.RogersSatchell(Bars(open, close, open, close)), 12);
        Assert.Equal(0, RealizedVolatility.YangZhang(Bars(open, close, open, close)), 9);
        Assert.True(RealizedVolatility.Parkinson(Bars(open, close, open, close)) > 0.005);
    }

    [Fact]
    public void BadBars_AreNamed()
    {
        static void Make(double open, double high, double low, double close) => _ = new BarColumns(Year, [100, open], [101, high], [99, low], [100, close]).Count;
        Expect.Throws<ArgumentOutOfRangeException>(() => Make(100, 101, 0, 100), "row 1: low must be finite and > 0, was 0");
        Expect.Throws<ArgumentOutOfRangeException>(() => Make(100, 98, 99, 100), "row 1: high must be finite and >= low, was 98");
        Expect.Throws<ArgumentOutOfRangeException>(() => Make(100, double.NaN, 99, 100), "row 1: high");
        Expect.Throws<ArgumentOutOfRangeException>(() => Make(98, 101, 99, 100), "row 1: open must be from low to high, was 98");
        Expect.Throws<ArgumentOutOfRangeException>(() => Make(100, 101, 99, double.NaN), "row 1: close");
        Expect.Throws<ArgumentException>(() => _ = new BarColumns(Year, [1], [1], [1], []).Count, "close must have as many rows as open (1), had 0");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new BarColumns(TimeSpan.Zero, [1], [1], [1], [1]).Count, "interval");
        Expect.Throws<ArgumentOutOfRangeException>(() => RealizedVolatility.Ewma(Hand, 0), "decay");
    }

    private static BarColumns Bars(double[] open, double[] high, double[] low, double[] close) => new(Year, Prices(open), Prices(high), Prices(low), Prices(close));

    private static double[] Prices(double[] hundredths) => [.. hundredths.Select(x => 100 * Math.Exp(x / 100))];

    private static BarColumns Drawn(PriceModel law, RandomStream stream, int count, int pieces, TimeSpan interval)
    {
        double[] closes = new double[count * pieces], lows = new double[count * pieces], highs = new double[count * pieces];
        law.FillPath(stream, 100, interval / pieces, closes, lows, highs);
        double[] close = [.. Enumerable.Range(0, count).Select(i => closes[((i + 1) * pieces) - 1])];
        double[] open = [100, .. close[..^1]], high = [.. highs.Chunk(pieces).Select(c => c.Max())], low = [.. lows.Chunk(pieces).Select(c => c.Min())];
        return new(interval, open, high, low, close);
    }
}
