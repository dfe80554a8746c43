namespace HeatMap.Charts;

/// <summary>Choices for the chart of two maps. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record ComparisonChartOptions
{
    internal static ComparisonChartOptions Default { get; } = new();

    /// <summary>What the chart is headed with; <see langword="null"/> or blank for <c>Two maps</c>. Any text.</summary>
    public string? Title { get; init; }

    /// <summary>What the first map is called; <see langword="null"/> or blank for <c>first</c>.</summary>
    public string? FirstName { get; init; }

    /// <summary>What the second map is called; <see langword="null"/> or blank for <c>second</c>.</summary>
    public string? SecondName { get; init; }
}
