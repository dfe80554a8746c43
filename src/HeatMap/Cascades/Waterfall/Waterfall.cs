using System.Collections.Immutable;
using System.Globalization;
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
    private Waterfall(ImmutableArray<FillSettlement> settlements, in Ledger ledger, Int128 start, double unknownNotional, int unknownFills)
    {
        Settlements = settlements;
        FundStart = QuoteUnits.ToQuote(start);
        FundEnd = QuoteUnits.ToQuote(ledger.Fund);
        Fees = QuoteUnits.ToQuote(ledger.Fees);
        Residual = QuoteUnits.ToQuote(ledger.Residual);
        BadDebt = QuoteUnits.ToQuote(ledger.BadDebt);
        Covered = QuoteUnits.ToQuote(ledger.Covered);
        Uncovered = QuoteUnits.ToQuote(ledger.BadDebt - ledger.Covered);
        (UnknownFills, UnknownNotional, Units) = (unknownFills, unknownNotional, ledger);
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
    internal Ledger Units { get; }

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
        Ledger ledger = new() { Fund = start };
        var settlements = new FillSettlement[fills.Length];
        (int unknownFills, Int128 unknownNotional) = (0, 0);
        for (int i = 0; i < fills.Length; i++)
        {
            LiquidationFill fill = fills[i];
            double value = fill.Quantity * fill.AveragePrice;
            if (double.IsNaN(fill.BankruptcyPrice))
            {
                unknownFills++;
                unknownNotional += QuoteUnits.Of(value);
                settlements[i] = new() { Row = fill.Row, Gap = double.NaN, FundAfter = QuoteUnits.ToQuote(ledger.Fund) };
                continue;
            }

            Int128 gap = QuoteUnits.Of(Gap(fill)), left = Int128.Max(gap, 0), debt = Int128.Max(-gap, 0);
            Int128 fee = Int128.Min(QuoteUnits.Of(options.FeeRate * value), left), residual = left - fee;
            ledger.Fund += fee + (options.ResidualTo == ResidualReceiver.Fund ? residual : 0);
            Int128 covered = Int128.Min(ledger.Fund, debt);
            ledger.Fund -= covered;
            ledger.Fees += fee;
            ledger.Residual += residual;
            ledger.BadDebt += debt;
            ledger.Covered += covered;
            settlements[i] = new()
            {
                Row = fill.Row,
                Gap = QuoteUnits.ToQuote(gap),
                Fee = QuoteUnits.ToQuote(fee),
                Residual = QuoteUnits.ToQuote(residual),
                BadDebt = QuoteUnits.ToQuote(debt),
                Covered = QuoteUnits.ToQuote(covered),
                Uncovered = QuoteUnits.ToQuote(debt - covered),
                FundAfter = QuoteUnits.ToQuote(ledger.Fund),
            };
        }

        return new([.. settlements], ledger, start, QuoteUnits.ToQuote(unknownNotional), unknownFills);
    }

    /// <summary>For example <c>bad debt 47, covered 12, uncovered 35, fund 8 to 0</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"bad debt {BadDebt}, covered {Covered}, uncovered {Uncovered}, fund {FundStart} to {FundEnd}");

    private static double Gap(in LiquidationFill fill) => (int)fill.Side * fill.Quantity * (fill.AveragePrice - fill.BankruptcyPrice);

    private static void Require(in LiquidationFill fill, int place)
    {
        if (fill.Side is not (Side.Long or Side.Short))
        {
            Throw.Argument("fills", $"fill {place}, row {fill.Row}: Side must be Long or Short, was {fill.Side}");
        }

        RequireNumber(fill.Quantity >= 0 && fill.Quantity < double.PositiveInfinity, nameof(fill.Quantity), fill.Quantity, "finite and >= 0");
        RequireNumber(fill.AveragePrice >= 0 && fill.AveragePrice < double.PositiveInfinity, nameof(fill.AveragePrice), fill.AveragePrice, "finite and >= 0");
        RequireNumber(!double.IsInfinity(fill.BankruptcyPrice), nameof(fill.BankruptcyPrice), fill.BankruptcyPrice, "finite, or NaN where it is not known");
        double value = fill.Quantity * fill.AveragePrice, gap = Math.Abs(Gap(fill));
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

    /// <summary>Totals in whole units.</summary>
    internal record struct Ledger(Int128 Fund, Int128 Fees, Int128 Residual, Int128 BadDebt, Int128 Covered);
}
