using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>Maps that one run writes and another adds up, exactly.</summary>
public sealed class PartialMapTests : IDisposable
{
    private const string Header = "side,quantity,entry_price,liquidation_price";

    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Theory]
    [InlineData("BTC")]
    [InlineData("ETH", "--band", "10")]
    [InlineData("ETH", "--bands", "50", "--range", "1000:3000")]
    public void HalvesMerged_EqualTheWhole(string symbol, params string[] bands)
    {
        // The sample is sorted by symbol: every other line is in the other half.
        string[] lines = File.ReadAllLines(ToolRun.Sample);
        string[] options = ["--symbol", symbol, .. bands];
        string first = _tool.Write("first.csv", [.. lines.Where(static (_, i) => i == 0 || i % 2 == 1)]), second = _tool.Write("second.csv", [.. lines.Where(static (_, i) => i % 2 == 0)]);
        string a = _tool.Partial("a.hmap", [first, .. options]), b = _tool.Partial("b.hmap", [second, .. options]);
        string whole = _tool.Partial("whole.hmap", [ToolRun.Sample, .. options]), sum = _tool.PathOf("sum.hmap");

        _tool.Run("merge", b, a, "--partial", sum, "--out", _tool.PathOf("table"));

        Assert.Equal(0, _tool.Exit);
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(sum));
        Assert.NotEqual(File.ReadAllBytes(whole), File.ReadAllBytes(a));
        Assert.Equal(Fields(_tool.Map([ToolRun.Sample, .. options])), Fields(_tool.Merge(a, b, "--symbol", symbol)));
    }

    [Fact]
    public void Partial_LeavesWhatIsPrintedAsItIs()
    {
        string[] args = ["map", ToolRun.Sample, "--symbol", "BTC"];
        string table = _tool.Run(args).Out, partial = _tool.PathOf("a.hmap");

        _tool.Run([.. args, "--partial", partial]);

        Assert.Equal(table, _tool.Out);
        Assert.Equal($"heatmap: wrote {partial}", _tool.Error.Trim());
        Assert.Contains("measured, from hyperliquid", table, StringComparison.Ordinal);
        Assert.True(LiquidationMap.TryRead(File.ReadAllBytes(partial), out LiquidationMap? map, out _));
        Assert.Equal(new MapSource("hyperliquid", isModelled: false), Assert.Single(map.Sources));
        Assert.Equal(127, map.Total.Count);
    }

    [Theory]
    [InlineData("measured", "a.csv", "long,1,100,90,")]
    [InlineData("measured", "bybit", "long,1,100,90,bybit")]
    [InlineData("measured", "a.csv|bybit|okx", "long,1,100,90,bybit", "long,1,100,90,", "long,1,100,90,okx")]
    [InlineData("measured", "a.csv")]
    public void Sources_AreVenues_AndTheFileForTheRest(string origin, string names, params string[] lines)
    {
        string file = _tool.Write("a.csv", [Header + ",venue", .. lines]);

        JsonElement map = _tool.Map(file, "--mark", "100");

        Assert.Equal(origin, map.GetProperty("origin").GetString());
        Assert.Equal(names.Split('|'), map.GetProperty("sources").EnumerateArray().Select(static s => s.GetProperty("name").GetString()));
        Assert.All(map.GetProperty("sources").EnumerateArray(), s => Assert.Equal((origin, JsonValueKind.Null), (s.GetProperty("origin").GetString(), s.GetProperty("asOf").ValueKind)));
    }

    [Fact]
    public void Sources_OfAnotherSymbolOrOfBadLines_AreNotNamed()
    {
        string file = _tool.Write("a.csv", Header + ",venue,symbol", "long,1,100,90,okx,ETH", "long,1,100,90,bybit,BTC", "long,1e300,100,90,gate,BTC");

        _tool.Run("map", file, "--mark", "100", "--symbol", "BTC", "--skip-bad", "--format", "json");

        Assert.Equal(["bybit"], Names(Parse(_tool.Out)));
    }

    [Fact]
    public void Sources_TakeTheVenueOptionAndStandardInput()
    {
        string text = Header + "\nlong,1,100,90\n";

        JsonElement piped = Parse(_tool.Run(["map", "-", "--mark", "100", "--format", "json"], terminal: false, noColor: false, text).Out);
        JsonElement named = Parse(_tool.Run(["map", "-", "--mark", "100", "--format", "json", "--venue", "gate"], terminal: false, noColor: false, text).Out);
        JsonElement empty = Parse(_tool.Run(["map", "-", "--mark", "100", "--format", "json", "--venue", "gate"], terminal: false, noColor: false, Header + "\n").Out);

        Assert.Equal(["standard input"], Names(piped));
        Assert.Equal(["gate"], Names(named));
        Assert.Equal(["gate"], Names(empty));
    }

    [Fact]
    public void Sources_ThatAMapCannotName_AreShortenedOrGivenUp()
    {
        string odd = new string('v', 199) + "\U0001F600\U0001F600";
        string one = _tool.Write("one.csv", Header + ",venue", $"long,1,100,90,{odd}");
        string many = _tool.Write("many.csv", [Header + ",venue", .. Enumerable.Range(0, 1001).Select(static i => $"long,1,100,90,v{i}")]);
        string all = _tool.Write("all.csv", [Header + ",venue", .. Enumerable.Range(0, 1000).Select(static i => $"long,1,100,90,v{i}")]);

        Assert.Equal([new string('v', 199)], Names(_tool.Map(one, "--mark", "100")));
        Assert.Equal(["many.csv"], Names(_tool.Map(many, "--mark", "100")));
        Assert.Equal(1000, _tool.Map(all, "--mark", "100").GetProperty("sources").GetArrayLength());
    }

    [Fact]
    public void MeasuredAndModelled_AreMixed()
    {
        string file = _tool.Write("a.csv", Header, "long,1,100,90"), guess = _tool.Write("guess.csv", Header, "long,2,100,80");
        string measured = _tool.Partial("a.hmap", file, "--mark", "100"), modelled = _tool.Partial("b.hmap", guess, "--mark", "100", "--modelled");

        JsonElement both = _tool.Merge(measured, modelled);

        Assert.Equal("mixed", both.GetProperty("origin").GetString());
        Assert.Equal(["measured", "modelled"], both.GetProperty("sources").EnumerateArray().Select(static s => s.GetProperty("origin").GetString()));
        Assert.Equal("modelled", _tool.Merge(modelled).GetProperty("origin").GetString());
        Assert.Contains("mixed, from a.csv (measured), guess.csv (modelled)", _tool.Run("merge", measured, modelled).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Merge_OfMapsWithoutSources_SaysUnstated_AndTellsMoments()
    {
        LiquidationMap map = Map(LiquidationMap.Empty(BandGrid.Uniform(1, new(80, 120)), 100), (90, 1));
        string bare = _tool.Write("bare.hmap", map), dated = _tool.Write("dated.hmap", map.From(new MapSource("gate", isModelled: true, new(2026, 1, 4, 6, 0, 0, TimeSpan.Zero))));

        Assert.Equal(("unstated", 0), (_tool.Merge(bare).GetProperty("origin").GetString(), _tool.Merge(bare).GetProperty("sources").GetArrayLength()));
        Assert.Equal("2026-01-04T06:00:00Z", _tool.Merge(dated).GetProperty("sources")[0].GetProperty("asOf").GetString());
        Assert.Contains("from sources that nobody stated", _tool.Run("merge", bare).Out, StringComparison.Ordinal);
        Assert.Contains("from gate, and from sources that nobody stated", _tool.Run("merge", bare, dated).Out, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, _tool.Merge(bare).GetProperty("skipped").ValueKind);
        Assert.Equal(JsonValueKind.Null, _tool.Merge(bare).GetProperty("symbol").ValueKind);
    }

    [Fact]
    public void Mark_IsStatedForAll_AndWhatItPassedIsTold()
    {
        string file = _tool.Write("a.csv", Header, "long,1,100,98", "short,1,100,110");
        string a = _tool.Partial("a.hmap", file, "--mark", "100", "--band", "1"), b = _tool.Partial("b.hmap", file, "--mark", "101", "--band", "1", "--range", "50:150");

        JsonElement map = _tool.Merge(a, b, "--mark", "96.5");
        string table = _tool.Run("merge", a, b, "--mark", "96.5").Out;

        Assert.Equal(96.5, map.GetProperty("markPrice").GetDouble());
        Assert.Equal((196, 220), Totals(map));
        Assert.Contains("of them past this mark: shorts 0 in 0 positions, longs 196 in 2 positions", table, StringComparison.Ordinal);
        Assert.DoesNotContain("past this mark", _tool.Run("merge", a).Out, StringComparison.Ordinal);
        Assert.Contains("shorts 220 in 2 positions, longs 0", _tool.Run("merge", a, b, "--mark", "111").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherWindowsAndWiderBands_KeepEverySum()
    {
        string file = _tool.Write("a.csv", Header, "long,1,100,91", "short,1,100,110", "long,1,100,84");
        string a = _tool.Partial("a.hmap", file, "--mark", "100", "--band", "1", "--range", "80:120"), b = _tool.Partial("b.hmap", file, "--mark", "100", "--band", "1", "--range", "60:110");

        Assert.Equal((80, 120, 40), Window(_tool.Merge(a)));
        Assert.Equal((60, 120, 12), Window(_tool.Merge(a, "--band", "5", "--range", "60:120")));
        JsonElement narrow = _tool.Merge(a, "--range", "90:110");
        Assert.Equal((90, 110, 20), Window(narrow));
        Assert.Equal(84, narrow.GetProperty("below").GetProperty("long").GetDouble());
        Assert.Equal((175, 110), Totals(narrow));
        Assert.Equal((80, 120, 10), Window(_tool.Merge(a, "--bands", "10")));

        // Windows and bands that do not go together do in a window and in bands that both have.
        Assert.Equal(3, _tool.Run("merge", a, b).Exit);
        Assert.Equal((90, 110, 20), Window(_tool.Merge(b, a, "--range", "90:110")));
        Assert.Equal((350, 220), Totals(_tool.Merge(b, a, "--range", "90:110")));
        string c = _tool.Partial("c.hmap", file, "--mark", "100", "--band", "2.5", "--range", "80:120");
        Assert.Equal(3, _tool.Run("merge", a, c).Exit);
        Assert.Equal((80, 120, 8), Window(_tool.Merge(a, c, "--band", "5")));
        Assert.Equal(0, _tool.Merge(a, "--minus", c, "--band", "5").GetProperty("bands")[0].GetProperty("long").GetDouble());
        Assert.Equal(4, _tool.Merge(a, "--minus", a, "--bands", "4").GetProperty("bands").GetArrayLength());
        Assert.Equal(84, _tool.Merge(a, a, "--minus", c, "--band", "5").GetProperty("bands")[0].GetProperty("long").GetDouble());

        _tool.Run("merge", a, "--band", "0.5");
        Assert.Equal((2, ""), (_tool.Exit, _tool.Out));
        Assert.Contains($"{a} cannot have the bands asked for: the edge 80.5 lies inside the band 80 to 81", _tool.Error, StringComparison.Ordinal);
        _tool.Run("merge", b, "--range", "60:130");
        Assert.Equal(2, _tool.Exit);
        Assert.Contains("positions from 110 on are known only as a sum", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Minus_IsWhatTheRulesMove()
    {
        string file = _tool.Write("a.csv", "side,quantity,entry_price,leverage", "long,1,100,10", "short,2,100,5");
        string low = WithRate("low", "0.005"), high = WithRate("high", "0.05");

        JsonElement map = _tool.Merge(low, "--minus", high, "--symbol", "X");
        string csv = _tool.Run("merge", low, "--minus", high, "--format", "csv").Out, table = _tool.Run("merge", low, "--minus", high).Out;

        // The long's price is 90 / (1 - rate): 90.45 and 94.74. The short's is 120 / (1 + rate): 119.40 and 114.29.
        Assert.Equal([(90, 90 / 0.995, 0, 1L, 0L), (94, -90 / 0.95, 0, -1, 0), (114, 0, -240 / 1.05, 0, -1), (119, 0, 240 / 1.005, 0, 1)], Bands(map), CloseTo);
        Assert.Equal((0, 0), (map.GetProperty("totals").GetProperty("longCount").GetInt64(), map.GetProperty("below").GetProperty("long").GetDouble()));
        Assert.Equal(("X", "measured", "high.csv"), (map.GetProperty("symbol").GetString(), map.GetProperty("of").GetProperty("origin").GetString(), map.GetProperty("minus").GetProperty("sources")[0].GetProperty("name").GetString()));
        Assert.Equal(["markPrice", "otherMarkPrice", "unit", "grid", "bands", "below", "above", "unplaced", "totals", "of", "minus"], map.EnumerateObject().Skip(1).Select(static p => p.Name));
        Assert.Equal(101 + 6, csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\nband,94,95,-94.736", csv, StringComparison.Ordinal);
        Assert.All((string[])["measured, from low.csv, less", "+90.5", "-94.7", "-229", "+239", "total"], word => Assert.Contains(word, table, StringComparison.Ordinal));
        Assert.All(table.Split('\n'), static line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains("no difference in any part", _tool.Run("merge", low, "--minus", low).Out, StringComparison.Ordinal);

        string WithRate(string name, string rate)
        {
            string rated = _tool.Write(name + ".csv", [.. File.ReadAllLines(file).Select((line, i) => line + (i == 0 ? ",maintenance_rate" : "," + rate))]);
            return _tool.Partial(name + ".hmap", rated, "--mark", "100", "--band", "1");
        }
    }

    [Fact]
    public void Minus_TakesFromTheSumOfAll_AndShowsTheGreatestBands()
    {
        string[] lines = [.. Enumerable.Range(51, 45).Select(static p => $"long,{p},100,{p}.5")];
        string a = _tool.Partial("a.hmap", _tool.Write("a.csv", [Header, .. lines]), "--mark", "100", "--band", "1");
        string b = _tool.Partial("b.hmap", _tool.Write("b.csv", Header, "long,1,100,90.5"), "--mark", "100", "--band", "1");

        string table = _tool.Run("merge", a, b, "--minus", b).Out;

        Assert.Contains("17 bands more differ by less", table, StringComparison.Ordinal);
        Assert.Contains("+9.07k", table, StringComparison.Ordinal);
        Assert.Contains("    95", table, StringComparison.Ordinal);
        Assert.DoesNotContain("    52", table, StringComparison.Ordinal);
        // The heaviest band stands in the place of its price.
        string heavy = _tool.Partial("heavy.hmap", _tool.Write("heavy.csv", Header, "long,100,100,90.5"), "--mark", "100", "--band", "1");
        string weighed = _tool.Run("merge", a, heavy, "--minus", b).Out;
        Assert.Contains("+17.1k", weighed, StringComparison.Ordinal);
        int[] from = [.. weighed.Split('\n').Select(static l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(static w => w.Length == 4 && int.TryParse(w[0], out _)).Select(static w => int.Parse(w[0], System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(Enumerable.Range(68, 28).Reverse(), from);
        Assert.Equal(lines.Length, _tool.Merge(a, b, "--minus", b).GetProperty("totals").GetProperty("longCount").GetInt64());
        Assert.Contains("mark 100 less mark 101", _tool.Run("merge", a, "--minus", _tool.Partial("c.hmap", _tool.PathOf("b.csv"), "--mark", "101", "--band", "1")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void TextsOfAMap_DoNothingToATerminal()
    {
        LiquidationMap map = LiquidationMap.Empty(BandGrid.Uniform(1, new(80, 120)), 100, new() { Unit = "U\u001b[2JS\nD" });
        string odd = _tool.Write("odd.hmap", map.From(new MapSource("a\u001b[31m\u0007b\u009b", isModelled: false)));
        string plain = _tool.Write("plain.hmap", LiquidationMap.Empty(map.Grid, 100));

        Assert.Contains("a\ufffd[31m\ufffdb\ufffd", _tool.Run("merge", odd).Out, StringComparison.Ordinal);
        Assert.Contains("U\ufffd[2JS\ufffdD", _tool.Out, StringComparison.Ordinal);
        foreach (string[] args in (string[][])[["merge", odd], ["merge", odd, "--minus", odd], ["merge", odd, plain], ["merge", plain, "--minus", odd]])
        {
            _tool.Run(args);

            Assert.DoesNotContain(_tool.Out + _tool.Error, static c => char.IsControl(c) && c != '\n');
        }
    }

    [Fact]
    public void MapWithoutCounts_IsShownWithoutThem()
    {
        var options = new MapOptions { Counts = false };
        string file = _tool.Write("a.hmap", Map(LiquidationMap.Empty(BandGrid.Uniform(1, new(80, 120)), 100, options), (90, 2), (70, 3), (130, -1)));

        JsonElement map = _tool.Merge(file);
        string table = _tool.Run("merge", file).Out, csv = _tool.Run("merge", file, "--format", "csv").Out;

        Assert.Equal(JsonValueKind.Null, map.GetProperty("bands")[10].GetProperty("longCount").ValueKind);
        Assert.Equal((390, 130), Totals(map));
        Assert.All((string[])["positions, worth 520", "below 80: long 210, outside the window", "above 120: short 130, outside", "180 █"], words => Assert.Contains(words, Squeeze(table), StringComparison.Ordinal));
        Assert.DoesNotContain("0 positions", table, StringComparison.Ordinal);
        Assert.Contains("band,90,91,180,0,,\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void PackedAndPipedMaps_ReadLikeThePlainFile()
    {
        string file = _tool.Partial("a.hmap", _tool.Write("a.csv", Header, "long,1,100,90"), "--mark", "100");
        byte[] bytes = File.ReadAllBytes(file);
        using (var gzip = new System.IO.Compression.GZipStream(File.Create(_tool.PathOf("b.hmap")), System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        string plain = _tool.Run("merge", file, "--format", "json").Out, packed = _tool.Run("merge", _tool.PathOf("b.hmap"), "--format", "json").Out;
        string piped = _tool.Run(["merge", "-", "--format", "json"], terminal: false, noColor: false, bytes).Out;

        Assert.Contains("\"long\": 90", plain, StringComparison.Ordinal);
        Assert.Equal((plain, plain), (packed, piped));
    }

    [Fact]
    public void MergeWritesPagesAndPictures()
    {
        string file = _tool.Partial("a.hmap", ToolRun.Sample, "--symbol", "BTC");
        string page = _tool.PathOf("m.html"), picture = _tool.PathOf("m.svg"), direct = _tool.PathOf("d.svg");

        _tool.Run("merge", file, "--symbol", "BTC", "--html", page, "--svg", picture, "--out", _tool.PathOf("table"));

        Assert.Equal(("", 0), (_tool.Out, _tool.Exit));
        Assert.Contains("</html>", File.ReadAllText(page), StringComparison.Ordinal);
        _tool.Run("map", ToolRun.Sample, "--symbol", "BTC", "--svg", direct);
        Assert.Equal(File.ReadAllText(direct), File.ReadAllText(picture));
        Assert.Equal(_tool.Out, File.ReadAllText(_tool.PathOf("table")));
    }

    [Fact]
    public void CommandsOfTheGuide_DoWhatItSays()
    {
        string[] lines = File.ReadAllLines(ToolRun.Sample), page = File.ReadAllLines(Path.Combine(ToolRun.Root(), "docs", "guide", "partial-maps.md"));
        _tool.Write("first.csv", [.. lines.Where(static (_, i) => i == 0 || i % 2 == 1)]);
        _tool.Write("second.csv", [.. lines.Where(static (_, i) => i % 2 == 0)]);
        string[] commands = [.. page.SkipWhile(static l => l != "```sh").Where(static l => l.StartsWith("heatmap ", StringComparison.Ordinal) && !l.Contains(": ", StringComparison.Ordinal))];
        Assert.Equal(8, commands.Length);

        foreach (string command in commands)
        {
            _tool.Run([.. command.Split(' ').Skip(1).Select(word => word.StartsWith("docs/", StringComparison.Ordinal) ? ToolRun.Sample : word.Contains('.', StringComparison.Ordinal) ? _tool.PathOf(word) : word)]);

            Assert.Equal((command, 0), (command, _tool.Exit));
        }

        Assert.Equal(File.ReadAllBytes(_tool.Partial("whole.hmap", ToolRun.Sample, "--symbol", "BTC")), File.ReadAllBytes(_tool.PathOf("btc.hmap")));
    }

    [Fact]
    public void Help_NamesEveryOption()
    {
        string merge = _tool.Run("merge", "--help").Out, map = _tool.Run("map", "--help").Out, all = _tool.Run("--help").Out;

        Assert.All((string[])["--mark <PRICE>", "--minus <FILE>", "--partial <FILE>", "--range <LOW:HIGH>", "--html", "--svg", "--format", "--symbol", "--out"], o => Assert.Contains(o, merge, StringComparison.Ordinal));
        Assert.All((string[])["--partial <FILE>", "--layers <size|leverage>", "--modelled"], o => Assert.Contains(o, map, StringComparison.Ordinal));
        Assert.Contains("merge <FILE>", all, StringComparison.Ordinal);
    }

    internal static LiquidationMap Map(LiquidationMap empty, params (double Price, double Quantity)[] rows)
    {
        var builder = new LiquidationMapBuilder(empty.Grid, empty.MarkPrice, new() { Counts = empty.HasCounts, Quantum = empty.Quantum, Unit = empty.Unit });
        builder.Add(new PricedColumns([.. rows.Select(static r => r.Price)], [.. rows.Select(static r => r.Price * r.Quantity)]));
        return builder.ToMap();
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string[] Fields(JsonElement map) => [.. map.EnumerateObject().Where(static p => p.Name != "skipped").Select(static p => p.ToString())];

    private static string[] Names(JsonElement map) => [.. map.GetProperty("sources").EnumerateArray().Select(static s => s.GetProperty("name").GetString()!)];

    private static (double Long, double Short) Totals(JsonElement map) =>
        (map.GetProperty("totals").GetProperty("long").GetDouble(), map.GetProperty("totals").GetProperty("short").GetDouble());

    private static (double Lower, double Upper, int Count) Window(JsonElement map)
    {
        JsonElement grid = map.GetProperty("grid");
        return (grid.GetProperty("lower").GetDouble(), grid.GetProperty("upper").GetDouble(), grid.GetProperty("count").GetInt32());
    }

    private static (double Lower, double Long, double Short, long LongCount, long ShortCount)[] Bands(JsonElement map) =>
    [
        .. map.GetProperty("bands").EnumerateArray()
            .Select(static b => (b.GetProperty("lower").GetDouble(), b.GetProperty("long").GetDouble(), b.GetProperty("short").GetDouble(), b.GetProperty("longCount").GetInt64(), b.GetProperty("shortCount").GetInt64()))
            .Where(static b => b.Item2 != 0 || b.Item3 != 0),
    ];

    private static bool CloseTo((double Lower, double Long, double Short, long LongCount, long ShortCount) x, (double Lower, double Long, double Short, long LongCount, long ShortCount) y) =>
        x.Lower == y.Lower && Math.Abs(x.Long - y.Long) < 1e-4 && Math.Abs(x.Short - y.Short) < 1e-4 && (x.LongCount, x.ShortCount) == (y.LongCount, y.ShortCount);

    private static string Squeeze(string table) => string.Join(' ', table.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
