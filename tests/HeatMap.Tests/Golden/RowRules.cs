using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HeatMap.Tests.Golden;

/// <summary>How a row of the conformance set becomes a position, an account and rules: the table that the method page prints.</summary>
/// <remarks>Of a row only what a user of the venue would know is read; its formula and rounding identifiers are not.</remarks>
internal static class RowRules
{
    /// <summary>The first entry that fits a row holds.</summary>
    public static readonly Entry[] Table =
    [
        new("binance-usdm", null, null, true, Collateral.Given, Level.Price, "wallet balance and other positions where cross"),
        new("binance-coinm", null, null, true, Collateral.Given, Level.Price, "wallet balance where cross"),
        new("bybit", ["bybit-v05"], "bybit-entry-value", true, Collateral.Given, Level.Price, "the response of 2025-09-18 carries both eras' prices; this is the older field"),
        new("bybit", ["bybit-v11", "bybit-v12"], "bybit-entry-value", false, Collateral.Given, Level.Price, "without a date; made by the author of a test in 2024, who does not round"),
        new("bybit", ["bybit-v07", "bybit-v08"], null, true, Collateral.WalletLessOrders, Level.PriceWithClosingFee, "classic cross: wallet less order margin; the bankruptcy price counts the closing fee"),
        new("bybit", ["mm-bybit-v01", "mm-bybit-v02", "mm-bybit-v04", "mm-bybit-v05"], "bybit-entry-value", true, Collateral.Given, Level.Price, "maintenance rows without a date; they report value at entry"),
        new("bybit", null, null, true, Collateral.Given, Level.Price, "margin from leverage"),
        new("okx", null, null, true, Collateral.Given, Level.Price, "wallet balance where cross"),
        new("deribit", null, null, true, Collateral.Equity, Level.CommonFactor, "equity; all instruments of the currency move by one factor"),
        new("hyperliquid", null, null, true, Collateral.Given, Level.Price, ""),
        new("bitmex", null, null, true, Collateral.Given, Level.Price, "margin from satoshi to XBT"),
        new("kucoin", null, null, true, Collateral.CostBasis, Level.Price, "entry = cost / quantity; predicted funding = (maintenance − fee) / cost − rate, both as the venue reports them"),
        new("gate", null, null, true, Collateral.Given, Level.Price, ""),
        new("bitget", null, null, true, Collateral.Given, Level.Price, ""),
        new("kraken-futures", null, null, true, Collateral.Given, Level.Price, "wallet balance"),
        new("dydx-v4", null, null, true, Collateral.QuoteBalance, Level.Price, "wallet = quote balance + s·q·E"),
        new("gmx-v1", null, null, true, Collateral.Given, Level.Price, "fixed fee = liquidation fee + pending funding"),
        new("delta", null, null, true, Collateral.Given, Level.Price, ""),
    ];

    public enum Collateral { Given, WalletLessOrders, Equity, CostBasis, QuoteBalance }

    public enum Level { Price, PriceWithClosingFee, CommonFactor }

    public static Entry For(JsonElement row) =>
        Array.Find(Table, e => e.Venue == row.Text("venue") && (e.Ids is null || e.Ids.Contains(row.Text("id"), StringComparer.Ordinal)))
        ?? throw new KeyNotFoundException(row.Text("id"));

