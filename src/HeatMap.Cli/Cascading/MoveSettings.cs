using HeatMap.Cascades;
using HeatMap.Cli.Mapping;

namespace HeatMap.Cli.Cascading;

/// <summary>What the user asked <c>heatmap explain</c> to do, checked.</summary>
/// <param name="Files">Positions, or maps.</param>
/// <param name="Mapping">How positions are mapped, and which bands and mark a map is given.</param>
/// <param name="Market">What took the forced orders.</param>
/// <param name="PathFile">The bars that followed.</param>
internal sealed record MoveSettings(IReadOnlyList<string> Files, MapSettings Mapping, MarketSettings Market, string PathFile)
{
    /// <summary>Bars that begin before are left out, in milliseconds since 1970; null for all.</summary>
    public long? After { get; init; }

    /// <summary>Where in a band its notional waits.</summary>
    public BandEdge Edge { get; init; } = BandEdge.Near;

    /// <summary>Whether the user chose the edge.</summary>
    public bool ChoseEdge { get; init; }

    /// <summary>By how much a zone stands out at least.</summary>
    public double MinProminence { get; init; }
}
