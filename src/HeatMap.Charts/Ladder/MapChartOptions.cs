using System.Collections.Immutable;
using HeatMap.Cascades;

namespace HeatMap.Charts;

/// <summary>Choices for the chart of a map. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record MapChartOptions
{
    internal static MapChartOptions Default { get; } = new();

    /// <summary>What the chart is headed with; <see langword="null"/> or blank for <c>Liquidation map</c>. Any text.</summary>
    public string? Title { get; init; }

    /// <summary>Zones to outline; <see langword="null"/> for the most prominent of the map, an empty array for none.</summary>
    public ImmutableArray<Zone>? Zones { get; init; }

    /// <summary>Shocks downwards, for the prices from which a fall becomes a cascade; <see langword="null"/> for none.</summary>
    public CascadeThresholds? Fall { get; init; }

    /// <summary>Shocks upwards, for the prices from which a rise becomes a cascade; <see langword="null"/> for none.</summary>
    public CascadeThresholds? Rise { get; init; }
}
