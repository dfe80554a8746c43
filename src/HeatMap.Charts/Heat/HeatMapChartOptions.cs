using System.Collections.Immutable;
using HeatMap.Estimation;
using HeatMap.Evaluation;

namespace HeatMap.Charts;

/// <summary>Choices for the chart of a heat map. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record HeatMapChartOptions
{
    internal static HeatMapChartOptions Default { get; } = new();

    /// <summary>What the chart is headed with; <see langword="null"/> or blank for <c>Liquidation heat map</c> or <c>Executed liquidations</c>. Any text.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// The prices that a page begins with, and those that a picture draws; finite, low &lt; high, within reach of the map's window. <see langword="null"/> for those around the candles, and more where most of the notional lies beyond.
    /// </summary>
    public PriceRange? View { get; init; }

    /// <summary>Candles over the map, and open interest that notional is a share of; empty for the price path that the heat map holds itself.</summary>
    public ImmutableArray<MarketBar> Bars { get; init; } = [];

    /// <summary>Executed liquidations as marks over the map; empty for none.</summary>
    public ImmutableArray<LiquidationPrint> Prints { get; init; } = [];

    /// <summary>Executed liquidations as a heat map of kind <see cref="HeatMapKind.Executed"/>, drawn as marks as well; <see langword="null"/> for none.</summary>
    public LiquidationHeatMap? Executed { get; init; }
}
