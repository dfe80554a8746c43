using System.Globalization;
using System.Text.Json;

namespace HeatMap.Tests.Golden;

/// <summary>Prices that venues themselves printed, each within the tolerance of its own digits, through <see cref="Venues"/>.</summary>
public sealed class LiquidationPriceGoldenTests
{
    private static readonly Dictionary<string, JsonElement> Rows = GoldenFile.ConformanceRows("liquidation-prices.json");

    private static readonly Dictionary<string, JsonElement> Theory =
        GoldenFile.Read("position-theory.json").GetProperty("cases").EnumerateArray().ToDictionary(r => r.Text("id"), StringComparer.Ordinal);

    public static TheoryData<string> Ids { get; } = [.. Rows.Keys];

    public static TheoryData<string> TheoryIds { get; } = [.. Theory.Keys];

    /// <summary>Rows of symbols with a preset.</summary>
    /// <remarks>
    /// Left out: binance-usdm-v09 (the brackets of 2020, in a worked example), v10 to v13 (rates made up by a test's author), v05 and v07 (no
    /// preset of AAPLUSDT and VETUSDT), hyperliquid-v19 (ONDO of 2024-05, before its preset of 2025-03-18).
    /// </remarks>
    public static TheoryData<string> PresetIds { get; } =
    [
        "binance-usdm-v01", "binance-usdm-v02", "binance-usdm-v03", "binance-usdm-v04", "binance-usdm-v06",
        .. Rows.Keys.Where(id => id.StartsWith("hyperliquid", StringComparison.Ordinal) && id != "hyperliquid-v19"),
    ];

    [Fact]
    public void File_HoldsTheRowsItShould()
    {
        Assert.Equal(73, Rows.Count);
        Assert.Equal(13, Rows.Keys.Count(id => id.StartsWith("binance-usdm", StringComparison.Ordinal)));
        Assert.Equal(19, Rows.Keys.Count(id => id.StartsWith("hyperliquid", StringComparison.Ordinal)));
        Assert.Equal(8, Theory.Count);
        Assert.Equal(5 + 18, PresetIds.Count);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Price_IsThePublishedOne(string id)
    {
        JsonElement row = Rows[id];
        RowRules.Entry entry = RowRules.For(row);
        MarginRules rules = RowRules.Rules(row);
        Position position = RowRules.PositionOf(row, rules);
        double price, bankruptcy;
        if (position.Mode == MarginMode.Cross)
        {
            CrossAccount account = RowRules.Account(row, rules);
            double closeFee = entry.Level == RowRules.Level.PriceWithClosingFee ? rules.TakerFeeRate : 0;
            price = entry.Level == RowRules.Level.CommonFactor ? account.Holdings[0].MarkPrice * account.LiquidationFactor()!.Value : account.LiquidationPrice(0) ?? double.NaN;
            bankruptcy = account.BankruptcyPrice(0, closeFee) ?? double.NaN;
        }
        else
        {
            price = Liquidation.Price(position, rules, row.NumberOrNull("markPrice") ?? double.NaN);
            bankruptcy = Liquidation.BankruptcyPrice(position, rules);
        }

        if (row.GetProperty("expectNoLiquidation").GetBoolean())
        {
            Assert.True(double.IsNaN(price), id);
            return;
        }

        Expect.Near(row.Number("expectedLiquidationPrice"), price, row.Number("tolerance"), id);
        if (row.NumberOrNull("expectedBankruptcyPrice") is { } expected)
        {
            Expect.Near(expected, bankruptcy, row.Number("tolerance"), id + " bankruptcy");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Isolated_AndAnAccountOfOneWithItsMargin_AreTheSame(string id)
    {
        JsonElement row = Rows[id];
        MarginRules rules = RowRules.Rules(row) with { Cross = null };
        Position position = RowRules.PositionOf(row, rules);
        if (position.Mode == MarginMode.Isolated)
        {
            double margin = double.IsNaN(position.Margin) ? rules.InitialMargin(position.Quantity, position.EntryPrice, position.Leverage) : position.Margin;
            CrossAccount account = new(rules.Contract.SettlementAsset, margin, new Holding(rules, position, row.NumberOrNull("markPrice") ?? position.EntryPrice));
            Expect.NearRelative(Liquidation.Price(position, rules), account.LiquidationPrice(0)!.Value, 1e-10, id);
            Expect.NearRelative(Liquidation.BankruptcyPrice(position, rules), account.BankruptcyPrice(0) ?? double.NaN, 1e-10, id);
        }
    }

    [Fact]
    public void EveryLineOfTheTable_IsUsed()
    {
        JsonElement[] all = [.. Rows.Values, .. GoldenFile.ConformanceRows("maintenance-margins.json").Values];
        Assert.All(RowRules.Table, e => Assert.Contains(all, r => RowRules.For(r) == e));
        Assert.All(RowRules.Table.SelectMany(e => e.Ids ?? []), id => Assert.Contains(all, r => r.Text("id") == id));
    }

    [Fact]
    public void TheTable_IsPrintedInTheMethodPage() => Assert.Contains(
        RowRules.Markdown(),
        File.ReadAllText(Repository.PathOf("docs", "method", "liquidation-prices.md")).ReplaceLineEndings("\n"),
        StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(PresetIds))]
    public void Price_FromThePreset_IsThePublishedOne(string id)
    {
        JsonElement row = Rows[id];

        // Two rows of 2024-06 and 2024-07 are older than the shipped table, whose first tier was the same then; hyperliquid's are dated by month.
        DateOnly day = row.Text("observed") switch
        {
            "2024-10/11" => new(2024, 10, 1),
            "2024-06-04" or "2024-07-20" => new(2024, 10, 24),
            string text => DateOnly.Parse(text, CultureInfo.InvariantCulture),
        };
        Assert.True(Venues.TryGet(row.Text("venue"), row.Text("symbol"), day, out MarginRules? rules));
        Expect.Near(row.Number("expectedLiquidationPrice"), Liquidation.Price(RowRules.PositionOf(row, rules), rules), row.Number("tolerance"), id);
    }

    [Theory]
    [MemberData(nameof(TheoryIds))]
    public void Prices_AreThoseOfTheTheory(string id)
    {
        JsonElement row = Theory[id], inputs = row.GetProperty("inputs"), expected = row.GetProperty("expected");
        bool inverse = row.Text("kind") == "position.prices_inverse";
        double quantity = inputs.Number(inverse ? "contracts_quote" : "qty"), entry = inputs.Number("entry"), leverage = inputs.Number("leverage");
        MarginRules rules = new(
            inverse ? ContractSpec.Inverse("X", "USD", "BTC") : ContractSpec.Linear("X", "USDT"),
            MaintenanceSchedule.SingleRate(inputs.Number("maintenance_rate"), inputs.NumberOrNull("maintenance_deduction") ?? 0));
        var position = Position.FromSigned(inputs.Text("side") == "long" ? quantity : -quantity, entry, leverage);
        Near(inverse ? "margin_base" : "margin", rules.InitialMargin(quantity, entry, leverage));
        Near("liquidation_price", Liquidation.Price(position, rules));
        Near("bankruptcy_price", Liquidation.BankruptcyPrice(position, rules));

        void Near(string name, double actual)
        {
            JsonElement tolerance = row.GetProperty("tolerance");
            double value = expected.Number(name);
            Expect.Near(value, actual, Math.Max(tolerance.Number("abs"), tolerance.Number("rel") * Math.Abs(value)), $"{id} {name}");
        }
    }
}
