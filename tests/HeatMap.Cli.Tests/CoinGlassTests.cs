using System.Globalization;
using System.Text;
using System.Text.Json;
using HeatMap.Cli.Input;

namespace HeatMap.Cli.Tests;

public sealed class CoinGlassTests : IDisposable
{
    private const long Start = 1_735_689_600;

    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    public static TheoryData<bool, bool, bool> Shapes() => new()
    {
        { true, true, true }, { true, true, false }, { true, false, true }, { true, false, false }, { false, true, true }, { false, true, false }, { false, false, true }, { false, false, false },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void HeatMap_OfBothVersions_WrappedOrBare_TextsOrNumbers(bool isV4, bool isWrapped, bool hasTexts)
    {
        CoinGlassHeatMap heat = Parse(Json(isV4, isWrapped, hasTexts)).HeatMap!;

        Assert.Equal([Start * 1000, (Start + 300) * 1000, (Start + 600) * 1000], heat.TimesUnixMs);
        Assert.Equal([90, 100, 110, 120], heat.Prices);
        Assert.Equal(new(Start * 1000, 104, 106, 101, 105, 1000), heat.Candles[0]);
        Assert.Equal([new(0, 0, 1000.25), new(0, 3, 40), new(1, 0, 1000.25), new(2, 0, 7), new(2, 2, 500), new(2, 3, 60.5)], heat.Cells.ToArray());
        LiquidationMap last = heat.MapAt(2);
        Assert.Equal((7, 560.5, 109), (last.Total.Long, last.Total.Short, last.MarkPrice));
    }

    [Fact]
    public void MapAt_TakesTheSideFromTheCloseOfTheCandle_AndKeepsEveryDollar()
    {
        CoinGlassHeatMap heat = Parse(Json(true, true, true)).HeatMap!;

        LiquidationMap first = heat.MapAt(0), last = heat.MapAt(2);

        Assert.Equal((1000.25, 40), (first.Total.Long, first.Total.Short));
        Assert.Equal((105, "USD", MapOrigin.Modelled), (first.MarkPrice, first.Unit, first.Origin));
        Assert.Equal(new MapSource("CoinGlass", isModelled: true, DateTimeOffset.FromUnixTimeSeconds(Start + 300)), Assert.Single(first.Sources));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(Start + 700), heat.AsOf(2));
        Assert.Equal((7, 560.5), (last.Total.Long, last.Total.Short));
        Assert.Equal((4, 10), (heat.Grid.Count, heat.Grid.Step));
        Assert.Equal(500, last[heat.Grid.IndexOf(110)].Short);
        Assert.Equal([Start * 1000, (Start + 300) * 1000, (Start + 600) * 1000], heat.Columns().Select(static c => c.TimeUnixMs));
    }

    [Fact]
    public void LevelAtTheClose_IsOnNeitherSide()
    {
        CoinGlassHeatMap heat = Parse("""{"y_axis":[90,100],"liquidation_leverage_data":[[0,1,5]],"price_candlesticks":[[1735689600,100,100,100,100]]}""").HeatMap!;

        LiquidationMap map = heat.MapAt(0);

        Assert.Equal((0, 5), (map.InBands.Notional, map.Total.Notional));
    }

    [Theory]
    [InlineData("100,110,120,130", 4, 10)]
    [InlineData("93432.96,93582.47,93731.98,93881.49", 4, 150)]
    [InlineData("100.004,110.003,120.006,130.001", 4, 10)]
    [InlineData("0.1234,0.1235,0.1236", 3, 0.0001)]
    [InlineData("130,120,110,100", 4, 10)]
    public void Grid_OfAUniformAxis_HasABandForEachLevel(string axis, int count, double width)
    {
        double[] levels = [.. axis.Split(',').Select(static p => double.Parse(p, CultureInfo.InvariantCulture)).Order()];

        BandGrid grid = LevelGrid.For(levels);

        Assert.Equal((BandSpacing.Uniform, count), (grid.Spacing, grid.Count));
        Assert.Equal(width, grid.Step, 9);
    }

