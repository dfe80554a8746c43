using HeatMap.Charts.Ladder;
using HeatMap.Estimation;

namespace HeatMap.Charts;

/// <summary>Charts of maps: price to the right, notional upwards.</summary>
public static class MapCharts
{
    /// <summary>The chart of a map.</summary>
    /// <param name="map">The map; an empty one is drawn as axes and words.</param>
    /// <param name="options">Title, zones, cascade thresholds; <see langword="null"/> for the defaults.</param>
    /// <returns>A chart with longs and shorts in two colours, their sums from the mark outward, the mark and zones.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="map"/> is null.</exception>
    /// <exception cref="ArgumentException"><see cref="MapChartOptions.Fall"/> goes up, or <see cref="MapChartOptions.Rise"/> down.</exception>
    /// <remarks>Beyond 50,000 bands that are not empty, neighbours are one bar, and the chart says so. O(bands).</remarks>
    public static MapChart ToChart(this LiquidationMap map, MapChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new(new MapScene(map, [("all", map)], null, Checked(options)));
    }

    /// <summary>The chart of a map in layers: one upon the other in each bar, by name in the legend.</summary>
    /// <param name="layers">The layers, for example classes of leverage, venues or cohorts.</param>
    /// <param name="options">Title, zones, cascade thresholds; <see langword="null"/> for the defaults.</param>
    /// <returns>A chart whose sums follow the layers that the reader leaves switched on.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="layers"/> is null.</exception>
    /// <exception cref="ArgumentException"><see cref="MapChartOptions.Fall"/> goes up, or <see cref="MapChartOptions.Rise"/> down.</exception>
    public static MapChart ToChart(this MapLayers layers, MapChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(layers);
        return new(new MapScene(layers.Total, [.. layers.Names.Zip(layers)], null, Checked(options)));
    }

    /// <summary>The chart of an estimated map: what a bar rests on is told under the pointer.</summary>
    /// <param name="map">The estimate.</param>
    /// <param name="options">Title, zones, cascade thresholds; <see langword="null"/> for the defaults.</param>
    /// <returns>A chart that says that its positions are modelled, and how much of them is assumed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="map"/> is null.</exception>
    /// <exception cref="ArgumentException"><see cref="MapChartOptions.Fall"/> goes up, or <see cref="MapChartOptions.Rise"/> down.</exception>
    public static MapChart ToChart(this EstimatedMap map, MapChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        return new(new MapScene(map.Map, [("all", map.Map)], map, Checked(options)));
    }

    private static MapChartOptions Checked(MapChartOptions? options)
    {
        options ??= MapChartOptions.Default;
        if (options.Fall is { Direction: not Direction.Down })
        {
            throw new ArgumentException("Fall must hold shocks downwards, holds shocks upwards", nameof(options));
        }

        return options.Rise is { Direction: not Direction.Up }
            ? throw new ArgumentException("Rise must hold shocks upwards, holds shocks downwards", nameof(options))
            : options;
    }
}
