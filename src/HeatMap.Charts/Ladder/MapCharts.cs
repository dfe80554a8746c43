using HeatMap.Estimation;

namespace HeatMap.Charts;

/// <summary>Charts of maps.</summary>
public static class MapCharts
{
    /// <summary>The chart of a map.</summary>
    public static MapChart ToChart(this LiquidationMap map, MapChartOptions? options = null) => throw new NotSupportedException("not drawn yet");

    /// <summary>The chart of a map in layers, stacked.</summary>
    public static MapChart ToChart(this MapLayers layers, MapChartOptions? options = null) => throw new NotSupportedException("not drawn yet");

    /// <summary>The chart of an estimated map.</summary>
    public static MapChart ToChart(this EstimatedMap map, MapChartOptions? options = null) => throw new NotSupportedException("not drawn yet");
}
