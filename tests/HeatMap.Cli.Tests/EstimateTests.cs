using System.Text.Json;

namespace HeatMap.Cli.Tests;

public sealed class EstimateTests : IDisposable
{
    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Estimate_TellsWhatItRestsOn()
    {
        JsonElement told = Estimate(Bars(200), "--asset", "BTC", "--scope-oi", "binance");

        Assert.Empty(JsonSchema.Read("estimate").Errors(told));
        JsonElement venue = Assert.Single(told.GetProperty("venues").EnumerateArray());
        Assert.Equal(("modelled", 200, 0, true), (venue.GetProperty("origin").GetString(), venue.GetProperty("bars").GetProperty("count").GetInt32(), venue.GetProperty("bars").GetProperty("missing").GetInt32(), told.GetProperty("isValidated").GetBoolean()));
        Assert.InRange(venue.GetProperty("assumedFraction").GetDouble(), 0, 0.6);
        JsonElement map = told.GetProperty("map");

        // Known at the end of the last bar, not at its beginning.
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(SyntheticBars.Start + (200 * SyntheticBars.Hour)).UtcDateTime, map.GetProperty("sources")[0].GetProperty("asOf").GetDateTime());
        Assert.Equal("modelled", map.GetProperty("origin").GetString());

        // Both sides of open interest, less what lies nearer to or farther from the mark than the mark itself.
        double both = 2 * venue.GetProperty("openInterest").GetDouble() * told.GetProperty("markPrice").GetDouble();
        Assert.InRange(map.GetProperty("totals").GetProperty("long").GetDouble() + map.GetProperty("totals").GetProperty("short").GetDouble(), 0.7 * both, 1.3 * both);
        double[] falls = [.. told.GetProperty("moves").EnumerateArray().Select(static m => m.GetProperty("longFraction").GetDouble())];
        Assert.Equal(falls.Order(), falls);
        Assert.InRange(falls[^1], 1e-4, 1);
    }

    [Fact]
    public void LaterBars_ChangeNothing()
    {
        string[] all = SyntheticBars.Lines(300);
        string until = (SyntheticBars.Start + (200 * SyntheticBars.Hour)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        string less = _tool.Write("less.csv", all[..201]), more = _tool.Write("more.csv", all);

        Assert.Equal(Estimate(less).ToString(), Estimate(more, "--to", until).ToString());

        // The window of the state is wider with a price far away, but no number moves.
        string far = _tool.Write("far.csv", [.. all, $"{SyntheticBars.Start + (300 * SyntheticBars.Hour)},50000,90000,20000,50000,1,80000,0,0"]);
        _tool.Run("estimate", far, "--heat", _tool.PathOf("far.heat"), "--range", "40000:60000");
        LiquidationHeatMap farHeat = Heat("far.heat");
        _tool.Run("estimate", more, "--heat", _tool.PathOf("more.heat"), "--range", "40000:60000");
        LiquidationHeatMap heat = Heat("more.heat");
        for (int column = 0; column < heat.ColumnCount; column++)
        {
            for (int band = 0; band < heat.Grid.Count; band += 7)
            {
                Assert.Equal(heat.At(column, band), farHeat.At(column, band));
            }
        }
    }

    [Fact]
    public void HeatMap_HasAColumnABar()
    {
        string bars = Bars(100), page = _tool.PathOf("e.html");

        _tool.Run("estimate", bars, "--html", page, "--heat", _tool.PathOf("e.heat"), "--svg", _tool.PathOf("e.svg"), "--partial", _tool.PathOf("e.hmap"));

        Assert.Equal(0, _tool.Exit);
        Assert.Equal(["heat: Liquidation heat map, estimated", "map: Waiting at the end, estimated, by distance from entry", "map: Waiting at the end, and what it rests on"], ChartData.Headings(File.ReadAllText(page)));
        LiquidationHeatMap heat = Heat("e.heat");
        Assert.Equal((100, TimeSpan.FromHours(1)), (heat.ColumnCount, heat.Interval));
        _tool.Run("estimate", bars, "--heat", _tool.PathOf("f.heat"), "--every", "4h");
        LiquidationHeatMap four = Heat("f.heat");
        Assert.Equal((25, TimeSpan.FromHours(4)), (four.ColumnCount, four.Interval));
        Assert.Equal(heat.At(99, 40), four.At(24, 40));
        Told(2, "--every takes at least", bars, "--heat", _tool.PathOf("g.heat"), "--every", "1m");
        Assert.Equal(0, _tool.Run("read", _tool.PathOf("e.hmap")).Exit);
    }

    [Fact]
    public void Venues_AddUp_AndStayApart()
    {
        string first = Bars(150), second = _tool.Write("second.csv", SyntheticBars.Lines(150, seed: 2));

        JsonElement told = Estimate(first, "--venue", "one", "--venue", $"two={second}");

        JsonElement[] layers = [.. told.GetProperty("map").GetProperty("layers").EnumerateArray()];
        Assert.Equal(["one", "two"], layers.Select(static l => l.GetProperty("name").GetString()));
        Assert.Equal(told.GetProperty("map").GetProperty("totals").GetProperty("long").GetDouble(), layers.Sum(static l => l.GetProperty("totals").GetProperty("long").GetDouble()), 1e-3);
        Assert.Empty(JsonSchema.Read("estimate").Errors(told));
        Assert.Equal(0, _tool.Run("estimate", first, "--venue", "one", "--venue", $"two={second}", "--heat", _tool.PathOf("v.heat")).Exit);
        Assert.Equal(["one", "two"], Heat("v.heat").Layers.Select(static l => l.Name));
        Told(2, "need a name too", first, "--venue", $"two={second}");
        Told(2, "names 'one' twice", first, "--venue", "one", "--venue", $"one={second}");
    }

    [Fact]
    public void RealPositions_TakeThePlaceOfTheirModel()
    {
        string bars = Bars(150), positions = _tool.Write("real.csv", "side,quantity,entry_price,liquidation_price", "long,10,50000,30000", "short,5,50000,80000");
        string[] measured = ["--measured", positions, "--measured-oi", "20"];

        JsonElement beside = Estimate([bars, "--venue", "one", .. measured, "--measured-venue", "two"]), instead = Estimate([bars, "--venue", "one", .. measured, "--measured-venue", "one"]);

        Assert.Equal(["modelled", "measured"], beside.GetProperty("venues").EnumerateArray().Select(static v => v.GetProperty("origin").GetString()));
        Assert.Equal("mixed", beside.GetProperty("map").GetProperty("origin").GetString());
        Assert.InRange(beside.GetProperty("measuredFraction").GetDouble(), 1e-9, 0.1);
        JsonElement only = Assert.Single(instead.GetProperty("venues").EnumerateArray());
        Assert.Equal("measured", only.GetProperty("origin").GetString());
        Assert.Equal(300_000, instead.GetProperty("map").GetProperty("totals").GetProperty("long").GetDouble(), 200.0);
        Assert.Empty(instead.GetProperty("moves").EnumerateArray());
        Told(2, "go together", bars, "--measured", positions);

        // A model is no measurement.
        _tool.Run("estimate", bars, "--partial", _tool.PathOf("model.hmap"));
        Told(3, "must be made from real positions", bars, "--venue", "one", "--measured", _tool.PathOf("model.hmap"), "--measured-venue", "two");
    }

    [Fact]
    public void Ensemble_SaysHowFarAssumptionsMatter()
    {
        string bars = Bars(100);

        JsonElement told = Estimate(bars, "--ensemble", "4", "--seed", "7");

        JsonElement move = told.GetProperty("moves")[2];
        double[] range = [.. move.GetProperty("longRange").EnumerateArray().Select(static r => r.GetDouble())];
        Assert.True(range[0] <= range[1] && range[0] > 0);
        Assert.Equal(told.ToString(), Estimate(bars, "--ensemble", "4", "--seed", "7").ToString());
        Assert.Empty(JsonSchema.Read("estimate").Errors(told));
        Told(2, "--ensemble takes", bars, "--ensemble", "1");
    }

    [Fact]
    public void WhatIsNotValidated_IsSaid()
    {
        string bars = Bars(60);

        Assert.Contains("say what this is with --asset", Doubt(bars), StringComparison.Ordinal);
        Assert.Contains("scored on BTC alone", Doubt(bars, "--asset", "ETH"), StringComparison.Ordinal);
        Assert.Contains("not of 'all'", Doubt(bars, "--asset", "BTC", "--scope-oi", "all"), StringComparison.Ordinal);
        Assert.Contains("nobody says whose this is (--scope-oi)", Doubt(bars, "--asset", "BTC"), StringComparison.Ordinal);
        Assert.Equal("", Doubt(bars, "--asset", "BTC", "--scope-oi", "binance"));
        Assert.Equal("", Doubt(bars, "--asset", "BTC", "--venue", "binance"));
        Assert.Contains("it was fitted with volume by range, not as reported", Doubt(bars, "--asset", "BTC", "--scope-oi", "binance", "--volume", "reported"), StringComparison.Ordinal);
        Assert.Contains("NOT VALIDATED", _tool.Run("estimate", bars).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void DumpsOfBinance_AreReadAsTheyCome()
    {
        string[] bars = SyntheticBars.Lines(48);
        IEnumerable<string[]> cells = bars.Skip(1).Select(static l => l.Split(','));
        string klines = _tool.Write("BTCUSDT-1h.csv", [.. cells.Select(static c => $"{c[0]},{c[1]},{c[2]},{c[3]},{c[4]},{c[5]},{long.Parse(c[0], System.Globalization.CultureInfo.InvariantCulture) + 3599999},0,1,0,0,0")]);
        string metrics = _tool.Write(
            "BTCUSDT-metrics.csv",
            ["create_time,symbol,sum_open_interest,sum_open_interest_value", .. cells.Select(static c => $"{Moment(c[0])},BTCUSDT,{c[6]},{(double.Parse(c[6], System.Globalization.CultureInfo.InvariantCulture) * double.Parse(c[4], System.Globalization.CultureInfo.InvariantCulture)).ToString(System.Globalization.CultureInfo.InvariantCulture)}")]);

        JsonElement told = Estimate(klines, metrics, "--symbol", "BTCUSDT");

        Assert.Equal("BTC", told.GetProperty("asset").GetString());
        Assert.Equal(48, told.GetProperty("venues")[0].GetProperty("bars").GetProperty("count").GetInt32());

        static string Moment(string ms) => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(ms, System.Globalization.CultureInfo.InvariantCulture) + SyntheticBars.Hour).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void WhatCannotBeUsed_IsNamed()
    {
        string[] lines = SyntheticBars.Lines(20);
        Told(3, "open_interest", _tool.Write("no-oi.csv", [.. lines.Select(static l => string.Join(',', l.Split(',')[..6]))]));
        Told(2, "there are no bars in that time", _tool.Write("bars.csv", lines), "--from", "2030-01-01");
        Told(3, "expected a calibration", _tool.PathOf("bars.csv"), "--calibration", _tool.PathOf("bars.csv"));
    }

    [Theory]
    [InlineData("estimate", "## An estimate")]
    [InlineData("calibration", "## A calibration")]
    [InlineData("score", "## A score")]
    public void Page_DocumentsTheFieldsOfTheSchema(string schema, string section) =>
        Assert.Equal(JsonSchema.Read(schema).Paths(), SchemaPage.Fields("estimate-json.md", section));

    [Fact]
    public void OfNoOpenInterest_NoMoveSweepsAShare()
    {
        string bars = _tool.Write("nothing.csv", [.. SyntheticBars.Lines(60).Select(static (l, i) => i == 0 ? l : string.Join(',', [.. l.Split(',')[..6], "0", .. l.Split(',')[7..]]))]);

        JsonElement told = Estimate(bars);

        Assert.Empty(JsonSchema.Read("estimate").Errors(told));
        Assert.Empty(told.GetProperty("moves").EnumerateArray());
        Assert.Equal(0, told.GetProperty("map").GetProperty("totals").GetProperty("long").GetDouble());
        Assert.DoesNotContain("NaN", _tool.Run("estimate", bars).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_IsAsApproved()
    {
        string table = _tool.Run("estimate", Bars(200), "--asset", "BTC", "--scope-oi", "binance", "--ensemble", "4").Out;

        Assert.Equal(Approved.Text("estimate.txt", table), table);
    }

    private string Bars(int hours) => _tool.Write("bars.csv", SyntheticBars.Lines(hours));

    private string Doubt(params string[] args) => Estimate(args).GetProperty("venues")[0].GetProperty("doubt").GetString() ?? "";

    private LiquidationHeatMap Heat(string name)
    {
        Assert.True(LiquidationHeatMap.TryRead(File.ReadAllBytes(_tool.PathOf(name)), out LiquidationHeatMap? map, out string? reason), reason);
        return map;
    }

    private JsonElement Estimate(params string[] args)
    {
        _tool.Run(["estimate", .. args, "--format", "json"]);
        Assert.Equal(("", 0), (_tool.Error, _tool.Exit));
        using var document = JsonDocument.Parse(_tool.Out);
        return document.RootElement.Clone();
    }

    private void Told(int exit, string error, params string[] args)
    {
        _tool.Run(["estimate", .. args]);
        Assert.Contains(error, _tool.Error, StringComparison.Ordinal);
        Assert.Equal(exit, _tool.Exit);
    }
}
