using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary><c>heatmap price</c>: which columns mean what, and what is printed.</summary>
public sealed class PriceTests : IDisposable
{
    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Json_HoldsTheContractsFieldsInOrder_AndNullWhereThereIsNone()
    {
        string file = _tool.Write(
            "a.csv",
            "symbol,side,quantity,entry_price,margin,maintenance_rate,margin_mode",
            "X,long,1,100,10,0.005,isolated",
            "\"Y,1\",short,1,100,10,0.005,cross",
            "X,long,1,100,150,0.005,isolated");

        JsonElement[] rows = _tool.Prices(file);

        Assert.All(rows, static r => Assert.Equal(
            ["row", "symbol", "side", "liquidationPrice", "bankruptcyPrice", "tier", "reason"],
            r.EnumerateObject().Select(static f => f.Name)));
        Assert.Equal("""[1,"X","long",90.45226130653266,90,1,null]""", Values(rows[0]));
        Assert.Equal("""[2,"Y,1","short",null,null,null,"needs-account"]""", Values(rows[1]));
        Assert.Equal("""[3,"X","long",null,null,null,"no-price"]""", Values(rows[2]));
    }

    [Fact]
    public void ReportedPrice_IsIgnored()
    {
        string file = _tool.Write("a.csv", "side,quantity,entry_price,margin,maintenance_rate,liquidation_price", "long,1,100,10,0.005,77", "long,1,100,10,0.005,");

        Assert.All(_tool.Prices(file), static r => Assert.Equal(90.452, r.GetProperty("liquidationPrice").GetDouble(), 3));
    }

