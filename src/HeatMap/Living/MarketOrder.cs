namespace HeatMap;

/// <summary>An order that a mark of a <see cref="LivingMarket"/> forced.</summary>
/// <param name="Symbol">The contract in which it is placed.</param>
/// <param name="Account">The account whose position it closes; <c>default</c> for an isolated position.</param>
/// <param name="Order">The order. Its price is the liquidation price that was crossed, or that at which the position went with its account.</param>
public readonly record struct MarketOrder(string Symbol, AccountHandle Account, ForcedOrder Order)
{
    /// <summary>Whether it closes a position of an account.</summary>
    public bool IsOfAccount => Account != default;
}
