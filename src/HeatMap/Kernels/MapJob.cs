namespace HeatMap.Kernels;

/// <summary>Everything a fill reads and writes, as plain numbers and pinned memory.</summary>
internal unsafe struct MapJob
{
    public RowPointers Columns;

    /// <summary>Cells of all layers, see <see cref="CellLayout"/>; counts are null where none are kept.</summary>
    public long* Units, Counts;

    /// <summary>The first cell of each layer, for any layer that a byte can name; not read where there is one.</summary>
    public nint* LayerStarts;

    public CellLayout Layout;

    /// <summary>Receives the first rows of groups in which something is rare.</summary>
    public int* RareRows;
    public int RareCapacity;

    /// <summary>Receives rows that need the plain form: as many as rare groups have.</summary>
    public int* Deferred;

    /// <summary>Lower edges of the bands and the upper edge of the last.</summary>
    public double* Edges;

    /// <summary>The first of them.</summary>
    public double Lower;

    public BandNumbers Bands;

    public double MarkPrice, UnitsPerQuote;

    public LineTable Lines;

    /// <summary>Room to take a vector apart.</summary>
    public fixed double Lanes[16];
}

/// <summary>What a pass did.</summary>
/// <param name="Next">The first row, or the number of groups, that was not looked at.</param>
/// <param name="Left">How many groups, or then rows, wait for the next form.</param>
/// <param name="UnitsBits">All bits of all weights: no weight was greater.</param>
/// <param name="LaterLines">How many groups were rare for meeting a line after the second.</param>
internal readonly record struct MapProgress(int Next, int Left, long UnitsBits, int LaterLines = 0);
