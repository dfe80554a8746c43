namespace HeatMap.Cascades;

/// <summary>A generation of a cascade: those whom one price liquidates, and where their orders take it.</summary>
/// <param name="TriggerPrice">The price that liquidated them, quote per base.</param>
/// <param name="Price">Where their orders leave the price.</param>
/// <param name="Quantity">Base.</param>
/// <param name="Notional">Quote, at their own liquidation prices.</param>
/// <param name="Count">Positions; null where they were not counted.</param>
public readonly record struct CascadeWave(double TriggerPrice, double Price, double Quantity, double Notional, long? Count);
