namespace HeatMap.Charts;

/// <summary>Charts of heat maps.</summary>
public static class HeatMapCharts
{
    /// <summary>The chart of a heat map.</summary>
    public static HeatMapChart ToChart(this LiquidationHeatMap map, HeatMapChartOptions? options = null) => throw new NotSupportedException("not drawn yet");
}
