using System.Collections.Immutable;
using System.Globalization;

namespace HeatMap.Estimation;

/// <summary>Bars whose liquidations were scaled up for what a throttled feed left out.</summary>
/// <param name="Bars">The bars; all but liquidations as they were.</param>
/// <param name="IsCensored">Bar by bar, whether even the scaled amount is only a lower bound.</param>
public sealed record CorrectedBars(ImmutableArray<MarketBar> Bars, ImmutableArray<bool> IsCensored)
{
    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Bars.Length:N0} bars, {IsCensored.Count(static c => c):N0} censored");
}
