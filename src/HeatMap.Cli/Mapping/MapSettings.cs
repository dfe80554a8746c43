using System.Diagnostics.CodeAnalysis;
using HeatMap.Cli.Input;

namespace HeatMap.Cli.Mapping;

/// <summary>What the user asked <c>heatmap map</c> to do, checked.</summary>
internal sealed record MapSettings : InputSettings
{
    [SetsRequiredMembers]
    public MapSettings(InputSettings input, BandSettings bands)
        : base(input) => Bands = bands;

    public double? Mark { get; init; }

    public string? Symbol { get; init; }

    public BandSettings Bands { get; init; }

    public bool Recompute { get; init; }

    /// <summary>Whether the positions are estimated rather than reported.</summary>
    public bool IsModelled { get; init; }

    /// <summary>The moment of a heat map of CoinGlass, in milliseconds since 1970; null for its last column.</summary>
    public long? At { get; init; }

    /// <summary>By what to tell layers apart; null for none.</summary>
    public string? Layers { get; init; }

    /// <summary>Whether each position is kept beside the map, for commands that need more than its band.</summary>
    public bool HoldsPositions { get; init; }
}
