namespace HeatMap;

/// <summary>What a <see cref="WatchRule"/> needs to know of one snapshot.</summary>
/// <param name="MarkPrice">The mark, quote per base.</param>
/// <param name="Value">What the rule measures.</param>
public readonly record struct WatchReading(double MarkPrice, double Value);
