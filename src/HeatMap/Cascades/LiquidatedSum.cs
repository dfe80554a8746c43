namespace HeatMap.Cascades;

/// <summary>How much is liquidated.</summary>
/// <param name="Quantity">Base.</param>
/// <param name="Notional">Quote, each position at its own liquidation price, as a map counts it; not what the orders brought.</param>
/// <param name="Count">Positions; null where they were not counted.</param>
public readonly record struct LiquidatedSum(double Quantity, double Notional, long? Count);
