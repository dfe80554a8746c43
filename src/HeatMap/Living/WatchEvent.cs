namespace HeatMap;

/// <summary>What a <see cref="WatchRule"/> says when it speaks.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="MarkPrice">The mark of the later snapshot, quote per base.</param>
/// <param name="Value">What the rule measures, there: the distance in standard deviations, what is left in the band, or the notional.</param>
public readonly record struct WatchEvent(WatchRule Rule, double MarkPrice, double Value);
