using HeatMap.Cli.Pricing;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>The numbers behind each price, for a person to add up again: equity equals maintenance plus fees.</summary>
internal sealed class PriceExplanation(IAnsiConsole console)
{
    public static void Write(IReadOnlyList<PricedRow> rows, IAnsiConsole console)
    {
        var explanation = new PriceExplanation(console);
        foreach (PricedRow row in rows)
        {
            explanation.Write(row);
        }
    }

    private void Write(PricedRow row)
    {
        Line("");
        MarginRules? rules = row.Rules;
        string where = (rules?.Variant ?? rules?.Venue) is { } name ? $", rules {name}" : "";
        string day = rules?.AsOf is { } asOf ? string.Create(CultureInfo.InvariantCulture, $", as of {asOf:yyyy-MM-dd}") : "";
        Line(string.Create(CultureInfo.InvariantCulture, $"row {row.Record.Row}: {row.Symbol ?? "position"} {row.Side}{where}{day}"));
        if (rules?.Source is { } source)
        {
            Line($"  tiers from {source}");
        }

        if (rules?.Open is { } open)
        {
            Line($"  open: {open}");
        }

        if (row.Reason is { } reason)
        {
            Line($"  {reason}: {(row.Isolated?.Reason ?? (row.Account is null && row.Isolated is null ? "the wallet of its account is not given" : "no positive price uses up the account"))}");
        }
        else if (row.Isolated is { } isolated)
        {
            WriteIsolated(isolated);
        }
        else
        {
            WriteAccount(row);
        }
    }

    private void WriteIsolated(LiquidationExplanation e)
    {
        string asset = e.Rules.Contract.SettlementAsset;
        Line($"  at {Numbers.Sum(e.UnroundedPrice)}{Reported(e.Price, e.UnroundedPrice)}, in {asset}:");
        Amount("margin", e.Margin);
        Amount("profit at that price", e.Equity - e.Margin);
        Amount("= equity", e.Equity);
        Amount("maintenance", e.Maintenance, TierText(e.Tier, e.MaintenanceRate, e.Deduction, e.MaintenanceValue, e.Rules.PredictedFundingRate));
        Amount("fees", e.Fees);
        bool greater = e.Rules.FeeCombination == FeeCombination.Greater;
        Amount(greater ? "= the greater of the two" : "= maintenance + fees", e.Equity - e.Excess);
    }

    private void WriteAccount(PricedRow row)
    {
        AccountExplanation e = AccountExplanation.Of(row.Account!, row.Holding);
        Holding held = row.Account!.Holdings[row.Holding];
        MarginRules rules = row.Rules!;
        Line($"  at {Numbers.Sum(e.Price)}{Reported(row.LiquidationPrice, e.Price)}, in {row.Account.SettlementAsset}:");
        Amount("wallet", e.Wallet);
        Amount("profit of this position", e.Profit);
        Amount("profit of the others", e.OtherProfit);
        Amount("= equity", e.Equity);
        double valued = rules.Valuation == MaintenanceValuation.EntryValue ? held.Position.EntryPrice : e.Price;
        int tier = RowPricer.TierIndex(rules, held.Position, e.Price);
        RiskTier inForce = rules.Schedule.Tiers[tier];
        double rate = inForce.MaintenanceRate + (rules.Schedule.RateSlope * rules.Schedule.SizeOf(rules.Contract, held.Position.Quantity, valued));
        double value = rules.Contract.SettlementValue(held.Position.Quantity, valued);
        Amount("maintenance and fees of this one", e.Requirement, TierText(tier + 1, rate, inForce.Deduction, value, rules.PredictedFundingRate));
        Amount("maintenance and fees of the others", e.OtherRequirement);
        if (e.BankruptcyFees != 0)
        {
            Amount("fees at the bankruptcy price", e.BankruptcyFees);
        }

        Amount("= maintenance + fees", e.Required);
    }

    private static string Reported(double price, double unrounded) => price == unrounded ? "" : $", reported as {Numbers.Price(price)}";

    private static string TierText(int tier, double rate, double deduction, double value, double funding)
    {
        string less = deduction == 0 ? "" : $" - {Numbers.Sum(deduction)}";
        string plus = funding == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" + funding {100 * funding:0.######} %");
        return string.Create(CultureInfo.InvariantCulture, $"tier {tier}: {100 * rate:0.######} % of {Numbers.Sum(value)}{less}{plus}");
    }

    private void Amount(string name, double value, string how = "") => Line($"    {name,-34} {Numbers.Sum(value),18}{(how.Length == 0 ? "" : $"\n      {how}")}");

    private void Line(string text) => console.WriteLine(text);
}
