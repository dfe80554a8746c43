using HeatMap.Internal;

namespace HeatMap;

/// <summary>The volatility that price has shown, from bars: standard deviation of the log return per square root of a year of 365 days, as a fraction.</summary>
/// <remarks>
/// <para>Which one: <see cref="YangZhang"/> where bars may gap, <see cref="GarmanKlass"/> or <see cref="RogersSatchell"/> where trading never stops (the second does not mind a drift),
/// <see cref="Bipower"/> for the volatility between jumps, <see cref="Ewma"/> for that of now, <see cref="CloseToClose"/> as the yardstick. For the variance of one bar the estimators by high and
/// low need 5 to 7 times fewer bars than closes do; but highs and lows of few trades are understated, and these estimators with them.</para>
/// <para>All are &gt;= 0, and <see cref="double.NaN"/> where there are too few bars, as each says. O(bars), sums in the order of the bars; allocate nothing. Formulas and sources:
/// <c>docs/method/reach.md</c>.</para>
/// </remarks>
public static class RealizedVolatility
{
    private static readonly double ParkinsonScale = 4 * Math.Log(2), GarmanKlassWeight = (2 * Math.Log(2)) - 1;

    /// <summary>By the deviation of log returns from close to close about their mean, with one degree of freedom less.</summary>
    /// <param name="bars">NaN with fewer than three.</param>
    public static double CloseToClose(BarColumns bars) => PerYear(bars, bars.Count < 3 ? double.NaN : Spread(bars.Close, bars.Close));

    /// <summary>By highs and lows: the mean of <c>ln(high/low)²</c> over <c>4 ln 2</c>. Drift within bars overstates it. Parkinson 1980.</summary>
    /// <param name="bars">NaN with none.</param>
    public static double Parkinson(BarColumns bars)
    {
        double sum = 0;
        for (int i = 0; i < bars.Count; i++)
        {
            double range = Math.Log(bars.High[i] / bars.Low[i]);
            sum += range * range;
        }

        return PerYear(bars, sum / ParkinsonScale / bars.Count);
    }

    /// <summary>By high, low, open and close: the mean of <c>ln(high/low)²/2 − (2 ln 2 − 1) ln(close/open)²</c>. Drift within bars overstates it. Garman, Klass 1980.</summary>
    /// <param name="bars">NaN with none.</param>
    public static double GarmanKlass(BarColumns bars)
    {
        double sum = 0;
        for (int i = 0; i < bars.Count; i++)
        {
            double range = Math.Log(bars.High[i] / bars.Low[i]), move = Math.Log(bars.Close[i] / bars.Open[i]);

            // A move is at most the range; where both are a few last bits, rounding may say otherwise.
            sum += Math.Max(0, (range * range / 2) - (GarmanKlassWeight * move * move));
        }

        return PerYear(bars, sum / bars.Count);
    }

    /// <summary>By high, low, open and close, right with any drift: the mean of <c>ln(high/close) ln(high/open) + ln(low/close) ln(low/open)</c>. Rogers, Satchell 1991.</summary>
    /// <param name="bars">NaN with none.</param>
    public static double RogersSatchell(BarColumns bars) => PerYear(bars, bars.Count == 0 ? double.NaN : MeanRogersSatchell(bars, 0));

    /// <summary>By gaps between bars, moves within them, and their highs and lows; right with any drift and with gaps. Yang, Zhang 2000.</summary>
    /// <param name="bars">NaN with fewer than three; the first gives only its close.</param>
    /// <remarks>The variance of gaps, plus k times that of moves, plus 1 − k times that of Rogers and Satchell, where <c>k = 0.34 / (1.34 + (n + 1)/(n − 1))</c> for n bars after the first.</remarks>
    public static double YangZhang(BarColumns bars)
    {
        int n = bars.Count - 1;
        if (n < 2)
        {
            return double.NaN;
        }

        double k = 0.34 / (1.34 + ((n + 1.0) / (n - 1)));
        double gaps = Spread(bars.Close, bars.Open), moves = Spread(bars.Open[1..], bars.Close[1..], lag: 0);
        return PerYear(bars, gaps + (k * moves) + ((1 - k) * MeanRogersSatchell(bars, 1)));
    }

    /// <summary>By products of neighbouring absolute returns from close to close, which one jump hardly moves: <c>π/2</c> times their mean. Barndorff-Nielsen, Shephard 2004.</summary>
    /// <param name="bars">NaN with fewer than three.</param>
    public static double Bipower(BarColumns bars)
    {
        double sum = 0;
        for (int i = 2; i < bars.Count; i++)
        {
            sum += Math.Abs(Math.Log(bars.Close[i] / bars.Close[i - 1]) * Math.Log(bars.Close[i - 1] / bars.Close[i - 2]));
        }

        return PerYear(bars, bars.Count < 3 ? double.NaN : Math.PI / 2 * sum / (bars.Count - 2));
    }

    /// <summary>By squares of log returns from close to close that count less the older they are: what a filter <c>σ² = decay σ² + (1 − decay) r²</c> holds after the last bar.</summary>
    /// <param name="bars">NaN with fewer than two.</param>
    /// <param name="decay">What is left of a return's weight one bar later; over 0 and at most 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decay"/> is outside its domain.</exception>
    /// <remarks>Starts at the mean square of all returns, as <see cref="FilteredHistorical"/> does.</remarks>
    public static double Ewma(BarColumns bars, double decay = EwmaFilter.DefaultDecay)
    {
        if (!(decay is > 0 and <= 1))
        {
            Throw.OutOfRange(nameof(decay), decay, "> 0 and <= 1");
        }

        double squares = 0;
        for (int i = 1; i < bars.Count; i++)
        {
            squares += Square(Math.Log(bars.Close[i] / bars.Close[i - 1]));
        }

        double variance = squares / (bars.Count - 1);
        for (int i = 1; i < bars.Count; i++)
        {
            variance = EwmaFilter.Next(variance, Math.Log(bars.Close[i] / bars.Close[i - 1]), decay);
        }

        return PerYear(bars, bars.Count < 2 ? double.NaN : variance);
    }

    private static double MeanRogersSatchell(BarColumns bars, int first)
    {
        double sum = 0;
        for (int i = first; i < bars.Count; i++)
        {
            (double open, double high, double low, double close) = (bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i]);
            sum += (Math.Log(high / close) * Math.Log(high / open)) + (Math.Log(low / close) * Math.Log(low / open));
        }

        return sum / (bars.Count - first);
    }

    /// <summary>The sample variance of the log moves from one price to another of the bar that follows by a lag.</summary>
    private static double Spread(ReadOnlySpan<double> from, ReadOnlySpan<double> to, int lag = 1)
    {
        double sum = 0, squares = 0;
        int count = from.Length - lag;
        for (int i = 0; i < count; i++)
        {
            sum += Math.Log(to[i + lag] / from[i]);
        }

        for (int i = 0; i < count; i++)
        {
            squares += Square(Math.Log(to[i + lag] / from[i]) - (sum / count));
        }

        return squares / (count - 1);
    }

    private static double Square(double x) => x * x;

    /// <summary>No bars have no length: zero over zero is NaN.</summary>
    private static double PerYear(BarColumns bars, double variance) => Math.Sqrt(variance / Years.Of(bars.Interval));
}
