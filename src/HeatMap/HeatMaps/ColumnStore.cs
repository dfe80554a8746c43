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
    public abstract void Push(long number, ReadOnlySpan<long> cells, ReadOnlySpan<CellSpan> filled);

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

    protected int SlotOf(long number) => (int)(number % Capacity);
}
