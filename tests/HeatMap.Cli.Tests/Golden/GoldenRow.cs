using System.Globalization;
using System.Text.Json;

namespace HeatMap.Cli.Tests.Golden;

/// <summary>A row of the golden file as a user would write it into a positions file. No formula decides a number; the venue's price is only what it reports.</summary>
internal static class GoldenRow
{
    /// <summary>A header and one line for each position and each of its account's others.</summary>
    public static string[] ToCsv(params JsonElement[] rows)
    {
        List<Dictionary<string, string>> lines =
            [.. rows.SelectMany(static row => row.GetProperty("otherPositions").EnumerateArray().Select(other => Other(row, other)).Prepend(Own(row)))];
        string[] columns = [.. lines.SelectMany(static l => l.Keys).Distinct()];
        return [string.Join(',', columns), .. lines.Select(l => string.Join(',', columns.Select(c => l.GetValueOrDefault(c, ""))))];
    }

    private static Dictionary<string, string> Own(JsonElement row)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["account"] = Others(row) ? Raw(row, "id") : "",
            ["venue"] = Raw(row, "venue"),
            ["symbol"] = Raw(row, "symbol"),
            ["contract"] = Raw(row, "contract"),
            ["margin_mode"] = Raw(row, "marginMode"),
            ["side"] = Raw(row, "side"),
            ["entry_price"] = Entry(row),
            ["quantity"] = Raw(row, "quantity"),
            ["quantity_unit"] = Raw(row, "quantityUnit") is "usd" ? "quote" : Raw(row, "quantityUnit"),
            ["contract_size"] = Raw(row, "contractSize"),
            ["leverage"] = Raw(row, "leverage"),
            ["margin"] = Raw(row, "isolatedMargin"),
            ["margin_unit"] = Raw(row, "venue") == "bitmex" ? "satoshi" : "",
            ["wallet_balance"] = Raw(row, "walletBalance"),
            ["equity"] = Raw(row, "equity"),
            ["quote_balance"] = Raw(row, "quoteBalance"),
            ["order_margin"] = Raw(row, "orderMargin"),
            ["extra_margin"] = Raw(row, "extraMargin"),
            ["mark_price"] = Raw(row, "markPrice"),
            ["maintenance_rate"] = Raw(row, "mmr"),
            ["maintenance_amount"] = Raw(row, "maintenanceAmount"),
            ["taker_fee_rate"] = Raw(row, "takerFeeRate"),
            ["liquidation_fee"] = Raw(row, "liquidationFeeUsd"),
            ["pending_funding"] = Raw(row, "fundingFeeUsd"),
            ["predicted_funding_rate"] = PredictedFunding(row),
            ["tick"] = Raw(row, "rounding") == "none" ? "" : Raw(row, "tick"),
            ["as_of"] = Day(Raw(row, "observed")),
            ["rules"] = Variant(row),
            ["liquidation_price"] = Raw(row, "expectedLiquidationPrice"),
        };
        if (row.TryGetProperty("thisPositionMargin", out JsonElement margin))
        {
            cells["maintenance_rate"] = Raw(margin, "mmBase");
            cells["maintenance_slope"] = Raw(margin, "mmSlopePerBtc");
        }

        return cells;
    }

    private static Dictionary<string, string> Other(JsonElement row, JsonElement other)
    {
        Dictionary<string, string> cells = Own(row);
        foreach (string position in (string[])["leverage", "liquidation_price", "maintenance_slope", "predicted_funding_rate", "tick"])
        {
            cells.Remove(position);
        }

        cells["symbol"] = Raw(other, "symbol");
        cells["side"] = Raw(other, "side");
        cells["quantity"] = Raw(other, "quantity") + Raw(other, "quantityUsd");
        cells["mark_price"] = Raw(other, "markPrice");
        // Where equity is given, the entry of the others does not matter.
        cells["entry_price"] = Raw(other, "entryPrice") is { Length: > 0 } entry ? entry : cells["mark_price"];
        cells["maintenance_rate"] = Raw(other, "mmr") + Raw(other, "mmBase");
        cells["maintenance_amount"] = Raw(other, "maintenanceAmount");
        cells["maintenance_slope"] = Raw(other, "mmSlopePerBtc");
        return cells;
    }

    private static bool Others(JsonElement row) => row.GetProperty("otherPositions").GetArrayLength() > 0;

    /// <summary>KuCoin keeps the cost and prints the entry price rounded: of kucoin-v04, 1283.08 for 25.6615 / 0.02.</summary>
    private static string Entry(JsonElement row) => Raw(row, "venue") == "kucoin" && row.TryGetProperty("costBasis", out JsonElement cost)
        ? (Number(cost, "posCost") / (Number(row, "quantity") * Number(row, "contractSize"))).ToString(CultureInfo.InvariantCulture)
        : Raw(row, "entryPrice");

    /// <summary>KuCoin's maintenance holds the funding it expects: what is left of it after rate and fee.</summary>
    private static string PredictedFunding(JsonElement row)
    {
        if (Raw(row, "venue") != "kucoin")
        {
            return "";
        }

        JsonElement cost = row.GetProperty("costBasis");
        decimal rate = ((Number(cost, "posMaint") - Number(cost, "posComm")) / Number(cost, "posCost")) - Number(row, "mmr");
        return rate.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Only Bybit's eras are named, where no date tells them.</summary>
    private static string Variant(JsonElement row) => (Raw(row, "venue"), Raw(row, "formula")) switch
    {
        ("bybit", "LIN-MARK-BYBIT") => "bybit-mark-value",
        ("bybit", _) => "bybit-entry-value",
        _ => "",
    };

    private static string Day(string observed) => DateOnly.TryParseExact(observed, "yyyy-MM-dd", out _) ? observed : "";

    private static decimal Number(JsonElement row, string name) => row.GetProperty(name).GetDecimal();

    /// <summary>The literal as it stands in the file; empty where there is none.</summary>
    private static string Raw(JsonElement row, string name) => row.TryGetProperty(name, out JsonElement value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString()!, JsonValueKind.Number => value.GetRawText(), _ => "" }
        : "";
}
