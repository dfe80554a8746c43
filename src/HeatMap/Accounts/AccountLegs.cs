using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>The holdings of an account as venues see them: what is held of one symbol, side and rules is one leg, however many lines state it.</summary>
/// <remarks>
/// Legs of one symbol, which move together, lie side by side. What the others add to the difference of equity and requirement while one symbol moves is the
/// sum before it plus the sum behind it, each added up once: so the prices of all symbols cost O(legs) of sums and not its square. Used again after
/// <see cref="Clear"/>; grows to the largest account that it has seen and then allocates nothing.
/// </remarks>
internal sealed class AccountLegs
{
    /// <summary>How far the marks of one symbol may lie apart: lines of one snapshot are fetched within moments.</summary>
    private const double MarkTolerance = 0.01;

    private AccountLeg[] _legs = new AccountLeg[4];
    private Draft[] _drafts = new Draft[4];
    private Symbol[] _symbols = new Symbol[4];
    private int[] _order = new int[4];
    private double[] _before = new double[5], _behind = new double[5];
    private int _drafted, _ordered;

    /// <summary>How many legs there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many symbols have legs.</summary>
    public int Symbols => _ordered;

    public AccountLeg[] All => _legs;

    public static AccountLegs Of(ReadOnlySpan<Holding> holdings, out int[] ofHolding)
    {
        var legs = new AccountLegs();
        ofHolding = new int[holdings.Length];
        var symbols = new Dictionary<string, int>(holdings.Length, StringComparer.Ordinal);
        for (int i = 0; i < holdings.Length; i++)
        {
            string name = holdings[i].Rules.Contract.Symbol;
            if (!symbols.TryGetValue(name, out int symbol))
            {
                symbols.Add(name, symbol = symbols.Count);
            }

            ofHolding[i] = legs.Add(holdings[i], symbol, i);
        }

        legs.Finish();
        for (int i = 0; i < ofHolding.Length; i++)
        {
            ofHolding[i] = legs._drafts[ofHolding[i]].Leg;
        }

        return legs;
    }

    /// <summary>Forgets all holdings.</summary>
    public void Clear()
    {
        for (int i = 0; i < _ordered; i++)
        {
            _symbols[_order[i]] = default;
        }

        (_drafted, _ordered, Count) = (0, 0, 0);
    }

    /// <summary>Adds a holding to its leg.</summary>
    /// <param name="holding">Checked.</param>
    /// <param name="symbol">A number that stands for its symbol, from 0; small, because a table has a place for each.</param>
    /// <param name="row">Its place among the account's holdings.</param>
    /// <returns>The number of its draft.</returns>
    public int Add(in Holding holding, int symbol, int row)
    {
        Reserve(ref _symbols, symbol + 1);
        ref Symbol entry = ref _symbols[symbol];
        if (entry.Drafts == 0)
        {
            Reserve(ref _order, _ordered + 1);
            _order[_ordered++] = symbol;
            entry.First = entry.Last = Append(holding, row);
            entry.Drafts = 1;
            return entry.First;
        }

        Holding moved = holding with { MarkPrice = _drafts[entry.First].Holding.MarkPrice };
        RequireOneMark(moved.MarkPrice, _drafts[entry.First].Row, holding.MarkPrice, row);
        int draft = entry.First;
        for (int i = 0; i < entry.Drafts; i++, draft = _drafts[draft].Next)
        {
            if (IsSame(_drafts[draft].Holding, moved))
            {
                _drafts[draft].Holding = Sum(_drafts[draft].Holding, moved);
                return draft;
            }
        }

        draft = Append(moved, row);
        _drafts[entry.Last].Next = draft;
        entry.Last = draft;
        entry.Drafts++;
        return draft;
    }

    /// <summary>Makes the legs of what was added.</summary>
    public void Finish()
    {
        Reserve(ref _legs, _drafted);
        Reserve(ref _before, _drafted + 1);
        Reserve(ref _behind, _drafted + 1);
        Count = 0;
        for (int i = 0; i < _ordered; i++)
        {
            ref Symbol symbol = ref _symbols[_order[i]];
            (symbol.From, symbol.To) = (Count, Count + symbol.Drafts);
            int draft = symbol.First;
            for (int leg = symbol.From; leg < symbol.To; leg++, draft = _drafts[draft].Next)
            {
                _legs[leg] = new(_drafts[draft].Holding, IsOnSmallerSide(symbol, _drafts[draft].Holding), _order[i], _drafts[draft].Row);
                _drafts[draft].Leg = leg;
            }

            Count = symbol.To;
        }

        _before[0] = _behind[Count] = 0;
        for (int i = 0; i < Count; i++)
        {
            _before[i + 1] = _before[i] + At(i, 1, 1);
        }

        for (int i = Count - 1; i >= 0; i--)
        {
            _behind[i] = _behind[i + 1] + At(i, 1, 1);
        }
    }

