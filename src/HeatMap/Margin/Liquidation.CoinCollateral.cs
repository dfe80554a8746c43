using HeatMap.Internal;

namespace HeatMap;

/// <content>Linear positions that are secured by the coin they trade.</content>
public static partial class Liquidation
{
    /// <summary>The liquidation price of a linear position whose collateral is held in the base asset, as on GMX: its worth moves with the price.</summary>
    /// <param name="position">Its margin is collateral in the settlement asset beside the coins, and may hold a price impact that the caller adds or takes off.</param>
    /// <param name="rules">A linear contract with maintenance on entry value, or on mark value by marginal tiers; the fee as a sum with maintenance.</param>
    /// <param name="collateralQuantity">How many coins secure it; finite and &gt;= 0.</param>
    /// <returns>
    /// Quote per base, rounded as the rules say. NaN when no positive price liquidates it: a short that is covered by its coins never is.
    /// </returns>
    /// <exception cref="ArgumentException">The position is <c>default</c> or cross, or the rules are of another kind than said above.</exception>
    /// <remarks>
    /// Equity is <c>W + K·P + s·q·(P − E)</c>, so with requirement <c>α·q·P + β</c> the price is <c>(s·q·E − W + β) / (s·q + K − q·α)</c>. Allocates nothing.
    /// O(tiers).
    /// </remarks>
    public static double PriceWithCoinCollateral(in Position position, MarginRules rules, double collateralQuantity)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Guard.NonNegative(collateralQuantity);
        Check(position, rules, double.NaN);
        bool entryValued = rules.Valuation == MaintenanceValuation.EntryValue;
        if (rules.Contract.Kind != ContractKind.Linear || rules.FeeCombination != FeeCombination.Sum || rules.Fee == TriggerFee.BankruptcyValue
            || !(entryValued || rules.Schedule.Method == TierMethod.Marginal))
        {
            Throw.Argument(nameof(rules), "rules must be linear, with maintenance on entry value or marginal tiers, and no fee on the bankruptcy value");
        }

        var trigger = new Trigger(rules);
        (double signed, double entry) = (position.SignedQuantity, position.EntryPrice);
        double margin = trigger.MarginOf(position.Quantity, entry, position.Margin, position.Leverage);
        if (double.IsNaN(margin))
        {
            Throw.Argument(nameof(position), "position must be isolated; give a margin of zero where the coins are all its collateral");
        }

        double markFee = rules.Fee == TriggerFee.MarkValue ? rules.TakerFeeRate : 0, first = double.NaN;
        (double fixedMaintenance, double fees) = trigger.RequirementAt(signed, entry, margin, entry);
        double fixedFees = fees - (markFee * position.Quantity * entry);
        if (entryValued)
        {
            First(markFee, fixedMaintenance + fixedFees);
        }
        else
        {
            First(markFee, rules.MinimumMaintenance + fixedFees);
            foreach (RiskTier tier in rules.Schedule.Tiers)
            {
                First(tier.MaintenanceRate + rules.PredictedFundingRate + markFee, fixedFees - tier.Deduction);
            }
        }

        return double.IsNaN(first) ? first : trigger.Rounded(first, signed, entry, rules.Rounding);

        // The line that is met first on the way that loses: from above for a net long, from below for a net short.
        void First(double rate, double constant)
        {
            double slope = signed + collateralQuantity - (Math.Abs(signed) * rate), price = ((signed * entry) - margin + constant) / slope;
            if (Guard.IsPositive(price) && slope > 0 == signed > 0)
            {
                first = double.IsNaN(first) ? price : signed > 0 ? Math.Max(first, price) : Math.Min(first, price);
            }
        }
    }
}
