using HeatMap.Internal;

namespace HeatMap;

/// <summary>Paths of the price, one interval a row, as columns that the caller owns: candles without their first price.</summary>
/// <remarks>The view copies nothing and checks only lengths; whoever computes with it checks the values. <c>default</c> has no rows.</remarks>
public readonly ref struct MarkColumns
{
    /// <summary>Makes a view of columns of equal length.</summary>
    /// <param name="timeUnixMs">A moment of each interval, in milliseconds since 1970: its start, by custom. Ascending, no interval twice.</param>
    /// <param name="low">The lowest price of each; finite and &gt; 0.</param>
    /// <param name="high">The highest; at least the lowest.</param>
    /// <param name="last">The last; from the lowest to the highest.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public MarkColumns(ReadOnlySpan<long> timeUnixMs, ReadOnlySpan<double> low, ReadOnlySpan<double> high, ReadOnlySpan<double> last)
    {
        Require(low.Length, timeUnixMs.Length, nameof(low));
        Require(high.Length, timeUnixMs.Length, nameof(high));
        Require(last.Length, timeUnixMs.Length, nameof(last));
        TimeUnixMs = timeUnixMs;
        Low = low;
        High = high;
        Last = last;
    }

    /// <summary>Milliseconds since 1970.</summary>
    public ReadOnlySpan<long> TimeUnixMs { get; }

    /// <summary>Lowest prices, quote per base.</summary>
    public ReadOnlySpan<double> Low { get; }

    /// <summary>Highest prices, quote per base.</summary>
    public ReadOnlySpan<double> High { get; }

    /// <summary>Last prices, quote per base.</summary>
    public ReadOnlySpan<double> Last { get; }

    /// <summary>The number of intervals.</summary>
    public int Count => TimeUnixMs.Length;

    private static void Require(int rows, int expected, string name)
    {
        if (rows != expected)
        {
            Throw.Argument(name, $"{name} must have as many rows as timeUnixMs ({expected}), had {rows}");
        }
    }
}
