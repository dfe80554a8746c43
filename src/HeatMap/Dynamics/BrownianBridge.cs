using System.Globalization;
using System.Runtime.CompilerServices;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>What price did between two times at which it is known: a Brownian bridge of its logarithm.</summary>
/// <remarks>
/// <para>Given both ends, drift plays no part. A bar whose open and close are known says by this how likely its low or high went beyond a price, and a simulated bar gets a low and a
/// high, so that watching closes alone does not understate how often a price is touched.</para>
/// <para>Volatility is per square root of a year of 365 days, as a fraction. With volatility zero, or a step of zero, price goes straight from start to end. Right to about 1e-14; allocates nothing.
/// Formulas: <c>docs/method/reach.md</c>.</para>
/// </remarks>
public static class BrownianBridge
{
    /// <summary>The probability that price touched a barrier on its way: <c>exp(−2 ln(start/barrier) ln(end/barrier) / variance)</c>.</summary>
    /// <param name="start">Quote per base; finite and &gt; 0.</param>
    /// <param name="end">Quote per base; finite and &gt; 0.</param>
    /// <param name="barrier">&gt;= 0 and not NaN; zero and infinity are never touched.</param>
    /// <param name="volatility">Finite and &gt;= 0.</param>
    /// <param name="step">Time from start to end; &gt;= 0.</param>
    /// <returns>From 0 to 1; 1 where the barrier lies between start and end, or on one of them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double Touch(double start, double end, double barrier, double volatility, TimeSpan step)
    {
        Check(start, end, volatility, step);
        CheckBarrier(barrier);
        if (barrier == 0 || double.IsInfinity(barrier))
        {
            return 0;
        }

        double deviation = Deviation(volatility, step), first = LogRatio(start, barrier), last = LogRatio(end, barrier);
        return (start > barrier) != (end > barrier) || first == 0 || last == 0 ? 1
            : deviation == 0 ? 0
            : Math.Exp(-2 * (first / deviation) * (last / deviation));
    }

    /// <summary>The probability that price touched at least one of two barriers on its way.</summary>
    /// <param name="start">Quote per base; finite and &gt; 0.</param>
    /// <param name="end">Quote per base; finite and &gt; 0.</param>
    /// <param name="lower">&gt;= 0 and &lt; <paramref name="upper"/>; zero is never touched.</param>
    /// <param name="upper">&gt; <paramref name="lower"/>; infinity is never touched.</param>
    /// <param name="volatility">Finite and &gt;= 0.</param>
    /// <param name="step">Time from start to end; &gt;= 0.</param>
    /// <returns>From 0 to 1; 1 where start or end is not strictly between the barriers.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    /// <remarks>Mirror images where the deviation of the step is at most half of the way between the barriers, sines where it is more.</remarks>
    public static double TouchEither(double start, double end, double lower, double upper, double volatility, TimeSpan step)
    {
        Check(start, end, volatility, step);
        CheckBarrier(lower);
        CheckBarrier(upper);
        if (!(lower < upper))
        {
            Throw.Argument(nameof(lower), string.Create(CultureInfo.InvariantCulture, $"lower must be < upper, was {lower} with {upper}"));
        }

        if (Math.Min(start, end) <= lower || Math.Max(start, end) >= upper)
        {
            return 1;
        }

        if (lower == 0 || double.IsInfinity(upper))
        {
            return lower == 0 ? Touch(start, end, upper, volatility, step) : Touch(start, end, lower, volatility, step);
        }

        double deviation = Deviation(volatility, step);
        (double Below, double Above) first = (LogRatio(start, lower) / deviation, -LogRatio(start, upper) / deviation), last = (LogRatio(end, lower) / deviation, -LogRatio(end, upper) / deviation);
        return double.IsInfinity(first.Below + first.Above) ? 0 : BrownianFirst.BridgeTouch(first, last);
    }

    /// <summary>A lowest price on the way, drawn by a uniform number: the price whose <see cref="Touch"/> is that number.</summary>
    /// <param name="start">Quote per base; finite and &gt; 0.</param>
    /// <param name="end">Quote per base; finite and &gt; 0.</param>
    /// <param name="volatility">Finite and &gt;= 0.</param>
    /// <param name="step">Time from start to end; &gt;= 0.</param>
    /// <param name="uniform">Over 0 and at most 1, as a <see cref="RandomStream"/> gives it; 1 is the lower of start and end.</param>
    /// <returns>At most the lower of start and end.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double Lowest(double start, double end, double volatility, TimeSpan step, double uniform)
    {
        Check(start, end, volatility, step);
        CheckUniform(uniform);
        return Math.Min(Math.Min(start, end), start * Math.Exp(LowestMove(LogRatio(end, start), Variance(volatility, step), uniform)));
    }

    /// <summary>A highest price on the way, drawn by a uniform number: the price whose <see cref="Touch"/> is that number.</summary>
    /// <param name="start">Quote per base; finite and &gt; 0.</param>
    /// <param name="end">Quote per base; finite and &gt; 0.</param>
    /// <param name="volatility">Finite and &gt;= 0.</param>
    /// <param name="step">Time from start to end; &gt;= 0.</param>
    /// <param name="uniform">Over 0 and at most 1, as a <see cref="RandomStream"/> gives it; 1 is the higher of start and end.</param>
    /// <returns>At least the higher of start and end.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double Highest(double start, double end, double volatility, TimeSpan step, double uniform)
    {
        Check(start, end, volatility, step);
        CheckUniform(uniform);
        return Math.Max(Math.Max(start, end), start * Math.Exp(HighestMove(LogRatio(end, start), Variance(volatility, step), uniform)));
    }

    /// <summary>The root below both ends of <c>exp(−2 h (h − move) / variance) = uniform</c>.</summary>
    internal static double LowestMove(double move, double variance, double uniform) => Math.Min(Math.Min(0, move), (move - Math.Sqrt((move * move) - (2 * variance * Math.Log(uniform)))) / 2);

    /// <summary>The logarithm of one price over another, also where the ratio is too large or small for a number.</summary>
    internal static double LogRatio(double price, double other)
    {
        double ratio = price / other;
        return double.IsNormal(ratio) ? Math.Log(ratio) : Math.Log(price) - Math.Log(other);
    }

    internal static double HighestMove(double move, double variance, double uniform) => -LowestMove(-move, variance, uniform);

    private static double Deviation(double volatility, TimeSpan step) => volatility * Math.Sqrt(Years.Of(step));

    private static double Variance(double volatility, TimeSpan step) => volatility * volatility * Years.Of(step);

    private static void Check(double start, double end, double volatility, TimeSpan step)
    {
        Guard.Positive(start);
        Guard.Positive(end);
        Guard.NonNegative(volatility);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, TimeSpan.Zero);
    }

    private static void CheckBarrier(double barrier, [CallerArgumentExpression(nameof(barrier))] string name = "")
    {
        if (!(barrier >= 0))
        {
            Throw.OutOfRange(name, barrier, ">= 0");
        }
    }

    private static void CheckUniform(double uniform)
    {
        if (!(uniform is > 0 and <= 1))
        {
            Throw.OutOfRange(nameof(uniform), uniform, "> 0 and <= 1");
        }
    }
}
