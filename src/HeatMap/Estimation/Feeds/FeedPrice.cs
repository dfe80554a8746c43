using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>From the price that a feed reports to the price that triggered: several venues publish the bankruptcy price, which lies beyond the trigger by what maintenance and fee leave.</summary>
/// <remarks>
/// On a linear contract <c>P_bankruptcy = P_trigger · (1 − s·(m + f)) + s·c/q</c>, on an inverse one <c>1/P_bankruptcy = (1 + s·(m + f))/P_trigger − s·c/n</c>, with s = +1 for a long and −1 for a short,
/// maintenance rate m, closing fee rate f and tier deduction c. Uncorrected, the shift alone misplaces scores by several bands. Source: docs/method/calibration.md.
/// </remarks>
public static class FeedPrice
{
    /// <summary>The bankruptcy price of a linear position that was triggered at a price, in the lowest tier.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="triggerPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="maintenanceRate">A fraction &gt;= 0 and &lt; 1.</param>
    /// <param name="feeRate">Of the closing order, a fraction &gt;= 0; with maintenance below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double ToBankruptcy(Side side, double triggerPrice, double maintenanceRate, double feeRate = 0) =>
        Guard.Positive(triggerPrice) * Factor(side, maintenanceRate, feeRate);

    /// <summary>The price that triggered a linear position, of its bankruptcy price, in the lowest tier.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="bankruptcyPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="maintenanceRate">A fraction &gt;= 0 and &lt; 1.</param>
    /// <param name="feeRate">Of the closing order, a fraction &gt;= 0; with maintenance below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double ToTrigger(Side side, double bankruptcyPrice, double maintenanceRate, double feeRate = 0) =>
        Guard.Positive(bankruptcyPrice) / Factor(side, maintenanceRate, feeRate);

    /// <summary>The bankruptcy price of a position that was triggered at a price, by a venue's rules.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="quantity">Unsigned size in the contract's unit; finite and &gt; 0. It decides the tier.</param>
    /// <param name="triggerPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="rules">Linear or inverse, with maintenance on mark value. Its taker fee counts where <see cref="MarginRules.Fee"/> takes it of mark value.</param>
    /// <returns>Quote per base, not rounded; NaN where no positive price uses up what is left, as for an inverse short.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain, or the rules are of another kind.</exception>
    public static double ToBankruptcy(Side side, double quantity, double triggerPrice, MarginRules rules)
    {
        Check(side, quantity, triggerPrice, rules);
        double fee = rules.Fee == TriggerFee.MarkValue ? rules.TakerFeeRate : 0;
        double left = rules.Schedule.Maintenance(rules.Contract, quantity, triggerPrice) + (fee * rules.Contract.SettlementValue(quantity, triggerPrice));
        double price = rules.Contract.Kind == ContractKind.Inverse
            ? quantity / ((quantity / triggerPrice) + ((int)side * left))
            : triggerPrice - ((int)side * left / quantity);
        return Guard.IsPositive(price) ? price : double.NaN;
    }

    /// <summary>The price that triggered a position, of its bankruptcy price, by a venue's rules.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="quantity">Unsigned size in the contract's unit; finite and &gt; 0. It decides the tier.</param>
    /// <param name="bankruptcyPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="rules">Linear or inverse, with maintenance on mark value. Its taker fee counts where <see cref="MarginRules.Fee"/> takes it of mark value.</param>
    /// <returns>Quote per base, not rounded; NaN where there is none.</returns>
    /// <exception cref="ArgumentException">An argument is outside its domain, or the rules are of another kind.</exception>
    /// <remarks>A position with that bankruptcy price is made and priced by <see cref="Liquidation"/>, so that tiers have one source; its entry does not matter.</remarks>
    public static double ToTrigger(Side side, double quantity, double bankruptcyPrice, MarginRules rules)
    {
        Check(side, quantity, bankruptcyPrice, rules);
        double entry = side == Side.Long ? 2 * bankruptcyPrice : bankruptcyPrice / 2;
        double margin = rules.Contract.Kind == ContractKind.Inverse
            ? Math.Abs((quantity / bankruptcyPrice) - (quantity / entry))
            : quantity * Math.Abs(entry - bankruptcyPrice);
        MarginRules plain = rules with { Rounding = PriceRounding.None, FixedFee = 0, MinimumMaintenance = 0, PredictedFundingRate = 0, FeeCombination = FeeCombination.Sum, ExtraMarginPaysFee = false, Fee = rules.Fee == TriggerFee.MarkValue ? TriggerFee.MarkValue : TriggerFee.None };
        return Liquidation.Price(Position.Isolated(side, entry, quantity, margin), plain);
    }

    private static double Factor(Side side, double maintenanceRate, double feeRate)
    {
        Guard.Defined(side);
        Guard.Rate(maintenanceRate);
        Guard.Rate(feeRate);
        if (maintenanceRate + feeRate >= 1)
        {
            Throw.OutOfRange(nameof(feeRate), feeRate, FormattableString.Invariant($"below 1 with the maintenance rate of {maintenanceRate}"));
        }

        return 1 - ((int)side * (maintenanceRate + feeRate));
    }

    private static void Check(Side side, double quantity, double price, MarginRules rules)
    {
        Guard.Defined(side);
        Guard.Positive(quantity);
        Guard.Positive(price);
        ArgumentNullException.ThrowIfNull(rules);
        if (rules.Contract.Kind == ContractKind.Quanto || rules.Valuation != MaintenanceValuation.MarkValue)
        {
            Throw.Argument(nameof(rules), "rules must be linear or inverse, with maintenance on mark value");
        }
    }
}
