using System.Collections.Immutable;

namespace HeatMap;

/// <content>Liquidation in steps.</content>
public static partial class Liquidation
{
    /// <summary>Above this value, in quote, <see cref="LiquidationProcess.FifthThenRest"/> sells a fifth first.</summary>
    private const double FifthAbove = 100_000;

    /// <summary>A step that would close less than this share of a position is left out.</summary>
    private const double LeastStep = 1e-9;

    /// <summary>A guard against schedules that would step for ever; no venue has so many tiers.</summary>
    private const int MostSteps = 256;

    /// <summary>The prices at which a venue sells a position part by part, and how much each time, if the price goes on against it.</summary>
    /// <param name="position">Isolated; not <c>default</c>.</param>
    /// <param name="rules">Contract, schedule, trigger and <see cref="MarginRules.Process"/> of the venue.</param>
    /// <param name="markPrice">As for <see cref="Price"/>.</param>
    /// <returns>
    /// Steps in the order of the price's way. Their quantities add up to the position, unless a step frees so much margin that no price liquidates what is
    /// left: then the last step's <see cref="LiquidationStep.Remaining"/> is not zero. Empty where nothing liquidates it. Each part is closed at the price of
    /// its step, without fee; what is left then has the loss of that part taken off its margin, and is priced anew.
    /// </returns>
    /// <exception cref="ArgumentException">As for <see cref="Price"/>.</exception>
    /// <remarks>Allocates the result. O(tiers²).</remarks>
    public static ImmutableArray<LiquidationStep> Steps(in Position position, MarginRules rules, double markPrice = double.NaN)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Check(position, rules, markPrice);
        var trigger = new Trigger(rules);
        var steps = ImmutableArray.CreateBuilder<LiquidationStep>();
        int sign = (int)position.Side;
        double left = position.Quantity, margin = trigger.MarginOf(position.Quantity, position.EntryPrice, position.Margin, position.Leverage);
        double last = double.NaN;
        int tierLimit = int.MaxValue;
        bool halved = false;
        while (left > 0 && !double.IsNaN(margin) && steps.Count < MostSteps)
        {
            double price = trigger.Unrounded(sign * left, position.EntryPrice, margin, double.IsNaN(last) ? markPrice : last);
            if (double.IsNaN(price))
            {
                break;
            }

            // What is due already is sold where the price is.
            price = double.IsNaN(last) ? price : position.Side == Side.Long ? Math.Min(price, last) : Math.Max(price, last);
            double keep = steps.Count == MostSteps - 1 ? 0 : Keep(rules, left, rules.Valuation == MaintenanceValuation.EntryValue ? position.EntryPrice : price, price, ref tierLimit, ref halved);
            double closed = left - keep;
            margin = trigger.EquityAt(sign * closed, position.EntryPrice, margin, price);
            steps.Add(new(price, closed, keep, rules.Contract.Notional(closed, price), margin));
            (left, last) = (keep, price);
        }

        return steps.ToImmutable();
    }

    /// <summary>How much of a position is left after the step at a price, its tier being that of its value at another price.</summary>
    private static double Keep(MarginRules rules, double quantity, double valued, double price, ref int tierLimit, ref bool halved)
    {
        if (rules.Process == LiquidationProcess.FifthThenRest)
        {
            bool partly = !halved && rules.Contract.Notional(quantity, price) > FifthAbove;
            halved = true;
            return partly ? quantity * 0.8 : 0;
        }

        if (rules.Process == LiquidationProcess.Whole || rules.Schedule.Method == TierMethod.SizeContinuous)
        {
            return 0;
        }

        // After a step to a floor the tier is the one below it. A position that fails on a floor itself, where a flat schedule jumps, goes on to the next
        // one: a step that sells nothing is none.
        double size = rules.Schedule.SizeOf(rules.Contract, quantity, valued);
        int tier = Math.Min(rules.Schedule.TierOf(size), tierLimit), down = rules.Process == LiquidationProcess.TwoTiers ? 2 : 1;
        for (; tier >= down; tier -= down)
        {
            double keep = quantity * (rules.Schedule.Tiers[tier - down + 1].Floor / size);
            if (keep < quantity * (1 - LeastStep))
            {
                tierLimit = tier - down;
                return keep;
            }
        }

        return 0;
    }
}
