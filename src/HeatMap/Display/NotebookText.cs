using HeatMap.Cascades;
using HeatMap.Estimation;
using HeatMap.Evaluation;

namespace HeatMap;

/// <summary>Every snapshot that a cell may end with, as a notebook shows it.</summary>
internal static class NotebookText
{
    /// <summary>Its fragment; null for other types.</summary>
    public static string? Html(object snapshot) => snapshot switch
    {
        LiquidationMap map => map.ToHtml(),
        LiquidationHeatMap map => map.ToHtml(),
        CascadeResult cascade => cascade.ToHtml(),
        SimulatedCascades cascades => cascades.ToHtml(),
        EstimatedMap estimate => estimate.ToHtml(),
        MapReport report => report.ToHtml(),
        ScoreReport report => report.ToHtml(),
        _ => null,
    };

    /// <summary>Its words.</summary>
    public static string? Plain(object snapshot) => snapshot.ToString();
}
