using HeatMap.Cli.Input;

namespace HeatMap.Cli.Mapping;

/// <summary>What kind of map a file holds.</summary>
internal enum MapKind
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>What <c>--partial</c> wrote.</summary>
    Partial,

    /// <summary>What CoinGlass answered, which takes any bands.</summary>
    CoinGlass,
}

/// <summary>How to look at a file that holds several maps, or levels that go into any bands.</summary>
internal sealed record MapFileView
{
    public static MapFileView Own { get; } = new();

    /// <summary>The moment, in milliseconds since 1970; null for the last one.</summary>
    public long? At { get; init; }

    /// <summary>The price, where the file does not tell.</summary>
    public double? Mark { get; init; }

    /// <summary>Makes the bands from the file's own; null to take those.</summary>
    public Func<BandGrid, BandGrid>? Bands { get; init; }

    /// <summary>What to call dollars: those of the map that this one goes with.</summary>
    public string Unit { get; init; } = CoinGlassHeatMap.Usd;
}
