using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>Positions for the full engine: their liquidation levels, sorted, and what their waterfall and deleveraging need to know.</summary>
/// <remarks>
/// A position is a level, or as many levels as its tiered rule has steps. Longs lie below the mark and shorts above it; a position that nothing liquidates has no level and can still be called on for its gain.
/// Immutable and safe to share between threads. Runs share it, so that sorting is done once.
/// </remarks>
public sealed partial class CascadePositions
{
    /// <summary>By how much, for rounding, the steps of a position may add up to more than it.</summary>
    private const double Slack = 1e-9;

    private readonly double[] _signedQuantity, _entry, _margin, _cap, _levelBankruptcy;
    private readonly SupplyRule?[] _supply;
    private readonly int[] _levelRow;

    private CascadePositions(LiquidationLadder ladder)
    {
        Ladder = ladder;
        _signedQuantity = _entry = _margin = _cap = _levelBankruptcy = [];
        _supply = [];
        _levelRow = [];
    }

    private CascadePositions(CascadeColumns columns, double markPrice, Func<int, int, double>? bankruptcyOf)
    {
        (_signedQuantity, _entry, _margin, _cap, _supply) =
            (columns.SignedQuantity.ToArray(), columns.EntryPrice.ToArray(), columns.Margin.ToArray(), columns.DeleveragingCap.ToArray(), columns.Supply.ToArray());
        List<double> price = [], quantity = [], bankruptcy = [];
        List<int> rows = [];
        for (int i = 0; i < _signedQuantity.Length; i++)
        {
            double own = columns.BankruptcyPrice.IsEmpty ? double.NaN : columns.BankruptcyPrice[i];
            if (RuleOf(i) is { Kind: SupplyKind.Tiered } rule)
            {
                RequireSteps(i, rule, columns.LiquidationPrice[i], markPrice);
                for (int step = 0; step < rule.Steps.Length; step++)
                {
                    Add(rule.Steps[step].Price, rule.Steps[step].Quantity * Math.Sign(_signedQuantity[i]), bankruptcyOf?.Invoke(i, step) ?? own);
                }
            }
            else if (!double.IsNaN(columns.LiquidationPrice[i]))
            {
                RequireSide(i, columns.LiquidationPrice[i], markPrice);
                Add(columns.LiquidationPrice[i], _signedQuantity[i], own);
            }

            void Add(double at, double signed, double gone)
            {
                price.Add(at);
                quantity.Add(signed);
                bankruptcy.Add(gone);
                rows.Add(i);
            }
        }

        (_levelRow, _levelBankruptcy) = ([.. rows], [.. bankruptcy]);
        Ladder = LiquidationLadder.FromPositions([.. price], [.. quantity], markPrice);
    }

    /// <summary>How many positions there are.</summary>
    public int Count => _signedQuantity.Length;

    /// <summary>The mark, quote per base.</summary>
    public double MarkPrice => Ladder.MarkPrice;

    /// <summary>The levels; their rows are places here, not of the caller's.</summary>
    internal LiquidationLadder Ladder { get; }

    /// <summary>Whether only levels are known, as of a ladder, and nothing of positions.</summary>
    internal bool IsLevelsOnly { get; private init; }

    /// <summary>Positions from columns.</summary>
    /// <param name="columns">Quantity, liquidation price and what else is known.</param>
    /// <param name="markPrice">Quote per base; finite and &gt; 0.</param>
    /// <exception cref="ArgumentException">Columns differ in length, a value is outside its domain, or a level is on the wrong side of the mark; the message names the row.</exception>
    /// <remarks>O(n log n). Allocates the result.</remarks>
    public static CascadePositions FromColumns(CascadeColumns columns, double markPrice)
    {
        Guard.Positive(markPrice);
        columns.Require();
        return new(columns, markPrice, null);
    }

    /// <summary>The positions in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} positions, {Ladder.Down.Count} levels below {MarkPrice} and {Ladder.Up.Count} above");

    internal static CascadePositions OfLevels(LiquidationLadder ladder) => new(ladder) { IsLevelsOnly = true };

    /// <summary>The caller's row of a level.</summary>
    internal int RowOf(LadderSide side, int level) => IsLevelsOnly ? side.Rows[level] : _levelRow[side.Rows[level]];

    /// <summary>Where the margin behind a level is used up; NaN where that is not known.</summary>
    internal double BankruptcyOf(LadderSide side, int level) => IsLevelsOnly ? double.NaN : _levelBankruptcy[side.Rows[level]];

