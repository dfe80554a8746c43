using HeatMap.Cli.Input;
using HeatMap.Cli.Mapping;

namespace HeatMap.Cli.Replaying;

/// <summary>What the user asked <c>heatmap realized</c> to do, checked.</summary>
/// <param name="Input">The file of executed liquidations.</param>
/// <param name="Bands">The price axis.</param>
internal sealed record RealizedSettings(CsvSettings Input, BandSettings Bands)
{
    /// <summary>Whose side the file has.</summary>
    public SideOf SideOf { get; init; }

    /// <summary>What stands, to be shown beside: a file of positions, or a map that <c>--partial</c> wrote.</summary>
    public string? StandingFile { get; init; }

    public string? Venue { get; init; }

    public string? TiersFile { get; init; }

    public string? Symbol { get; init; }

    /// <summary>The price that divides the map; null for that of the standing map, or of the last liquidation.</summary>
    public double? Mark { get; init; }

    /// <summary>The time that a column of the heat map covers; null to choose.</summary>
    public TimeSpan? Every { get; init; }
}
