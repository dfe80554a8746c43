namespace HeatMap.Charts;

/// <summary>Charts of two maps.</summary>
public static class ComparisonCharts
{
    /// <summary>The chart of two maps and their difference: what the second holds more and less than the first, by price and by distance from the mark.</summary>
    /// <param name="first">The map to compare with, for example the earlier one.</param>
    /// <param name="second">The map that is compared. Windows, marks and lattices may differ; where a lattice cannot be made the other's without splitting a band, the chart says why there is no difference by price.</param>
    /// <param name="options">Title and names; <see langword="null"/> for the defaults.</param>
    /// <returns>A chart that holds both maps.</returns>
    /// <exception cref="ArgumentNullException">A map is null.</exception>
    /// <exception cref="ArgumentException">The maps count in different units; the message names both.</exception>
    /// <remarks>O(bands).</remarks>
    public static ComparisonChart ToChart(this LiquidationMap first, LiquidationMap second, ComparisonChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return first.Unit == second.Unit
            ? new(first, second, options ?? ComparisonChartOptions.Default)
            : throw new ArgumentException($"maps must count in one unit, the first counts in {Named(first.Unit)}, the second in {Named(second.Unit)}", nameof(second));
    }

    private static string Named(string? unit) => unit ?? "an unstated one";
}
