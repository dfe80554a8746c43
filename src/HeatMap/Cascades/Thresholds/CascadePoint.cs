namespace HeatMap.Cascades;

/// <summary>A point of the amplification curve.</summary>
/// <param name="ShockedPrice">Where a shock takes price, quote per base.</param>
/// <param name="FinalPrice">Where the cascade takes it.</param>
/// <param name="Quantity">Base that is liquidated.</param>
public readonly record struct CascadePoint(double ShockedPrice, double FinalPrice, double Quantity);
