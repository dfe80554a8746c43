using System.Text.Json;

namespace HeatMap.Cli.Tests;

public sealed class ForeignPositionsTests : IDisposable
{
    /// <summary>The example of the venue's documentation of clearinghouseState, with a cross position of made-up numbers beside it. Numbers are texts.</summary>
    private const string State = """
        {"assetPositions":[
          {"type":"oneWay","position":{"coin":"ETH","cumFunding":{"allTime":"514.085417"},"entryPx":"2986.3","leverage":{"rawUsd":"-95.059824","type":"isolated","value":20},
           "liquidationPx":"2866.26936529","marginUsed":"4.967826","maxLeverage":50,"positionValue":"100.02765","returnOnEquity":"-0.0026789","szi":"0.0335","unrealizedPnl":"-0.0134"}},
          {"type":"oneWay","position":{"coin":"BTC","entryPx":"50000","leverage":{"type":"cross","value":10},"liquidationPx":null,"marginUsed":"500","positionValue":"5000","szi":"-0.1","unrealizedPnl":"0"}}],
         "crossMarginSummary":{"accountValue":"13104.514502","totalMarginUsed":"0.0"},"marginSummary":{"accountValue":"13109.482328"},"time":1708622398623,"withdrawable":"13104.514502"}
        """;

    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Hyperliquid_Check_RecomputesTheVenuesPriceOfItsDocumentation()
    {
        JsonElement check = _tool.Check(_tool.Write("state.json", State));

        Assert.Equal((1, 1), (check.GetProperty("compared").GetInt32(), check.GetProperty("agree").GetInt32()));
    }

    [Theory]
    [InlineData("one")]
    [InlineData("array")]
    [InlineData("keyed")]
    [InlineData("wrapped")]
    public void Hyperliquid_Map_TakesTheVenuesPrices(string shape)
    {
        string json = shape switch
        {
            "array" => $"[{State},{State}]",
            "keyed" => $$"""{"0xabc":{{State}},"0xdef":{{State}}}""",
            "wrapped" => $$"""[{"user":"0xabc","clearinghouseState":{{State}}},{"user":"0xdef","clearinghouseState":{{State}}}]""",
            _ => State,
        };

        JsonElement map = _tool.Map(_tool.Write("state.json", json), "--symbol", "ETH");

        int times = shape == "one" ? 1 : 2;
        Assert.Equal(0.0335 * 2866.26936529 * times, map.GetProperty("totals").GetProperty("long").GetDouble(), 3);
        Assert.Equal(100.02765 / 0.0335, map.GetProperty("markPrice").GetDouble(), 9);
        Assert.Equal(0, map.GetProperty("totals").GetProperty("short").GetDouble());
    }

    [Fact]
    public void Hyperliquid_WithoutAPrice_IsUnplaced()
    {
        JsonElement map = _tool.Map(_tool.Write("state.json", State), "--symbol", "BTC");

        Assert.Equal(5000, map.GetProperty("unplaced").GetProperty("reasons").GetProperty("no-price").GetProperty("notional").GetDouble());
        Assert.Equal(5000, map.GetProperty("totals").GetProperty("short").GetDouble());
    }

    [Fact]
    public void Hyperliquid_SeveralCoins_NeedASymbol()
    {
        string file = _tool.Write("state.json", State);

        _tool.Run("map", file);

        Assert.Equal((2, $"heatmap: {file} holds several symbols: choose one with --symbol: BTC (1), ETH (1)\n"), (_tool.Exit, _tool.Error));
    }

    [Theory]
    [InlineData("\"szi\":\"0.0335\"", "\"szi\":\"x\"", "assetPositions[0].position.szi: expected a number, was 'x'")]
    [InlineData("\"szi\":\"0.0335\"", "\"szi\":0", "assetPositions[0].position: szi: expected a number that is not zero, was '0'")]
    [InlineData("\"entryPx\":\"2986.3\"", "\"entryPx\":null", "assetPositions[0].position: entryPx: expected a number > 0, was empty")]
    [InlineData("\"liquidationPx\":\"2866.26936529\"", "\"liquidationPx\":-1", "assetPositions[0].position: liquidationPx: expected a number >= 0, or empty, was '-1'")]
    [InlineData("\"type\":\"isolated\"", "\"type\":\"other\"", "assetPositions[0].position.leverage.type: expected cross or isolated, was 'other'")]
    [InlineData("\"coin\":\"ETH\"", "\"coin\":[]", "assetPositions[0].position.coin: expected a number or a text, was an array")]
    [InlineData("\"coin\":\"ETH\",", "", "assetPositions[0].position.coin: expected the name of a coin, was missing")]
    [InlineData("1708622398623", "17", "time: expected a time from 2000 to 2100: seconds, milliseconds, microseconds or nanoseconds since 1970, or yyyy-MM-dd HH:mm:ss in UTC, was '17'")]
    public void Hyperliquid_BadFields_AreToldWithTheirPath(string found, string put, string expected)
    {
        string file = _tool.Write("state.json", State.Replace(found, put, StringComparison.Ordinal));

        _tool.Run("map", file, "--symbol", "ETH");

        Assert.Equal((3, $"heatmap: {file}: {expected}\n"), (_tool.Exit, _tool.Error));
    }

