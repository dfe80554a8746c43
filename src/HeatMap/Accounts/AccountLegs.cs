using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>The holdings of an account as venues see them: what is held of one symbol, side and rules is one leg, however many lines state it.</summary>
internal sealed class AccountLegs
{
    /// <summary>How far the marks of one symbol may lie apart: lines of one snapshot are fetched within moments.</summary>
    private const double MarkTolerance = 0.01;

    private AccountLegs(AccountLeg[] all, int[] ofHolding, int[] firstHolding) => (All, OfHolding, FirstHolding) = (all, ofHolding, firstHolding);

    public AccountLeg[] All { get; }

    /// <summary>The leg that a holding belongs to.</summary>
    public int[] OfHolding { get; }

    /// <summary>The first holding of a leg, whose mark, price and beta it takes.</summary>
    public int[] FirstHolding { get; }

    public static AccountLegs Of(ReadOnlySpan<Holding> holdings)
    {
        var merged = new List<Holding>(holdings.Length);
        var first = new List<int>(holdings.Length);
        var ofHolding = new int[holdings.Length];
        var seen = new Dictionary<string, int>(holdings.Length, StringComparer.Ordinal);
        for (int i = 0; i < holdings.Length; i++)
        {
            Holding holding = holdings[i];
            int leg = -1;
            if (!seen.TryAdd(holding.Rules.Contract.Symbol, i))
            {
                int other = seen[holding.Rules.Contract.Symbol];
                RequireOneMark(holdings[other].MarkPrice, other, holding.MarkPrice, i);
                holding = holding with { MarkPrice = holdings[other].MarkPrice };
                leg = merged.FindIndex(m => IsSame(m, holding));
            }

            if (leg < 0)
            {
                leg = merged.Count;
                merged.Add(holding);
                first.Add(i);
            }
            else
            {
                merged[leg] = Sum(merged[leg], holding);
            }

            ofHolding[i] = leg;
        }

        return new([.. merged.Select(m => new AccountLeg(m, IsOnSmallerSide(merged, m)))], ofHolding, [.. first]);
    }

    private static void RequireOneMark(double mark, int row, double other, int otherRow)
    {
        if (!(Math.Abs(mark - other) <= MarkTolerance * mark))
        {
            Throw.Argument(
                "holdings",
                string.Create(CultureInfo.InvariantCulture, $"row {otherRow}: MarkPrice must be within 1 % of {mark}, the mark of row {row}, which has the same symbol; was {other}"));
        }
    }

    private static bool IsSame(in Holding leg, in Holding holding) =>
        leg.Position.Side == holding.Position.Side && leg.Rules.Contract.Symbol == holding.Rules.Contract.Symbol
        && (ReferenceEquals(leg.Rules, holding.Rules) || leg.Rules == holding.Rules);

    /// <summary>Both sizes at the entry that leaves the profit of each as it is.</summary>
    private static Holding Sum(in Holding leg, in Holding holding)
    {
        (Position a, Position b) = (leg.Position, holding.Position);
        double quantity = a.Quantity + b.Quantity;
        double entry = leg.Rules.Contract.Kind == ContractKind.Inverse
            ? quantity / ((a.Quantity / a.EntryPrice) + (b.Quantity / b.EntryPrice))
            : ((a.Quantity * a.EntryPrice) + (b.Quantity * b.EntryPrice)) / quantity;
        return leg with { Position = Position.Cross(a.Side, entry, quantity) };
    }

    /// <summary>Whether a leg is on the side of its symbol that its venue asks nothing for.</summary>
    private static bool IsOnSmallerSide(List<Holding> legs, in Holding leg)
    {
        if (!leg.Rules.For(MarginMode.Cross).LargerLegOnly)
        {
            return false;
        }

        double own = 0, opposite = 0;
        foreach (Holding other in legs)
        {
            if (other.Rules.Contract.Symbol == leg.Rules.Contract.Symbol)
            {
                own += other.Position.Side == leg.Position.Side ? other.Position.Quantity : 0;
                opposite += other.Position.Side == leg.Position.Side ? 0 : other.Position.Quantity;
            }
        }

        // Of two equal sides the longs count.
        return opposite > own || (opposite == own && leg.Position.Side == Side.Short);
    }
}
