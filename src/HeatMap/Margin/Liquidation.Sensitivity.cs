namespace HeatMap;

/// <content>What moves a liquidation price.</content>
public static partial class Liquidation
{
    /// <summary>Rounding of the trigger equation, relative to its largest number: an excess above it is real.</summary>
    private const double Resolution = 1e-9;

    /// <summary>How the liquidation price moves with what decides it.</summary>
    /// <param name="position">Isolated; not <c>default</c>.</param>
    /// <param name="rules">Contract, schedule and trigger of the venue.</param>
    /// <returns><see langword="null"/> where there is no liquidation price.</returns>
    /// <exception cref="ArgumentException">The position is <c>default</c> or an argument is outside its domain.</exception>
    /// <remarks>
    /// Derivatives of the price before rounding, within the tier that holds there. Where a flat schedule jumps at the price, the price stays on the floor of
    /// that tier and moves with the size alone; a position that is due where it starts does not move at all. Allocates nothing. O(tiers).
    /// </remarks>
    public static LiquidationSensitivity? Sensitivity(in Position position, MarginRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Check(position, rules, double.NaN);
        var trigger = new Trigger(rules);
        (double quantity, double entry) = (position.Quantity, position.EntryPrice);
        double margin = trigger.MarginOf(quantity, entry, position.Margin, position.Leverage);
        double price = double.IsNaN(margin) ? double.NaN : trigger.Unrounded(position.SignedQuantity, entry, margin, double.NaN);
        if (double.IsNaN(price))
        {
            return null;
        }

        double value = rules.Contract.SettlementValue(quantity, price), entryValue = rules.Contract.SettlementValue(quantity, entry);
        int perPrice = rules.Contract.Kind == ContractKind.Inverse ? -1 : 1, direction = (int)position.Side * perPrice;
        double heldAt = price;
        if (Math.Abs(Excess(trigger, position, margin, price)) > Resolution * (Math.Abs(margin) + value + entryValue))
        {
            bool jumps = rules.Schedule.Method == TierMethod.Flat && rules.Schedule.MovesWithPrice(rules.Contract.Kind);
            if (!jumps || IsFloor(rules.Schedule, value))
            {
                return new(0, margin > 0 ? 0 : double.NaN, jumps ? -perPrice * price / quantity : 0);
            }

            // Due where it starts: the line of that tier is met behind it, where the tier itself no longer holds.
            heldAt = entry;
        }

        // Implicit derivatives of excess(price, margin, quantity) = 0. Values are proportional to the size, and to the price or its inverse.
        (double maintenance, double fees) = trigger.RequirementAt(position.SignedQuantity, entry, margin, price);
        Slope ofMaintenance = rules.Valuation == MaintenanceValuation.EntryValue
            ? MaintenanceSlope(rules, quantity, entry, entry) with { ByValue = 0 }
            : MaintenanceSlope(rules, quantity, price, heldAt);
        Slope ofFees = FeeSlope(rules, direction, margin, value, entryValue);
        Slope required = rules.FeeCombination == FeeCombination.Sum
            ? new(ofMaintenance.ByValue + ofFees.ByValue, ofMaintenance.BySize + ofFees.BySize, ofFees.ByMargin)
            : maintenance > fees ? ofMaintenance : ofFees;
        double byPrice = perPrice * ((direction * value) - required.ByValue) / price;
        double perMargin = -(1 - required.ByMargin) / byPrice, leverage = entryValue / margin;
        double bySize = (direction * (value - entryValue)) - required.BySize;
        return new(perMargin, margin > 0 ? -perMargin * margin / leverage : double.NaN, -bySize / (byPrice * quantity));
    }

    private static bool IsFloor(MaintenanceSchedule schedule, double value)
    {
        foreach (RiskTier tier in schedule.Tiers)
        {
            if (Math.Abs(value - tier.Floor) <= Resolution * value)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How maintenance at a price moves, by the tier that holds at another.</summary>
    private static Slope MaintenanceSlope(MarginRules rules, double quantity, double valuedAt, double heldAt)
    {
        (ContractSpec contract, MaintenanceSchedule schedule) = (rules.Contract, rules.Schedule);
        double value = contract.SettlementValue(quantity, valuedAt), byValue = rules.PredictedFundingRate * value, bySize = byValue;
        RiskTier tier = schedule.Tiers[schedule.TierOf(schedule.SizeOf(contract, quantity, heldAt))];
        double maintenance = schedule.Maintenance(contract, quantity, valuedAt, tier);
        if (maintenance > rules.MinimumMaintenance)
        {
            // A deduction belongs to the tier, not to the size; a size that does not move with the price keeps its effective rate along it.
            double atMargin = value * (tier.MaintenanceRate + (2 * schedule.RateSlope * schedule.SizeOf(contract, quantity, valuedAt)));
            bySize += atMargin;
            byValue += schedule.MovesWithPrice(contract.Kind) ? atMargin : maintenance;
        }

        return new(byValue, bySize, 0);
    }

    private static Slope FeeSlope(MarginRules rules, int direction, double margin, double value, double entryValue)
    {
        double fee = rules.TakerFeeRate;
        switch (rules.Fee)
        {
            case TriggerFee.MarkValue:
                return new(fee * value, fee * value, 0);
            case TriggerFee.EntryValue:
                return new(0, fee * entryValue, 0);
            case TriggerFee.BankruptcyValue when ((direction * entryValue) - margin) / (direction - fee) > 0:
                // The value at bankruptcy solves margin + direction × (value − entry value) = fee × value.
                return new(0, fee * direction * entryValue / (direction - fee), -fee / (direction - fee));
            default:
                return default;
        }
    }

    /// <summary>How a requirement moves, in the settlement asset: by a whole change of value, by a whole change of size, by one unit of margin.</summary>
    private readonly record struct Slope(double ByValue, double BySize, double ByMargin);
}
