using System.Buffers;
using System.Globalization;

namespace HeatMap;

/// <summary>How the forced orders of a side, or of both, lie around the mark: their centre of mass, spread and skew, in log distance.</summary>
/// <remarks>Log distance is <c>ln(price / mark)</c>: negative below the mark. 80 and 120 are not equally far from 100, and in it they are not: −0.223 and +0.182. <c>default</c> is a reading of nothing.</remarks>
public readonly record struct SideShape
{
    /// <summary>The notional that was looked at.</summary>
    public double Notional { get; init; }

    /// <summary>The mark, quote per base.</summary>
    public double MarkPrice { get; init; }

    /// <summary>The centre of mass: the mean log distance, weighted by notional; NaN of nothing.</summary>
    public double MeanLogDistance { get; init; }

    /// <summary>The standard deviation of the log distance; NaN of nothing.</summary>
    public double LogSpread { get; init; }

    /// <summary>The third standardised moment: negative where the tail reaches down; NaN where there is no spread.</summary>
    public double Skewness { get; init; }

    /// <summary>The price of the centre of mass, quote per base; NaN of nothing.</summary>
    public double CentrePrice => MarkPrice * Math.Exp(MeanLogDistance);

    /// <summary>Reads the same from columns of prices, such as another's map.</summary>
    /// <param name="markPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="prices">Where forced orders wait, quote per base; finite and &gt; 0.</param>
    /// <param name="notional">At each price; finite and &gt;= 0.</param>
    /// <exception cref="ArgumentException">An argument or row is outside its domain, or the columns differ in length.</exception>
    /// <remarks>Allocates nothing. O(n).</remarks>
    public static SideShape Of(double markPrice, ReadOnlySpan<double> prices, ReadOnlySpan<double> notional)
    {
        PriceNotional.Check(markPrice, prices, notional, nameof(notional));
        double[] scratch = ArrayPool<double>.Shared.Rent(2 * prices.Length);
        try
        {
            int filled = 0;
            Span<double> logs = scratch.AsSpan(0, prices.Length), weights = scratch.AsSpan(prices.Length, prices.Length);
            for (int i = 0; i < prices.Length; i++)
            {
                if (notional[i] > 0)
                {
                    (logs[filled], weights[filled]) = (Math.Log(prices[i] / markPrice), notional[i]);
                    filled++;
                }
            }

            return Of(markPrice, logs[..filled], weights[..filled], 1);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(scratch);
        }
    }

    /// <summary>For example <c>12.3M around 58,900 (−5.8 %), spread 3.1 %, skew -0.42</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{CompactNumber.Notional(Notional)} around {CompactNumber.Price(CentrePrice)} ({CompactNumber.Fraction((CentrePrice / MarkPrice) - 1)}), spread {CompactNumber.Fraction(LogSpread)}, skew {ReadingWords.Signed(Skewness)}");

    /// <summary>Moments in two passes and from the first distance, so that a narrow map far from the mark keeps its digits, and a map of one price has no spread at all.</summary>
    /// <param name="markPrice">Quote per base.</param>
    /// <param name="logs">Log distances.</param>
    /// <param name="weights">Of each, &gt; 0.</param>
    /// <param name="quantum">The worth of one weight.</param>
    internal static SideShape Of(double markPrice, ReadOnlySpan<double> logs, ReadOnlySpan<double> weights, double quantum)
    {
        double origin = logs.IsEmpty ? double.NaN : logs[0], mass = 0, first = 0;
        for (int i = 0; i < logs.Length; i++)
        {
            mass += weights[i];
            first += weights[i] * (logs[i] - origin);
        }

        double mean = origin + (first / mass), second = 0, third = 0;
        for (int i = 0; i < logs.Length; i++)
        {
            double away = logs[i] - mean, square = weights[i] * away * away;
            second += square;
            third += square * away;
        }

        double variance = second / mass;
        return new() { Notional = mass * quantum, MarkPrice = markPrice, MeanLogDistance = mean, LogSpread = Math.Sqrt(variance), Skewness = third / mass / (variance * Math.Sqrt(variance)) };
    }
}