    [Theory]
    [InlineData("100,101,105,130,131.5")]
    [InlineData("100,110,121,133.1,146.41,161.051,177.1561")]
    [InlineData("20000,20000.5,90000,91000")]
    [InlineData("1,2")]
    [InlineData("99.9999,110.0001,119.9999,130.0001")]
    [InlineData("0.00001234,0.00001239,0.00001301")]
    [InlineData("5")]
    public void Grid_OfAnyAxis_HasABandForEachLevel(string axis)
    {
        double[] levels = [.. axis.Split(',').Select(static p => double.Parse(p, CultureInfo.InvariantCulture))];

        BandGrid grid = LevelGrid.For(levels);

        int[] bands = [.. levels.Select(grid.IndexOf)];
        Assert.Equal(bands.Length, bands.Distinct().Count());
        Assert.All(bands, b => Assert.InRange(b, 0, grid.Count - 1));
    }

    [Theory]
    [InlineData("{\"code\":\"40001\",\"msg\":\"Upgrade plan\",\"data\":{}}", "CoinGlass answered with code 40001, 'Upgrade plan': this is an error, not a map")]
    [InlineData("{\"code\":\"40001\",\"msg\":\"Upgrade plan\",\"data\":{\"y_axis\":[],\"liquidation_leverage_data\":[],\"price_candlesticks\":[]}}", "CoinGlass answered with code 40001, 'Upgrade plan': this is an error, not a map")]
    [InlineData("{\"code\":\"0\",\"msg\":\"success\",\"data\":{\"y_axis\":[],\"liquidation_leverage_data\":[],\"price_candlesticks\":[]}}", "data.y_axis: expected an array that holds something, was empty (the answer has code 0, 'success')")]
    [InlineData("{\"code\":\"0\",\"msg\":\"success\",\"data\":[]}", "data: expected a heat map or a map, was an empty array or a list (the answer has code 0, 'success')")]
    [InlineData("{\"code\":0,\"data\":null}", "data: expected a heat map or a map, was null (the answer has code 0)")]
    [InlineData("{\"y_axis\":[1,2],\"price_candlesticks\":[[1735689600,1,1,1,1]]}", "liquidation_leverage_data: expected an array that holds something, was missing")]
    [InlineData("{\"y_axis\":[1,1],\"liq\":[[0,0,1]],\"prices\":[[1735689600,1,1,1,1]]}", "y_axis[1]: expected a price that no other level has, was 1 like y_axis[0]")]
    [InlineData("{\"y\":[1,\"x\"],\"liq\":[[0,0,1]],\"prices\":[[1735689600,1,1,1,1]]}", "y[1]: expected a price > 0, was 'x'")]
    [InlineData("{\"y\":[1,2],\"liq\":[[0,0,-1]],\"prices\":[[1735689600,1,1,1,1]]}", "liq[0][2]: expected dollars >= 0 and < 100000000000000, was -1")]
    [InlineData("{\"y\":[1,2],\"liq\":[[0,0.5,1]],\"prices\":[[1735689600,1,1,1,1]]}", "liq[0][1]: expected an index, a whole number >= 0, was 0.5")]
    [InlineData("{\"y\":[1,2],\"liq\":[[0,0,1],[0,0,1]],\"prices\":[[1735689600,1,1,1,1]]}", "liq[1]: expected a cell that comes once, was [0, 0] like liq[0]")]
    [InlineData("{\"y\":[1,2],\"liq\":[[0,0]],\"prices\":[[1735689600,1,1,1,1]]}", "liq[0]: expected [x, y, USD], was [0,0]")]
    [InlineData("{\"y\":[1,2],\"liq\":[[0,0,1]],\"prices\":[[1735689600,1,1,2,1]]}", "prices[0]: expected [seconds, open, high, low, close, volume] with the high above and the low below the others, was [1735689600,1,1,2,1]")]
    [InlineData("{\"y\":[1,2],\"liq\":[[0,0,1]],\"prices\":[[12,1,1,1,1]]}", "prices[0][0]: expected a time from 2000 to 2100: seconds, milliseconds, microseconds or nanoseconds since 1970, or yyyy-MM-dd HH:mm:ss in UTC, was 12")]
    [InlineData("{\"y\":[1,2],\"liq\":[[0,0,1]],\"prices\":[[1735689600,1,1,1,1],[1735689600,1,1,1,1]]}", "prices[1][0]: expected a time after 1735689600000 ms, was 1735689600000")]
    [InlineData("{\"y\":[1,2],\"liq\":[[5,0,1]],\"prices\":[[1735689600,1,1,1,1]]}", "liq[0]: expected [x, y, USD] with x below the 1 of prices and y below the 2 of y, was [5,0,1]")]
    [InlineData("{\"y\":[1,2,3],\"liq\":[[0,0,1],[2,0,1]],\"prices\":[[1735689600,1,1,1,1],[1735689700,1,1,1,1]]}", "liq[1]: expected [x, y, USD] with x below the 2 of prices and y below the 3 of y, was [2,0,1]. All cells fit when the two are swapped: the file has them in the wrong order")]
    public void BadAnswers_AreToldWithTheirPath(string json, string expected)
    {
        string file = _tool.Write("cg.json", json);

        _tool.Run("read", file);

        Assert.Equal((3, $"heatmap: {file}: {expected}\n"), (_tool.Exit, _tool.Error));
    }

