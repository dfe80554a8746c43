namespace HeatMap;

/// <summary>Units per price of the bands of one side: what is dense and what is thin.</summary>
internal static class BandDensity
{
    /// <summary>The median over the bands that hold anything; NaN where none does.</summary>
    /// <param name="units">A number for each band.</param>
    /// <param name="grid">The price axis.</param>
    /// <param name="scratch">As long; not needed afterwards.</param>
    public static double Median(ReadOnlySpan<long> units, BandGrid grid, Span<double> scratch)
    {
        int filled = 0;
        ReadOnlySpan<double> edges = grid.Edges;
        for (int band = 0; band < units.Length; band++)
        {
            if (units[band] > 0)
            {
                scratch[filled++] = units[band] / (edges[band + 1] - edges[band]);
            }
        }

        return Selection.Median(scratch[..filled]);
    }
}
