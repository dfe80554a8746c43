using System.Text.Json;

namespace HeatMap.Tests.Golden;

/// <summary>The shipped tables against the published ones.</summary>
public sealed class LeverageTierGoldenTests
{
    private static readonly JsonElement File = GoldenFile.Read("leverage-tiers.json");

    [Theory]
    [InlineData("BTCUSDT")]
    [InlineData("ETHUSDT")]
    [InlineData("SOLUSDT")]
    [InlineData("XRPUSDT")]
    [InlineData("BNBUSDT")]
    [InlineData("DOGEUSDT")]
    [InlineData("SANDUSDT")]
    [InlineData("NEARUSDT")]
    public void BinanceUsdm_ShipsThePublishedTable(string symbol) =>
        AssertTiers(File.GetProperty("binance-usdm").EnumerateArray().Where(r => r.Text("symbol") == symbol), Venues.BinanceUsdm(symbol).Schedule);

    [Fact]
    public void BinanceUsdm_ShipsNoTableThatIsNotChecked() =>
        Expect.Throws<ArgumentException>(() => Venues.BinanceUsdm("?"), "for BNBUSDT, BTCUSDT, DOGEUSDT, ETHUSDT, NEARUSDT, SANDUSDT, SOLUSDT, XRPUSDT. ");

    [Fact]
    public void Hyperliquid_ShipsThePublishedTables()
    {
        JsonElement[] rows = [.. File.GetProperty("hyperliquid").EnumerateArray().Where(r => r.Text("asOf") == "2025-2026")];
        string[] coins = [.. rows.Select(r => r.Text("symbol")).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        foreach (string coin in coins)
        {
            AssertTiers(rows.Where(r => r.Text("symbol") == coin), Venues.Hyperliquid(coin, new DateOnly(2026, 1, 1)).Schedule);
        }

        Expect.Throws<ArgumentException>(() => Venues.Hyperliquid("?"), "for " + string.Join(", ", coins) + ". ");
    }

    [Fact]
    public void Hyperliquid_OfTheYear2024_ShipsThePublishedLeverage()
    {
        // ONDO and TIA are also published for 2024-05; the preset does not ship them.
        foreach (JsonElement row in File.GetProperty("hyperliquid").EnumerateArray().Where(r => r.Text("asOf") == "2024"))
        {
            AssertTiers([row], Venues.Hyperliquid(row.Text("symbol"), new DateOnly(2024, 6, 1)).Schedule);
        }
    }

    private static void AssertTiers(IEnumerable<JsonElement> published, MaintenanceSchedule schedule)
    {
        JsonElement[] rows = [.. published.OrderBy(r => r.Number("tier"))];
        Assert.NotEmpty(rows);
        Assert.Equal(rows.Length, schedule.Tiers.Length);
        for (int i = 0; i < rows.Length; i++)
        {
            RiskTier tier = schedule.Tiers[i];
            Assert.Equal(rows[i].Number("notionalFloor"), tier.Floor);
            Expect.NearRelative(rows[i].Number("maintenanceMarginRate"), tier.MaintenanceRate, 1e-10);
            Expect.NearRelative(rows[i].Number("maintenanceAmount"), tier.Deduction, 1e-11);
            Assert.Equal(rows[i].Number("maxLeverage"), tier.MaxLeverage);
            Assert.Equal(i + 1 < rows.Length ? schedule.Tiers[i + 1].Floor : null, i + 1 < rows.Length ? rows[i].NumberOrNull("notionalCap") : null);
        }
    }
}
