using System.Globalization;
using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>Which price a line of a file is given, and where it ends up.</summary>
public sealed class MapPriceTests : IDisposable
{
    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void ReportedPrice_GoesBeforeMarginAndLeverage()
    {
        string file = _tool.Write("a.csv", "side,quantity,entry_price,liquidation_price,margin,leverage,maintenance_rate", "long,2,100,81,50,10,0.005");

        JsonElement map = _tool.Map(file, "--mark", "100", "--band", "1");

        Assert.Equal((81, 162), OnlyBand(map, "long"));
    }

    [Fact]
    public void Margin_GoesBeforeLeverage()
    {
        // (2·100 − 50) / (2·(1 − 0.005)) = 75.376…
        string file = _tool.Write("a.csv", "side,quantity,entry_price,margin,leverage,maintenance_rate", "long,2,100,50,10,0.005");

        Assert.Equal(75, OnlyBand(_tool.Map(file, "--mark", "100", "--band", "1"), "long").Lower);
    }

    [Fact]
    public void Leverage_IsUsedWhereMarginIsEmpty()
    {
        // (100 − 10) / 0.995 = 90.452…; the second line is a short at (100 + 20) / 1.005 = 119.40…
        string file = _tool.Write("a.csv", "quantity,entry_price,margin,leverage,maintenance_rate", "1,100,,10,0.005", "-1,100,20,,0.005");

        JsonElement map = _tool.Map(file, "--mark", "100", "--band", "1");

        Assert.Equal(90, OnlyBand(map, "long").Lower);
        Assert.Equal(119, OnlyBand(map, "short").Lower);
    }

    [Fact]
    public void EmptyReportedPrice_IsUnplacedEvenWithMargin_UntilRecomputed()
    {
        string file = _tool.Write("a.csv", "side,quantity,entry_price,liquidation_price,margin,maintenance_rate", "long,1,100,,10,0.005", "long,1,100,0,10,0.005");

        JsonElement asReported = _tool.Map(file, "--mark", "98");
        JsonElement recomputed = _tool.Map(file, "--mark", "98", "--recompute", "--band", "1");

        Assert.Equal((2, 196), Reason(asReported, "no-price"));
        Assert.Equal(0, Reason(recomputed, "no-price").Count);
        Assert.Equal(90, OnlyBand(recomputed, "long").Lower);
    }

    [Fact]
    public void CrossWithoutPrice_NeedsItsAccount_AndIsNeverPricedAsIsolated()
    {
        string file = _tool.Write("a.csv", "side,quantity,entry_price,margin,leverage,margin_mode,maintenance_rate", "long,1,100,10,10,cross,0.005", "long,1,100,10,10,isolated,0.005");

        JsonElement map = _tool.Map(file, "--mark", "98", "--band", "1");

        Assert.Equal((1, 98), Reason(map, "needs-account"));
        Assert.Equal(90, OnlyBand(map, "long").Lower);
    }

    [Fact]
    public void CrossWithReportedPrice_IsPlaced()
    {
        string file = _tool.Write("a.csv", "side,quantity,entry_price,liquidation_price,margin_mode", "short,1,100,150.5,cross");

        Assert.Equal((150, 150.5), OnlyBand(_tool.Map(file, "--mark", "110", "--band", "1"), "short"));
    }

    [Fact]
    public void PriceBeyondTheMark_IsAlreadyLiquidated_AtItsOwnPrice()
    {
        string file = _tool.Write("a.csv", "side,quantity,entry_price,liquidation_price", "long,2,100,99", "short,1,90,98");

        JsonElement map = _tool.Map(file, "--mark", "99", "--band", "1");

        Assert.Equal((2, (2 * 99) + 98), Reason(map, "already-liquidated"));
    }

    [Fact]
    public void OutsideTheWindow_IsInTheTails()
    {
        string file = _tool.Write("a.csv", "side,quantity,entry_price,liquidation_price", "long,1,100,20", "short,1,100,300");

        JsonElement map = _tool.Map(file, "--mark", "100");

        Assert.Equal(20, map.GetProperty("below").GetProperty("long").GetDouble());
        Assert.Equal(300, map.GetProperty("above").GetProperty("short").GetDouble());
        Assert.Equal(1, map.GetProperty("above").GetProperty("shortCount").GetInt64());
    }

    [Fact]
    public void Inverse_CountsFaceValue_AndContractSizeMultiplies()
    {
        // N = 200, W = 200/100/10 = 0.2 coin: P = 200·1.005 / (2 + 0.2) = 91.36…
        string file = _tool.Write("a.csv", "side,quantity,entry_price,leverage,maintenance_rate,contract,contract_size", "long,20,100,10,0.005,inverse,10");

        Assert.Equal((91, 200), OnlyBand(_tool.Map(file, "--mark", "100", "--band", "1"), "long"));
    }

    [Fact]
    public void TakerFee_CountsOnMarkValue_WhereNoVenueSaysOtherwise()
    {
        // (100 − 10) / (1 − 0.005 − 0.015) = 91.83…
        string file = _tool.Write("a.csv", "side,quantity,entry_price,leverage,maintenance_rate,taker_fee_rate", "long,1,100,10,0.005,0.015");

        Assert.Equal(91, OnlyBand(_tool.Map(file, "--mark", "100", "--band", "1"), "long").Lower);
    }

