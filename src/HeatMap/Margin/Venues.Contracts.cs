namespace HeatMap;

/// <content>What the names of contracts tell.</content>
public static partial class Venues
{
    private static readonly string[] QuoteAssets = ["FDUSD", "USDT", "USDC", "BUSD", "USD"];

    /// <summary>The contract that a venue's symbol names, as far as the name tells.</summary>
    /// <param name="venue">One of <see cref="Names"/>.</param>
    /// <param name="symbol">The venue's name of the contract.</param>
    /// <param name="kind">The kind, where the caller knows it; otherwise the venue's custom decides.</param>
    /// <returns>
    /// Kind, quote and settlement asset and, where it is the same for all contracts of the kind, the multiplier. The tick is not known: add it with
    /// <c>with { Tick = … }</c> where the venue rounds.
    /// </returns>
    /// <exception cref="ArgumentException">There is no such venue, or <paramref name="symbol"/> is empty.</exception>
    public static ContractSpec Contract(string venue, string symbol, ContractKind? kind = null)
    {
        RequireVenue(venue);
        ArgumentException.ThrowIfNullOrWhiteSpace(symbol);
        string quote = venue switch
        {
            "hyperliquid" or "dydx-v4" or "gmx-v1" or "gmx-v2" or "binance-coinm" => "USD",
            "okx" => symbol.Split('-') is [_, var named, ..] ? named : "USDT",
            "deribit" => symbol.Contains("_USDC", StringComparison.Ordinal) ? "USDC" : "USD",
            "kraken-futures" => "USD",
            "bitmex" => symbol.EndsWith("USDT", StringComparison.Ordinal) ? "USDT" : "USD",
            "kucoin" => symbol.EndsWith("USDTM", StringComparison.Ordinal) ? "USDT" : symbol.EndsWith("USDCM", StringComparison.Ordinal) ? "USDC" : "USD",
            _ => Array.Find(QuoteAssets, q => symbol.EndsWith(q, StringComparison.Ordinal)) ?? "USDT",
        };
        ContractKind known = kind ?? Kind(venue, symbol, quote);
        string settlement = known switch
        {
            ContractKind.Linear => venue is "hyperliquid" or "dydx-v4" ? "USDC" : quote,
            ContractKind.Quanto => "XBT",
            _ => BaseAsset(symbol),
        };
        double multiplier = (venue, known) switch
        {
            ("binance-coinm", _) => symbol.StartsWith("BTC", StringComparison.Ordinal) ? 100 : 10,
            ("bitmex", ContractKind.Quanto) => 1e-6,
            _ => 1,
        };
        return new(symbol, known, quote, settlement) { Multiplier = multiplier };
    }

    private static ContractKind Kind(string venue, string symbol, string quote) => venue switch
    {
        "binance-coinm" => ContractKind.Inverse,
        "bitmex" when symbol is "XBTUSD" || quote == "USDT" => quote == "USDT" ? ContractKind.Linear : ContractKind.Inverse,
        "bitmex" => ContractKind.Quanto,
        "kraken-futures" => symbol.StartsWith("PI_", StringComparison.Ordinal) || symbol.StartsWith("FI_", StringComparison.Ordinal) ? ContractKind.Inverse : ContractKind.Linear,
        "bybit" or "okx" or "deribit" or "kucoin" or "gate" or "bitget" => quote == "USD" ? ContractKind.Inverse : ContractKind.Linear,
        _ => ContractKind.Linear,
    };

    /// <summary>The coin before the quote asset: BTC of BTCUSD_PERP, BTC-PERPETUAL, PI_XBTUSD and XBTUSDM (as XBT).</summary>
    private static string BaseAsset(string symbol)
    {
        string name = symbol.StartsWith("PI_", StringComparison.Ordinal) || symbol.StartsWith("FI_", StringComparison.Ordinal) ? symbol[3..] : symbol;
        int end = name.IndexOfAny(['-', '_']);
        name = end > 0 ? name[..end] : name;
        int quote = name.IndexOf("USD", StringComparison.Ordinal);
        return quote > 0 ? name[..quote] : name;
    }
}
