using HeatMap.Cli.Mapping;

namespace HeatMap.Cli.Reading;

/// <summary>What the user asked <c>heatmap compare</c> to do, checked.</summary>
/// <param name="First">The file of the first map.</param>
/// <param name="Second">The file of the second map.</param>
/// <param name="Mapping">How positions are mapped, and which bands and mark a map is given.</param>
internal sealed record ComparisonSettings(string First, string Second, MapSettings Mapping)
{
    /// <summary>The mark of the second map, where it is another.</summary>
    public double? SecondMark { get; init; }

    /// <summary>The moment of the second map, where it is a heat map of CoinGlass, in milliseconds since 1970.</summary>
    public long? SecondAt { get; init; }

    /// <summary>The lowest price between the two maps; null for the lower mark.</summary>
    public double? Low { get; init; }

    /// <summary>The highest price between the two maps; null for the higher mark.</summary>
    public double? High { get; init; }

    /// <summary>What to read from each map: distances, zones, prominence.</summary>
    public required ReportOptions Report { get; init; }

    /// <summary>How many bands to tell.</summary>
    public required int MostBands { get; init; }
}