    /// <summary>The legs of a symbol: from the first to just before the last number.</summary>
    public (int From, int To) LegsOf(int symbol) => (_symbols[symbol].From, _symbols[symbol].To);

    /// <summary>The number of the symbol that was met as the n-th.</summary>
    public int SymbolAt(int place) => _order[place];

    /// <summary>Weighted equity less weighted requirement of all legs but those of a stretch, each at its mark.</summary>
    public double Resting(int from, int to, double equityWeight, double requirementWeight)
    {
        if (equityWeight == 1 && requirementWeight == 1)
        {
            return _before[from] + _behind[to];
        }

        double before = 0, behind = 0;
        for (int i = 0; i < from; i++)
        {
            before += At(i, equityWeight, requirementWeight);
        }

        for (int i = Count - 1; i >= to; i--)
        {
            behind += At(i, equityWeight, requirementWeight);
        }

        return before + behind;
    }

    /// <summary>Weighted profit less weighted requirement of a leg at its mark.</summary>
    public double At(int leg, double equityWeight, double requirementWeight) =>
        (equityWeight * _legs[leg].ProfitAtMark) - (requirementWeight * _legs[leg].RequirementAtMark);

    /// <summary>Fees on values at the prices where a collateral would be gone, for venues whose trigger counts them.</summary>
    public double BankruptcyFees(double collateral)
    {
        double fees = 0;
        for (int i = 0; i < Count; i++)
        {
            fees += _legs[i].NeedsBankruptcyFee ? _legs[i].BankruptcyFee(collateral) : 0;
        }

        return fees;
    }

    /// <summary>How the account stands with one symbol at a price and the others at their marks; −1 for all of them at their marks.</summary>
    public AccountState State(double collateral, double bankruptcyFees, int symbol = -1, double price = double.NaN)
    {
        double equity = collateral, maintenance = bankruptcyFees;
        for (int i = 0; i < Count; i++)
        {
            bool isMoved = _legs[i].Symbol == symbol;
            equity += isMoved ? _legs[i].Profit(price) : _legs[i].ProfitAtMark;
            maintenance += isMoved ? _legs[i].Requirement(price) : _legs[i].RequirementAtMark;
        }

        return new(equity, maintenance);
    }

    /// <summary>Makes room, for twice as much, where there is none.</summary>
    internal static void Reserve<T>(ref T[] table, int count)
    {
        if (count > table.Length)
        {
            Array.Resize(ref table, Math.Max(count, 2 * table.Length));
        }
    }

    private int Append(in Holding holding, int row)
    {
        Reserve(ref _drafts, _drafted + 1);
        _drafts[_drafted] = new() { Holding = holding, Row = row };
        return _drafted++;
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
        leg.Position.Side == holding.Position.Side && (ReferenceEquals(leg.Rules, holding.Rules) || leg.Rules == holding.Rules);

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
    private bool IsOnSmallerSide(in Symbol symbol, in Holding leg)
    {
        if (symbol.Drafts == 1 || !leg.Rules.For(MarginMode.Cross).LargerLegOnly)
        {
            return false;
        }

        double own = 0, opposite = 0;
        int draft = symbol.First;
        for (int i = 0; i < symbol.Drafts; i++, draft = _drafts[draft].Next)
        {
            Position other = _drafts[draft].Holding.Position;
            own += other.Side == leg.Position.Side ? other.Quantity : 0;
            opposite += other.Side == leg.Position.Side ? 0 : other.Quantity;
        }

        // Of two equal sides the longs count.
        return opposite > own || (opposite == own && leg.Position.Side == Side.Short);
    }

    /// <summary>A leg that more holdings may join.</summary>
    private struct Draft
    {
        public Holding Holding;
        public int Row, Next, Leg;
    }

    /// <summary>The drafts of a symbol, in the order in which they came, and its legs.</summary>
    private struct Symbol
    {
        public int First, Last, Drafts, From, To;
    }
}
