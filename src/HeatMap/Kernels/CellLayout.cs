namespace HeatMap.Kernels;

/// <summary>Where the cells of a map lie: longs, then shorts, then one cell that nobody reads.</summary>
/// <remarks>A side is: below the window, the bands, above it, already liquidated, without a price, secured by an account. Layers follow each other.</remarks>
internal readonly record struct CellLayout(int Bands)
{
    public int Liquidated => Bands + 2;

    public int NoPrice => Bands + 3;

    public int NeedsAccount => Bands + 4;

    /// <summary>Cells of one side; also the first cell of the shorts.</summary>
    public int Side => Bands + 5;

    /// <summary>Takes what kernels must put somewhere and nobody may count.</summary>
    public int Waste => 2 * Side;

    /// <summary>Cells of one layer.</summary>
    public int Layer => (2 * Side) + 1;
}
