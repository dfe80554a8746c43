namespace HeatMap.Cascades;

/// <summary>The running totals of a <see cref="Waterfall"/> in whole units of <see cref="QuoteUnits"/>: what settles one fill after the other and loses nothing between them.</summary>
internal struct WaterfallLedger
{
    /// <summary>What the fund holds now.</summary>
    public Int128 Fund;

    /// <summary>Totals so far.</summary>
    public Int128 Fees, Residual, BadDebt, Covered, UnknownNotional;

    /// <summary>How many fills had no bankruptcy price.</summary>
    public int UnknownFills;

    /// <summary>What nobody has paid so far.</summary>
    public readonly Int128 Uncovered => BadDebt - Covered;

    /// <summary>Settles the next fill, which was checked.</summary>
    public FillSettlement Settle(in LiquidationFill fill, WaterfallOptions options)
    {
        double value = fill.Quantity * fill.AveragePrice;
        if (double.IsNaN(fill.BankruptcyPrice))
        {
            UnknownFills++;
            UnknownNotional += QuoteUnits.Of(value);
            return new() { Row = fill.Row, Gap = double.NaN, FundAfter = QuoteUnits.ToQuote(Fund) };
        }

        Int128 gap = QuoteUnits.Of(GapOf(fill)), left = Int128.Max(gap, 0), debt = Int128.Max(-gap, 0);
        Int128 fee = Int128.Min(QuoteUnits.Of(options.FeeRate * value), left), residual = left - fee;
        Fund += fee + (options.ResidualTo == ResidualReceiver.Fund ? residual : 0);
        Int128 covered = Int128.Min(Fund, debt);
        Fund -= covered;
        Fees += fee;
        Residual += residual;
        BadDebt += debt;
        Covered += covered;
        return new()
        {
            Row = fill.Row,
            Gap = QuoteUnits.ToQuote(gap),
            Fee = QuoteUnits.ToQuote(fee),
            Residual = QuoteUnits.ToQuote(residual),
            BadDebt = QuoteUnits.ToQuote(debt),
            Covered = QuoteUnits.ToQuote(covered),
            Uncovered = QuoteUnits.ToQuote(debt - covered),
            FundAfter = QuoteUnits.ToQuote(Fund),
        };
    }

    /// <summary>The equity that a fill leaves.</summary>
    internal static double GapOf(in LiquidationFill fill) => (int)fill.Side * fill.Quantity * (fill.AveragePrice - fill.BankruptcyPrice);
}
