namespace HeatMap;

/// <summary>Keeps the cells of the newest columns. A column has a number; the numbers that are kept follow each other.</summary>
/// <param name="shape">Where cells lie.</param>
/// <param name="capacity">The most columns kept.</param>
internal abstract class ColumnStore(HeatMapShape shape, int capacity)
{
    public HeatMapShape Shape { get; } = shape;

    public int Capacity { get; } = capacity;

    /// <summary>How many columns are kept.</summary>
    public int Count { get; protected set; }

    /// <summary>The number of the newest.</summary>
    public long Newest { get; protected set; }

    public long Oldest => Newest - Count + 1;

    public abstract HeatMapStorage Storage { get; }

    public abstract long MemoryBytes { get; }

    /// <summary>Adds the column after the newest; oldest ones go where there is no room.</summary>
    /// <param name="number">One more than the newest, or any where there is none.</param>
    /// <param name="cells">All parts.</param>
    /// <param name="filled">Where in each part cells are not zero.</param>
    /// <remarks>Before others may look, <see cref="Settle"/>.</remarks>
    public abstract void Push(long number, ReadOnlySpan<long> cells, ReadOnlySpan<CellSpan> filled);

    /// <summary>Makes the columns that were pushed visible to other threads before what follows.</summary>
    public virtual void Settle()
    {
    }

    /// <summary>Takes the newest column away, to be pushed again.</summary>
    public virtual void Pop()
    {
        Count--;
        Newest--;
    }

    /// <summary>Copies the cells of one part.</summary>
    public abstract void CopyTo(long number, int part, Span<long> cells);

    /// <summary>One cell of one part.</summary>
    public abstract long Cell(long number, int part, int cell);

    /// <summary>The cells of one part without a copy, where they lie that way.</summary>
    public abstract ReadOnlySpan<long> Part(long number, int part);

    /// <summary>A copy with room for what there is.</summary>
    public abstract ColumnStore Freeze();

    public void Clear() => Count = 0;

    /// <summary>A store that holds exactly some columns.</summary>
    /// <param name="shape">Where cells lie.</param>
    /// <param name="storage">How they are to lie in memory.</param>
    /// <param name="first">The number of the first.</param>
    /// <param name="count">How many.</param>
    /// <param name="fill">Writes all parts of a column, over anything. Asked twice for a sparse store: for its length, and for its bytes.</param>
    public static ColumnStore Build(HeatMapShape shape, HeatMapStorage storage, long first, int count, Action<long, long[]> fill)
    {
        long[] cells = new long[shape.ColumnCells];
        if (storage == HeatMapStorage.Sparse)
        {
            return SparseColumns.Build(shape, first, count, cells, fill);
        }

        var dense = new DenseColumns(shape, Math.Max(1, count));
        var filled = new CellSpan[shape.Parts];
        for (int i = 0; i < count; i++)
        {
            fill(first + i, cells);
            for (int part = 0; part < filled.Length; part++)
            {
                filled[part] = CellSpan.Of(cells.AsSpan(part * shape.Stride, shape.PartCells));
            }

            dense.Push(first + i, cells, filled);
        }

        dense.Settle();
        return dense;
    }

    protected int SlotOf(long number) => (int)(number % Capacity);
}
