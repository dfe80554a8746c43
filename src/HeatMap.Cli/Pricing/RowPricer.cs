using HeatMap.Cli.Input;

namespace HeatMap.Cli.Pricing;

/// <summary>Computes what is told of one line: prices, tier, reason.</summary>
internal static class RowPricer
{
    public const string NoPrice = "no-price", NeedsAccount = "needs-account", NoRules = "no-rules";

    public static PricedRow Unsecured(in PositionRecord record, string? symbol, InterpretedRow? row) =>
        new() { Record = record, Symbol = symbol, Meaning = row, Reason = NeedsAccount };

    /// <summary>A line for which nothing says what maintenance it needs.</summary>
    public static PricedRow Unruled(in PositionRecord record, string? symbol) => new() { Record = record, Symbol = symbol, Reason = NoRules };

    public static PricedRow Isolated(in PositionRecord record, string? symbol, InterpretedRow row)
    {
        LiquidationExplanation explained = Liquidation.Explain(row.PositionAt(record.EntryPrice), row.Rules, record.MarkPrice);
        bool answered = !double.IsNaN(explained.Price);
        return new()
        {
            Record = record,
            Symbol = symbol,
            Meaning = row,
            LiquidationPrice = explained.Price,
            BankruptcyPrice = explained.BankruptcyPrice,
            Tier = answered ? explained.Tier : null,
            Reason = answered ? null : NoPrice,
            Isolated = explained,
        };
    }

    public static PricedRow Cross(in PositionRecord record, string? symbol, CrossAccount account, int holding)
    {
        double price = AccountPrices.Liquidation(account, holding);
        bool answered = !double.IsNaN(price);
        Holding held = account.Holdings[holding];
        return new()
        {
            Record = record,
            Symbol = symbol,
            LiquidationPrice = price,
            BankruptcyPrice = AccountPrices.Bankruptcy(account, holding),
            Tier = answered ? TierIndex(held.Rules.For(MarginMode.Cross), held.Position, price) + 1 : null,
            Reason = answered ? null : NoPrice,
            Account = account,
            Holding = holding,
        };
    }

    /// <summary>The tier that holds at a price, from 0.</summary>
    public static int TierIndex(MarginRules rules, Position position, double price)
    {
        double valued = rules.Valuation == MaintenanceValuation.EntryValue ? position.EntryPrice : price;
        return rules.Schedule.TierOf(rules.Schedule.SizeOf(rules.Contract, position.Quantity, valued));
    }
}
