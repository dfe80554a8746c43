using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>Cases in which a wrong answer would look right.</summary>
public sealed class ReviewedCaseTests : IDisposable
{
    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("okx,ABC-USDT-SWAP,contracts,3,100,10,0.004")]
    [InlineData("kucoin,ABCUSDTM,contracts,3,100,10,0.004")]
    [InlineData(",X,contracts,3,100,10,0.004")]
    public void ContractsOfUnknownSize_AreNeverTakenForOne(string line)
    {
        _tool.Run("price", _tool.Write("a.csv", "venue,symbol,quantity_unit,quantity,entry_price,margin,maintenance_rate", line));

        Assert.Equal(3, _tool.Exit);
        Assert.Contains("contract_size: expected the size of one contract", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ContractsOfKnownSize_ArePriced()
    {
        // 3 contracts of 0.01 BTC, fee 0.05 %: (0.03·100,000 − 300) / (0.03·(1 − 0.0045)), one tick up.
        JsonElement price = _tool.Prices(_tool.Write(
            "a.csv", "venue,symbol,quantity_unit,quantity,entry_price,margin,maintenance_rate,tick", "okx,BTC-USDT-SWAP,contracts,3,100000,300,0.004,0.1"))[0];

        Assert.Equal(((0.03 * 100_000) - 300) / (0.03 * (1 - 0.0045)) + 0.1, price.GetProperty("liquidationPrice").GetDouble(), 1e-6);
    }

    [Theory]
    [InlineData("bitmex,LTCUSD", "contract: expected linear, inverse or quanto")]
    [InlineData("bitmex,XBTZ25", null)]
    [InlineData("bybit,BTCUSDH25", null)]
    public void KindOfAContract_IsReadOffItsNameOrAskedFor(string contract, string? error)
    {
        string file = _tool.Write("a.csv", "venue,symbol,side,quantity,entry_price,leverage,maintenance_rate", contract + ",long,1000,50000,10,0.005");

        if (error is not null)
        {
            Assert.Contains(error, _tool.Run("price", file).Error, StringComparison.Ordinal);
            return;
        }

        // Inverse: about 50,000·(1 + m)/(1 + 1/10) before rounding, where a linear long would be about 45,226.
        Assert.InRange(_tool.Prices(file)[0].GetProperty("liquidationPrice").GetDouble(), 45_600, 45_800);
    }

    [Fact]
    public void ColumnsThatAVenuesRuleHasNoTermFor_DoNotMoveItsPrice()
    {
        const string Header = "venue,symbol,side,quantity,entry_price,margin,predicted_funding_rate,liquidation_fee";
        JsonElement[] prices = _tool.Prices(_tool.Write("a.csv", Header, "binance-usdm,BTCUSDT,long,1,50000,5000,,", "binance-usdm,BTCUSDT,long,1,50000,5000,0.001,10"));

        Assert.Equal(prices[0].GetProperty("liquidationPrice").GetDouble(), prices[1].GetProperty("liquidationPrice").GetDouble());
    }

    [Fact]
    public void ReportedZero_IsAnAnswerThatIsCompared()
    {
        const string Header = "venue,symbol,side,quantity,entry_price,margin,liquidation_price";
        JsonElement result = _tool.Check(_tool.Write("a.csv", Header, "binance-usdm,BTCUSDT,long,1,50000,60000,0", "binance-usdm,BTCUSDT,long,1,50000,5000,0", "binance-usdm,BTCUSDT,long,1,50000,5000,"));

        Assert.Equal((1, 1, 1), (result.GetProperty("agree").GetInt64(), result.GetProperty("disagree").GetInt64(), result.GetProperty("notComparable").GetProperty("count").GetInt64()));
        Assert.Equal(0, result.GetProperty("rows")[0].GetProperty("reported").GetDouble());
    }

    [Fact]
    public void Explain_NamesWhatIsOpen_AndAPriceThatIsRoundedAway()
    {
        string file = _tool.Write("a.csv", "venue,symbol,side,quantity,entry_price,margin,maintenance_rate,tick", "gate,X_USDT,long,1,100,99.999,0.003,0.01");

        string text = _tool.Run("price", file, "--explain").Out;

        Assert.Contains("open: truncation is inferred", text, StringComparison.Ordinal);
        Assert.Contains("rounded away", text, StringComparison.Ordinal);
    }

    [Fact]
    public void CrossLineWithoutReportedPrice_NeedsItsAccount()
    {
        JsonElement map = _tool.Map(_tool.Write("a.csv", "margin_mode,quantity,entry_price,liquidation_price", "cross,1,100,", "cross,1,100,90"), "--mark", "100");

        Assert.Equal(1, map.GetProperty("unplaced").GetProperty("reasons").GetProperty("needs-account").GetProperty("count").GetInt64());
        Assert.Equal(0, map.GetProperty("unplaced").GetProperty("reasons").GetProperty("no-price").GetProperty("count").GetInt64());
    }

    [Fact]
    public void AssetsOfOtherKinds_AreNotMixedInOneMap()
    {
        string file = _tool.Write(
            "a.csv", "venue,symbol,contract,quantity,entry_price,liquidation_price", "binance-usdm,X,linear,1,100,90", "bitmex,X,quanto,1,100,90");

        _tool.Run("map", file, "--mark", "100");

        Assert.Equal(3, _tool.Exit);
        Assert.Contains("line 3", _tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("liquidation_price", "90", "95")]
    [InlineData("leverage", "10", "20")]
    public void DollarsOfSeveralVenues_AreCountedAsOne(string column, string first, string second)
    {
        string file = _tool.Write(
            "a.csv", "venue,symbol,quantity,entry_price,maintenance_rate," + column, "binance-usdm,X,1,100,0.01," + first, "hyperliquid,X,1,100,0.01," + second, "binance-usdm,X,1,100,0.01," + second);

        JsonElement map = _tool.Map(file, "--mark", "100");

        Assert.Equal("USDT", map.GetProperty("unit").GetString());
        Assert.Equal(3, map.GetProperty("totals").GetProperty("longCount").GetInt64());
    }

    [Fact]
    public void ArgumentsThatBeginWithAt_AreNoFilesOfArguments() =>
        Assert.Contains("'@107'", _tool.Run("map", ToolRun.Sample, "--symbol", "@107").Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("--html")]
    [InlineData("--out")]
    public void OutputsThatCannotBeWritten_AreToldBeforeAnythingIsPrinted(string option)
    {
        foreach (string file in (string[])["", _tool.PathOf("no-such-folder/x"), _tool.PathOf("")])
        {
            _tool.Run("map", ToolRun.Sample, "--symbol", "BTC", "--format", "json", option, file);

            Assert.Equal((2, ""), (_tool.Exit, _tool.Out));
        }
    }
}
