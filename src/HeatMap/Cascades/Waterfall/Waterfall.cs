using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>Who pays for forced orders that were executed beyond, or short of, bankruptcy: the margin, then the insurance fund, then nobody yet.</summary>
/// <remarks>
/// <para>Fill by fill, in the order of execution: <c>gap = ±q·(vwap − bankruptcy)</c>, <c>fee = min(rate·q·vwap, max(gap, 0))</c>, <c>residual = max(gap, 0) − fee</c>. The fund receives the fee, and the
/// residual where <see cref="WaterfallOptions.ResidualTo"/> says so, and then pays <c>min(fund, max(−gap, 0))</c>. What is left is uncovered, and a matter for <see cref="AutoDeleveraging"/>.
/// The order matters to the fund: a fee that comes later cannot pay an earlier debt.</para>
/// <para>Conservation holds to the unit. Gaps and fees are rounded once, to units of 2^-40, and everything after that is whole numbers in 128 bits; so
/// <c>start + fees + residuals kept = end + covered</c> and <c>covered + uncovered = bad debt</c> are identities, sums do not depend on the order of the fills, and the doubles here are each
/// the nearest to an exact number. Compensated sums would have held the identities only nearly, and no double can hold all of them at once. A unit is 9e-13, far below any venue's
/// smallest coin; from 4,096 on a double is a whole number of units anyway, and nothing is rounded.</para>
/// <para>A fill without a bankruptcy price (NaN) moves no money: its gap is not known, a fee would be a claim on equity that may not be there, and so it has neither fee, residual nor debt. Such
/// fills are counted in <see cref="UnknownFills"/> and <see cref="UnknownNotional"/>, so that one sees what the totals leave out.</para>
/// <para>Linear contracts. Immutable.</para>
/// </remarks>
public sealed class Waterfall
{
    private Waterfall(ImmutableArray<FillSettlement> settlements, Int128 start, in WaterfallLedger end)
    {
        (Settlements, Ledger) = (settlements, end);
        (FundStart, FundEnd) = (QuoteUnits.ToQuote(start), QuoteUnits.ToQuote(end.Fund));
        (Fees, Residual) = (QuoteUnits.ToQuote(end.Fees), QuoteUnits.ToQuote(end.Residual));
        (BadDebt, Covered, Uncovered) = (QuoteUnits.ToQuote(end.BadDebt), QuoteUnits.ToQuote(end.Covered), QuoteUnits.ToQuote(end.Uncovered));
        (UnknownFills, UnknownNotional) = (end.UnknownFills, QuoteUnits.ToQuote(end.UnknownNotional));
    }

    /// <summary>One settlement per fill, in the order of the fills.</summary>
    public ImmutableArray<FillSettlement> Settlements { get; }

    /// <summary>What the fund held before the first fill.</summary>
    public double FundStart { get; }

    /// <summary>What the fund holds after the last; never negative.</summary>
    public double FundEnd { get; }

    /// <summary>All fees; they go to the fund.</summary>
    public double Fees { get; }

    /// <summary>All that was left after fees, whoever keeps it.</summary>
    public double Residual { get; }

    /// <summary>All that positions owe beyond their margin.</summary>
    public double BadDebt { get; }

    /// <summary>What the fund paid of it.</summary>
    public double Covered { get; }

    /// <summary>What nobody has paid: <see cref="BadDebt"/> less <see cref="Covered"/>.</summary>
    public double Uncovered { get; }

    /// <summary>How many fills had no bankruptcy price.</summary>
    public int UnknownFills { get; }

    /// <summary>The value of those fills at their average prices, quote.</summary>
    public double UnknownNotional { get; }

    /// <summary>The totals in whole units.</summary>
    internal WaterfallLedger Ledger { get; }

    /// <summary>Settles fills in the order in which they were executed.</summary>
    /// <param name="fills">In order of execution; may be empty.</param>
    /// <param name="options">The fund, the fee and who keeps the rest; null means the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">A fill is outside its domain, or its value or gap is 2^55 or more; the message names its place.</exception>
    /// <remarks>O(fills). Allocates the result.</remarks>
    public static Waterfall Of(ReadOnlySpan<LiquidationFill> fills, WaterfallOptions? options = null)
    {
        options ??= WaterfallOptions.Default;
        for (int i = 0; i < fills.Length; i++)
        {
            Require(fills[i], i);
        }

        Int128 start = QuoteUnits.Of(options.InsuranceFund);
        WaterfallLedger ledger = new() { Fund = start };
        var settlements = new FillSettlement[fills.Length];
        for (int i = 0; i < fills.Length; i++)
        {
            settlements[i] = ledger.Settle(fills[i], options);
        }

        return new(ImmutableCollectionsMarshal.AsImmutableArray(settlements), start, ledger);
    }

    /// <summary>For example <c>bad debt 47, covered 12, uncovered 35, fund 8 to 0</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"bad debt {BadDebt}, covered {Covered}, uncovered {Uncovered}, fund {FundStart} to {FundEnd}");

    /// <summary>Refuses a fill outside its domain.</summary>
    internal static void Require(in LiquidationFill fill, int place)
    {
        if (fill.Side is not (Side.Long or Side.Short))
        {
            Throw.Argument("fills", $"fill {place}, row {fill.Row}: Side must be Long or Short, was {fill.Side}");
        }

        RequireNumber(fill.Quantity >= 0 && fill.Quantity < double.PositiveInfinity, nameof(fill.Quantity), fill.Quantity, "finite and >= 0");
        RequireNumber(fill.AveragePrice >= 0 && fill.AveragePrice < double.PositiveInfinity, nameof(fill.AveragePrice), fill.AveragePrice, "finite and >= 0");
        RequireNumber(!double.IsInfinity(fill.BankruptcyPrice), nameof(fill.BankruptcyPrice), fill.BankruptcyPrice, "finite, or NaN where it is not known");
        double value = fill.Quantity * fill.AveragePrice, gap = Math.Abs(WaterfallLedger.GapOf(fill));
        RequireNumber(value < QuoteUnits.Limit, "value", value, "< 2^55");
        RequireNumber(double.IsNaN(fill.BankruptcyPrice) || gap < QuoteUnits.Limit, "gap", gap, "< 2^55");

        void RequireNumber(bool holds, string column, double number, string allowed)
        {
            if (!holds)
            {
                Throw.Row(column, place, number, allowed);
            }
        }
    }
}
