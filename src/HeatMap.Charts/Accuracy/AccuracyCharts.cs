using System.Globalization;
using HeatMap.Charts.Panels;
using HeatMap.Evaluation;

namespace HeatMap.Charts;

/// <summary>Charts of scores.</summary>
public static class AccuracyCharts
{
    /// <summary>The chart of a score: what maps add, with intervals, what probabilities meant, where, and the tables.</summary>
    /// <param name="report">How maps did.</param>
    /// <param name="options">Heading; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    /// <remarks>Parts that the report does not have are left out and named in a note. Allocates the numbers that are drawn.</remarks>
    public static AccuracyChart ToChart(this ScoreReport report, AccuracyChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(Title(options, "Accuracy"), AccuracySheet.Of(report));
    }

    /// <summary>The chart of one's own forecasts: what probabilities meant.</summary>
    /// <param name="diagram">The diagram; its consistency band is drawn where it has one.</param>
    /// <param name="options">Heading, <c>Reliability</c> by default; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="diagram"/> is null.</exception>
    public static AccuracyChart ToChart(this ReliabilityDiagram diagram, AccuracyChartOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(diagram);
        string words = string.Create(CultureInfo.InvariantCulture, $"{diagram.Blocks.Sum(b => (long)b.Count)} forecasts, {diagram.Blocks.Sum(b => (long)b.Events)} events, {diagram.Blocks.Length} blocks.");
        return new(Title(options, "Reliability"), new PanelSheet
        {
            Subtitle = words,
            Summary = words,
            Notes = diagram.Band.IsEmpty ? ["No consistency band was asked for: what is due to chance cannot be told."] : [],
            Panels = ReliabilityPanels.Of(diagram, "forecast"),
            Tables = [ReliabilityPanels.Table(diagram, "forecast")],
        });
    }

    private static string Title(AccuracyChartOptions? options, string usual) => string.IsNullOrWhiteSpace(options?.Title) ? usual : options.Title;
}
