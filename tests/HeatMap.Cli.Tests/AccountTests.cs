using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>Lines that share an account, in <c>price</c> and <c>map</c>.</summary>
public sealed class AccountTests : IDisposable
{
    private const string Header = "account,symbol,margin_mode,side,quantity,entry_price,wallet_balance,mark_price,maintenance_rate,maintenance_amount";
    private const string Btc = "a,BTCUSDT,cross,long,109.488,32481.98,1535443.01,31967.27,0.025,16300";
    private const string Eth = "a,ETHUSDT,cross,long,3683.979,1456.84,1535443.01,1335.18,0.1,135365";

    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void LinesOfOneAccount_ShareItsWallet()
    {
        string file = _tool.Write("a.csv", Header, Btc, "b,BTCUSDT,cross,long,1,100,20,100,0,", Eth, ",BTCUSDT,cross,long,1,100,20,,0,");

        JsonElement[] rows = _tool.Prices(file, "--venue", "binance-usdm");

        // The worked example of Binance's help page: 26316.89.
        Assert.Equal(26316.89, Price(rows[0]), 2);
        Assert.Equal(80, Price(rows[1]), 9);
        Assert.Equal(80, Price(rows[3]), 9);
        Assert.Equal([1L, 2L, 3L, 4L], rows.Select(static r => r.GetProperty("row").GetInt64()));
    }

