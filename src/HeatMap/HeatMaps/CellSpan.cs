namespace HeatMap;

/// <summary>Where in a part the cells that hold something lie: from the first to before the end; the others are zero.</summary>
/// <param name="Start">The first cell.</param>
/// <param name="End">The cell after the last.</param>
internal readonly record struct CellSpan(int Start, int End)
{
    public int Length => End - Start;

    /// <summary>The least span that holds this one and cells from a least to a greatest; there are none where the least is the greater.</summary>
    public CellSpan With((long Least, long Greatest) cells) => cells.Least > cells.Greatest ? this
        : Length == 0 ? new((int)cells.Least, (int)cells.Greatest + 1)
        : new((int)Math.Min(Start, cells.Least), (int)Math.Max(End, cells.Greatest + 1));

    /// <summary>Cells without the zeros at both ends.</summary>
    public static CellSpan Of(ReadOnlySpan<long> cells)
    {
        int start = cells.IndexOfAnyExcept(0L);
        return start < 0 ? default : new(start, cells.LastIndexOfAnyExcept(0L) + 1);
    }
}
