namespace HeatMap.Charts;

/// <summary>Charts of two maps.</summary>
public static class ComparisonCharts
{
    /// <summary>The chart of two maps and their difference.</summary>
    public static ComparisonChart ToChart(this LiquidationMap first, LiquidationMap second, ComparisonChartOptions? options = null) => throw new NotSupportedException("not drawn yet");
}
