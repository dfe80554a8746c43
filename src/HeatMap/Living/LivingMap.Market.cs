using HeatMap.Kernels;

namespace HeatMap;

/// <content>What a <see cref="LivingMarket"/> asks of its maps: rows whose account prices them.</content>
public sealed partial class LivingMap
{
    /// <summary>Whether the map is a contract of a market.</summary>
    internal bool IsInMarket { get; private set; }

    /// <summary>Grows with every change.</summary>
    internal long Changes => _changes;

    /// <summary>Takes the map into a market.</summary>
    internal void Join() => IsInMarket = true;

    /// <summary>Whether a row is live and as it was left.</summary>
    internal bool Holds(PositionHandle row, double signedQuantity, double price, int layer) =>
        _rows.IsLive(row) && IsAs(row.Index, signedQuantity, price) && RowPlace.LayerOf(_rows.Table[row.Index].Place) == layer;

    /// <summary>What a row would be worth, in units, not rounded; without a price at a mark.</summary>
    internal double WorthOf(double signedQuantity, double price, double mark)
    {
        double quantity = Math.Abs(signedQuantity);
        return (_inverse ? quantity : quantity * (double.IsNaN(price) ? Math.Max(mark, _valuedAt) : price)) * _unitsPerQuote;
    }

    /// <summary>Makes a live row that is priced elsewhere what it is to be. There is room for it.</summary>
    internal void ChangeHeld(PositionHandle row, double signedQuantity, double price)
    {
        if (!IsAs(row.Index, signedQuantity, price))
        {
            _changes++;
            ChangeRow(row.Index, new(signedQuantity, double.NaN, double.NaN, price));
        }
    }

    /// <summary>Liquidates a live row with its account, though no mark has crossed it.</summary>
    internal void LiquidateHeld(PositionHandle row)
    {
        _changes++;
        ref LiveRow live = ref _rows.Table[row.Index];
        _rows.Unlink(row.Index, live.SignedQuantity > 0, _rows.CellOf(live.Place));
        Liquidate(row.Index);
    }

    /// <summary>Moves the mark along a checked path, and copies the rows that it crossed, in their order.</summary>
    /// <param name="low">The lowest price.</param>
    /// <param name="high">The highest price.</param>
    /// <param name="mark">Where the path ends.</param>
    /// <param name="slots">As long as the map's capacity.</param>
    /// <returns>How many it crossed.</returns>
    internal int Move(double low, double high, double mark, Span<uint> slots)
    {
        (int start, int count) = Move(low, high, mark);
        _rows.Reported(start, count).CopyTo(slots);
        return count;
    }

    private bool IsAs(uint slot, double signedQuantity, double price)
    {
        ref LiveRow row = ref _rows.Table[slot];
        return row.SignedQuantity == signedQuantity && row.Price.Equals(price);
    }
}
