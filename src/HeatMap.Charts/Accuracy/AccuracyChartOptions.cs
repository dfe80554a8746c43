namespace HeatMap.Charts;

/// <summary>Choices for the chart of a score. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record AccuracyChartOptions
{
    internal static AccuracyChartOptions Default { get; } = new();

    /// <summary>What the chart is headed with; <see langword="null"/> or blank for <c>Accuracy</c>. Any text.</summary>
    public string? Title { get; init; }
}
