using HeatMap.Cascades;
using HeatMap.Cli.Mapping;

namespace HeatMap.Cli.Cascading;

/// <summary>Who pays for the forced orders of a cascade, as far as the file tells where positions are bankrupt.</summary>
/// <param name="Waterfall">Margin, then the fund, then nobody yet.</param>
/// <param name="Shared">What winners give; null where they are not called on.</param>
/// <param name="Taken">The rows of the file from which something is taken, in its order.</param>
/// <param name="Candidates">How many positions of the other side can be called on.</param>
/// <param name="Unranked">How many cannot be, because a queue needs a margin that they do not tell.</param>
internal sealed record Payment(Waterfall Waterfall, AutoDeleveraging? Shared, IReadOnlyList<(long Row, double Taken)> Taken, int Candidates, int Unranked)
{
    /// <summary>What nobody pays in the end.</summary>
    public double Unfunded => Shared?.Unfunded ?? Waterfall.Uncovered;

    /// <summary>How many of the forced orders have a bankruptcy price.</summary>
    public int Known => Waterfall.Settlements.Length - Waterfall.UnknownFills;

    /// <summary>Settles a cascade of positions.</summary>
    /// <param name="result">The cascade.</param>
    /// <param name="levels">The positions behind its levels.</param>
    /// <param name="held">All positions of the file.</param>
    /// <param name="settings">Who pays.</param>
    /// <returns>Null where nothing can be said: a contract is inverse, no liquidated position has a known bankruptcy price, or amounts are beyond what can be counted.</returns>
    public static Payment? Of(CascadeResult result, IReadOnlyList<HeldPosition> levels, IReadOnlyList<HeldPosition> held, PaymentSettings settings)
    {
        if (held.Any(static h => h.Kind != ContractKind.Linear))
        {
            return null;
        }

        try
        {
            return Settle(result, levels, held, settings);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static Payment? Settle(CascadeResult result, IReadOnlyList<HeldPosition> levels, IReadOnlyList<HeldPosition> held, PaymentSettings settings)
    {
        LiquidationFill[] fills =
        [
            .. Enumerable.Range(0, result.Levels).Select(level =>
            {
                int place = result.Side.Rows[level];
                return new LiquidationFill(place, result.Side.Side, result.Side.Quantities[level], result.ExecutionPrice(level), levels[place].BankruptcyPrice);
            }),
        ];
        var waterfall = Waterfall.Of(fills, settings.Waterfall);
        if (fills.Length > 0 && waterfall.UnknownFills == fills.Length)
        {
            return null;
        }

        if (settings.Rule is not { } rule)
        {
            return new(waterfall, null, [], 0, 0);
        }

        // Who is due already is no winner; a queue ranks by leverage.
        (int Place, HeldPosition Held)[] others = [.. held.Index().Where(h => h.Item.Side != result.Side.Side && !(h.Item.LiquidationPrice > 0 && !h.Item.IsAhead(result.MarkPrice)))];
        (int Place, HeldPosition Held)[] able = [.. others.Where(h => rule != DeleveragingRule.Queue || !double.IsNaN(h.Held.Margin))];
        DeleveragingCandidate[] candidates =
        [
            .. able.Select(h => new DeleveragingCandidate(h.Place, h.Held.Side, h.Held.Quantity, h.Held.EntryPrice, double.IsNaN(h.Held.Margin) ? 0 : h.Held.Margin, double.IsNaN(h.Held.AdlCap) ? settings.Cap : h.Held.AdlCap)),
        ];
        var shared = AutoDeleveraging.Of(candidates, result.Side.Side, result.FinalPrice, waterfall.Uncovered, rule);
        return new(waterfall, shared, [.. shared.Shares.Where(static s => s.Taken > 0).Select(s => (held[s.Row].Row, s.Taken))], candidates.Length, others.Length - able.Length);
    }
}
