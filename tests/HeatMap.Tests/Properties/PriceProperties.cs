using FsCheck.Fluent;

namespace HeatMap.Tests.Properties;

public sealed class PriceProperties
{
    [Fact]
    public void AtTheLiquidationPrice_EquityEqualsMaintenanceAndFee_Marginal() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (MarginRules rules, Position position) = Market.Pair(dice, TierMethod.Marginal);
        AssertSurplusIsZero(rules, position);
    }), 3000);

    [Fact]
    public void AtTheLiquidationPrice_EquityEqualsMaintenanceAndFee_EntryValued() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (MarginRules rules, Position position) = Market.Pair(dice, dice.Pick(TierMethod.Marginal, TierMethod.Flat));
        AssertSurplusIsZero(rules with { Valuation = MaintenanceValuation.EntryValue }, position);
    }), 1000);

    [Fact]
    public void AtTheLiquidationPrice_EquityEqualsMaintenanceAndFee_SizeContinuous() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        (MarginRules rules, Position position) = ContinuousPair(draw.Dice);
        double price = Liquidation.Price(position, rules);
        if (price == position.EntryPrice)
        {
            // Due where the walk starts.
            Assert.True(Account.Surplus(rules, position, price) <= 1e-9 * Account.Scale(rules, position, price));
            return;
        }

        AssertSurplusIsZero(rules, position);
    }), 2000);

    [Fact]
    public void Prices_AreTheFirstAtWhichAWalkFromTheMarkFails_Marginal() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (MarginRules rules, Position position) = Market.Pair(dice, TierMethod.Marginal);
        AssertFirstFailure(rules, position, position.EntryPrice * dice.Between(0.8, 1.25));
    }), 300);

    [Fact]
    public void Prices_AreTheFirstAtWhichAWalkFromTheMarkFails_Flat() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (MarginRules rules, Position position) = Market.Pair(dice, TierMethod.Flat);
        AssertFirstFailure(rules, position, position.EntryPrice * dice.Between(0.8, 1.25));
    }), 1000);

    [Fact]
    public void Prices_AreTheFirstAtWhichAWalkFromTheMarkFails_SizeContinuous() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (MarginRules rules, Position position) = ContinuousPair(dice);
        AssertFirstFailure(rules, position, position.EntryPrice * dice.Between(0.8, 1.25));
    }), 1000);

    [Fact]
    public void ExactlyOneTier_AcceptsThePriceOfAMarginalSchedule() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (MarginRules rules, Position position) = Market.Pair(dice, TierMethod.Marginal);
        rules = rules with { Fee = TriggerFee.None };
        double price = Liquidation.Price(position, rules);
        List<double> accepted = [];
        ReadOnlySpan<RiskTier> tiers = rules.Schedule.Tiers;
        for (int i = 0; i < tiers.Length; i++)
        {
            double own = rules.Contract.Kind == ContractKind.Inverse
                ? TriggerEquation.InversePrice(position.SignedQuantity, position.EntryPrice, position.Margin, tiers[i].MaintenanceRate, -tiers[i].Deduction)
                : TriggerEquation.LinearPrice(position.SignedQuantity, position.EntryPrice, position.Margin, tiers[i].MaintenanceRate, -tiers[i].Deduction);
            double value = rules.Contract.SettlementValue(position.Quantity, own), cap = i + 1 < tiers.Length ? tiers[i + 1].Floor : double.PositiveInfinity;
            bool inTier = value >= tiers[i].Floor * (1 - 1e-9) && value < cap * (1 + 1e-9);
            if (own > 0 && inTier && !accepted.Exists(p => Math.Abs(p - own) <= 1e-6 * p))
            {
                accepted.Add(own);
            }
        }

        if (double.IsNaN(price))
        {
            Assert.Empty(accepted);
        }
        else
        {
            Expect.NearRelative(Assert.Single(accepted), price, 1e-6);
        }
    }), 2000);

    [Fact]
    public void MoreMargin_MovesThePriceAway() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (MarginRules rules, Position position) = Market.Pair(dice, dice.Pick(TierMethod.Marginal, TierMethod.Flat));
        rules = rules with { Fee = dice.Pick(TriggerFee.None, TriggerFee.MarkValue, TriggerFee.EntryValue) };
        double extra = Market.EntryValue(rules.Contract, position) * dice.Magnitude(1e-3, 1);
        double less = Liquidation.Price(position, rules);
        double more = Liquidation.Price(Position.Isolated(position.Side, position.EntryPrice, position.Quantity, position.Margin + extra), rules);
        bool atABound = rules.Schedule.Method == TierMethod.Flat && IsAtABound(rules, position, less);
        Assert.True(atABound ? Farness(position.Side, more) >= Farness(position.Side, less) : double.IsNaN(less) ? double.IsNaN(more) : Farness(position.Side, more) > Farness(position.Side, less));
    }), 2000);

    [Fact]
    public void AHigherMaintenanceRate_MovesThePriceTowardTheEntry() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        ContractSpec contract = Market.Contract(dice);
        Position position = Market.Position(dice, contract);
        double rate = dice.Between(0, 0.4), raised = rate + dice.Magnitude(1e-4, 0.1);
        MarginRules rules = Market.WithFee(dice, new(contract, MaintenanceSchedule.SingleRate(rate)));
        rules = rules with { Valuation = dice.Pick(MaintenanceValuation.MarkValue, MaintenanceValuation.EntryValue) };
        double low = Liquidation.Price(position, rules), high = Liquidation.Price(position, rules with { Schedule = MaintenanceSchedule.SingleRate(raised) });
        Assert.True(double.IsNaN(high) ? double.IsNaN(low) : Farness(position.Side, high) < Farness(position.Side, low));
    }), 2000);

    [Fact]
    public void AFixedSizeSchedule_GivesThePriceOfItsEffectiveRate() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        ContractSpec contract = ContractSpec.Linear("L", "USDT") with { Multiplier = dice.Pick(1, 0.01, 10) };
        Position position = Market.Position(dice, contract);
        double size = position.Quantity / contract.Multiplier;
        RiskTier[] tiers = [new(0, 0.01), new(size * dice.Between(0.2, 2), 0.03)];
        MaintenanceSchedule schedule = dice.Chance(0.5) ? MaintenanceSchedule.Flat(TierBasis.Contracts, tiers) : MaintenanceSchedule.Marginal(TierBasis.Contracts, tiers);
        MarginRules rules = new(contract, schedule);
        double price = Liquidation.Price(position, rules);
        if (!double.IsNaN(price))
        {
            double surplus = position.Margin + (position.SignedQuantity * (price - position.EntryPrice)) - schedule.Maintenance(contract, position.Quantity, price);
            Expect.Near(0, surplus, 1e-9 * Account.Scale(rules, position, price));
        }
    }), 1000);

    [Fact]
    public void ClosedForms_OverDecimal_AgreeWithDouble() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        double sign = dice.Pick(1, -1), entry = (double)Round(dice.Magnitude(0.01, 100_000)), quantity = (double)Round(dice.Magnitude(0.01, 1000));
        double rate = (double)Round(dice.Between(0, 0.2)), constant = (double)Round(dice.Between(-1, 1) * quantity * entry * 0.01);
        double margin = (double)Round(quantity * entry * dice.Between(0.001, 0.8));
        Expect.NearRelative(
            (double)TriggerEquation.LinearPrice((decimal)sign * (decimal)quantity, (decimal)entry, (decimal)margin, (decimal)rate, (decimal)constant),
            TriggerEquation.LinearPrice(sign * quantity, entry, margin, rate, constant));

        double coins = quantity / entry, coinMargin = (double)Round(coins * dice.Between(0.001, 0.8)), coinConstant = (double)Round(coins * dice.Between(-0.01, 0.01));
        Expect.NearRelative(
            (double)TriggerEquation.InversePrice((decimal)sign * (decimal)quantity, (decimal)entry, (decimal)coinMargin, (decimal)rate, (decimal)coinConstant),
            TriggerEquation.InversePrice(sign * quantity, entry, coinMargin, rate, coinConstant));
    }), 3000);

    /// <summary>To fifteen digits, so that double and decimal hold the same number.</summary>
    private static decimal Round(double value) => (decimal)value;

    private static double Farness(Side side, double price) =>
        double.IsNaN(price) ? double.PositiveInfinity : side == Side.Long ? -price : price;

    private static bool IsAtABound(MarginRules rules, Position position, double price)
    {
        double value = rules.Contract.SettlementValue(position.Quantity, price);
        foreach (RiskTier tier in rules.Schedule.Tiers)
        {
            if (Math.Abs(value - tier.Floor) <= 1e-9 * value)
            {
                return true;
            }
        }

        return false;
    }

    private static (MarginRules Rules, Position Position) ContinuousPair(Dice dice)
    {
        ContractSpec contract = Market.Contract(dice);
        Position position = Market.Position(dice, contract);
        double slope = dice.Pick(0, dice.Magnitude(1e-6, 0.3), dice.Between(0.1, 3)) / Market.EntryValue(contract, position);
        MarginRules rules = new(contract, MaintenanceSchedule.SizeContinuous(dice.Between(0, 0.05), slope, Market.MovingBasis(contract)));
        return (Market.WithFee(dice, rules), position);
    }

    private static void AssertSurplusIsZero(MarginRules rules, Position position)
    {
        double price = Liquidation.Price(position, rules);
        if (!double.IsNaN(price))
        {
            Expect.Near(0, Account.Surplus(rules, position, price), 1e-9 * Account.Scale(rules, position, price), $"surplus at {price}");
            return;
        }

        // No price: healthy however far it goes.
        for (double factor = 1; factor < 1e9; factor *= 3)
        {
            double far = position.Side == Side.Long ? position.EntryPrice / factor : position.EntryPrice * factor;
            Assert.True(Account.Surplus(rules, position, far) >= -1e-9 * Account.Scale(rules, position, far));
        }
    }

    /// <summary>Walks from the mark in small steps, and to either side of every bound, until the position fails.</summary>
    private static void AssertFirstFailure(MarginRules rules, Position position, double mark)
    {
        double actual = Liquidation.Price(position, rules, mark);
        bool isLong = position.Side == Side.Long;
        if (Fails(mark))
        {
            Assert.True(isLong ? actual >= mark * (1 - 1e-9) : actual <= mark * (1 + 1e-9), FormattableString.Invariant($"due at {mark}, priced {actual}"));
            return;
        }

        const double Step = 1.002, Reach = 30;
        List<double> points = [];
        for (double factor = Step; factor < Reach; factor *= Step)
        {
            points.Add(isLong ? mark / factor : mark * factor);
        }

        foreach (RiskTier tier in rules.Schedule.Tiers)
        {
            double bound = rules.Contract.Kind == ContractKind.Inverse ? position.Quantity / tier.Floor : tier.Floor / position.Quantity;
            points.AddRange([bound * (1 - 1e-10), bound * (1 + 1e-10)]);
        }

        points.RemoveAll(p => !(isLong ? p < mark && p > mark / Reach : p > mark && p < mark * Reach));
        points.Sort((x, y) => isLong ? y.CompareTo(x) : x.CompareTo(y));
        double healthy = mark;
        foreach (double point in points)
        {
            if (Fails(point))
            {
                double low = Math.Min(healthy, point) * (1 - 1e-9), high = Math.Max(healthy, point) * (1 + 1e-9);
                Assert.True(actual >= low && actual <= high, FormattableString.Invariant($"healthy at {healthy}, due at {point}, priced {actual}"));
                return;
            }

            healthy = point;
        }

        Assert.True(
            double.IsNaN(actual) || (isLong ? actual <= healthy * (1 + 1e-9) : actual >= healthy * (1 - 1e-9)),
            FormattableString.Invariant($"healthy down or up to {healthy}, priced {actual}"));

        bool Fails(double price) => Account.Surplus(rules, position, price) < -1e-12 * Account.Scale(rules, position, price);
    }
}
