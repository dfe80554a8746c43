using System.Collections.Frozen;

namespace HeatMap;

/// <content>What the names of contracts tell.</content>
public static partial class Venues
{
    /// <summary>Sizes of single contracts, from real responses and notices.</summary>
    private static readonly FrozenDictionary<(string Venue, string Symbol), double> KnownSizes = new Dictionary<(string, string), double>
    {
        [("okx", "BTC-USDT-SWAP")] = 0.01,
        [("okx", "ETH-USDT-SWAP")] = 0.1,
        [("okx", "SOL-USDT-SWAP")] = 1,
        [("okx", "BTC-USD-SWAP")] = 100,
        [("okx", "ETH-USD-SWAP")] = 10,
        [("okx", "SOL-USD-SWAP")] = 10,
        [("kucoin", "XBTUSDTM")] = 0.001,
        [("kucoin", "ETHUSDTM")] = 0.01,
        [("gate", "BTC_USDT")] = 0.0001,
        [("deribit", "BTC-PERPETUAL")] = 10,
        [("deribit", "ETH-PERPETUAL")] = 1,
        [("deribit", "BTC" + DeribitDated)] = 10,
        [("bitmex", "ETHUSD")] = 1e-6,
    }.ToFrozenDictionary();

    private static readonly string[] QuoteAssets = ["FDUSD", "USDT", "USDC", "BUSD", "USD"];

    /// <summary>The contract that a venue's symbol names, as far as the name tells.</summary>
    /// <param name="venue">One of <see cref="Names"/>.</param>
    /// <param name="symbol">The venue's name of the contract.</param>
    /// <param name="kind">The kind, where the caller knows it; otherwise the venue's custom decides.</param>
    /// <returns>
    /// Kind, quote and settlement asset, and the multiplier where <see cref="ContractSize"/> knows it, otherwise one. The tick is not known: add it with
    /// <c>with { Tick = … }</c> where the venue rounds.
    /// </returns>
    /// <exception cref="ArgumentException">There is no such venue, <paramref name="symbol"/> is empty, or its name does not tell the kind and <paramref name="kind"/> is not given.</exception>
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
            _ => QuoteOf(symbol),
        };
        ContractKind known = kind ?? Kind(venue, symbol, quote);
        string settlement = known switch
        {
            ContractKind.Linear => venue is "hyperliquid" or "dydx-v4" ? "USDC" : quote,
            ContractKind.Quanto => "XBT",
            _ => BaseAsset(symbol),
        };
        return new(symbol, known, quote, settlement) { Multiplier = ContractSize(venue, symbol, known) ?? 1 };
    }

    /// <summary>What one contract stands for on a venue, in the unit of <c>quantity</c>.</summary>
    /// <param name="venue">One of <see cref="Names"/>.</param>
    /// <param name="symbol">The venue's name of the contract.</param>
    /// <param name="kind">Its kind.</param>
    /// <returns><see langword="null"/> where the venue sizes contracts one by one and this one's size is not known here: it must come from the venue.</returns>
    /// <exception cref="ArgumentException">There is no such venue.</exception>
    public static double? ContractSize(string venue, string symbol, ContractKind kind)
    {
        RequireVenue(venue);
        ArgumentNullException.ThrowIfNull(symbol);
        return (venue, kind) switch
        {
            ("binance-coinm", _) => symbol.StartsWith("BTC", StringComparison.Ordinal) ? 100 : 10,
            ("okx" or "kucoin" or "gate" or "deribit" or "bitmex", _) => KnownSizes.TryGetValue((venue, TableName(venue, symbol)), out double size) ? size
                : venue == "bitmex" && kind == ContractKind.Inverse ? 1
                : null,
            _ => 1,
        };
    }

    private static ContractKind Kind(string venue, string symbol, string quote) => venue switch
    {
        "binance-coinm" => ContractKind.Inverse,
        "bitmex" when quote == "USDT" => ContractKind.Linear,
        "bitmex" when symbol == "XBTUSD" || IsDated(symbol, "XBT") => ContractKind.Inverse,
        "bitmex" when symbol == "ETHUSD" => ContractKind.Quanto,
        "bitmex" => throw new ArgumentException($"the name '{symbol}' does not tell whether the contract is linear, inverse or quanto; give its kind", nameof(symbol)),
        "kraken-futures" => symbol.StartsWith("PI_", StringComparison.Ordinal) || symbol.StartsWith("FI_", StringComparison.Ordinal) ? ContractKind.Inverse : ContractKind.Linear,
        "bybit" or "okx" or "deribit" or "kucoin" or "gate" or "bitget" => quote == "USD" ? ContractKind.Inverse : ContractKind.Linear,
        _ => ContractKind.Linear,
    };

    /// <summary>A name that ends in a month's letter and a year, such as BTCUSDH25 or XBTZ25.</summary>
    private static bool IsDated(string symbol, string root) =>
        symbol.Length == root.Length + 3 && symbol.StartsWith(root, StringComparison.Ordinal) && "FGHJKMNQUVXZ".Contains(symbol[root.Length], StringComparison.Ordinal)
        && char.IsAsciiDigit(symbol[^1]) && char.IsAsciiDigit(symbol[^2]);

    /// <summary>The quote asset of the venues that put it last, behind it a suffix for coin-margined, perpetual or dated contracts.</summary>
    private static string QuoteOf(string symbol) => symbol switch
    {
        _ when symbol.EndsWith("_DMCBL", StringComparison.Ordinal) => "USD",
        _ when symbol.EndsWith("_CMCBL", StringComparison.Ordinal) || symbol.EndsWith("PERP", StringComparison.Ordinal) => "USDC",
        _ when symbol.Length > 6 && IsDated(symbol[^6..], "USD") => "USD",
        _ => Array.Find(QuoteAssets, q => symbol.EndsWith(q, StringComparison.Ordinal)) ?? "USDT",
    };

    /// <summary>The coin before the quote asset: BTC of BTCUSD_PERP, BTC-PERPETUAL, PI_XBTUSD and XBTUSDM (as XBT).</summary>
    private static string BaseAsset(string symbol)
    {
        string name = symbol.StartsWith("PI_", StringComparison.Ordinal) || symbol.StartsWith("FI_", StringComparison.Ordinal) ? symbol[3..] : symbol;
        name = name.Length > 3 && IsDated(name, name[..^3]) ? name[..^3] : name;
        int end = name.IndexOfAny(['-', '_']);
        name = end > 0 ? name[..end] : name;
        int quote = name.IndexOf("USD", StringComparison.Ordinal);
        return quote > 0 ? name[..quote] : name;
    }
}
