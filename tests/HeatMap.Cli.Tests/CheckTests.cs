using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary><c>heatmap check</c>: agreement, and likely reasons for none.</summary>
public sealed class CheckTests : IDisposable
{
    private const string Header = "account,venue,symbol,margin_mode,side,quantity,entry_price,margin,leverage,wallet_balance,mark_price,maintenance_rate,maintenance_amount,taker_fee_rate,tick,liquidation_price";

    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData(",binance-usdm,SANDUSDT,isolated,long,88176,0.2861057884231,10891.46267895,,,,,,,,0.163732334", "deduction", "no deduction")]
    [InlineData(",binance-usdm,SANDUSDT,isolated,long,88176,0.2861057884231,10891.46267895,,,,0.006,,,,0.16367522", "tier", "the venue's table instead of the line's own rate")]
    [InlineData(",bitget,BTCUSDT,isolated,long,0.0031,114895.4,35.617574,,,,0.004,,0.0004,,103820.987", "fee", "no fee")]
    [InlineData(",bitget,BTCUSDT,isolated,long,0.0031,114895.4,35.617574,,,,0.004,,0.0004,,103883.703", "fee", "a fee of 0.06 %")]
    [InlineData(",bybit,BTCUSDT,isolated,long,0.033,74939.5,,5,,,0.005,,,0.1,60326.3", "rules", "bybit-entry-value instead of bybit-mark-value")]
    [InlineData(",hyperliquid,BTC,isolated,short,1,60000,6000,,,,,,,,65346.53465", "date", "the rules of 2024-01-03 instead of 2025-03-18")]
    [InlineData(",kraken-futures,PF_XBTUSD,isolated,long,1,100,10,,,,0.01,,,,91", "valuation", "maintenance on entry value instead of mark value")]
    [InlineData(",hyperliquid,BTC,cross,long,1,60000,3000,,900,60000,,,,,57721.5190", "isolated", "isolated with its own margin instead of cross")]
    [InlineData(",hyperliquid,BTC,isolated,long,1,60000,3000,,30000,60000,,,,,30379.7468", "cross", "cross with the wallet instead of isolated")]
    [InlineData(",hyperliquid,BTC,isolated,long,1,60000,3000,,,60000,,,,,1", "unknown", null)]
    public void Disagreement_IsExplained(string line, string reason, string? detail)
    {
        JsonElement result = _tool.Check(_tool.Write("a.csv", Header, line));

        JsonElement row = Assert.Single(result.GetProperty("rows").EnumerateArray());
        Assert.Equal((reason, detail), (row.GetProperty("reason").GetString(), row.GetProperty("detail").GetString()));
        Assert.Equal(1, result.GetProperty("disagree").GetInt64());
    }

    [Fact]
    public void OtherPositionsLeftOut_AreFound()
    {
        string file = _tool.Write(
            "a.csv",
            Header,
            "a,binance-usdm,BTCUSDT,cross,long,109.488,32481.98,,,1535443.01,31967.27,0.025,16300,,,18778.73",
            "a,binance-usdm,ETHUSDT,cross,long,3683.979,1456.84,,,1535443.01,1335.18,0.1,135365,,,");

        JsonElement row = Assert.Single(_tool.Check(file).GetProperty("rows").EnumerateArray());

        Assert.Equal("other-positions", row.GetProperty("reason").GetString());
        Assert.Equal(40.14, row.GetProperty("differencePercent").GetDouble(), 2);
    }

    [Fact]
    public void Sums_CountEveryLine()
    {
        string file = _tool.Write(
            "a.csv",
            Header,
            ",binance-usdm,SANDUSDT,isolated,long,88176,0.2861057884231,10891.46267895,,,,,,,,0.16367522",
            ",binance-usdm,SANDUSDT,isolated,long,88176,0.2861057884231,10891.46267895,,,,,,,,0.1640",
            ",hyperliquid,BTC,cross,short,1,70000,,10,,65000,,,,,90000",
            ",hyperliquid,BTC,isolated,short,1,70000,,10,,65000,,,,,");

        string table = _tool.Run("check", file).Out;

        Assert.Equal(0, _tool.Exit);
        Assert.EndsWith("2 compared, 1 agree, 1 disagree, 2 not comparable\n", table, StringComparison.Ordinal);
        Assert.Contains("not comparable: 1 without a reported price, 1 needs-account", table, StringComparison.Ordinal);
        Assert.Equal(1, _tool.Run("check", file, "--fail").Exit);
        Assert.Equal(0, _tool.Run("check", file, "--fail", "--tolerance", "1").Exit);
        Assert.Equal(2, _tool.Run("check", file, "--tolerance", "-1").Exit);
        string csv = _tool.Run("check", file, "--format", "csv").Out;
        Assert.StartsWith("row,symbol,side,reported,computed,difference_percent,reason,detail\n2,SANDUSDT,long,0.164,", csv, StringComparison.Ordinal);
        Assert.Contains("2 compared, 1 agree, 1 disagree, 2 not comparable", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void OneTick_IsAlwaysAllowed()
    {
        string file = _tool.Write("a.csv", Header, ",bybit,X,isolated,long,1,1,0.1,,,,0,,,0.01,0.91", ",bybit,X,isolated,long,1,1,0.1,,,,0,,,0.01,0.92");

        JsonElement result = _tool.Check(file);

        Assert.Equal((1, 1), (result.GetProperty("agree").GetInt64(), result.GetProperty("disagree").GetInt64()));
    }

    [Fact]
    public void FileWithoutReportedPrices_IsRefused()
    {
        _tool.Run("check", _tool.Write("a.csv", "side,quantity,entry_price,margin,maintenance_rate", "long,1,100,10,0.01"));

        Assert.Equal(3, _tool.Exit);
        Assert.Contains("there is no column 'liquidation_price'", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AccountWithoutWallet_IsInferredFromOneOfItsPrices()
    {
        // Three cross positions of one account, priced by a wallet that the file does not give, and one isolated by its leverage.
        (string Coin, Side Side, double Quantity, double Entry, double Mark)[] held = [("BTC", Side.Long, 2, 60_000, 61_000), ("ETH", Side.Short, 30, 2_400, 2_350), ("SOL", Side.Long, 5_000, 90, 80)];
        Holding[] holdings = [.. held.Select(static h => new Holding(Venues.Hyperliquid(h.Coin), Position.Cross(h.Side, h.Entry, h.Quantity), h.Mark))];
        var account = new CrossAccount("USDC", 60_000, holdings);
        string[] lines =
        [
            .. held.Select((h, i) => FormattableString.Invariant($"a,hyperliquid,{h.Coin},,{h.Side.ToString().ToLowerInvariant()},{h.Quantity},{h.Entry},,10,,{h.Mark},,,,,{account.LiquidationPrice(i):R}")),
            FormattableString.Invariant($"a,hyperliquid,XRP,,long,1000,1.5,,10,,1.45,,,,,{Liquidation.Price(Position.Long(1.5, 1000, 10), Venues.Hyperliquid("XRP")):R}"),
            "b,hyperliquid,BTC,,long,1,60000,,10,,60000,,,,,12345",
            "b2,hyperliquid,NOSUCHCOIN,,long,1,10,,10,,11,,,,,5",
        ];

        JsonElement result = _tool.Check(_tool.Write("a.csv", [Header, .. lines]));

        Assert.Equal((3, 3, 0), (result.GetProperty("compared").GetInt64(), result.GetProperty("agree").GetInt64(), result.GetProperty("disagree").GetInt64()));
        Assert.Equal(2, result.GetProperty("inferredFromAccount").GetInt64());
        JsonElement rest = result.GetProperty("notComparable");
        Assert.Equal((3, 1, 1, 1), (rest.GetProperty("count").GetInt64(), rest.GetProperty("sources").GetInt64(), rest.GetProperty("needsAccount").GetInt64(), rest.GetProperty("noRules").GetInt64()));
    }

    [Fact]
    public void AccountWithOneWrongPrice_ShowsThatOne()
    {
        (string Coin, double Quantity, double Mark)[] held = [("BTC", 2, 61_000), ("ETH", 300, 2_350), ("SOL", 5_000, 80)];
        var account = new CrossAccount("USDC", 60_000, [.. held.Select(static h => new Holding(Venues.Hyperliquid(h.Coin), Position.Cross(Side.Long, h.Mark, h.Quantity), h.Mark))]);
        string[] lines = [.. held.Select((h, i) => FormattableString.Invariant($"a,hyperliquid,{h.Coin},,long,{h.Quantity},{h.Mark},,10,,{h.Mark},,,,,{account.LiquidationPrice(i) * (i == 1 ? 1.01 : 1):R}"))];

        JsonElement row = Assert.Single(_tool.Check(_tool.Write("a.csv", [Header, .. lines])).GetProperty("rows").EnumerateArray());

        Assert.Equal(("ETH", "cross"), (row.GetProperty("symbol").GetString(), row.GetProperty("reason").GetString()));
        Assert.Equal(account.LiquidationPrice(1)!.Value, row.GetProperty("computed").GetDouble(), 1e-6);
    }

    [Fact]
    public void Sample_AgreesByItsAccounts()
    {
        JsonElement result = _tool.Check(ToolRun.Sample);

        Assert.True(result.GetProperty("inferredFromAccount").GetInt64() > 240);
        Assert.True(result.GetProperty("agree").GetInt64() > 5 * result.GetProperty("disagree").GetInt64());
        Assert.Equal(658, result.GetProperty("compared").GetInt64() + result.GetProperty("notComparable").GetProperty("count").GetInt64());
    }
}
