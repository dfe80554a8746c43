namespace HeatMap;

/// <summary>A position as a <see cref="LivingMap"/> holds it now.</summary>
/// <param name="Handle">Its name.</param>
/// <param name="Side">Long or short.</param>
/// <param name="Quantity">Unsigned size in the contract's unit.</param>
/// <param name="EntryPrice">Quote per base; NaN for one that is priced elsewhere.</param>
/// <param name="Margin">Its own collateral in the settlement asset; NaN where it has none, or is priced elsewhere.</param>
/// <param name="LiquidationPrice">Quote per base; NaN where nothing liquidates it.</param>
/// <param name="Notional">Value at the liquidation price, without one at the mark.</param>
/// <param name="Layer">Its layer's place in <see cref="LivingMap.Layers"/>.</param>
public readonly record struct LivePosition(PositionHandle Handle, Side Side, double Quantity, double EntryPrice, double Margin, double LiquidationPrice, double Notional, int Layer)
{
    /// <summary>Whether its price comes from the caller and not from the map's rules.</summary>
    public bool IsPricedElsewhere => double.IsNaN(EntryPrice);

    /// <summary>The size with the sign of the side.</summary>
    public double SignedQuantity => (int)Side * Quantity;
}
