using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>What the tool prints and writes.</summary>
public sealed class MapOutputTests : IDisposable
{
    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Json_HoldsTheContractsFieldsAndNoOthers()
    {
        JsonElement map = _tool.Map(ToolRun.Sample, "--symbol", "ETH");

        AssertFields(map, "symbol", "markPrice", "unit", "grid", "bands", "below", "above", "unplaced", "skipped", "totals", "origin", "sources", "layers");
        AssertFields(map.GetProperty("grid"), "spacing", "lower", "upper", "count");
        AssertFields(map.GetProperty("bands")[0], "lower", "upper", "long", "short", "longCount", "shortCount");
        AssertFields(map.GetProperty("below"), "long", "short", "longCount", "shortCount");
        AssertFields(map.GetProperty("above"), "long", "short", "longCount", "shortCount");
        AssertFields(map.GetProperty("totals"), "long", "short", "longCount", "shortCount");
        AssertFields(map.GetProperty("unplaced"), "notional", "count", "reasons");
        AssertFields(map.GetProperty("unplaced").GetProperty("reasons"), "no-price", "already-liquidated", "needs-account", "invalid");
        AssertFields(map.GetProperty("unplaced").GetProperty("reasons").GetProperty("no-price"), "count", "notional");
        AssertFields(map.GetProperty("skipped"), "count", "reasons");
        AssertFields(map.GetProperty("sources")[0], "name", "origin", "asOf");
        Assert.Equal(map.GetProperty("grid").GetProperty("count").GetInt32(), map.GetProperty("bands").GetArrayLength());
        Assert.Equal("geometric", map.GetProperty("grid").GetProperty("spacing").GetString());
        Assert.Equal(1924.9, map.GetProperty("markPrice").GetDouble());
    }

    [Fact]
    public void Json_OfAFileWithoutSymbol_SaysNull()
    {
        string file = _tool.Write("a.csv", "side,quantity,entry_price,liquidation_price", "long,1,100,90");

        JsonElement map = _tool.Map(file, "--mark", "100");

        Assert.Equal(JsonValueKind.Null, map.GetProperty("symbol").ValueKind);
        Assert.Equal("quote", map.GetProperty("unit").GetString());
    }

    [Theory]
    [InlineData("--band", "500", 131)]
    [InlineData("--bands", "64", 64)]
    [InlineData("--geometric", "1", 110)]
    public void BandOptions_ShapeTheGrid(string option, string value, int least)
    {
        JsonElement grid = _tool.Map(ToolRun.Sample, "--symbol", "BTC", option, value).GetProperty("grid");

        Assert.InRange(grid.GetProperty("count").GetInt32(), least, least + 3);
        Assert.True(grid.GetProperty("lower").GetDouble() <= 32923 && grid.GetProperty("upper").GetDouble() >= 98769);
    }

    [Fact]
    public void Range_SetsTheWindow()
    {
        JsonElement grid = _tool.Map(ToolRun.Sample, "--symbol", "BTC", "--band", "250", "--range", "60000:70000").GetProperty("grid");

        Assert.Equal((60000, 70000, 40), (grid.GetProperty("lower").GetDouble(), grid.GetProperty("upper").GetDouble(), grid.GetProperty("count").GetInt32()));
    }

    [Fact]
    public void Csv_HasALineForEachBandAndPart()
    {
        _tool.Run("map", ToolRun.Sample, "--symbol", "BTC", "--bands", "10", "--format", "csv");

        string[] lines = _tool.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("part,lower,upper,long,short,long_count,short_count", lines[0]);
        Assert.Equal(10, lines.Count(static l => l.StartsWith("band,", StringComparison.Ordinal)));
        Assert.Equal(["below", "above", "unplaced:no-price", "unplaced:already-liquidated", "unplaced:needs-account", "unplaced:invalid"], lines[11..].Select(static l => l.Split(',')[0]));
    }

