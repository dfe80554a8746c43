using HeatMap.Cascades;

namespace HeatMap.Charts;

/// <summary>Charts of cascades.</summary>
public static class CascadeCharts
{
    /// <summary>The chart of a cascade.</summary>
    public static CascadeChart ToChart(this CascadeResult cascade, CascadeChartOptions? options = null) => throw new NotSupportedException("not drawn yet");
}
