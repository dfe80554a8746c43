using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>The liquidation levels on one side of the mark, in the order in which price meets them.</summary>
/// <remarks>Levels of equal price are in the order of their rows. Immutable and safe to share between threads.</remarks>
public sealed class LadderSide
{
    private readonly double[] _prices;
    private readonly double[] _quantities;
    private readonly int[] _rows;
    private readonly double[] _cumulative;
    private readonly double[] _notional;
    private readonly long[]? _counts;

    /// <summary>Takes the columns over; quantities and notional are still one a level.</summary>
    internal LadderSide(Direction direction, double markPrice, double[] prices, double[] quantities, int[] rows, double[] notional, long[]? counts, BandGrid? grid = null)
    {
        Direction = direction;
        MarkPrice = markPrice;
        Grid = grid;
        _prices = prices;
        _quantities = quantities;
        _rows = rows;
        _cumulative = Sums(quantities, rows, "quantity");
        _notional = Sums(notional, rows, "notional");
        if (counts is not null)
        {
            _counts = new long[counts.Length + 1];
            for (int i = 0; i < counts.Length; i++)
            {
                _counts[i + 1] = checked(_counts[i] + counts[i]);
            }
        }
    }

    /// <summary>Which way price goes to meet these levels: down to longs, up to shorts.</summary>
    public Direction Direction { get; }

    /// <summary>Whose levels these are.</summary>
    public Side Side => Direction == Direction.Down ? Side.Long : Side.Short;

    /// <summary>The mark, quote per base, beyond which all levels lie.</summary>
    public double MarkPrice { get; }

    /// <summary>How many levels there are.</summary>
    public int Count => _prices.Length;

    /// <summary>Whether a level is one position; else it is a band.</summary>
    public bool IsOfPositions => Grid is null;

    /// <summary>The bands that the levels are; null where they are positions.</summary>
    internal BandGrid? Grid { get; }

    /// <summary>The price of each level, quote per base, the nearest first.</summary>
    public ReadOnlySpan<double> Prices => _prices;

    /// <summary>The base quantity of each level.</summary>
    public ReadOnlySpan<double> Quantities => _quantities;

    /// <summary>The row each level came from: of the positions, or the place of the band.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>Base before each level, and at the end of all of them: one number more than levels.</summary>
    public ReadOnlySpan<double> CumulativeQuantity => _cumulative;

    /// <summary>Quote before each level, valued at liquidation prices, and at the end of all of them: one number more than levels.</summary>
    public ReadOnlySpan<double> CumulativeNotional => _notional;

    /// <summary>How many levels price has met when it stands somewhere: touching counts.</summary>
    /// <param name="price">Quote per base.</param>
    /// <returns>From 0 to <see cref="Count"/>; 0 for NaN. O(log levels).</returns>
    public int CountReached(double price) => CountReached(price, 0);

    /// <summary>The sum of the first levels.</summary>
    /// <param name="levels">From 0 to <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="levels"/> is outside its domain.</exception>
    public LiquidatedSum First(int levels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(levels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels, Count);
        return Between(0, levels);
    }

    internal LiquidatedSum Between(int from, int to) => new(_cumulative[to] - _cumulative[from], _notional[to] - _notional[from], _counts is null ? null : _counts[to] - _counts[from]);

    /// <summary>The same where it is known that some levels were met: looks near them first.</summary>
    internal int CountReached(double price, int known)
    {
        // Steps that double, then halving: O(log of what is new).
        int low = known, step = 1;
        while (low + step <= Count && PriceImpact.IsAtOrBeyond(price, _prices[low + step - 1], Direction))
        {
            low += step;
            step <<= 1;
        }

        int high = Math.Min(Count, low + step - 1);
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (PriceImpact.IsAtOrBeyond(price, _prices[middle], Direction))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>A quantity from outside, after asking whether it and all levels together are a number.</summary>
    internal double Traded(double quantity)
    {
        if (!(Guard.NonNegative(quantity) <= double.MaxValue - _cumulative[^1]))
        {
            Throw.OutOfRange(nameof(quantity), quantity, string.Create(CultureInfo.InvariantCulture, $"so small that with the {_cumulative[^1]} of all levels it is a number"));
        }

        return quantity;
    }

    private static double[] Sums(double[] values, int[] rows, string name)
    {
        var sums = new double[values.Length + 1];
        for (int i = 0; i < values.Length; i++)
        {
            sums[i + 1] = sums[i] + values[i];
            if (!double.IsFinite(sums[i + 1]))
            {
                Throw.Row(name, rows[i], values[i], string.Create(CultureInfo.InvariantCulture, $"so small that with the {sums[i]} of nearer levels it is a number"));
            }
        }

        return sums;
    }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} levels {Direction} from {MarkPrice}, {CumulativeQuantity[^1]} base");
}