    [Fact]
    public void Table_IsPlainAndLegibleAt80Columns_WhenPiped()
    {
        _tool.Run("map", ToolRun.Sample, "--symbol", "BTC");

        Assert.Equal(0, _tool.Exit);
        Assert.DoesNotContain('\u001b', _tool.Out);
        Assert.All(_tool.Out.Split('\n'), static line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains("mark 65,846", _tool.Out, StringComparison.Ordinal);
        Assert.Contains("127 positions", _tool.Out, StringComparison.Ordinal);
        Assert.Contains("hottest bands", _tool.Out, StringComparison.Ordinal);
        Assert.Contains("no liquidation price", _tool.Out, StringComparison.Ordinal);
        Assert.Contains("outside the window", _tool.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_PutsShortsAboveAndLongsBelowTheMark()
    {
        string file = _tool.Write("a.csv", "side,quantity,entry_price,liquidation_price", "long,1,100,90.5", "short,1,100,110.5");

        _tool.Run("map", file, "--mark", "100", "--band", "1");

        int mark = _tool.Out.IndexOf(" mark 100 ", StringComparison.Ordinal);
        Assert.InRange(_tool.Out.IndexOf("110 –", StringComparison.Ordinal), 0, mark);
        Assert.True(_tool.Out.IndexOf(" 90 –", StringComparison.Ordinal) > mark);
    }

    [Theory]
    [InlineData("", "long,1,1e-6,9e-7")]
    [InlineData("", "long,1,100,90")]
    [InlineData("<script>alert('[bold]x')</script> a very long name that does not end before the line does, and goes on", "short,3,100,190")]
    public void Table_DrawsOddMaps(string symbol, string line)
    {
        string mark = line.Contains("e-7", StringComparison.Ordinal) ? "1e-6" : "100";
        string file = _tool.Write("a.csv", "side,quantity,entry_price,liquidation_price", line);

        foreach (string bands in (string[])["1", "2", "10000"])
        {
            string[] named = symbol.Length == 0 ? [] : ["--symbol", symbol];
            _tool.Run(["map", file, "--mark", mark, "--bands", bands, .. named]);

            Assert.Equal(("", 0), (_tool.Error, _tool.Exit));
            Assert.All(_tool.Out.Split('\n'), static l => Assert.InRange(l.Length, 0, 80));
        }
    }

    [Fact]
    public void Table_IsColouredOnATerminal_ButNotWithNoColor()
    {
        string[] args = ["map", ToolRun.Sample, "--symbol", "BTC"];

        _tool.Run(args, terminal: true, noColor: true, input: "");

        Assert.DoesNotContain("\u001b[38", _tool.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void HtmlSvgAndOut_AreWritten_AndStandardOutputStaysClean()
    {
        string page = _tool.PathOf("m.html"), picture = _tool.PathOf("m.svg"), figure = _tool.PathOf("m.plotly.json"), json = _tool.PathOf("m.json");

        _tool.Run("map", ToolRun.Sample, "--symbol", "BTC", "--html", page, "--svg", picture, "--plotly", figure, "--theme", "dark", "--palette", "ink", "--format", "json", "--out", json);

        Assert.Equal(0, _tool.Exit);
        Assert.Equal("", _tool.Out);
        Assert.Equal(["map: BTC liquidation map"], ChartData.Headings(File.ReadAllText(page)));
        Assert.Contains("\"theme\":\"dark\",\"palette\":\"ink\"", File.ReadAllText(page), StringComparison.Ordinal);
        using JsonDocument plotly = JsonDocument.Parse(File.ReadAllText(figure));
        Assert.NotEmpty(plotly.RootElement.GetProperty("data").EnumerateArray());
        Assert.Contains("</svg>", File.ReadAllText(picture), StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(json));
        Assert.Equal("BTC", document.RootElement.GetProperty("symbol").GetString());
    }

    [Fact]
    public void Picture_OfTheReadme_IsWhatTheToolDraws()
    {
        string picture = _tool.PathOf("m.svg"), approved = Path.Combine(ToolRun.Root(), "docs", "images", "btc-map.svg");
        _tool.Run("map", ToolRun.Sample, "--symbol", "BTC", "--svg", picture);
        Assert.True(File.ReadAllText(approved) == File.ReadAllText(picture), "docs/images/btc-map.svg differs from what the tool draws; dotnet run -c Release docs/samples/pictures.cs makes it");
    }

    [Fact]
    public void Doctor_TellsVersionsWidthsAndKernel()
    {
        _tool.Run("doctor");

        Assert.Equal(0, _tool.Exit);
        Assert.All((string[])["HeatMap", ".NET", "512-bit vectors", "kernel", KernelInfo.Name], word => Assert.Contains(word, _tool.Out, StringComparison.Ordinal));
    }

    private static void AssertFields(JsonElement element, params string[] names) =>
        Assert.Equal(names, element.EnumerateObject().Select(static p => p.Name));
}
