using System.Collections.Immutable;
using FsCheck.Fluent;

namespace HeatMap.Tests.Properties;

/// <summary>Levels, explanations, sensitivities and steps of single positions.</summary>
public sealed class LevelProperties
{
    [Fact]
    public void Explain_AddsUpToTheTrigger() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        (MarginRules rules, Position position) = Pair(draw.Dice, TierMethod.Marginal);
        LiquidationExplanation e = Liquidation.Explain(position, rules);
        Expect.SameBits(Liquidation.Price(position, rules), e.Price);
        Expect.SameBits(Liquidation.BankruptcyPrice(position, rules), e.BankruptcyPrice);
        Assert.Equal(position.Margin, e.Margin);
        if (double.IsNaN(e.Price))
        {
            Assert.NotNull(e.Reason);
            Assert.Equal(0, e.Tier);
            Assert.All([e.UnroundedPrice, e.Equity, e.Maintenance, e.Fees, e.MaintenanceRate, e.Deduction, e.MaintenanceValue, e.Excess], x => Assert.Equal(double.NaN, x));
            return;
        }

        Assert.Null(e.Reason);
        double scale = Account.Scale(rules, position, e.UnroundedPrice);
        Expect.Near(0, e.Excess, 1e-9 * scale);
        double valued = rules.Valuation == MaintenanceValuation.EntryValue ? position.EntryPrice : e.UnroundedPrice;
        Expect.NearRelative(rules.Contract.SettlementValue(position.Quantity, valued), e.MaintenanceValue);
        Expect.Near(Account.Maintenance(rules.Schedule, e.MaintenanceValue), e.Maintenance, 1e-12 * scale);
        Expect.Near((e.MaintenanceRate * e.MaintenanceValue) - e.Deduction, e.Maintenance, 1e-9 * scale);
        RiskTier tier = rules.Schedule.Tiers[e.Tier - 1];
        Assert.Equal(tier.MaintenanceRate, e.MaintenanceRate);
        Assert.Equal(tier.Deduction, e.Deduction);
        Assert.True(e.MaintenanceValue >= tier.Floor * (1 - 1e-12));
        Assert.True(e.Tier == rules.Schedule.Tiers.Length || e.MaintenanceValue <= rules.Schedule.Tiers[e.Tier].Floor * (1 + 1e-12));
    }), 2000);

    [Fact]
    public void Explain_OfAFlatSchedule_IsShortOfEquityOnlyAtAJump() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        (MarginRules rules, Position position) = Pair(draw.Dice, TierMethod.Flat);
        LiquidationExplanation e = Liquidation.Explain(position, rules);
        bool jumps = rules.Schedule.Tiers.ToArray().Any(t => Math.Abs(e.MaintenanceValue - t.Floor) <= 1e-9 * t.Floor);
        bool due = Account.Surplus(rules, position, position.EntryPrice) < 0;
        Assert.True(double.IsNaN(e.Price) || jumps || due || Math.Abs(e.Excess) <= 1e-9 * Account.Scale(rules, position, e.UnroundedPrice));
    }), 1000);

    [Fact]
    public void MarginFor_IsTheInverseOfPrice() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (MarginRules rules, Position position) = Pair(dice, TierMethod.Marginal);
        double price = Liquidation.Price(position, rules);
        if (!double.IsNaN(price))
        {
            Expect.Near(position.Margin, Liquidation.MarginFor(position, rules, price), 1e-9 * Account.Scale(rules, position, price));
        }

        double wanted = position.EntryPrice * dice.Magnitude(0.2, 5), margin = Liquidation.MarginFor(position, rules, wanted);
        if (margin > 0)
        {
            var secured = Position.Isolated(position.Side, position.EntryPrice, position.Quantity, margin);
            Expect.Near(0, Account.Surplus(rules, secured, wanted), 1e-9 * Account.Scale(rules, secured, wanted));
            Expect.NearRelative(wanted, Liquidation.Price(secured, rules), 1e-6);
        }
    }), 2000);

    [Fact]
    public void Sensitivity_IsTheSlopeOfPrice() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (MarginRules rules, Position position) = Pair(dice, dice.Pick(TierMethod.Marginal, TierMethod.Flat));
        if (dice.Chance(0.2))
        {
            double slope = dice.Between(0.01, 0.3) / Market.EntryValue(rules.Contract, position);
            rules = rules with { Schedule = MaintenanceSchedule.SizeContinuous(dice.Between(0, 0.05), slope, Market.MovingBasis(rules.Contract)) };
        }

        double price = Liquidation.Price(position, rules), value = Market.EntryValue(rules.Contract, position);
        LiquidationSensitivity? sensitivity = Liquidation.Sensitivity(position, rules);
        Assert.Equal(double.IsNaN(price), sensitivity is null);
        if (sensitivity is not { } s || position.Margin < 1e-3 * value || price < 1e-2 * position.EntryPrice || price > 1e2 * position.EntryPrice
            || IsNearAFloor(price, 1e-3) || IsNearAFloor(position.EntryPrice, 1e-5) || price == position.EntryPrice)
        {
            return; // no price, at an end of the world, on a bend, or due where it starts: the examples in LevelTests
        }

        double leverage = value / position.Margin;
        Near(m => Priced(m, position.Quantity), position.Margin, s.PerMargin, price / value);
        Assert.True(position.Side == Side.Long ? s.PerMargin < 0 : s.PerMargin > 0);
        Near(l => Priced(value / l, position.Quantity), leverage, s.PerLeverage, price / leverage);
        Near(q => Priced(position.Margin, q), position.Quantity, s.PerQuantity, price / position.Quantity);

        double Priced(double margin, double quantity) => Liquidation.Price(Position.Isolated(position.Side, position.EntryPrice, quantity, margin), rules);

        bool IsNearAFloor(double at, double distance) => rules.Schedule.Tiers.ToArray().Any(t =>
            Math.Abs((rules.Contract.SettlementValue(position.Quantity, at) / t.Floor) - 1) < distance);

        static void Near(Func<double, double> price, double at, double actual, double unit)
        {
            double expected = Difference(1e-6 * at), tolerance = 1e-3 * (Math.Abs(expected) + unit);
            if (Math.Abs(Difference(0.5e-6 * at) - expected) <= 0.1 * tolerance)
            {
                Expect.Near(expected, actual, tolerance);
            }

            // Else the price itself jumps here, as where a walk just passes a flat tier: a difference that changes with its step is no slope.
            double Difference(double step) => (price(at + step) - price(at - step)) / (2 * step);
        }
    }), 20000);

    [Fact]
    public void MarginCallPrice_IsTheLiquidationAtOneAndComesBeforeIt() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (MarginRules rules, Position position) = Pair(dice, dice.Pick(TierMethod.Marginal, TierMethod.Flat));
        double last = Liquidation.Price(position, rules), previous = last, sign = position.Side == Side.Long ? 1 : -1;
        Expect.SameBits(last, Liquidation.MarginCallPrice(position, rules, 1));
        foreach (double ratio in (double[])[0.9, 0.8, 0.7])
        {
            double call = Liquidation.MarginCallPrice(position, rules, ratio);
            Assert.True(double.IsNaN(previous) || sign * call >= (sign * previous) - (1e-9 * previous), FormattableString.Invariant($"{call} after {previous}"));
            if (!double.IsNaN(call) && rules.Schedule.Method == TierMethod.Marginal)
            {
                double scale = Account.Scale(rules, position, call), gap = Account.Equity(rules, position, call) * (1 - ratio);
                Expect.Near(gap, Account.Surplus(rules, position, call), 1e-9 * scale);
            }

            previous = call;
        }
    }), 2000);

    [Fact]
    public void TimeToLiquidation_IsThatOfALoop() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (MarginRules rules, Position position) = Pair(dice, TierMethod.Marginal);
        double mark = position.EntryPrice * dice.Between(0.95, 1.05), rate = dice.Between(-0.03, 0.03);
        var hours = TimeSpan.FromHours(8);
        double margin = position.Margin, payment = (position.Side == Side.Long ? 1 : -1) * rate * rules.Contract.SettlementValue(position.Quantity, mark);
        int intervals = 0;
        double scale = Account.Scale(rules, position, mark), surplus = Surplus();
        while (surplus > 1e-12 * scale && payment > 0 && margin >= payment)
        {
            margin -= payment;
            intervals++;
            surplus = Surplus();
        }

        TimeSpan? time = Liquidation.TimeToLiquidation(position, rules, mark, rate, hours);
        if (Math.Abs(surplus) < 1e-9 * scale || Math.Abs(surplus + payment) < 1e-9 * scale)
        {
            return; // on the edge of an interval
        }

        if (surplus <= 0)
        {
            Assert.Equal(intervals * hours, time);
        }
        else
        {
            Assert.True(payment > 0 ? time > intervals * hours : time is null);
        }

        double Surplus() => Account.Surplus(rules, Position.Isolated(position.Side, position.EntryPrice, position.Quantity, margin), mark);
    }), 1000);

    [Fact]
    public void Steps_AddUpAndGoOneWay() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (MarginRules rules, Position position) = Pair(dice, dice.Pick(TierMethod.Marginal, TierMethod.Flat));
        rules = rules with { Process = dice.Pick(Enum.GetValues<LiquidationProcess>()) };
        ImmutableArray<LiquidationStep> steps = Liquidation.Steps(position, rules);
        double first = Liquidation.Price(position, rules), left = position.Quantity, margin = position.Margin, last = first;
        Assert.Equal(double.IsNaN(first), steps.IsEmpty);
        foreach (LiquidationStep step in steps)
        {
            Assert.True(step.Quantity > 0 && step.Remaining >= 0, $"{rules.Process} {step} of {left}");
            Expect.NearRelative(left, step.Quantity + step.Remaining);
            Assert.True(position.Side == Side.Long ? step.Price <= last : step.Price >= last, FormattableString.Invariant($"{step.Price} after {last}"));
            Expect.NearRelative(rules.Contract.Notional(step.Quantity, step.Price), step.Notional);
            double loss = -Account.Equity(rules, Position.Isolated(position.Side, position.EntryPrice, step.Quantity, 0), step.Price);
            Expect.Near(margin - loss, step.MarginLeft, 1e-12 * Account.Scale(rules, position, step.Price));
            (left, margin, last) = (step.Remaining, step.MarginLeft, step.Price);
        }

        if (!steps.IsEmpty)
        {
            Expect.NearRelative(first, steps[0].Price);
            Expect.NearRelative(position.Quantity, steps.Sum(s => s.Quantity) + left);
            if (rules.Process == LiquidationProcess.Whole)
            {
                Assert.Single(steps);
            }

            if (left > 0)
            {
                // What is left has no price: its margin covers it.
                Assert.True(margin >= 0);
                Assert.Equal(double.NaN, Liquidation.Price(Position.Isolated(position.Side, position.EntryPrice, left, margin), rules, last));
            }
        }
    }), 3000);

    /// <summary>One in four valued at the entry.</summary>
    private static (MarginRules Rules, Position Position) Pair(Dice dice, TierMethod method)
    {
        (MarginRules rules, Position position) = Market.Pair(dice, method);
        return (rules with { Valuation = dice.Chance(0.25) ? MaintenanceValuation.EntryValue : MaintenanceValuation.MarkValue }, position);
    }
}
