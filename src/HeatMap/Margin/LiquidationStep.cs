namespace HeatMap;

/// <summary>One sale (or purchase) of a liquidation that happens in steps.</summary>
/// <param name="Price">Where the step is triggered, quote per base, not rounded.</param>
/// <param name="Quantity">How much is closed, in the contract's unit.</param>
/// <param name="Remaining">How much is left.</param>
/// <param name="Notional">The quote value of what is closed, at the price.</param>
/// <param name="MarginLeft">The margin of what is left: the margin before with the loss of what was closed taken off, in the settlement asset.</param>
public readonly record struct LiquidationStep(double Price, double Quantity, double Remaining, double Notional, double MarginLeft);
