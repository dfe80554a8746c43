using System.Globalization;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <summary>Positions of one contract, kept as columns: the notebook's and script's door to prices and maps.</summary>
/// <remarks>Immutable. Converts to <see cref="PositionColumns"/> by itself and for free, so every method takes either.</remarks>
public sealed class PositionBatch
{
    private readonly AlignedColumns _columns;
    private readonly bool _hasLeverage;

    private PositionBatch(List<double> entryPrice, List<double> signedQuantity, List<double> margin, List<double> leverage, bool hasLeverage)
    {
        _hasLeverage = hasLeverage;
        _columns = new(hasLeverage ? 4 : 3, entryPrice.Count);
        entryPrice.CopyTo(_columns[0]);
        signedQuantity.CopyTo(_columns[1]);
        margin.CopyTo(_columns[2]);
        if (hasLeverage)
        {
            leverage.CopyTo(_columns[3]);
        }
    }

    /// <summary>The number of positions.</summary>
    public int Count => _columns.Rows;

    /// <summary>The positions as columns. Allocates nothing.</summary>
    public PositionColumns Columns => new(_columns[0], _columns[1], _columns[2], _hasLeverage ? _columns[3] : default);

    /// <summary>The position in a row.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Position this[int row]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
            PositionColumns all = Columns;
            return Position.FromSigned(
                all.SignedQuantity[row],
                all.EntryPrice[row],
                all.Leverage.IsEmpty ? double.NaN : all.Leverage[row],
                all.Margin[row]);
        }
    }

    /// <summary>Converts for free.</summary>
    /// <param name="batch">The positions; <see langword="null"/> is refused.</param>
    public static implicit operator PositionColumns(PositionBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return batch.Columns;
    }

    /// <summary>Collects positions of one contract.</summary>
    /// <param name="positions">Any number, also none.</param>
    /// <returns>A batch with one row a position, in their order. Allocates the columns; O(n).</returns>
    /// <exception cref="ArgumentException">A position is <c>default</c>; the message names its row.</exception>
    public static PositionBatch From(IEnumerable<Position> positions) => From(positions, static p => p);

    /// <summary>Collects positions of one contract from rows of any kind.</summary>
    /// <typeparam name="T">The caller's row.</typeparam>
    /// <param name="rows">Any number, also none.</param>
    /// <param name="select">Makes a position from a row.</param>
    /// <returns>A batch with one row a position, in their order. Allocates the columns; O(n).</returns>
    /// <exception cref="ArgumentException">A position is <c>default</c>; the message names its row.</exception>
    public static PositionBatch From<T>(IEnumerable<T> rows, Func<T, Position> select)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(select);
        int expected = rows.TryGetNonEnumeratedCount(out int known) ? known : 0;
        List<double> entry = new(expected), quantity = new(expected), margin = new(expected), leverage = new(expected);
        bool anyLeverage = false;
        foreach (T row in rows)
        {
            Position position = select(row);
            if (position.Side == default)
            {
                Throw.Argument(nameof(rows), $"row {entry.Count}: the position is default; make it with a factory of Position");
            }

            entry.Add(position.EntryPrice);
            quantity.Add(position.SignedQuantity);
            margin.Add(position.Margin);
            leverage.Add(position.Leverage);
            anyLeverage |= !double.IsNaN(position.Leverage);
        }

        return new(entry, quantity, margin, leverage, anyLeverage);
    }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count:N0} positions");
}
