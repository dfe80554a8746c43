using HeatMap.Internal;

namespace HeatMap;

/// <summary>Price bars of equal length that follow each other, as columns that the caller owns: what volatility is measured from.</summary>
/// <remarks>Copies nothing; every row is checked once, here. <c>default</c> has no rows.</remarks>
public readonly ref struct BarColumns
{
    /// <summary>Makes a view of columns of equal length, the oldest bar first.</summary>
    /// <param name="interval">The length of a bar; &gt; 0.</param>
    /// <param name="open">Quote per base; from low to high.</param>
    /// <param name="high">Quote per base; finite.</param>
    /// <param name="low">Quote per base; &gt; 0.</param>
    /// <param name="close">Quote per base; from low to high.</param>
    /// <exception cref="ArgumentException">The columns differ in length, or an argument is outside its domain; the message names column and row.</exception>
    /// <remarks>O(bars).</remarks>
    public BarColumns(TimeSpan interval, ReadOnlySpan<double> open, ReadOnlySpan<double> high, ReadOnlySpan<double> low, ReadOnlySpan<double> close)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        CheckLength(nameof(high), high.Length, open.Length);
        CheckLength(nameof(low), low.Length, open.Length);
        CheckLength(nameof(close), close.Length, open.Length);
        for (int i = 0; i < open.Length; i++)
        {
            CheckRow(i, open[i], high[i], low[i], close[i]);
        }

        Interval = interval;
        Open = open;
        High = high;
        Low = low;
        Close = close;
    }

    /// <summary>The length of a bar.</summary>
    public TimeSpan Interval { get; }

    /// <summary>The first price of each bar.</summary>
    public ReadOnlySpan<double> Open { get; }

    /// <summary>The highest price of each bar.</summary>
    public ReadOnlySpan<double> High { get; }

    /// <summary>The lowest price of each bar.</summary>
    public ReadOnlySpan<double> Low { get; }

    /// <summary>The last price of each bar.</summary>
    public ReadOnlySpan<double> Close { get; }

    /// <summary>The number of bars.</summary>
    public int Count => Open.Length;

    private static void CheckLength(string name, int length, int rows)
    {
        if (length != rows)
        {
            Throw.Argument(name, $"{name} must have as many rows as open ({rows}), had {length}");
        }
    }

    private static void CheckRow(int row, double open, double high, double low, double close)
    {
        if (!Guard.IsPositive(low))
        {
            Throw.Row(nameof(low), row, low, "finite and > 0");
        }

        if (!(high >= low && high < double.PositiveInfinity))
        {
            Throw.Row(nameof(high), row, high, "finite and >= low");
        }

        if (!(open >= low && open <= high))
        {
            Throw.Row(nameof(open), row, open, "from low to high");
        }

        if (!(close >= low && close <= high))
        {
            Throw.Row(nameof(close), row, close, "from low to high");
        }
    }
}