    [Fact]
    public void SwappedIndices_ThatFitBothWays_AreFoundByTheLevelsThatLast()
    {
        // Levels that keep their dollars for many columns, in a square.
        string Cells(bool swapped) => string.Join(',', Enumerable.Range(0, 20).SelectMany(y => Enumerable.Range(0, 20).Where(x => (x + y) % 7 > 0).Select(x => swapped ? $"[{y},{x},{1000 + y}]" : $"[{x},{y},{1000 + y}]")));
        string Json(bool swapped) =>
            $$"""{"y_axis":[{{string.Join(',', Enumerable.Range(100, 20))}}],"liquidation_leverage_data":[{{Cells(swapped)}}],"price_candlesticks":[{{string.Join(',', Enumerable.Range(0, 20).Select(i => $"[{Start + (i * 300)},110,110,110,110,1]"))}}]}""";

        Assert.Equal(20, Parse(Json(swapped: false)).HeatMap!.Candles.Count);
        var error = Assert.Throws<ToolException>(() => Parse(Json(swapped: true)));
        Assert.Equal(
            "liquidation_leverage_data: expected [x, y, USD] with x below the 20 of price_candlesticks and y below the 20 of y_axis; the same dollars go on from one y to the next instead of from one x to the next, as levels do in time: the two seem to be swapped",
            error.Message);
    }

    [Fact]
    public void Read_TakesTheLastColumn_OrTheOneAtATime()
    {
        string file = _tool.Write("cg.json", Json(true, true, true));

        JsonElement last = _tool.Read(file), first = _tool.Read(file, "--at", "2025-01-01T00:04:59Z");

        Assert.Equal((109, 105), (last.GetProperty("markPrice").GetDouble(), first.GetProperty("markPrice").GetDouble()));
        Assert.Equal("modelled", last.GetProperty("origin").GetString());
        _tool.Run("read", file, "--at", "2025-01-02");
        Assert.Equal((2, $"heatmap: --at 1735776000000: {file} has columns from 1735689600000 to 1735690300000\n"), (_tool.Exit, _tool.Error));
        _tool.Run("read", file, "--at", "2024-12-31");
        Assert.Equal(2, _tool.Exit);
    }

    [Fact]
    public void Read_TakesOtherBandsAndAnotherMark()
    {
        string file = _tool.Write("cg.json", Json(true, true, true));

        JsonElement read = _tool.Read(file, "--band", "50", "--mark", "112");

        Assert.Equal(112, read.GetProperty("markPrice").GetDouble());
        Assert.Equal((50, 150), (read.GetProperty("grid").GetProperty("lower").GetDouble(), read.GetProperty("grid").GetProperty("upper").GetDouble()));
        Assert.Equal(0, _tool.Run("read", file, "--bands", "3").Exit);
    }

