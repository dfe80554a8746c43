namespace HeatMap.Cascades;

/// <summary>What stands in an order book at one price.</summary>
/// <param name="Price">Quote per base.</param>
/// <param name="Quantity">Base, unsigned.</param>
public readonly record struct BookLevel(double Price, double Quantity);
