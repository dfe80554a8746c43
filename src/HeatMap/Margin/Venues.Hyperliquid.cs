using System.Collections.Frozen;

namespace HeatMap;

/// <content>The maintenance tables of Hyperliquid perpetuals.</content>
public static partial class Venues
{
    /// <summary>The day of the oldest real response that shows the tables of the venue's margin tiers page.</summary>
    private static readonly DateOnly TieredSince = new(2025, 3, 18);

    /// <summary>The day of the oldest real response of the time before, when each coin had one maximum leverage.</summary>
    private static readonly DateOnly SingleTierSince = new(2024, 1, 3);

    /// <summary>The day of the oldest market list that shows lower maximum leverage for some coins.</summary>
    private static readonly DateOnly LoweredSince = new(2026, 2, 3);

    private static readonly FrozenDictionary<string, DatedSchedule[]> HyperliquidTable = MakeHyperliquidTable();

    private static FrozenDictionary<string, DatedSchedule[]> MakeHyperliquidTable()
    {
        // Maximum leverage below and from the notional at which it steps down, in USDC.
        (int Below, double Step, int From, string[] Coins)[] tiered =
        [
            (40, 150e6, 20, ["BTC"]),
            (25, 100e6, 15, ["ETH"]),
            (20, 70e6, 10, ["SOL"]),
            (20, 40e6, 10, ["XRP"]),
            (10, 20e6, 5, ["AAVE", "ADA", "APT", "AVAX", "BCH", "CRV", "DOGE", "ENA", "FARTCOIN", "HYPE", "kBONK", "kPEPE", "LINK", "LTC", "NEAR", "POPCAT", "SUI", "TIA", "TRUMP", "UNI", "WIF", "WLD"]),
            (10, 3e6, 5, ["ARB", "BNB", "DOT", "INJ", "JUP", "kSHIB", "LDO", "MKR", "ONDO", "OP", "SEI", "TON", "TRX"]),
        ];
        (string Coin, int MaxLeverage)[] lowered = [("WIF", 5), ("POPCAT", 3)];
        (string Coin, int MaxLeverage)[] singleTier = [("BTC", 50), ("ETH", 50), ("SOL", 20), ("DOGE", 20)];

        var table = new Dictionary<string, List<DatedSchedule>>(StringComparer.Ordinal);
        foreach ((string coin, int maxLeverage) in singleTier)
        {
            MaintenanceSchedule schedule = MaintenanceSchedule.FromMaxLeverage(TierBasis.Quote, [0], [maxLeverage]);
            table[coin] = [new(SingleTierSince, "maximum leverage in real responses of 2024", schedule)];
        }

        foreach ((int below, double step, int from, string[] coins) in tiered)
        {
            MaintenanceSchedule schedule = MaintenanceSchedule.FromMaxLeverage(TierBasis.Quote, [0, step], [below, from]);
            foreach (string coin in coins)
            {
                table.TryAdd(coin, []);
                table[coin].Add(new(TieredSince, "the margin tiers page of the venue's documentation, 2025 to 2026", schedule));
            }
        }

        foreach ((string coin, int maxLeverage) in lowered)
        {
            MaintenanceSchedule schedule = MaintenanceSchedule.FromMaxLeverage(TierBasis.Quote, [0], [maxLeverage]);
            table[coin].Add(new(LoweredSince, "maximum leverage in the venue's market list of February 2026", schedule));
        }

        return table.ToFrozenDictionary(static entry => entry.Key, static entry => entry.Value.ToArray(), StringComparer.Ordinal);
    }
}
