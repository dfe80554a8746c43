namespace HeatMap;

/// <summary>Where in a part the cells that hold something lie: from the first to before the end; the others are zero.</summary>
/// <param name="Start">The first cell.</param>
/// <param name="End">The cell after the last.</param>
internal readonly record struct CellSpan(int Start, int End)
{
    public int Length => End - Start;

    /// <summary>Cells without the zeros at both ends.</summary>
    public static CellSpan Of(ReadOnlySpan<long> cells)
    {
        int start = cells.IndexOfAnyExcept(0L);
        return start < 0 ? default : new(start, cells.LastIndexOfAnyExcept(0L) + 1);
    }
}
