using System.Collections.Frozen;

namespace HeatMap;

/// <content>The tables of the other venues, as far as dated public material gives them whole.</content>
public static partial class Venues
{
    private static readonly FrozenDictionary<string, DatedSchedule[]> BinanceCoinmTable = Table(
        ("BTCUSD_PERP", new(2024, 1, 1), "the venue's help page; bounds reconstructed, deductions by continuity (the page of 2021 misprints 11.605 as 11.81)", MaintenanceSchedule.Marginal(
        TierBasis.Base,
        [
            new(0, 0.004, 0),
            new(5, 0.005, 0.005),
            new(10, 0.01, 0.055),
            new(20, 0.025, 0.355),
            new(50, 0.05, 1.605),
            new(100, 0.1, 6.605),
            new(200, 0.125, 11.605),
        ])));

    private static readonly FrozenDictionary<string, DatedSchedule[]> BybitTable = Table(
        ("BTCUSDT", new(2025, 1, 1), "the venue's margin parameters page, 2025", MaintenanceSchedule.Marginal(
        TierBasis.Quote,
        [
            new(0, 0.005, 0, 100),
            new(2_000_000, 0.0056, 1200, 90),
            new(2_600_000, 0.0063, 3020, 80),
            new(3_200_000, 0.0067, 4300, 75),
            new(3_800_000, 0.0071, 5820, 70),
            new(4_400_000, 0.0077, 8460, 65),
            new(5_000_000, 0.0091, 15460, 55),
            new(5_600_000, 0.01, 20500, 50),
            new(8_500_000, 0.013, 46000, 45),
            new(10_000_000, 0.015, 66000, 40),
            new(14_000_000, 0.016, 80000, 35),
            new(20_000_000, 0.02, 160000, 30),
            new(28_000_000, 0.025, 300000, 25),
            new(38_000_000, 0.029, 452000, 20),
            new(50_000_000, 0.03, 502000, 19),
            new(55_000_000, 0.035, 777000, 18),
            new(60_000_000, 0.036, 837000, 17),
            new(65_000_000, 0.038, 967000, 16),
            new(70_000_000, 0.04, 1107000, 15),
            new(75_000_000, 0.045, 1482000, 14),
        ])));

    private static readonly FrozenDictionary<string, DatedSchedule[]> OkxTable = Table(
        ("ETH-USDT-SWAP", new(2021, 6, 11), "the venue's notice of 2021-06-11; contracts of 0.1 ETH", MaintenanceSchedule.Flat(
        TierBasis.Contracts,
        [
            new(0, 0.004, MaxLeverage: 125),
            new(3_000, 0.005, MaxLeverage: 100),
            new(6_000, 0.01, MaxLeverage: 66.66),
            new(12_000, 0.015, MaxLeverage: 50),
            new(24_000, 0.02, MaxLeverage: 40),
            new(36_000, 0.025, MaxLeverage: 33.33),
            new(48_000, 0.03, MaxLeverage: 28.57),
            new(60_000, 0.035, MaxLeverage: 25),
            new(72_000, 0.04, MaxLeverage: 22.22),
        ])),
        ("SOL-USDT-SWAP", new(2022, 11, 8), "the venue's notice of 2022-11-08; contracts of 1 SOL", MaintenanceSchedule.Flat(
        TierBasis.Contracts,
        [
            new(0, 0.01, MaxLeverage: 75),
            new(500, 0.015, MaxLeverage: 50),
            new(1_000, 0.02, MaxLeverage: 20),
            new(4_000, 0.025, MaxLeverage: 18.18),
            new(8_000, 0.03, MaxLeverage: 16.67),
            new(12_000, 0.035, MaxLeverage: 15.38),
            new(16_000, 0.04, MaxLeverage: 14.29),
            new(20_000, 0.045, MaxLeverage: 13.33),
            new(24_000, 0.05, MaxLeverage: 12.5),
            new(28_000, 0.055, MaxLeverage: 11.76),
        ])));

    /// <summary>Stands for all dated futures of a coin.</summary>
    private const string DeribitDated = "-DATED";

    private static readonly FrozenDictionary<string, DatedSchedule[]> DeribitTable = Table(
        ("BTC" + DeribitDated, new(2023, 7, 1), "real responses of July 2023", MaintenanceSchedule.SizeContinuous(0.01, 5e-5)),
        ("BTC" + DeribitDated, new(2024, 11, 1), "real responses of November 2024 to May 2025", MaintenanceSchedule.SizeContinuous(0.02, 5e-5)),
        ("BTC-PERPETUAL", new(2023, 7, 1), "real responses of 2023 to 2025", MaintenanceSchedule.SizeContinuous(0.01, 5e-5)),
        ("ETH-PERPETUAL", new(2022, 11, 1), "real responses of 2022 and 2023", MaintenanceSchedule.SizeContinuous(0.01, 4e-6)),
        ("BTC_USDC-PERPETUAL", new(2025, 1, 1), "the venue's support page, 2025", MaintenanceSchedule.SizeContinuous(0.01, 5e-5)),
        ("SOL_USDC-PERPETUAL", new(2025, 1, 1), "the venue's support page, 2025", MaintenanceSchedule.SizeContinuous(0.02, 5e-6)));

    private static readonly FrozenDictionary<string, DatedSchedule[]> BitmexTable = Table(
        ("XBTUSD", new(2018, 1, 1), "base and step of the instrument, 2018 to 2025; each step adds half a percent", MaintenanceSchedule.Flat(
        TierBasis.Base,
        [
            new(0, 0.005, MaxLeverage: 100),
            new(200, 0.01, MaxLeverage: 66.67),
            new(350, 0.015, MaxLeverage: 50),
            new(500, 0.02, MaxLeverage: 40),
            new(650, 0.025, MaxLeverage: 33.33),
            new(800, 0.03, MaxLeverage: 28.57),
            new(950, 0.035, MaxLeverage: 25),
            new(1_100, 0.04, MaxLeverage: 22.22),
            new(1_250, 0.045, MaxLeverage: 20),
            new(1_400, 0.05, MaxLeverage: 18.18),
        ])));

    private static readonly FrozenDictionary<string, DatedSchedule[]> DydxTable = Table(
        ("BTC-USD", new(2025, 12, 8), "the venue's indexer, 2025-12-08", MaintenanceSchedule.SingleRate(0.012)),
        ("ETH-USD", new(2025, 12, 8), "the venue's indexer, 2025-12-08", MaintenanceSchedule.SingleRate(0.012)));

    private static FrozenDictionary<string, DatedSchedule[]> Table(params (string Symbol, DateOnly AsOf, string Source, MaintenanceSchedule Schedule)[] rows) =>
        rows.GroupBy(static r => r.Symbol, StringComparer.Ordinal).ToFrozenDictionary(
            static g => g.Key,
            static g => g.OrderBy(static r => r.AsOf).Select(static r => new DatedSchedule(r.AsOf, r.Source, r.Schedule)).ToArray(),
            StringComparer.Ordinal);
}
