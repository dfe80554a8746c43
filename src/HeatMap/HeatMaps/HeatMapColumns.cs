using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Columns with the path of the price in each: what a builder fills and a heat map keeps.</summary>
internal sealed class HeatMapColumns
{
    private readonly MarkPath[] _paths;
    private readonly HeatMapColumnState[] _states;

    public HeatMapColumns(ColumnStore store)
    {
        Store = store;
        _paths = new MarkPath[store.Capacity];
        _states = new HeatMapColumnState[store.Capacity];
    }

    public ColumnStore Store { get; }

    public HeatMapShape Shape => Store.Shape;

    public int Count => Store.Count;

    public long MemoryBytes => Store.MemoryBytes + (25L * Store.Capacity);

    public long StartUnixMs => Count == 0 ? 0 : Store.Oldest * Shape.IntervalMs;

    public long EndUnixMs => Count == 0 ? 0 : (Store.Newest + 1) * Shape.IntervalMs;

    public void Push(long number, MarkPath path, HeatMapColumnState state, ReadOnlySpan<long> cells, ReadOnlySpan<CellSpan> filled)
    {
        PushLate(number, path, state, cells, filled);
        Store.Settle();
    }

    /// <summary>As <see cref="Push(long, MarkPath, HeatMapColumnState, ReadOnlySpan{long}, ReadOnlySpan{CellSpan})"/>, by a caller who settles the store later.</summary>
    public void PushLate(long number, MarkPath path, HeatMapColumnState state, ReadOnlySpan<long> cells, ReadOnlySpan<CellSpan> filled)
    {
        int slot = (int)(number % Store.Capacity);
        _paths[slot] = path;
        _states[slot] = state;
        Store.Push(number, cells, filled);
    }

    /// <summary>Adds a column of a sparse store that is encoded already.</summary>
    public void Push(long number, MarkPath path, HeatMapColumnState state, ReadOnlySpan<byte> encoded, ReadOnlySpan<int> ends)
    {
        int slot = (int)(number % Store.Capacity);
        _paths[slot] = path;
        _states[slot] = state;
        ((SparseColumns)Store).Push(number, encoded, ends);
    }

    public MarkPath PathOf(long number) => _paths[number % Store.Capacity];

    public HeatMapColumnState StateOf(long number) => _states[number % Store.Capacity];

    /// <summary>The place of the column that holds a moment, or −1.</summary>
    public int ColumnAt(long timeUnixMs)
    {
        long number = timeUnixMs < 0 ? -1 : timeUnixMs / Shape.IntervalMs;
        return Count > 0 && number >= Store.Oldest && number <= Store.Newest ? (int)(number - Store.Oldest) : -1;
    }

    public long NumberOf(int column)
    {
        if ((uint)column >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(column), column, string.Create(CultureInfo.InvariantCulture, $"column must be from 0 to {Count - 1}, was {column}"));
        }

        return Store.Oldest + column;
    }

    public void CopyUnits(int column, Side side, int layer, Span<long> destination)
    {
        int part = PartOf(side, layer), bands = Shape.Grid.Count;
        long number = NumberOf(column);
        if (destination.Length < bands)
        {
            Throw.Argument(nameof(destination), $"destination must hold {bands} bands, has room for {destination.Length}");
        }

        if (Store.Storage == HeatMapStorage.Dense)
        {
            Store.Part(number, part).Slice(1, bands).CopyTo(destination);
            return;
        }

        long[] cells = System.Buffers.ArrayPool<long>.Shared.Rent(Shape.PartCells);
        try
        {
            Store.CopyTo(number, part, cells.AsSpan(0, Shape.PartCells));
            cells.AsSpan(1, bands).CopyTo(destination);
        }
        finally
        {
            System.Buffers.ArrayPool<long>.Shared.Return(cells);
        }
    }

    public ReadOnlySpan<long> Units(int column, Side side, int layer) => Store.Part(NumberOf(column), PartOf(side, layer)).Slice(1, Shape.Grid.Count);

    /// <summary>Both sides of one cell of a part, of one layer or of all.</summary>
    public SideTally Tally(int column, int cell, int? layer)
    {
        long number = NumberOf(column);
        Int128 longs = 0, shorts = 0;
        (int first, int last) = layer is { } one ? (Shape.CheckLayer(one), one) : (0, Shape.Layers.Length - 1);
        for (int i = first; i <= last; i++)
        {
            longs += Store.Cell(number, HeatMapShape.PartOf(Side.Long, i), cell);
            shorts += Store.Cell(number, HeatMapShape.PartOf(Side.Short, i), cell);
        }

        return new(longs, shorts, 0, 0, Shape.Quantum);
    }

    public HeatMapColumns Freeze()
    {
        var copy = new HeatMapColumns(Store.Freeze());
        for (long number = Store.Oldest; number <= Store.Newest && Count > 0; number++)
        {
            copy._paths[number % copy._paths.Length] = PathOf(number);
            copy._states[number % copy._states.Length] = StateOf(number);
        }

        return copy;
    }

    /// <summary>These paths and states over other cells of the same columns.</summary>
    public HeatMapColumns Over(ColumnStore store, ReadOnlySpan<MarkPath> paths = default, ReadOnlySpan<HeatMapColumnState> states = default)
    {
        var copy = new HeatMapColumns(store);
        for (int i = 0; i < Count; i++)
        {
            long number = store.Oldest + i;
            copy._paths[number % copy._paths.Length] = paths.IsEmpty ? PathOf(number) : paths[i];
            copy._states[number % copy._states.Length] = states.IsEmpty ? StateOf(number) : states[i];
        }

        return copy;
    }

    /// <summary>Whether all columns have the same times, states, paths and numbers.</summary>
    public bool SameAs(HeatMapColumns other)
    {
        if (Count != other.Count || (Count > 0 && Store.Oldest != other.Store.Oldest))
        {
            return false;
        }

        long[] cells = new long[Shape.PartCells], others = new long[Shape.PartCells];
        for (long number = Store.Oldest; number <= Store.Newest; number++)
        {
            bool isSame = PathOf(number) == other.PathOf(number) && StateOf(number) == other.StateOf(number);
            for (int part = 0; part < Shape.Parts && isSame; part++)
            {
                Store.CopyTo(number, part, cells);
                other.Store.CopyTo(number, part, others);
                isSame = cells.AsSpan().SequenceEqual(others);
            }

            if (!isSame)
            {
                return false;
            }
        }

        return true;
    }

    private int PartOf(Side side, int layer) => HeatMapShape.PartOf(Guard.Defined(side), Shape.CheckLayer(layer));
}