    /// <summary>The table as the method page has it.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder("| venue | rows | rules by | tick | collateral | besides |\n|---|---|---|---|---|---|\n");
        foreach (Entry e in Table)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {e.Venue} | {(e.Ids is null ? "all others" : string.Join(", ", e.Ids))} | {(e.Variant is null ? "date" : $"variant `{e.Variant}`")} | {(e.UsesTick ? "of the row" : "left out")} | {Words(e.Collateral)} | {e.Remark} |\n");
        }

        return text.ToString();
    }

    /// <summary>The first day of what a row says about its time; the newest rules where it says nothing.</summary>
    public static DateOnly? Day(JsonElement row) => row.TextOrNull("observed")?.Split('/')[0] switch
    {
        null => null,
        { Length: 4 or 9 } year => new DateOnly(int.Parse(year.AsSpan(0, 4), CultureInfo.InvariantCulture), 1, 1),
        { Length: 7 } month => DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture),
        var day => DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    public static MarginRules Rules(JsonElement row)
    {
        Entry entry = For(row);
        MaintenanceSchedule schedule = row.TryGetProperty("thisPositionMargin", out JsonElement margin)
            ? MaintenanceSchedule.SizeContinuous(margin.Number("mmBase"), margin.Number("mmSlopePerBtc"))
            : row.NumberOrNull("slopePerUnit") is { } slope
                ? MaintenanceSchedule.SizeContinuous(row.Number("mmr"), slope)
                : MaintenanceSchedule.SingleRate(row.Number("mmr"), row.NumberOrNull("maintenanceAmount") ?? 0);
        MarginRules rules = Venues.Rules(
            row.Text("venue"),
            Contract(row, entry.UsesTick),
            schedule,
            Day(row),
            entry.Variant,
            row.NumberOrNull("takerFeeRate") ?? row.NumberOrNull("feeRate") ?? double.NaN);
        if (row.NumberOrNull("liquidationFeeUsd") is { } fee)
        {
            rules = rules with { FixedFee = fee + (row.NumberOrNull("fundingFeeUsd") ?? 0) };
        }

        if (entry.Collateral == Collateral.CostBasis)
        {
            rules = rules with { PredictedFundingRate = PredictedFunding(row) };
        }

        return rules;
    }

    public static Position PositionOf(JsonElement row, MarginRules rules)
    {
        Entry entry = For(row);
        double entryPrice = row.NumberOrNull("entryPrice") ?? row.Number("priceUsed");
        double quantity = Quantity(row, rules.Contract, entryPrice);
        if (entry.Collateral == Collateral.CostBasis && row.TryGetProperty("costBasis", out JsonElement cost))
        {
            entryPrice = cost.Number("posCost") / quantity;
        }

        double? margin = row.NumberOrNull("isolatedMargin") * (InSatoshi(row) ? 1e-8 : 1);
        bool isCross = row.TextOrNull("marginMode") == "cross";
        return Position.FromSigned(
            row.Text("side") == "long" ? quantity : -quantity,
            entryPrice,
            isCross ? double.NaN : row.NumberOrNull("leverage") ?? double.NaN,
            isCross ? double.NaN : margin ?? double.NaN);
    }

    /// <summary>The account of a cross row, with its own position first.</summary>
    public static CrossAccount Account(JsonElement row, MarginRules rules)
    {
        Entry entry = For(row);
        Position position = PositionOf(row, rules);
        List<Holding> holdings = [new(rules, position, row.NumberOrNull("markPrice") ?? position.EntryPrice)];
        foreach (JsonElement other in row.GetProperty("otherPositions").EnumerateArray())
        {
            double mark = other.Number("markPrice"), quantity = other.NumberOrNull("quantity") ?? other.Number("quantityUsd");
            MaintenanceSchedule schedule = other.NumberOrNull("mmBase") is { } rate
                ? MaintenanceSchedule.SizeContinuous(rate, other.Number("mmSlopePerBtc"))
                : MaintenanceSchedule.SingleRate(other.Number("mmr"), other.Number("maintenanceAmount"));
            MarginRules own = Venues.Rules(row.Text("venue"), Venues.Contract(row.Text("venue"), other.Text("symbol")), schedule, Day(row), entry.Variant);
            holdings.Add(new(own, Position.FromSigned(other.Text("side") == "long" ? quantity : -quantity, other.NumberOrNull("entryPrice") ?? mark), mark));
        }

        string asset = rules.Contract.SettlementAsset;
        return entry.Collateral switch
        {
            Collateral.Equity => CrossAccount.FromEquity(asset, row.Number("equity"), [.. holdings]),
            Collateral.WalletLessOrders => new(asset, row.Number("walletBalance") - row.Number("orderMargin"), [.. holdings]),
            Collateral.QuoteBalance => new(asset, row.Number("quoteBalance") + (position.SignedQuantity * position.EntryPrice), [.. holdings]),
            _ => new(asset, row.Number("walletBalance"), [.. holdings]),
        };
    }

    public static bool InSatoshi(JsonElement row) => row.TryGetProperty("costBasis", out JsonElement cost) && cost.Text("unit") == "satoshi";

    private static double PredictedFunding(JsonElement row) => row.TryGetProperty("costBasis", out JsonElement cost)
        ? ((cost.Number("posMaint") - cost.Number("posComm")) / cost.Number("posCost")) - row.Number("mmr")
        : row.Number("fundingRate");

    private static ContractSpec Contract(JsonElement row, bool usesTick)
    {
        ContractKind kind = row.Text("contract") == "inverse" ? ContractKind.Inverse : ContractKind.Linear;
        return Venues.Contract(row.Text("venue"), row.Text("symbol"), kind) with
        {
            Multiplier = row.NumberOrNull("contractSize") ?? 1,
            Tick = usesTick ? row.NumberOrNull("tick") : null,
        };
    }

    private static double Quantity(JsonElement row, ContractSpec contract, double entryPrice) => row.TextOrNull("quantityUnit") switch
    {
        "contracts" => contract.QuantityOf(row.Number("quantity"), QuantityUnit.Contracts, entryPrice),
        "usd" => contract.QuantityOf(row.Number("quantity"), QuantityUnit.Quote, entryPrice),
        _ => row.Number("quantity"),
    };

    private static string Words(Collateral collateral) => collateral switch
    {
        Collateral.WalletLessOrders => "wallet − orders",
        Collateral.Equity => "equity",
        Collateral.CostBasis => "margin",
        Collateral.QuoteBalance => "quote balance",
        _ => "margin, leverage or wallet",
    };

    /// <summary>One line of the table.</summary>
    public sealed record Entry(string Venue, string[]? Ids, string? Variant, bool UsesTick, Collateral Collateral, Level Level, string Remark);
}
