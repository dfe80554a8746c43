namespace HeatMap.Tests.Properties;

/// <summary>Contracts, schedules, rules and positions as dice fall.</summary>
internal static class Market
{
    public static ContractSpec Contract(Dice dice) => dice.Pick(
        ContractSpec.Linear("L", "USDT"), ContractSpec.Inverse("I", "USD", "BTC"), new ContractSpec("Q", ContractKind.Quanto, "USD", "BTC"));

    /// <summary>The basis in which sizes move with the price.</summary>
    public static TierBasis MovingBasis(ContractSpec contract) => contract.Kind == ContractKind.Inverse ? TierBasis.Base : TierBasis.Quote;

    /// <summary>Up to five tiers with floors around a value, so that positions cross them.</summary>
    public static MaintenanceSchedule Tiers(Dice dice, ContractSpec contract, TierMethod method, double value)
    {
        int count = dice.Whole(1, 5);
        var tiers = new RiskTier[count];
        double floor = value * dice.Between(0.3, 1.2), rate = dice.Between(0, 0.05);
        for (int i = 0; i < count; i++)
        {
            tiers[i] = new(i == 0 ? 0 : floor, rate);
            floor *= dice.Between(1.02, i == 0 ? 1.03 : 1.6);
            rate += dice.Between(0, 0.08);
        }

        return method == TierMethod.Flat
            ? MaintenanceSchedule.Flat(MovingBasis(contract), tiers)
            : MaintenanceSchedule.Marginal(MovingBasis(contract), tiers);
    }

    public static MarginRules WithFee(Dice dice, MarginRules rules) => rules with
    {
        Fee = dice.Pick(TriggerFee.None, TriggerFee.MarkValue, TriggerFee.EntryValue, TriggerFee.BankruptcyValue),
        TakerFeeRate = dice.Pick(0, 0.0004, 0.00075),
    };

    /// <summary>An isolated position, from nearly unsecured to more than fully secured.</summary>
    public static Position Position(Dice dice, ContractSpec contract)
    {
        double entry = dice.Magnitude(0.01, 100_000), value = dice.Magnitude(10, 1e8);
        double quantity = contract.Kind == ContractKind.Inverse ? value : value / entry;
        double margin = contract.SettlementValue(quantity, entry) * dice.Pick(dice.Between(0, 0.02), dice.Magnitude(0.005, 1), dice.Between(0.5, 1.5));
        return HeatMap.Position.Isolated(dice.Pick(Side.Long, Side.Short), entry, quantity, margin);
    }

    /// <summary>A position and tiers around its value.</summary>
    public static (MarginRules Rules, Position Position) Pair(Dice dice, TierMethod method)
    {
        ContractSpec contract = Contract(dice);
        Position position = Position(dice, contract);
        MaintenanceSchedule schedule = Tiers(dice, contract, method, EntryValue(contract, position));
        return (WithFee(dice, new(contract, schedule)), position);
    }

    public static double EntryValue(ContractSpec contract, Position position) => contract.SettlementValue(position.Quantity, position.EntryPrice);
}

/// <summary>What a venue would compute at a price, written from the words and not from the closed forms.</summary>
internal static class Account
{
    /// <summary>Equity less maintenance less fee, in the settlement asset: due where it is not positive.</summary>
    public static double Surplus(MarginRules rules, Position position, double price)
    {
        double equity = position.Margin + Profit(rules.Contract, position, price);
        double valuedAt = rules.Valuation == MaintenanceValuation.EntryValue ? position.EntryPrice : price;
        return equity - Maintenance(rules.Schedule, rules.Contract.SettlementValue(position.Quantity, valuedAt)) - Fee(rules, position, price);
    }

    public static double Equity(MarginRules rules, Position position, double price) => position.Margin + Profit(rules.Contract, position, price);

    /// <summary>The largest number that enters the surplus: what a tolerance is relative to.</summary>
    public static double Scale(MarginRules rules, Position position, double price) =>
        position.Margin + Market.EntryValue(rules.Contract, position) + rules.Contract.SettlementValue(position.Quantity, price);

    /// <summary>Slice by slice for a marginal schedule; sizes are settlement values.</summary>
    public static double Maintenance(MaintenanceSchedule schedule, double value)
    {
        double sum = 0, rate = 0;
        for (int i = 0; i < schedule.Tiers.Length; i++)
        {
            RiskTier tier = schedule.Tiers[i];
            double cap = i + 1 < schedule.Tiers.Length ? schedule.Tiers[i + 1].Floor : double.PositiveInfinity;
            sum += tier.MaintenanceRate * Math.Max(0, Math.Min(value, cap) - tier.Floor);
            rate = value >= tier.Floor ? tier.MaintenanceRate : rate;
        }

        return schedule.Method switch
        {
            TierMethod.Marginal => sum,
            TierMethod.Flat => rate * value,
            _ => value * (rate + (schedule.RateSlope * value)),
        };
    }

    private static double Profit(ContractSpec contract, Position position, double price)
    {
        double sign = position.Side == Side.Long ? 1 : -1;
        return contract.Kind == ContractKind.Inverse
            ? sign * ((position.Quantity / position.EntryPrice) - (position.Quantity / price))
            : sign * position.Quantity * (price - position.EntryPrice);
    }

    private static double Fee(MarginRules rules, Position position, double price)
    {
        double at = rules.Fee switch
        {
            TriggerFee.MarkValue => price,
            TriggerFee.EntryValue => position.EntryPrice,
            TriggerFee.BankruptcyValue => Liquidation.BankruptcyPrice(position, rules, rules.TakerFeeRate),
            _ => double.NaN,
        };
        return double.IsNaN(at) ? 0 : rules.TakerFeeRate * rules.Contract.SettlementValue(position.Quantity, at);
    }
}
