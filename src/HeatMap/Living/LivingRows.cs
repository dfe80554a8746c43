using System.Runtime.CompilerServices;
using HeatMap.Kernels;

namespace HeatMap;

/// <summary>The rows of a living map: which are live, and which lie in which cell.</summary>
/// <remarks>
/// Rows of a cell are a list through the rows themselves, so that a row is taken out of the middle at once. Free rows are a list too, last freed first:
/// the row that is opened next is still near.
/// </remarks>
internal sealed partial class LivingRows
{
    private readonly CellLayout _layout;
    private readonly uint[] _heads;
    private RowTable _table;
    private uint _free = RowTable.None, _used, _retired;

    public LivingRows(int bands, int capacity)
    {
        _layout = new(bands);
        _heads = new uint[2 * _layout.Side];
        _heads.AsSpan().Fill(RowTable.None);
        _table = new(capacity);
        _slots = new uint[capacity];
        _prices = new double[capacity];
        _longs = new(_table, _prices, _slots, isLong: true);
        _shorts = new(_table, _prices, _slots, isLong: false);
    }

    /// <summary>The window's first band on the lattice, as rows keep it.</summary>
    public uint First { get; set; }

    public int Count { get; private set; }

    /// <summary>Rows that there is room for. One that has been used two billion times is used no more, so that no handle ever fits twice.</summary>
    public int Capacity => _table.Capacity - (int)_retired;

    /// <summary>Slots that were ever used; those after them are not live.</summary>
    public uint Used => _used;

    /// <summary>Bytes of the table, of the order in which rows are reported, and of the lists' heads.</summary>
    public long Bytes => ((long)_table.Capacity * (RowTable.BytesPerRow + sizeof(double) + sizeof(uint))) + ((long)_heads.Length * sizeof(uint));

    public RowTable Table => _table;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsLive(PositionHandle handle) => handle.Index < _used && _table[handle.Index].Generation == handle.Generation && (handle.Generation & 1) != 0;

    /// <summary>Makes room for more rows.</summary>
    public void Grow(int capacity)
    {
        ReleaseFronts();
        var table = new RowTable(capacity);
        table.Take(_table);
        _table = table;
        _slots = new uint[capacity];
        _prices = new double[capacity];
        _longs = new(_table, _prices, _slots, isLong: true);
        _shorts = new(_table, _prices, _slots, isLong: false);
    }

    /// <summary>A free row, now live and in no cell. There must be one.</summary>
    public uint Take()
    {
        uint slot = _free;
        if (slot == RowTable.None)
        {
            slot = _used++;
        }
        else
        {
            _free = _table[slot].Next;
        }

        _table[slot].Generation++;
        Count++;
        return slot;
    }

    /// <summary>Gives a row back that is in no cell. Its numbers stay until it is taken again.</summary>
    public void Free(uint slot)
    {
        ref LiveRow row = ref _table[slot];
        Count--;
        if (++row.Generation == 0)
        {
            _retired++;
            return;
        }

        row.Next = _free;
        _free = slot;
    }

    /// <summary>Undoes the last <see cref="Take"/> of a row that is in no cell.</summary>
    public void Forget(uint slot)
    {
        Free(slot);
        _table[slot].Generation -= 2;
    }

    /// <summary>The cell of a side that a row lies in.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int CellOf(uint place)
    {
        if (RowPlace.IsBand(place))
        {
            return RowPlace.BandOf(place, First) + 1;
        }

        uint code = place & RowPlace.PlaceMask;
        return code == 0 ? 0 : _layout.Bands + (int)code;
    }

    /// <summary>What a row keeps for a cell of the window that starts at <see cref="First"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint PlaceOf(int layer, int cell) => cell >= 1 && cell <= _layout.Bands
        ? RowPlace.Band(layer, First + (uint)(cell - 1))
        : RowPlace.Special(layer, cell == 0 ? 0 : (uint)(cell - _layout.Bands));

    /// <summary>The first row of a cell.</summary>
    public uint HeadOf(bool isLong, int cell) => _heads[HeadAt(isLong, cell)];

    /// <summary>Puts a row, whose price and place are set, into its cell.</summary>
    public void Link(uint slot, bool isLong, int cell)
    {
        CrossingFront front = isLong ? _longs : _shorts;
        if (cell <= _layout.Bands + 1)
        {
            Approach(isLong, cell);
        }

        if (cell == front.Cell)
        {
            front.Add(slot);
            return;
        }

        ref LiveRow row = ref _table[slot];
        ref uint head = ref _heads[HeadAt(isLong, cell)];
        row.Next = head;
        row.Previous = RowTable.None;
        if (head != RowTable.None)
        {
            _table[head].Previous = slot;
        }

        head = slot;
    }

    /// <summary>Takes a row out of its cell.</summary>
    public void Unlink(uint slot, bool isLong, int cell)
    {
        CrossingFront front = isLong ? _longs : _shorts;
        if (cell == front.Cell)
        {
            front.Remove(slot);
            return;
        }

        ref LiveRow row = ref _table[slot];
        (uint next, uint previous) = (row.Next, row.Previous);
        if (previous == RowTable.None)
        {
            _heads[HeadAt(isLong, cell)] = next;
        }
        else
        {
            _table[previous].Next = next;
        }

        if (next != RowTable.None)
        {
            _table[next].Previous = previous;
        }
    }

    /// <summary>Moves the bands' lists by a number of places; lists that leave must be empty, those that come are.</summary>
    public void ShiftBands(int places)
    {
        int kept = Math.Max(0, _layout.Bands - Math.Abs(places));
        for (int side = 0; side < 2; side++)
        {
            Span<uint> bands = _heads.AsSpan((side * _layout.Side) + 1, _layout.Bands);
            LivingCells.Shift(bands, places, kept);
            (places > 0 ? bands[kept..] : bands[..^kept]).Fill(RowTable.None);
        }

        First += (uint)places;
        _nearestLong = _layout.Bands + 1;
        _nearestShort = 0;
    }

    private int HeadAt(bool isLong, int cell) => (isLong ? 0 : _layout.Side) + cell;
}
