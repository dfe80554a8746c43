namespace HeatMap.Cascades;

/// <summary>A resting order that becomes a market order when the mark touches its price: a second supply of forced orders, with nobody's margin behind it.</summary>
/// <remarks><see cref="CascadeEngine"/> checks it. <c>default</c> has no price and is refused.</remarks>
/// <param name="TriggerPrice">Quote per base; finite and &gt; 0, below the mark for a sale and above it for a purchase.</param>
/// <param name="SignedQuantity">Base to be sold (negative) or bought (positive); finite and not zero.</param>
public readonly record struct StopOrder(double TriggerPrice, double SignedQuantity);