    [Theory]
    [InlineData("{\"a\":1}", "expected positions: a clearinghouseState of Hyperliquid (assetPositions) or positions of DefiLlama (liqPrice), one, an array, or an object of them; was an object of a")]
    [InlineData("[{\"error\":\"rate limit\"}]", "[0]: expected an account of Hyperliquid (assetPositions) or a position of DefiLlama (liqPrice), was an object of error")]
    [InlineData("{\"0xabc\":{\"error\":1}}", "0xabc: expected the account of that address (assetPositions), was an object of error")]
    [InlineData("{\"y_axis\":[1]}", "this is what CoinGlass answers, not positions: it goes where a map is taken, as in heatmap read, compare and merge")]
    [InlineData("[{\"assetPositions\":[]},{\"liqPrice\":1}]", "[1]: expected positions of one kind, was one of DefiLlama beside those of Hyperliquid")]
    public void JsonOfAnotherShape_IsRefused(string json, string expected)
    {
        string file = _tool.Write("x.json", json);

        _tool.Run("map", file, "--mark", "1");

        Assert.Equal((3, $"heatmap: {file}: {expected}\n"), (_tool.Exit, _tool.Error));
    }

    [Fact]
    public void BrokenJson_IsRefused()
    {
        string file = _tool.Write("x.json", "{\"a\":");

        _tool.Run("map", file, "--mark", "1");

        Assert.StartsWith($"heatmap: {file}: expected well-formed JSON, was not: ", _tool.Error, StringComparison.Ordinal);
        Assert.Equal(3, _tool.Exit);
    }

    [Fact]
    public void Json_TakesNoColumnNames()
    {
        string file = _tool.Write("state.json", State);

        _tool.Run("map", file, "--symbol", "ETH", "--column", "quantity=szi");

        Assert.Equal((2, $"heatmap: --column goes with CSV: {file} is JSON, whose fields have names that are known\n"), (_tool.Exit, _tool.Error));
    }

    [Theory]
    [InlineData("array", 18)]
    [InlineData("positions", 18)]
    [InlineData("keyed", 18)]
    [InlineData("site", null)]
    public void Llama_CollateralIsLong(string shape, int? decimals)
    {
        const string Weth = "ethereum:0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";
        string first = $$$"""{"owner":"0x1","liqPrice":1500.5,"collateral":"{{{Weth}}}","collateralAmount":"2000000000000000000","extra":{"displayName":"Vault 1"}}""";
        string second = first.Replace("1500.5", "\"1000\"", StringComparison.Ordinal);
        string json = shape switch
        {
            "positions" => $$"""{"positions":[{{first}},{{second}}]}""",
            "keyed" => $$$"""{"ethereum":{"maker":[{{{first}}}],"liquity":[{{{second}}}]}}""",
            "site" => $"[{first},{second}]".Replace("\"2000000000000000000\"", "2,\"collateralValue\":3001,\"protocol\":\"maker\"", StringComparison.Ordinal),
            _ => $"[{first},{second}]",
        };
        string[] extra = decimals is { } n ? ["--decimals", $"{n}"] : [];

        JsonElement map = _tool.Map([_tool.Write("llama.json", json), "--mark", "2000", .. extra]);

        Assert.Equal(2 * 2500.5, map.GetProperty("totals").GetProperty("long").GetDouble(), 6);
        Assert.Equal(0, map.GetProperty("totals").GetProperty("short").GetDouble());
        Assert.Equal(Weth, map.GetProperty("symbol").GetString());
    }

    [Fact]
    public void Llama_WholeAmounts_NeedDecimals()
    {
        string file = _tool.Write("llama.json", """[{"owner":"a","liqPrice":10,"collateral":"x:1","collateralAmount":"100"},{"owner":"b","liqPrice":10,"collateral":"x:2","collateralAmount":"1"}]""");

        _tool.Run("map", file, "--mark", "20", "--symbol", "x:1");
        Assert.Equal(
            (2, "heatmap: [0].collateralAmount is 100, a whole number: say with --decimals N how many decimals the token has (18 for most, 8 for WBTC, 6 for USDC), or 0 where it counts tokens\n"),
            (_tool.Exit, _tool.Error));
        _tool.Run("map", file, "--mark", "20", "--decimals", "0");
        Assert.Equal((2, $"heatmap: {file} holds several symbols: choose one with --symbol: x:1 (1), x:2 (1)\n"), (_tool.Exit, _tool.Error));
        Assert.Equal(1000, _tool.Map(file, "--mark", "20", "--decimals", "0", "--symbol", "x:1").GetProperty("totals").GetProperty("long").GetDouble());
    }

    [Fact]
    public void Llama_HasNoMark()
    {
        string file = _tool.Write("llama.json", """[{"owner":"a","liqPrice":10,"collateral":"x:1","collateralAmount":1.5}]""");

        _tool.Run("map", file);

        Assert.Equal((2, $"heatmap: {file} has no column mark_price: give the current price with --mark PRICE\n"), (_tool.Exit, _tool.Error));
    }

    [Fact]
    public void Json_IsReadFromGzipAndStandardInput()
    {
        string file = _tool.WriteGzip("state.json.gz", State);

        Assert.Equal(0.0335 * 2866.26936529, _tool.Map(file, "--symbol", "ETH").GetProperty("totals").GetProperty("long").GetDouble(), 3);
        Assert.Equal(0, _tool.Run(["read", "-", "--symbol", "ETH"], terminal: false, noColor: true, input: State).Exit);
    }
}
