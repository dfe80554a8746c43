using System.Globalization;
using System.Runtime.CompilerServices;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>What price may reach within one horizon: the probability that it touches a price, a band, or one of two prices before the other.</summary>
/// <remarks>
/// <para>Price is watched without a pause, and touching counts. A price that is where it stands is touched for sure, also within no time at all.</para>
/// <para>Immutable and safe to share between threads. Made by <see cref="PriceModel.Within"/>.</para>
/// </remarks>
public abstract class PriceReach
{
    /// <summary>For laws of one's own.</summary>
    /// <param name="horizon">&gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="horizon"/> is negative.</exception>
    protected PriceReach(TimeSpan horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, TimeSpan.Zero);
        Horizon = horizon;
    }

    /// <summary>How long price has.</summary>
    public TimeSpan Horizon { get; }

    /// <summary>The standard deviation of the log return over the horizon, as a fraction: the unit of distance that matters.</summary>
    public abstract double Deviation { get; }

    /// <summary>The probability that price touches another price.</summary>
    /// <param name="price">Where it is now, quote per base; finite and &gt; 0.</param>
    /// <param name="target">&gt;= 0 and not NaN. Zero and infinity are never touched.</param>
    /// <returns>From 0 to 1; 1 where the two are the same.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public double Touch(double price, double target)
    {
        Guard.Positive(price);
        return TouchOfMove(Math.Log(CheckedTarget(target) / price));
    }

    /// <summary>The probability that price touches a range: that it reaches the nearer end of it.</summary>
    /// <param name="price">Where it is now, quote per base; finite and &gt; 0.</param>
    /// <param name="range">Low &gt;= 0, low &lt; high.</param>
    /// <returns>From 0 to 1; 1 where price is in the range.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public double Touch(double price, PriceRange range)
    {
        Guard.Positive(price);
        CheckRange(range);
        return TouchOfMove(Math.Log(Math.Clamp(price, range.Low, range.High) / price));
    }

    /// <summary>The probability that price touches each of many prices.</summary>
    /// <param name="price">Where it is now, quote per base; finite and &gt; 0.</param>
    /// <param name="targets">&gt;= 0 and not NaN.</param>
    /// <param name="probabilities">Receives one for each; may be the same span as <paramref name="targets"/>, not a shifted one.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain, or a span is too short.</exception>
    /// <remarks>Allocates nothing. The bits of <see cref="Touch(double, double)"/>.</remarks>
    public void Touch(double price, ReadOnlySpan<double> targets, Span<double> probabilities)
    {
        Guard.Positive(price);
        if (probabilities.Length < targets.Length)
        {
            Throw.Argument(nameof(probabilities), $"probabilities must hold {targets.Length} numbers, had room for {probabilities.Length}");
        }

        for (int i = 0; i < targets.Length; i++)
        {
            if (!(targets[i] >= 0))
            {
                Throw.Argument(nameof(targets), string.Create(CultureInfo.InvariantCulture, $"targets must be >= 0, was {targets[i]} in row {i}"));
            }
        }

        for (int i = 0; i < targets.Length; i++)
        {
            probabilities[i] = TouchOfMove(Math.Log(targets[i] / price));
        }
    }

    /// <summary>The probability that the lowest price of the horizon lies in a range, <c>(low, high]</c>: that price gets there and not further.</summary>
    /// <param name="price">Where it is now, quote per base; finite and &gt; 0.</param>
    /// <param name="range">Low &gt;= 0, low &lt; high. What lies above the price cannot be the lowest and counts for nothing.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public double LowestIn(double price, PriceRange range)
    {
        Guard.Positive(price);
        CheckRange(range);
        return range.Low >= price ? 0 : Math.Max(0, Touch(price, Math.Min(price, range.High)) - Touch(price, range.Low));
    }

    /// <summary>The probability that the highest price of the horizon lies in a range, <c>[low, high)</c>: that price gets there and not further.</summary>
    /// <param name="price">Where it is now, quote per base; finite and &gt; 0.</param>
    /// <param name="range">Low &gt;= 0, low &lt; high. What lies below the price cannot be the highest and counts for nothing.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public double HighestIn(double price, PriceRange range)
    {
        Guard.Positive(price);
        CheckRange(range);
        return range.High <= price ? 0 : Math.Max(0, Touch(price, Math.Max(price, range.Low)) - Touch(price, range.High));
    }

    /// <summary>Which of two prices is touched first.</summary>
    /// <param name="price">Where price is now, quote per base; from <paramref name="lower"/> to <paramref name="upper"/>.</param>
    /// <param name="lower">&gt;= 0 and &lt; <paramref name="upper"/>; zero is never touched.</param>
    /// <param name="upper">&gt; <paramref name="lower"/>; infinity is never touched.</param>
    /// <returns>Three probabilities that add up to one.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public FirstTouch FirstOf(double price, double lower, double upper)
    {
        Guard.Positive(price);
        CheckRange(new(lower, upper), nameof(lower));
        if (!(price >= lower && price <= upper))
        {
            Throw.Argument(nameof(price), string.Create(CultureInfo.InvariantCulture, $"price must be from lower to upper, {lower} to {upper}, was {price}"));
        }

        return price == lower ? new(1, 0, 0)
            : price == upper ? new(0, 1, 0)
            : FirstOfMoves(Math.Log(lower / price), Math.Log(upper / price));
    }

    /// <summary>The probability that the log price moves by as much at least once, up where positive, down where negative.</summary>
    /// <param name="logMove">The logarithm of target over price; zero is a touch for sure, infinity none.</param>
    /// <returns>From 0 to 1.</returns>
    protected abstract double TouchOfMove(double logMove);

    /// <summary>Which of two moves of the log price comes first.</summary>
    /// <param name="down">&lt; 0; minus infinity never comes.</param>
    /// <param name="up">&gt; 0; infinity never comes.</param>
    protected abstract FirstTouch FirstOfMoves(double down, double up);

    private static double CheckedTarget(double target, [CallerArgumentExpression(nameof(target))] string name = "")
    {
        if (!(target >= 0))
        {
            Throw.OutOfRange(name, target, ">= 0");
        }

        return target;
    }

    private static void CheckRange(PriceRange range, [CallerArgumentExpression(nameof(range))] string name = "")
    {
        if (!(range.Low >= 0 && range.Low < range.High))
        {
            Throw.Argument(name, string.Create(CultureInfo.InvariantCulture, $"{name} must have 0 <= low < high, was {range.Low} to {range.High}"));
        }
    }
}
