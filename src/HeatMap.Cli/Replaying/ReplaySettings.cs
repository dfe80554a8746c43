using HeatMap.Cli.Input;
using HeatMap.Cli.Mapping;

namespace HeatMap.Cli.Replaying;

/// <summary>What the user asked <c>heatmap replay</c> to do, checked.</summary>
/// <param name="Input">The file of events.</param>
/// <param name="Bands">The price axis.</param>
internal sealed record ReplaySettings(CsvSettings Input, BandSettings Bands)
{
    public string? Venue { get; init; }

    public string? TiersFile { get; init; }

    public string? Symbol { get; init; }

    /// <summary>The price before the first mark; null to take that of the first mark.</summary>
    public double? Mark { get; init; }

    /// <summary>How many times as fast as it happened; null for at once.</summary>
    public double? Speed { get; init; }

    /// <summary>The time that a column of the heat map covers; null to choose one that gives a few hundred.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>Whether anybody wants the heat map.</summary>
    public bool MakesHeatMap { get; init; }
}
