namespace HeatMap;

/// <content>Why a price is what it is.</content>
public static partial class Liquidation
{
    /// <summary>The numbers behind a liquidation price, for a person to check.</summary>
    /// <param name="position">Not <c>default</c>.</param>
    /// <param name="rules">Contract, schedule and trigger of the venue.</param>
    /// <param name="markPrice">As for <see cref="Price"/>.</param>
    /// <exception cref="ArgumentException">As for <see cref="Price"/>.</exception>
    /// <remarks>Allocates the result. O(tiers).</remarks>
    public static LiquidationExplanation Explain(in Position position, MarginRules rules, double markPrice = double.NaN)
    {
        double price = Price(position, rules, markPrice);
        var trigger = new Trigger(rules);
        double quantity = position.SignedQuantity, entry = position.EntryPrice;
        double margin = trigger.MarginOf(position.Quantity, entry, position.Margin, position.Leverage);
        double unrounded = double.IsNaN(margin) ? double.NaN : trigger.Unrounded(quantity, entry, margin, markPrice);
        bool answered = !double.IsNaN(price);
        double valued = rules.Valuation == MaintenanceValuation.EntryValue ? entry : unrounded;
        double size = rules.Schedule.SizeOf(rules.Contract, position.Quantity, valued);
        int tier = answered ? rules.Schedule.TierOf(size) : -1;
        (double maintenance, double fees) = answered ? trigger.RequirementAt(quantity, entry, margin, unrounded) : (double.NaN, double.NaN);
        return new()
        {
            Rules = rules,
            Position = position,
            Price = price,
            UnroundedPrice = unrounded,
            Reason = answered ? null : double.IsNaN(margin) ? "the collateral lies in an account"
                : double.IsNaN(unrounded) ? "no positive price uses up the margin"
                : "the price is below half a tick, and is rounded away",
            Margin = margin,
            Tier = tier + 1,
            MaintenanceRate = answered ? rules.Schedule.Tiers[tier].MaintenanceRate + (rules.Schedule.RateSlope * size) : double.NaN,
            Deduction = answered ? rules.Schedule.Tiers[tier].Deduction : double.NaN,
            MaintenanceValue = answered ? rules.Contract.SettlementValue(position.Quantity, valued) : double.NaN,
            Equity = answered ? trigger.EquityAt(quantity, entry, margin, unrounded) : double.NaN,
            Maintenance = maintenance,
            Fees = fees,
            BankruptcyPrice = BankruptcyPrice(position, rules),
        };
    }
}
