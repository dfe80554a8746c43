namespace HeatMap.Cascades;

/// <summary>The depth came to its end before the orders did.</summary>
/// <param name="Price">Where price stands then, quote per base. What lies beyond is not known, so neither is whether it goes on.</param>
/// <param name="Remainder">Base for which there was nobody.</param>
public readonly record struct Exhaustion(double Price, double Remainder);