    [Fact]
    public void VenueColumn_ChoosesThePreset_AndItsUnit()
    {
        string file = _tool.Write("a.csv", "venue,symbol,side,quantity,entry_price,margin", "hyperliquid,BTC,short,0.00145,65536,19.72573");

        JsonElement map = _tool.Map(file, "--mark", "66000", "--band", "100", "--range", "0:200000");
        MarginRules rules = Venues.Hyperliquid("BTC");

        Assert.Equal("USD", map.GetProperty("unit").GetString());
        double price = Liquidation.Price(Position.Isolated(Side.Short, 65_536, 0.00145, 19.72573), rules);
        Assert.Equal(Math.Floor(price / 100) * 100, OnlyBand(map, "short").Lower);
    }

    [Fact]
    public void TiersFile_GoesBeforeThePreset()
    {
        string tiers = _tool.Write(
            "tiers.json",
            """{ "venue": "binance-usdm", "marginMethod": "marginal", "tiers": [""",
            """  { "symbol": "BTCUSDT", "notionalFloor": 0, "maintenanceMarginRate": 0.1, "maintenanceAmount": 0, "boundsCurrency": "USDT" },""",
            """  { "symbol": "BTCUSDT", "notionalFloor": 1000, "maintenanceMarginRate": 0.2, "maintenanceAmount": 100, "boundsCurrency": "USDT" } ] }""");
        string file = _tool.Write("a.csv", "symbol,side,quantity,entry_price,margin", "BTCUSDT,long,1,10000,5000");

        // (10000 − 5000 − 100) / 0.8 = 6125
        Assert.Equal((6125, 6125), OnlyBand(_tool.Map(file, "--mark", "9000", "--tiers", tiers, "--band", "5"), "long"));
    }

    [Fact]
    public void TiersFile_WithAWrongAmount_IsRefusedWithTheRightOne()
    {
        string tiers = _tool.Write(
            "tiers.json",
            """{ "tiers": [ { "symbol": "X", "notionalFloor": 0, "maintenanceMarginRate": 0.1, "maintenanceAmount": 0 },""",
            """  { "symbol": "X", "notionalFloor": 1000, "maintenanceMarginRate": 0.2, "maintenanceAmount": 101 } ] }""");
        string file = _tool.Write("a.csv", "symbol,side,quantity,entry_price,margin", "X,long,1,10000,5000");

        _tool.Run("map", file, "--mark", "9000", "--tiers", tiers);

        Assert.Equal(3, _tool.Exit);
        Assert.Contains("tiers.json", _tool.Error, StringComparison.Ordinal);
        Assert.Contains("101", _tool.Error, StringComparison.Ordinal);
        Assert.Contains("give 100", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAnyMaintenance_NothingIsMadeUp()
    {
        string file = _tool.Write("a.csv", "side,quantity,entry_price,leverage", "long,1,100,10");

        _tool.Run("map", file, "--mark", "100");

        Assert.Equal(3, _tool.Exit);
        Assert.Contains("a.csv: line 2: maintenance_rate", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Sample_ConservesEveryPosition()
    {
        JsonElement map = _tool.Map(ToolRun.Sample, "--symbol", "BTC");
        string[][] rows = [.. File.ReadLines(ToolRun.Sample).Skip(1).Select(static line => line.Split(',')).Where(static cell => cell[2] == "BTC")];

        double expected = rows.Sum(static cell => Number(cell[4]) * Number(cell[7] == "" ? cell[8] : cell[7]));
        JsonElement totals = map.GetProperty("totals");
        double parts = map.GetProperty("bands").EnumerateArray().Append(map.GetProperty("below")).Append(map.GetProperty("above"))
            .Sum(static part => part.GetProperty("long").GetDouble() + part.GetProperty("short").GetDouble())
            + map.GetProperty("unplaced").GetProperty("notional").GetDouble();

        Assert.Equal(127, totals.GetProperty("longCount").GetInt64() + totals.GetProperty("shortCount").GetInt64());
        Assert.Equal(24, map.GetProperty("unplaced").GetProperty("count").GetInt64());
        Assert.Equal(expected, totals.GetProperty("long").GetDouble() + totals.GetProperty("short").GetDouble(), rows.Length / 65536.0 / 2);
        Assert.Equal(parts, totals.GetProperty("long").GetDouble() + totals.GetProperty("short").GetDouble(), 1e-3);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static (double Lower, double Notional) OnlyBand(JsonElement map, string side)
    {
        JsonElement band = Assert.Single(map.GetProperty("bands").EnumerateArray(), b => b.GetProperty(side).GetDouble() > 0);
        return (band.GetProperty("lower").GetDouble(), band.GetProperty(side).GetDouble());
    }

    private static (long Count, double Notional) Reason(JsonElement map, string reason)
    {
        JsonElement found = map.GetProperty("unplaced").GetProperty("reasons").GetProperty(reason);
        return (found.GetProperty("count").GetInt64(), found.GetProperty("notional").GetDouble());
    }
}