    [Fact]
    public void WalletsThatDisagree_AreRefusedWithBothLines()
    {
        string file = _tool.Write("a.csv", Header, Btc, Eth.Replace("1535443.01", "1535443.02", StringComparison.Ordinal));

        _tool.Run("price", file);

        Assert.Equal(3, _tool.Exit);
        Assert.Contains("line 3: wallet_balance: expected the 1535443.01 of line 2, which has the same account 'a', was '1535443.02'", _tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("venue", "bybit,BTCUSDT,bybit,BTCUSD", "line 3: account: expected positions that settle alike: this one settles in BTC, line 2 in USDT, was 'a'")]
    [InlineData("venue", "bybit,BTCUSDT,okx,BTC-USDT-SWAP", "line 3: venue: expected the bybit of line 2, which has the same account 'a', was 'okx'")]
    public void AccountsOfSeveralAssetsOrVenues_AreRefused(string column, string cells, string message)
    {
        string[] cell = cells.Split(',');
        string file = _tool.Write("a.csv", $"account,{column},symbol,side,quantity,entry_price,wallet_balance,mark_price,maintenance_rate", $"a,{cell[0]},{cell[1]},long,1,100,50,100,0.01", $"a,{cell[2]},{cell[3]},long,1,100,50,100,0.01");

        _tool.Run("price", file);

        Assert.Equal(3, _tool.Exit);
        Assert.Contains(message, _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void MarkMayBeMissing_OnlyWhereTheAccountHasOnePosition()
    {
        string file = _tool.Write("a.csv", Header, Btc, "a,ETHUSDT,cross,long,1,100,,,0.01,");

        _tool.Run("price", file);

        Assert.Equal(3, _tool.Exit);
        Assert.Contains("line 3: mark_price: expected a number > 0", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AccountWithoutWallet_NeedsOne_WhateverElseIsMissing()
    {
        string file = _tool.Write("a.csv", Header, "a,X,cross,long,1,100,,,,", "b,X,cross,long,1,100,20,100,0,");

        JsonElement[] rows = _tool.Prices(file);

        Assert.Equal("needs-account", rows[0].GetProperty("reason").GetString());
        Assert.Equal(80, Price(rows[1]), 9);
    }

    [Fact]
    public void AccountThatLostALine_IsNotPricedWithoutIt()
    {
        string file = _tool.Write("a.csv", Header, Btc, Eth.Replace("3683.979", "x", StringComparison.Ordinal), "b,X,cross,long,1,100,20,100,0,");

        _tool.Run("price", file, "--skip-bad", "--format", "json");

        using JsonDocument document = JsonDocument.Parse(_tool.Out);
        JsonElement[] rows = [.. document.RootElement.EnumerateArray()];
        Assert.Equal([1L, 3L], rows.Select(static r => r.GetProperty("row").GetInt64()));
        Assert.Equal("needs-account", rows[0].GetProperty("reason").GetString());
        Assert.Equal(80, Price(rows[1]), 9);
    }

    [Fact]
    public void CollateralColumns_SayTheSameInTheirOwnWay()
    {
        // Wallet 20; 5 of them hold orders. Equity at a mark of 110 is 30; the quote balance is wallet − entry value.
        string file = _tool.Write(
            "a.csv",
            "margin_mode,side,quantity,entry_price,wallet_balance,equity,quote_balance,order_margin,pending_funding,mark_price,maintenance_rate",
            "cross,long,1,100,15,,,,,110,0",
            "cross,long,1,100,20,,,5,,110,0",
            "cross,long,1,100,,25,,,,110,0",
            "cross,long,1,100,,,-85,,,110,0",
            "cross,long,1,100,17,,,,2,110,0",
            ",long,1,100,15,,,,,110,0");

        Assert.All(_tool.Prices(file), static r => Assert.Equal(85, Price(r), 9));
    }

    [Fact]
    public void Deribit_MovesAllInstrumentsByOneFactor()
    {
        string file = _tool.Write(
            "a.csv",
            "account,venue,symbol,margin_mode,side,quantity,quantity_unit,entry_price,equity,mark_price,maintenance_rate,maintenance_slope",
            "a,deribit,BTC-PERPETUAL,cross,short,100,quote,102438.16,0.0008210807631596172,103554.56,,",
            "a,deribit,BTC-26SEP25,cross,short,100,quote,106115.91,0.0008210807631596172,106115.91,0.02,0.00005");

        JsonElement[] rows = _tool.Prices(file);

        Assert.Equal(179063.29, Price(rows[0]), 0.05);
        Assert.Equal(Price(rows[0]) / 103554.56, Price(rows[1]) / 106115.91, 9);
        Assert.All(rows, static r => Assert.True(r.GetProperty("bankruptcyPrice").GetDouble() > Price(r)));
    }

    [Fact]
    public void Map_PricesAccountsAsPriceDoes_WithTheirOtherSymbols()
    {
        string file = _tool.Write("a.csv", Header, Btc, Eth, "b,BTCUSDT,cross,short,1,100,,,0.01,");

        JsonElement map = _tool.Map(file, "--venue", "binance-usdm", "--symbol", "BTCUSDT", "--mark", "31967.27", "--band", "10");

        JsonElement band = Assert.Single(map.GetProperty("bands").EnumerateArray(), static b => b.GetProperty("longCount").GetInt64() == 1);
        Assert.Equal((26310, 26320), (band.GetProperty("lower").GetDouble(), band.GetProperty("upper").GetDouble()));
        Assert.Equal(109.488 * 26316.893264518861, band.GetProperty("long").GetDouble(), 1e-3);
        Assert.Equal(1, map.GetProperty("unplaced").GetProperty("reasons").GetProperty("needs-account").GetProperty("count").GetInt64());
    }

    [Fact]
    public void Map_TakesReportedPricesFirst()
    {
        string file = _tool.Write("a.csv", Header + ",liquidation_price", Btc + ",30005", Eth + ",1000");

        JsonElement map = _tool.Map(file, "--symbol", "BTCUSDT", "--band", "10");

        JsonElement band = Assert.Single(map.GetProperty("bands").EnumerateArray(), static b => b.GetProperty("longCount").GetInt64() == 1);
        Assert.Equal(30000, band.GetProperty("lower").GetDouble());
    }

    private static double Price(JsonElement row) => row.GetProperty("liquidationPrice").GetDouble();
}
