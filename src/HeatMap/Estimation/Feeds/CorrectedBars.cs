using System.Collections.Immutable;

namespace HeatMap.Estimation;

/// <summary>Bars whose liquidations were scaled up for what a throttled feed left out.</summary>
/// <param name="Bars">The bars; all but liquidations as they were.</param>
/// <param name="IsCensored">Bar by bar, whether even the scaled amount is only a lower bound.</param>
public sealed record CorrectedBars(ImmutableArray<MarketBar> Bars, ImmutableArray<bool> IsCensored);