    [Fact]
    public void Compare_OfTwoTimesOfOneFile()
    {
        string file = _tool.Write("cg.json", Json(true, true, true));

        _tool.Run("compare", file, file, "--at", "2025-01-01", "--format", "json");

        Assert.Equal(("", 0), (_tool.Error, _tool.Exit));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Compare_WithPositions_InEitherOrder(bool positionsFirst)
    {
        string answer = _tool.Write("cg.json", Json(true, true, true));
        string positions = _tool.Write("p.csv", "symbol,quantity,entry_price,liquidation_price,mark_price,venue", "BTCUSDT,5,105,90,110,binance-usdm", "BTCUSDT,-1,105,121,110,binance-usdm");
        string map = _tool.Partial("p.hmap", positions, "--band", "5");

        foreach (string other in (string[])[positions, map])
        {
            JsonElement compared = positionsFirst ? _tool.Compare(other, answer) : _tool.Compare(answer, other);
            Assert.Equal("USDT", compared.GetProperty("unit").GetString());
        }
    }

    [Fact]
    public void Merge_AddsAnswersUp()
    {
        string first = _tool.Write("a.json", Json(true, true, true)), second = _tool.Write("b.json", Json(false, false, false));

        JsonElement map = _tool.Merge(first, second);

        Assert.Equal((14, 1121), (map.GetProperty("totals").GetProperty("long").GetDouble(), map.GetProperty("totals").GetProperty("short").GetDouble()));
        Assert.Equal("modelled", map.GetProperty("origin").GetString());
    }

    [Theory]
    [InlineData("{\"code\":\"0\",\"data\":{\"data\":{\"90\":[[90,1000.5,25,null],[90,2,null,null]],\"120\":[[120,\"7\",10,null]]}}}")]
    [InlineData("{\"90\":[[90,1000.5,25,null],[90,2,null,null]],\"120\":[[120,7,10,null]]}")]
    public void MapOfOneMoment_NeedsAMark(string json)
    {
        string file = _tool.Write("cg.json", json);

        JsonElement map = _tool.Merge(file, "--mark", "100");

        Assert.Equal((1002.5, 7), (map.GetProperty("totals").GetProperty("long").GetDouble(), map.GetProperty("totals").GetProperty("short").GetDouble()));
        _tool.Run("read", file);
        Assert.Equal((2, $"heatmap: {file} has levels and no price: give the current price with --mark PRICE, which says which of them are of longs\n"), (_tool.Exit, _tool.Error));
        _tool.Run("read", file, "--mark", "100", "--at", "2025-01-01");
        Assert.Equal((2, $"heatmap: --at goes with a heat map: {file} holds one moment, and does not tell which\n"), (_tool.Exit, _tool.Error));
    }

    [Fact]
    public void MapCommand_SaysWhereAnAnswerGoes()
    {
        string file = _tool.Write("cg.json", Json(true, true, true));

        _tool.Run("map", file);

        Assert.Equal((3, $"heatmap: {file}: this is what CoinGlass answers, not positions: it goes where a map is taken, as in heatmap read, compare and merge\n"), (_tool.Exit, _tool.Error));
    }

    [Fact]
    public void At_GoesWithAHeatMapOnly()
    {
        string positions = _tool.Write("p.csv", "quantity,entry_price,liquidation_price,mark_price", "5,105,90,110");

        _tool.Run("read", positions, "--at", "2025-01-01");

        Assert.Equal((2, $"heatmap: --at goes with a heat map of CoinGlass: {positions} is none\n"), (_tool.Exit, _tool.Error));
    }

    [Fact]
    public void Answer_IsReadFromStandardInputAndGzip()
    {
        string json = Json(true, true, true);

        Assert.Equal(0, _tool.Run(["read", "-"], terminal: false, noColor: true, input: json).Exit);
        Assert.Equal(109, _tool.Read(_tool.WriteGzip("cg.json.gz", json)).GetProperty("markPrice").GetDouble());
    }

    [Fact]
    public void Table_IsTheApprovedOne()
    {
        string file = _tool.Write("coinglass.json", Json(true, true, true));

        _tool.Run("read", file, "--within", "10");

        Assert.Equal(("", 0), (_tool.Error, _tool.Exit));
        Assert.Equal(Approved.Text("coinglass-report.txt", _tool.Out), _tool.Out);
    }

    private static CoinGlassFile Parse(string json) => CoinGlassFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    private static string Json(bool isV4, bool isWrapped, bool hasTexts)
    {
        string q = hasTexts ? "\"" : "";
        string Candle(int i, double close) => string.Create(CultureInfo.InvariantCulture, $"[{Start + (300 * i)},{q}{close - 1}{q},{q}{close + 1}{q},{q}{close - 4}{q},{q}{close}{q},{q}1000{q}]");
        (string axis, string data, string candles) = isV4 ? ("y_axis", "liquidation_leverage_data", "price_candlesticks") : ("y", "liq", "prices");
        string map = $"{{\"{axis}\":[90,100,{q}110{q},120],\"{data}\":[[0,0,1000.25],[1,0,{q}1000.25{q}],[2,0,7],[0,3,40],[2,2,500],[2,3,60.5],[1,1,0]],"
            + $"\"{candles}\":[{Candle(0, 105)},{Candle(1, 106)},{Candle(2, 109)}],\"update_time\":{(Start + 700) * 1000}}}";
        return isWrapped ? $"{{\"code\":\"0\",\"msg\":\"success\",\"data\":{map}}}" : map;
    }
}