    /// <summary>The position's own rule; null where it has none.</summary>
    internal SupplyRule? RuleOf(int row) => _supply.Length == 0 ? null : _supply[row];

    internal double SignedQuantity(int row) => _signedQuantity[row];

    /// <summary>The position as one that may be called on for its gain.</summary>
    internal DeleveragingCandidate Candidate(int row, double quantity) =>
        new(row, _signedQuantity[row] > 0 ? Side.Long : Side.Short, quantity, _entry[row], _margin[row], _cap.Length == 0 ? 1 : _cap[row]);

    /// <summary>Refuses what a layer cannot work with.</summary>
    internal void RequireBankruptcy(string layer)
    {
        if (IsLevelsOnly)
        {
            Throw.Argument(layer, $"{layer} needs positions with bankruptcy prices: a ladder knows only levels, so take {nameof(CascadePositions)}");
        }

        for (int i = 0; i < _levelRow.Length; i++)
        {
            if (double.IsNaN(_levelBankruptcy[i]))
            {
                Throw.Row($"{nameof(CascadeColumns.BankruptcyPrice)} for {layer}", _levelRow[i], double.NaN, "known for every position that can be liquidated");
            }
        }
    }

    /// <inheritdoc cref="RequireBankruptcy"/>
    internal void RequireCandidates(string layer)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_signedQuantity[i] != 0 && (_entry.Length == 0 || double.IsNaN(_entry[i])))
            {
                Throw.Row($"{nameof(CascadeColumns.EntryPrice)} for {layer}", i, double.NaN, "known for every position");
            }

            if (_signedQuantity[i] != 0 && (_margin.Length == 0 || double.IsNaN(_margin[i])))
            {
                Throw.Row($"{nameof(CascadeColumns.Margin)} for {layer}", i, double.NaN, "known for every position");
            }
        }
    }

    /// <summary>Refuses bankruptcy prices at which nothing can be matched: below zero a long is never bankrupt, and a short always.</summary>
    internal void RequireMatchPrices(string layer)
    {
        for (int i = 0; i < _levelRow.Length; i++)
        {
            if (_signedQuantity[_levelRow[i]] < 0 && _levelBankruptcy[i] < 0)
            {
                Throw.Row($"{nameof(CascadeColumns.BankruptcyPrice)} for {layer}", _levelRow[i], _levelBankruptcy[i], ">= 0 for a short");
            }
        }
    }

    private void RequireSteps(int row, SupplyRule rule, double liquidationPrice, double markPrice)
    {
        double sum = 0;
        int sign = Math.Sign(_signedQuantity[row]);
        for (int i = 0; i < rule.Steps.Length; i++)
        {
            RequireSide(row, rule.Steps[i].Price, markPrice);
            sum += rule.Steps[i].Quantity;
            if (i > 0 && sign * (rule.Steps[i].Price - rule.Steps[i - 1].Price) > 0)
            {
                Throw.Row(FormattableString.Invariant($"price of step {i}"), row, rule.Steps[i].Price, FormattableString.Invariant($"no nearer to the mark than that before, {rule.Steps[i - 1].Price}"));
            }
        }

        if (!(sum <= Math.Abs(_signedQuantity[row]) * (1 + Slack)))
        {
            Throw.Row("sum of step quantities", row, sum, FormattableString.Invariant($"at most the position, {Math.Abs(_signedQuantity[row])}"));
        }

        if (!double.IsNaN(liquidationPrice) && liquidationPrice != rule.Steps[0].Price)
        {
            Throw.Row(nameof(CascadeColumns.LiquidationPrice), row, liquidationPrice, FormattableString.Invariant($"NaN or the price of the first step, {rule.Steps[0].Price}"));
        }
    }

    private void RequireSide(int row, double price, double markPrice)
    {
        double quantity = _signedQuantity[row];
        if (price == markPrice || (quantity > 0 && price > markPrice) || (quantity < 0 && price < markPrice))
        {
            string side = quantity < 0 || (quantity == 0 && price > markPrice) ? "above the mark for a short" : "below the mark for a long";
            Throw.Row(nameof(CascadeColumns.LiquidationPrice), row, price, string.Create(CultureInfo.InvariantCulture, $"{side}, {markPrice}: it would be liquidated already"));
        }
    }
}
