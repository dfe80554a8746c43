namespace HeatMap;

/// <summary>The order that liquidates a position: a sale for a long, a purchase for a short.</summary>
/// <param name="Handle">The position it closes; no longer live.</param>
/// <param name="Side">The side of the position, not of the order.</param>
/// <param name="Price">Its liquidation price, quote per base; the market may be beyond it.</param>
/// <param name="Quantity">Unsigned size in the contract's unit.</param>
/// <param name="Notional">Value at <paramref name="Price"/>.</param>
/// <param name="Layer">The position's layer.</param>
public readonly record struct ForcedOrder(PositionHandle Handle, Side Side, double Price, double Quantity, double Notional, int Layer);
