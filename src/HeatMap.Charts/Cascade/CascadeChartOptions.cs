using HeatMap.Cascades;

namespace HeatMap.Charts;

/// <summary>Choices for the chart of a cascade. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record CascadeChartOptions
{
    internal static CascadeChartOptions Default { get; } = new();

    /// <summary>What the chart is headed with; <see langword="null"/> or blank for <c>Cascade</c>. Any text.</summary>
    public string? Title { get; init; }

    /// <summary>What notional is counted in, for example <c>USDT</c>; <see langword="null"/> or blank for nothing but quote.</summary>
    public string? Unit
    {
        get;
        init => field = string.IsNullOrWhiteSpace(value) ? null : value;
    }

    /// <summary>All shocks of the same direction, for the amplification curve; <see langword="null"/> leaves it out.</summary>
    public CascadeThresholds? Thresholds { get; init; }

    /// <summary>Simulated cascades of the same market, for the distribution of outcomes; <see langword="null"/> leaves it out.</summary>
    public SimulatedCascades? Simulation { get; init; }
}
