using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <content>From positions under the rules of a venue.</content>
public sealed partial class CascadePositions
{
    /// <summary>Isolated positions of one contract under the rules of a venue, with its own process: at once, or tier by tier as <see cref="Liquidation.Steps"/> says.</summary>
    /// <param name="positions">Entry price, quantity and margin or leverage. Cross positions have no level of their own.</param>
    /// <param name="rules">Contract, linear or inverse, schedule, trigger and process.</param>
    /// <param name="markPrice">Quote per base; finite and &gt; 0.</param>
    /// <exception cref="ArgumentException">A value is outside its domain, a position is liquidated already, or the contract is a quanto; the message names the row.</exception>
    /// <remarks>
    /// What an order of an inverse contract weighs in base is its face value over the price of its level; bankruptcy prices, entries and margins are kept for linear contracts only, so that a waterfall refuses inverse ones.
    /// A later step has the bankruptcy price of what was left then. O(n log n), and O(tiers²) a position that is closed in steps. Allocates the result.
    /// </remarks>
    public static CascadePositions FromPositions(PositionColumns positions, MarginRules rules, double markPrice)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Guard.Positive(markPrice);
        if (rules.Contract.Kind == ContractKind.Quanto)
        {
            Throw.Argument(nameof(rules), $"{rules.Contract.Symbol} is a quanto contract: what its orders weigh in base is not in its quantity");
        }

        int count = positions.Count;
        bool isLinear = rules.Contract.Kind == ContractKind.Linear;
        var prices = new double[count];
        Liquidation.Prices(positions, rules, prices, markPrice);
        var quantity = new double[count];
        var bankruptcy = new double[count];
        var margin = new double[count];
        var supply = new SupplyRule?[count];
        var later = new Dictionary<(int Row, int Step), double>();
        var trigger = new Trigger(rules);
        for (int i = 0; i < count; i++)
        {
            double held = positions.SignedQuantity[i], entry = positions.EntryPrice[i], leverage = positions.Leverage.IsEmpty ? double.NaN : positions.Leverage[i];
            margin[i] = trigger.MarginOf(Math.Abs(held), entry, positions.Margin[i], leverage);
            quantity[i] = isLinear ? held : held / (double.IsNaN(prices[i]) ? markPrice : prices[i]);
            bankruptcy[i] = isLinear ? Bankruptcy(held, entry, margin[i], rules) : double.NaN;
            if (rules.Process == LiquidationProcess.Whole || double.IsNaN(prices[i]))
            {
                continue;
            }

            var steps = Liquidation.Steps(Position.FromSigned(held, entry, margin: margin[i]), rules, markPrice);
            if (steps.Length > 1)
            {
                var inBase = new LiquidationStep[steps.Length];
                for (int step = 0; step < steps.Length; step++)
                {
                    // The quote value of a step over its price is what the order weighs in base.
                    inBase[step] = steps[step] with { Quantity = isLinear ? steps[step].Quantity : steps[step].Quantity / steps[step].Price };
                    later[(i, step)] = step == 0 || !isLinear
                        ? bankruptcy[i]
                        : Bankruptcy(Math.Sign(held) * steps[step - 1].Remaining, entry, steps[step - 1].MarginLeft, rules);
                }

                (supply[i], prices[i]) = (SupplyRule.Tiered(inBase), double.NaN);
                quantity[i] = isLinear ? held : Math.Sign(held) * Math.Max(Math.Abs(quantity[i]), inBase.Sum(s => s.Quantity));
            }
        }

        var columns = new CascadeColumns
        {
            SignedQuantity = quantity,
            LiquidationPrice = prices,
            BankruptcyPrice = bankruptcy,
            EntryPrice = isLinear ? positions.EntryPrice : default,
            Margin = isLinear ? margin : default,
            Supply = supply,
        };
        columns.Require();
        return new(columns, markPrice, (row, step) => later[(row, step)]);
    }

    /// <summary>Where margin is used up; zero or less for a long whose margin covers its whole value.</summary>
    private static double Bankruptcy(double held, double entry, double margin, MarginRules rules)
    {
        if (double.IsNaN(margin))
        {
            return double.NaN;
        }

        // Losses of earlier steps can leave less than nothing: then it is gone on the near side of the entry.
        double price = margin >= 0 ? Liquidation.BankruptcyPrice(Position.FromSigned(held, entry, margin: margin), rules) : double.NaN;
        return double.IsNaN(price) ? entry - (margin / held) : price;
    }
}