    [Fact]
    public void SkipBad_CountsTheRowsItLeavesOut()
    {
        string file = _tool.Write("a.csv", "quantity,entry_price,margin,maintenance_rate", "1,100,10,0.005", "x,100,10,0.005", "", "1,100", "-1,100,10,0.005", "1,100,,0.005");

        _tool.Run("price", file, "--format", "json", "--skip-bad");

        Assert.Equal(0, _tool.Exit);
        using JsonDocument document = JsonDocument.Parse(_tool.Out);
        Assert.Equal([1L, 4L], document.RootElement.EnumerateArray().Select(static r => r.GetProperty("row").GetInt64()));
        Assert.Contains("skipped 1 line: quantity", _tool.Error, StringComparison.Ordinal);
        Assert.Contains("skipped 1 line: record", _tool.Error, StringComparison.Ordinal);
        Assert.Contains("skipped 1 line: margin", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void QuantityUnits_Commute()
    {
        const string Header = "contract,side,quantity,quantity_unit,contract_size,entry_price,leverage,maintenance_rate,maintenance_amount";
        string linear = _tool.Write("l.csv", Header, "linear,long,2,base,7,100,10,0.01,0.5", "linear,long,20,contracts,0.1,100,10,0.01,0.5", "linear,long,200,quote,7,100,10,0.01,0.5", "linear,long,20,,0.1,100,10,0.01,0.5");
        string inverse = _tool.Write("i.csv", Header, "inverse,short,2,base,7,100,10,0.01,0.05", "inverse,short,20,contracts,10,100,10,0.01,0.05", "inverse,short,200,quote,7,100,10,0.01,0.05", "inverse,short,20,,10,100,10,0.01,0.05");

        Assert.Single(_tool.Prices(linear).Select(static r => Math.Round(r.GetProperty("liquidationPrice").GetDouble(), 9)).Distinct());
        Assert.Single(_tool.Prices(inverse).Select(static r => Math.Round(r.GetProperty("liquidationPrice").GetDouble(), 9)).Distinct());
        // (200 − 20 − 0.5) / (2·0.99)
        Assert.Equal((200 - 20 - 0.5) / (2 * 0.99), _tool.Prices(linear)[0].GetProperty("liquidationPrice").GetDouble(), 9);
    }

    [Fact]
    public void Venue_TellsKindTierAndRounding()
    {
        string file = _tool.Write(
            "a.csv",
            "venue,symbol,side,quantity,quantity_unit,entry_price,margin,leverage,maintenance_rate,tick,as_of,rules",
            "binance-coinm,BTCUSD_PERP,long,2,contracts,37643.10000021,0.00268058,,,,,",
            "binance-usdm,SANDUSDT,long,88176,,0.2861057884231,10891.46267895,,,,2025-01-01,",
            "bybit,BTCUSDT,long,0.033,,74939.5,,5,0.005,0.1,2025-04-07,",
            "bybit,BTCUSDT,long,0.033,,74939.5,,5,0.005,0.1,,",
            ",BTCUSDT,long,0.033,,74939.5,,5,0.005,0.1,,bybit-entry-value");

        JsonElement[] rows = _tool.Prices(file);

        Assert.Equal([25119.974458, 0.163675, 60326.3, 60252.9, 60326.3], rows.Select(static r => Math.Round(r.GetProperty("liquidationPrice").GetDouble(), 6)));
        Assert.Equal([1, 2, 1, 1, 1], rows.Select(static r => r.GetProperty("tier").GetInt32()));
    }

    [Fact]
    public void MoneyColumns_MoveTheMargin()
    {
        const string Header = "contract,side,quantity,entry_price,margin,margin_unit,extra_margin,pending_funding,liquidation_fee,maintenance_rate";
        string file = _tool.Write(
            "a.csv",
            Header,
            "linear,long,1,100,10,,,,,0",
            "linear,long,1,100,6,asset,4,,,0",
            "linear,long,1,100,13,,,3,,0",
            "linear,long,1,100,13,,,,3,0",
            "linear,long,1,100,1000000000,satoshi,,,,0",
            "linear,long,1,100,800000000,satoshi,200000000,,,0");

        Assert.All(_tool.Prices(file), static r => Assert.Equal(90, r.GetProperty("liquidationPrice").GetDouble(), 9));
    }

    [Theory]
    [InlineData("as_of", "2025-13-01", "as_of: expected a date as yyyy-MM-dd, or empty, was '2025-13-01'")]
    [InlineData("as_of", "2020-01-01", "as_of: expected a day of known rules (the rules of BTCUSDT on binance-usdm are known from")]
    [InlineData("rules", "bybit", "rules: expected one of bybit-entry-value")]
    [InlineData("rules", "bybit-mark-value", "rules: expected rules of binance-usdm (variant must be null")]
    [InlineData("quantity_unit", "lots", "quantity_unit: expected base, contracts or quote, was 'lots'")]
    [InlineData("margin_unit", "wei", "margin_unit: expected asset, USDT or satoshi, was 'wei'")]
    [InlineData("tick", "0", "tick: expected a number > 0, or empty, was '0'")]
    [InlineData("maintenance_amount", "5", "maintenance_rate: expected a rate beside a maintenance_amount")]
    [InlineData("pending_funding", "11", "pending_funding: expected an amount that leaves a margin >= 0, was '11'")]
    [InlineData("contract", "inverse", "contract: expected linear, as BTCUSDT on binance-usdm is, was 'inverse'")]
    [InlineData("predicted_funding_rate", "1", "predicted_funding_rate: expected a fraction")]
    public void BadCell_IsExit3_WithLineAndColumn(string column, string value, string message)
    {
        string file = _tool.Write("a.csv", $"venue,symbol,side,quantity,entry_price,margin,{column}", "binance-usdm,BTCUSDT,long,1,100,10,", $"binance-usdm,BTCUSDT,long,1,100,10,{value}");

        _tool.Run("price", file, "--format", "json");

        Assert.Equal(3, _tool.Exit);
        Assert.Equal("", _tool.Out);
        Assert.StartsWith($"heatmap: {file}: line 3: {message}", _tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("side,quantity,entry_price,margin_mode,maintenance_rate", "long,1,100,isolated,0.01", "a margin or a leverage")]
    [InlineData("side,quantity,entry_price,margin", "long,1,100,10", "maintenance_rate: expected")]
    [InlineData("venue,symbol,side,quantity,entry_price,margin", "okx,DOGE-USDT-SWAP,long,1,100,10", "symbol: expected a symbol with a table shipped for okx")]
    [InlineData("venue,symbol,side,quantity,entry_price,margin", "okx,ETH-USDT-SWAP,long,1,100,10", "contract_size: expected the size of one contract")]
    [InlineData("venue,side,quantity,entry_price,margin,maintenance_rate", "mtgox,long,1,100,10,0.01", "venue: expected one of binance-usdm")]
    public void MissingValue_IsExit3(string header, string line, string message)
    {
        string file = _tool.Write("a.csv", header, line);

        _tool.Run("price", file);

        Assert.Equal(3, _tool.Exit);
        Assert.Contains($"{file}: line 2: ", _tool.Error, StringComparison.Ordinal);
        Assert.Contains(message, _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void TableAndCsv_ShowTheDistance_InEightyColumns()
    {
        string file = _tool.Write("a.csv", "symbol,side,quantity,entry_price,margin,maintenance_rate,mark_price", "1000000MOGUSDT-PERPETUAL,long,1,123456.789,10000,0.005,120000", "B,short,1,100,10,0.005,");

        string table = _tool.Run("price", file).Out, csv = _tool.Run("price", file, "--format", "csv").Out;

        Assert.All(table.Split('\n'), static line => Assert.True(line.Length <= 80, line));
        Assert.DoesNotContain('\u001b', table);
        Assert.Contains("-4.98 %", table, StringComparison.Ordinal);
        string[] lines = csv.Split('\n');
        Assert.Equal("row,symbol,side,liquidation_price,bankruptcy_price,distance_percent,tier,reason", lines[0]);
        Assert.StartsWith("1,1000000MOGUSDT-PERPETUAL,long,114026.92", lines[1], StringComparison.Ordinal);
        Assert.Equal("", lines[2].Split(',')[5]);
    }

    [Fact]
    public void Explain_AddsUp_AndGoesWithTheTableOnly()
    {
        string file = _tool.Write(
            "a.csv",
            "account,venue,symbol,margin_mode,side,quantity,entry_price,margin,wallet_balance,mark_price,maintenance_rate,maintenance_amount",
            ",binance-usdm,SANDUSDT,isolated,long,88176,0.2861057884231,10891.46267895,,0.26623989,,",
            "a,binance-usdm,BTCUSDT,cross,long,109.488,32481.98,,1535443.01,31967.27,0.025,16300",
            "a,binance-usdm,ETHUSDT,cross,long,3683.979,1456.84,,,1335.18,0.1,135365");

        string text = _tool.Run("price", file, "--explain").Out;

        double[] equity = Amounts(text, "= equity"), required = Amounts(text, "= maintenance + fees");
        Assert.Equal(3, equity.Length);
        Assert.Equal(equity, required);
        Assert.Equal(equity[1], Amounts(text, "wallet")[0] + Amounts(text, "profit of this")[0] + Amounts(text, "profit of the others")[0], 4);
        Assert.Equal(equity[1], Amounts(text, "maintenance and fees of this")[0] + Amounts(text, "maintenance and fees of the others")[0], 4);
        Assert.Contains("tier 2: 0.7 % of 14432.2269094 - 5", text, StringComparison.Ordinal);
        Assert.Equal(2, _tool.Run("price", file, "--explain", "--format", "json").Exit);
    }

    private static string Values(JsonElement row) => "[" + string.Join(',', row.EnumerateObject().Select(static f => f.Value.GetRawText())) + "]";

    private static double[] Amounts(string text, string name) =>
    [
        .. text.Split('\n').Select(static l => l.Trim()).Where(l => l.StartsWith(name, StringComparison.Ordinal))
            .Select(static l => double.Parse(l[(l.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture)),
    ];
}
