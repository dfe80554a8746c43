using HeatMap.Estimation;

namespace HeatMap.Charts;

/// <summary>Charts of maps.</summary>
public static class MapCharts
{
    /// <summary>The chart of a map: notional along price, longs and shorts, with sums from the mark outward.</summary>
    /// <param name="map">The map; its bars are called notional, whether it waits or was executed.</param>
    /// <param name="options">Title, zones and thresholds; <see langword="null"/> for the defaults.</param>
    /// <returns>A chart that holds the map itself.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="map"/> is null.</exception>
    /// <remarks>Finds the zones where the options name none. O(bands).</remarks>
    public static MapChart ToChart(this LiquidationMap map, MapChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new(map, [map], ["all"], null, options ?? MapChartOptions.Default);
    }

    /// <summary>The chart of a map in layers, stacked in their order.</summary>
    /// <param name="layers">The layers, for example leverages, venues or cohorts.</param>
    /// <param name="options">Title, zones and thresholds; <see langword="null"/> for the defaults.</param>
    /// <returns>A chart that holds the layers themselves.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="layers"/> is null.</exception>
    /// <remarks>Zones are those of all layers together. O(bands × layers).</remarks>
    public static MapChart ToChart(this MapLayers layers, MapChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(layers);
        return new(layers.Total, [.. layers], [.. layers.Names], null, options ?? MapChartOptions.Default);
    }

    /// <summary>The chart of an estimated map, with what each band rests on.</summary>
    /// <param name="map">The estimate; the chart says what share of it is assumed and whether it was validated.</param>
    /// <param name="options">Title, zones and thresholds; <see langword="null"/> for the defaults.</param>
    /// <returns>A chart that holds the estimate itself.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="map"/> is null.</exception>
    /// <remarks>O(bands).</remarks>
    public static MapChart ToChart(this EstimatedMap map, MapChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new(map.Map, [map.Map], ["all"], map, options ?? MapChartOptions.Default);
    }
}
