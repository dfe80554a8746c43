using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Where the price went within one interval: its lowest, highest and last value, quote per base.</summary>
/// <remarks><c>default</c> is a path that nobody knows.</remarks>
public readonly record struct MarkPath
{
    /// <summary>A known path.</summary>
    /// <param name="low">The lowest price; finite and &gt; 0.</param>
    /// <param name="high">The highest; at least <paramref name="low"/>.</param>
    /// <param name="last">The last; from <paramref name="low"/> to <paramref name="high"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A price is outside its domain; the message names it.</exception>
    public MarkPath(double low, double high, double last)
    {
        Low = Guard.Positive(low);
        High = Guard.Positive(high);
        Last = Guard.Positive(last);
        if (low > high)
        {
            Throw.OutOfRange(nameof(low), low, string.Create(CultureInfo.InvariantCulture, $"at most high ({high})"));
        }

        if (last < low || last > high)
        {
            Throw.OutOfRange(nameof(last), last, string.Create(CultureInfo.InvariantCulture, $"from low ({low}) to high ({high})"));
        }
    }

    /// <summary>The lowest price; 0 where unknown.</summary>
    public double Low { get; }

    /// <summary>The highest price; 0 where unknown.</summary>
    public double High { get; }

    /// <summary>The last price; 0 where unknown.</summary>
    public double Last { get; }

    /// <summary>Whether anybody knows the path.</summary>
    public bool IsKnown => Last > 0;

    /// <summary>For example <c>99.5 to 101, last 100</c>.</summary>
    public override string ToString() => IsKnown ? string.Create(CultureInfo.InvariantCulture, $"{Low} to {High}, last {Last}") : "unknown";

    internal MarkPath With(double price) => IsKnown ? new(Math.Min(Low, price), Math.Max(High, price), price) : new(price, price, price);
}
