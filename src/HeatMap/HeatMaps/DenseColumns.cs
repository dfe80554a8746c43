using System.Globalization;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <summary>Columns as cells of eight bytes in one ring.</summary>
/// <remarks>
/// Longs wait below the price and shorts above it, so about half of a column is zero. Each place of the ring remembers where it is not: only that is written, and only what the column before
/// left there is cleared.
/// </remarks>
internal sealed class DenseColumns : ColumnStore
{
    private readonly AlignedCells _cells;
    private readonly CellSpan[] _filled;

    /// <summary>Whether the ring is larger than caches near a core, so that what is written is gone from them before anybody reads it.</summary>
    private readonly bool _isLarge;

    /// <summary>Four mebibytes.</summary>
    private const int LargeCells = 1 << 19;

    public DenseColumns(HeatMapShape shape, int capacity)
        : base(shape, capacity)
    {
        if (CellsFor(shape, capacity) > Array.MaxLength - AlignedCells.Line)
        {
            Throw.Argument(
                nameof(capacity),
                string.Create(CultureInfo.InvariantCulture, $"{capacity:N0} columns of {shape.Layers.Length} layers and {shape.Grid.Count:N0} bands need {8.0 * CellsFor(shape, capacity):N0} bytes; choose fewer or HeatMapStorage.Sparse"));
        }

        _cells = new((int)CellsFor(shape, capacity));
        _filled = new CellSpan[capacity * shape.Parts];
        _isLarge = _cells.Length >= LargeCells;
    }

    public override HeatMapStorage Storage => HeatMapStorage.Dense;

    public override long MemoryBytes => (8L * _cells.Length) + (8L * _filled.Length);

    public override void Push(long number, ReadOnlySpan<long> cells, ReadOnlySpan<CellSpan> filled)
    {
        int slot = SlotOf(number);
        Span<long> column = Column(slot);
        Span<CellSpan> before = _filled.AsSpan(slot * Shape.Parts, Shape.Parts);
        for (int part = 0; part < before.Length; part++)
        {
            Replace(cells.Slice(part * Shape.Stride, Shape.Stride), column.Slice(part * Shape.Stride, Shape.Stride), before[part], filled[part]);
            before[part] = filled[part];
        }

        Newest = number;
        Count = Math.Min(Count + 1, Capacity);
    }

    public override void Settle()
    {
        if (_isLarge)
        {
            HeatKernel.Settle();
        }
    }

    public override void CopyTo(long number, int part, Span<long> cells) => Part(number, part).CopyTo(cells);

    public override long Cell(long number, int part, int cell) => Part(number, part)[cell];

    public override ReadOnlySpan<long> Part(long number, int part) => Column(SlotOf(number)).Slice(part * Shape.Stride, Shape.PartCells);

    public override ColumnStore Freeze()
    {
        var copy = new DenseColumns(Shape, Math.Max(1, Count));
        for (long number = Oldest; number <= Newest; number++)
        {
            int slot = SlotOf(number);
            copy.Push(number, Column(slot), _filled.AsSpan(slot * Shape.Parts, Shape.Parts));
        }

        copy.Settle();
        return copy;
    }

    private static long CellsFor(HeatMapShape shape, int capacity) => (long)shape.ColumnCells * capacity;

    private Span<long> Column(int slot) => _cells.All.Slice(slot * Shape.ColumnCells, Shape.ColumnCells);

    private void Replace(ReadOnlySpan<long> cells, Span<long> place, CellSpan before, CellSpan now)
    {
        if (before.Start < now.Start || now.Length == 0)
        {
            place[before.Start..(now.Length == 0 ? before.End : Math.Min(before.End, now.Start))].Clear();
        }

        if (before.End > now.End && now.Length > 0)
        {
            place[Math.Max(before.Start, now.End)..before.End].Clear();
        }

        // Whole lines: what is beyond the ends is zero.
        int start = now.Start / AlignedCells.Line * AlignedCells.Line, end = (now.End + AlignedCells.Line - 1) / AlignedCells.Line * AlignedCells.Line;
        if (_isLarge)
        {
            HeatKernel.CopyAround(cells[start..end], place[start..end], KernelInfo.VectorBits);
        }
        else
        {
            cells[start..end].CopyTo(place[start..end]);
        }
    }
}
