using System.Globalization;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <content>The mark: what it crosses is liquidated.</content>
public sealed partial class LivingMap
{
    /// <summary>Units of a side up to which rows without a price may wait for their value: it cannot have taken the side to 2^63.</summary>
    private const long Roomy = 1L << 61;

    /// <summary>The lowest mark since the last <see cref="Publish"/>.</summary>
    public double PathLow { get; private set; }

    /// <summary>The highest mark since the last <see cref="Publish"/>.</summary>
    public double PathHigh { get; private set; }

    /// <summary>Moves the mark to a price and liquidates what it crossed: longs at or above it, shorts at or below it.</summary>
    /// <param name="price">Quote per base; finite and &gt; 0.</param>
    /// <returns>The orders, in ascending order of price, then of handle; valid until the next change.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="price"/> is outside its domain.</exception>
    /// <exception cref="OverflowException">Positions without a price, valued at the new mark, would take their side to 2^63 units; nothing is changed.</exception>
    /// <remarks>
    /// O(positions crossed), and O(log positions in its band) more for each; O(positions of the band) once when the mark enters one with more than 16 of a side. Allocates nothing, unless the window moves: that takes O(bands +
    /// positions that leave or come) and a new grid.
    /// </remarks>
    public ForcedOrders Mark(double price) => Mark(Guard.Positive(price), price, price);

    /// <summary>Moves the mark along a path and liquidates what it crossed: longs at or above its low, shorts at or below its high.</summary>
    /// <param name="low">The lowest price of the path, quote per base; finite and &gt; 0.</param>
    /// <param name="high">The highest price; finite and not below <paramref name="low"/>.</param>
    /// <param name="last">Where the mark is at the end, within the path; NaN leaves it where it was, or at the end of the path that is nearest to that.</param>
    /// <returns>The orders, in ascending order of price, then of handle; valid until the next change.</returns>
    /// <exception cref="ArgumentException">A price is outside its domain, the path is crossed, or <paramref name="last"/> lies beyond it.</exception>
    /// <exception cref="OverflowException">Positions without a price, valued at the new mark, would take their side to 2^63 units; nothing is changed.</exception>
    /// <remarks>As <see cref="Mark(double)"/>.</remarks>
    public ForcedOrders Mark(double low, double high, double last = double.NaN)
    {
        (int start, int count) = Move(low, high, CheckedMark(low, high, last));
        return new(this, start, count, _changes);
    }

    /// <summary>Where a path leaves the mark. Refuses what <see cref="Mark(double, double, double)"/> refuses, and side growth for which there is no room.</summary>
    internal double CheckedMark(double low, double high, double last, double longsGrow = 0, double shortsGrow = 0)
    {
        Guard.Positive(low);
        Guard.Positive(high);
        if (!(low <= high))
        {
            Throw.Argument(nameof(low), string.Create(CultureInfo.InvariantCulture, $"low must not be above high, was {low} and {high}"));
        }

        if (!double.IsNaN(last) && !(last >= low && last <= high))
        {
            Throw.OutOfRange(nameof(last), last, string.Create(CultureInfo.InvariantCulture, $"within the path from {low} to {high}, or NaN"));
        }

        double mark = double.IsNaN(last) ? Math.Clamp(MarkPrice, low, high) : last;
        CheckValueAt(mark, longsGrow, shortsGrow);
        return mark;
    }

    /// <summary>Moves the mark along a checked path. What it crossed lies in the rows' report, by place.</summary>
    private (int Start, int Count) Move(double low, double high, double mark)
    {
        bool mayWait = (double)_longs.Live + GrowthAt(mark, isLong: true) <= Roomy && (double)_shorts.Live + GrowthAt(mark, isLong: false) <= Roomy;
        _changes++;
        (int start, int count) = _rows.Cross(low, high, Grid.Find(low) + 1, Grid.Find(high) + 1);
        foreach (uint slot in _rows.Reported(start, count))
        {
            Liquidate(slot);
        }

        MarkPrice = mark;
        (PathLow, PathHigh) = (Math.Min(PathLow, low), Math.Max(PathHigh, high));
        PlaceSpared(isLong: true);
        PlaceSpared(isLong: false);
        if (!mayWait)
        {
            SettleValue();
        }

        if (mark < Grid.Lower || mark >= Grid.Upper)
        {
            Recentre();
        }

        return (start, count);
    }

    internal ForcedOrder Reported(int place, long changes)
    {
        if (changes != _changes)
        {
            throw new InvalidOperationException("the report of a mark is valid until the map's next change; copy it with ToArray to keep it");
        }

        return OrderOf(_rows.Reported(place, 1)[0]);
    }

    /// <summary>The order that liquidated a row; right until the row is used again.</summary>
    internal ForcedOrder OrderOf(uint slot)
    {
        ref LiveRow row = ref _rows.Table[slot];
        double quantity = Math.Abs(row.SignedQuantity);
        return new(
            new(slot, row.Generation - 1),
            row.SignedQuantity > 0 ? Side.Long : Side.Short,
            row.Price,
            quantity,
            _inverse ? quantity : quantity * row.Price,
            RowPlace.LayerOf(row.Place));
    }

