namespace HeatMap.Cascades;

/// <summary>A price at which a cascade can rest, and whom it has liquidated by then.</summary>
/// <param name="FinalPrice">Quote per base.</param>
/// <param name="Quantity">Base liquidated.</param>
/// <param name="Levels">Levels liquidated, of positions or bands.</param>
public readonly record struct CascadeEnd(double FinalPrice, double Quantity, int Levels);
