using HeatMap.Kernels;

namespace HeatMap;

/// <content>What a path of the mark crosses.</content>
internal sealed partial class LivingRows
{
    /// <summary>A cell of more rows than this is told apart by a heap; fewer are looked at one by one.</summary>
    private const int FewRows = 16;

    private CrossingFront _longs, _shorts;
    private uint[] _slots;
    private double[] _prices;

    /// <summary>No long lies above this cell and no short below that one: bounds, raised by whoever opens and lowered by whoever looks.</summary>
    private int _nearestLong, _nearestShort = int.MaxValue;

    /// <summary>The rows that a path liquidates: longs at or above its low, shorts at or below its high.</summary>
    /// <param name="low">The lowest price of the path.</param>
    /// <param name="high">The highest price.</param>
    /// <param name="lowCell">The cell that holds the low.</param>
    /// <param name="highCell">The cell that holds the high.</param>
    /// <returns>Where they lie in <see cref="Reported"/>, in order of price, then of row. They are out of their lists, and still live.</returns>
    public (int Start, int Count) Cross(double low, double high, int lowCell, int highCell)
    {
        Front(_longs, isLong: true, lowCell);
        Front(_shorts, isLong: false, highCell);
        int start = _longs.Count, end = start;

        // Cells that lie wholly beyond the path's end.
        for (int cell = NextAbove(lowCell); cell > lowCell; cell = NextAbove(lowCell))
        {
            TakeAll(isLong: true, cell, ref end);
        }

        for (int cell = NextBelow(highCell); cell < highCell; cell = NextBelow(highCell))
        {
            TakeAll(isLong: false, cell, ref end);
        }

        // The cells that hold the ends, and rows that were due before.
        TakeReached(isLong: true, lowCell, low, ref end);
        TakeReached(isLong: false, highCell, high, ref end);
        TakeReached(isLong: true, _layout.Liquidated, low, ref end);
        TakeReached(isLong: false, _layout.Liquidated, high, ref end);

        // What leaves a heap lies outside the report; it is brought there last, when the heaps have given way.
        while (_longs.Count > 0 && _longs.Cell == lowCell && _table[_longs.Top].Price >= low)
        {
            uint top = _longs.Top;
            _longs.Remove(top);
            _slots[--start] = top;
        }

        while (_shorts.Count > 0 && _shorts.Cell == highCell && _table[_shorts.Top].Price <= high)
        {
            uint top = _shorts.Top;
            _shorts.Remove(top);
            _slots[end++] = top;
        }

        Sort(start, end - start);
        return (start, end - start);
    }

    /// <summary>Rows of the last report, by place.</summary>
    public ReadOnlySpan<uint> Reported(int start, int count) => _slots.AsSpan(start, count);

    /// <summary>Puts the rows of the fronts back into lists.</summary>
    public void ReleaseFronts()
    {
        Release(_longs, isLong: true);
        Release(_shorts, isLong: false);
    }

    private void Approach(bool isLong, int cell)
    {
        if (isLong)
        {
            _nearestLong = Math.Max(_nearestLong, cell);
        }
        else
        {
            _nearestShort = Math.Min(_nearestShort, cell);
        }
    }

    /// <summary>The highest cell of longs that holds any, or the cell at which to stop.</summary>
    private int NextAbove(int stop)
    {
        if (_nearestLong > stop)
        {
            int found = _heads.AsSpan(HeadAt(true, stop + 1), _nearestLong - stop).LastIndexOfAnyExcept(RowTable.None);
            _nearestLong = stop + 1 + found;
        }

        return _nearestLong;
    }

    /// <summary>The lowest cell of shorts that holds any, or the cell at which to stop.</summary>
    private int NextBelow(int stop)
    {
        if (_nearestShort < stop)
        {
            int found = _heads.AsSpan(HeadAt(false, _nearestShort), stop - _nearestShort).IndexOfAnyExcept(RowTable.None);
            _nearestShort = found < 0 ? stop : _nearestShort + found;
        }

        return _nearestShort;
    }

    /// <summary>Lets a heap stand where the path ends, if the rows there are many.</summary>
    /// <remarks>
    /// Where they are few, the heap stays in the cell it is in, unless that is crossed: a mark that goes to and fro across an edge beside a crowded cell
    /// must not move all its rows each time.
    /// </remarks>
    private void Front(CrossingFront front, bool isLong, int cell)
    {
        if (front.Cell == cell)
        {
            return;
        }

        int seen = 0;
        for (uint slot = HeadOf(isLong, cell); slot != RowTable.None && seen <= FewRows; slot = _table[slot].Next)
        {
            seen++;
        }

        bool isCrossed = isLong ? front.Cell > cell : front.Cell < cell;
        if (isCrossed || seen > FewRows)
        {
            Release(front, isLong);
        }

        if (seen > FewRows)
        {
            front.Cell = cell;
            uint next;
            for (uint slot = HeadOf(isLong, cell); slot != RowTable.None; slot = next)
            {
                next = _table[slot].Next;
                front.Add(slot);
            }

            _heads[HeadAt(isLong, cell)] = RowTable.None;
        }
    }

    private void Release(CrossingFront front, bool isLong)
    {
        int cell = front.Cell;
        front.Cell = CrossingFront.Nowhere;
        while (front.Count > 0)
        {
            Link(front.TakeLast(), isLong, cell);
        }
    }

    private void TakeAll(bool isLong, int cell, ref int end)
    {
        ref uint head = ref _heads[HeadAt(isLong, cell)];
        for (uint slot = head; slot != RowTable.None; slot = _table[slot].Next)
        {
            _slots[end++] = slot;
        }

        head = RowTable.None;
    }

    private void TakeReached(bool isLong, int cell, double price, ref int end)
    {
        uint next;
        for (uint slot = HeadOf(isLong, cell); slot != RowTable.None; slot = next)
        {
            next = _table[slot].Next;
            if (isLong ? _table[slot].Price >= price : _table[slot].Price <= price)
            {
                Unlink(slot, isLong, cell);
                _slots[end++] = slot;
            }
        }
    }

    private void Sort(int start, int count)
    {
        Span<uint> slots = _slots.AsSpan(start, count);
        Span<double> prices = _prices.AsSpan(start, count);
        for (int i = 0; i < count; i++)
        {
            prices[i] = _table[slots[i]].Price;
        }

        prices.Sort(slots);
        for (int first = 0, last; first < count; first = last)
        {
            for (last = first + 1; last < count && prices[last] == prices[first]; last++)
            {
            }

            slots[first..last].Sort();
        }
    }
}
