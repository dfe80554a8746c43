namespace HeatMap;

/// <summary>How a liquidation price moves with what decides it.</summary>
/// <param name="PerMargin">Change of the price for one unit of margin, in quote per base per settlement asset: negative for a long, positive for a short.</param>
/// <param name="PerLeverage">Change of the price for one unit of leverage at the same size; NaN when the margin is not positive.</param>
/// <param name="PerQuantity">Change of the price for one unit of quantity at the same entry and margin.</param>
public readonly record struct LiquidationSensitivity(double PerMargin, double PerLeverage, double PerQuantity);