    private void Liquidate(uint slot)
    {
        ref LiveRow row = ref _rows.Table[slot];
        bool isLong = row.SignedQuantity > 0;
        long units = UnitsOf(row, _valuedAt);
        _cells.Add(LivingCells.SideOf(RowPlace.LayerOf(row.Place), isLong), _rows.CellOf(row.Place), -units, -1);
        ref SideTotals side = ref isLong ? ref _longs : ref _shorts;
        side.Liquidated += units;
        side.Live -= units;
        side.LiquidatedCount++;
        side.LiveCount--;
        _rows.Free(slot);
    }

    /// <summary>Rows that were due and were not crossed: the mark has jumped to their safe side, and they have a band again.</summary>
    private void PlaceSpared(bool isLong)
    {
        uint next, first = _rows.HeadOf(isLong, _layout.Liquidated);
        if (first != RowTable.None)
        {
            // A heap that grows would grow into the report.
            _rows.ReleaseFronts();
        }

        for (uint slot = first; slot != RowTable.None; slot = next)
        {
            ref LiveRow row = ref _rows.Table[slot];
            next = row.Next;
            MoveTo(slot, isLong, _layout.Liquidated, Grid.Find(row.Price) + 1);
        }
    }

    /// <summary>Moves a row to another cell at the same price.</summary>
    private void MoveTo(uint slot, bool isLong, int from, int to)
    {
        ref LiveRow row = ref _rows.Table[slot];
        int layer = RowPlace.LayerOf(row.Place), side = LivingCells.SideOf(layer, isLong);
        long units = UnitsOf(row, _valuedAt);
        _rows.Unlink(slot, isLong, from);
        _cells.Add(side, from, -units, -1);
        row.Place = _rows.PlaceOf(layer, to);
        _rows.Link(slot, isLong, to);
        _cells.Add(side, to, units, 1);
    }

    /// <summary>
    /// Before many rows change at once: where the mark has fallen, rows that lose their price are held at more than they are worth, and many of them together could
    /// be held at more than there is room for.
    /// </summary>
    private void SettleFallen()
    {
        if (_valuedAt > MarkPrice)
        {
            SettleValue();
        }
    }

    /// <summary>Values rows without a price at the mark, if it has moved since they were valued.</summary>
    private void SettleValue()
    {
        double old = _valuedAt;
        _hidden = 0;
        if (old == MarkPrice || _inverse)
        {
            _valuedAt = MarkPrice;
            return;
        }

        foreach (bool isLong in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (int cell in (ReadOnlySpan<int>)[_layout.NoPrice, _layout.NeedsAccount])
            {
                for (uint slot = _rows.HeadOf(isLong, cell); slot != RowTable.None; slot = _rows.Table[slot].Next)
                {
                    Revalue(slot, isLong, cell, old);
                }
            }
        }

        _valuedAt = MarkPrice;
    }

    private void Revalue(uint slot, bool isLong, int cell, double old)
    {
        ref LiveRow row = ref _rows.Table[slot];
        long grows = UnitsOf(row, MarkPrice) - UnitsOf(row, old);
        _cells.Add(LivingCells.SideOf(RowPlace.LayerOf(row.Place), isLong), cell, grows, 0);
        ref SideTotals side = ref isLong ? ref _longs : ref _shorts;
        side.Revalued += grows;
        side.Live += grows;
    }

    /// <summary>Refuses a mark at which rows without a price, and what else is to grow, would be worth too much. Cautious by one part in a thousand.</summary>
    private void CheckValueAt(double mark, double longsGrow, double shortsGrow)
    {
        const double Most = 9.2e18;
        (longsGrow, shortsGrow) = (longsGrow + GrowthAt(mark, isLong: true), shortsGrow + GrowthAt(mark, isLong: false));
        if ((longsGrow > 0 && _longs.Live + longsGrow > Most) || (shortsGrow > 0 && _shorts.Live + shortsGrow > Most))
        {
            ThrowOverflow(NoRow, string.Create(CultureInfo.InvariantCulture, $"positions without a price, valued at {mark}, and the rest of their side are"));
        }
    }

    /// <summary>By how many units a side grows where its rows without a price are valued at a mark above the one they wait at.</summary>
    private double GrowthAt(double mark, bool isLong)
    {
        double unpriced = 0;
        for (int side = isLong ? 0 : 1; mark > _valuedAt && !_inverse && side < _cells.Sides; side += 2)
        {
            unpriced += (double)_cells.UnitsAt(side, _layout.NoPrice) + _cells.UnitsAt(side, _layout.NeedsAccount);
        }

        return unpriced > 0 ? unpriced * ((mark / _valuedAt) - 1) : 0;
    }
}
