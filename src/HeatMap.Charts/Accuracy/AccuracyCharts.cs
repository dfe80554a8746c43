using HeatMap.Evaluation;

namespace HeatMap.Charts;

/// <summary>Charts of scores.</summary>
public static class AccuracyCharts
{
    /// <summary>The chart of a score.</summary>
    public static AccuracyChart ToChart(this ScoreReport report, AccuracyChartOptions? options = null) => throw new NotSupportedException("not drawn yet");
}
