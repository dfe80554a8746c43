using System.Text.Json;

namespace HeatMap.Cli.Tests;

public sealed class ReplayTests : IDisposable
{
    private const string Header = "time_unix_ms,event,id,side,quantity,entry_price,margin,leverage,price,low,high";

    // One rate of 10 % and no fees: a long is liquidated at (q·E − m) / (0.9·q), a short at (q·E + m) / (1.1·q).
    private static readonly string[] Story =
    [
        Header,
        "60001,mark,,,,,,,100,,",
        "60001,open,\"a,1\",long,2,100,38,,,,",
        "120000,open,b,short,3,,,,110,,",
        "180000,mark,,,,,,,99,,",
        "180000,resize,b,,4,,,,108,,",
        "240000,mark,,,,,,,91,85,109",
        "300000,close,\"a,1\",,,,,,,,",
        "360000,open,c,short,1,90,31,,,,",
        "360000,funding,c,,,,1,,,,",
        "420000,margin,c,,,,2,,,,",
        "480000,funding,,,,,,,0.01,,",
        "539999,mark,,,,,,,92,,",
    ];

    private readonly ToolRun _tool = new();
    private readonly string _tiers;

    public ReplayTests() => _tiers = _tool.Write("tiers.json", """{"tiers":[{"symbol":"X","notionalFloor":0,"maintenanceMarginRate":0.1}]}""");

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Story_IsToldByHand()
    {
        JsonElement told = Replay(_tool.Write("story.csv", Story), "--tiers", _tiers, "--symbol", "X");

        Assert.Equal(["symbol", "startUnixMs", "endUnixMs", "events", "forcedOrders", "ledger", "uncoveredFunding", "map"], told.EnumerateObject().Select(static p => p.Name));
        Assert.Equal(("X", 60_001, 539_999), (told.GetProperty("symbol").GetString(), told.GetProperty("startUnixMs").GetInt64(), told.GetProperty("endUnixMs").GetInt64()));
        Assert.Equal((12, 1), (told.GetProperty("events").GetProperty("count").GetInt64(), told.GetProperty("events").GetProperty("late").GetInt64()));
        Assert.Equal(
            ["open 3", "resize 1", "margin 1", "close 1", "mark 4", "funding 2"],
            told.GetProperty("events").GetProperty("kinds").EnumerateObject().Select(static p => $"{p.Name} {p.Value.GetInt64()}"));

        // (200 − 38) / (0.9·2) = 90 and the reported 108: both lie on the path from 85 to 109.
        Assert.Equal(
            [(240_000L, "a,1", "long", 90.0, 2.0, 180.0), (240_000L, "b", "short", 108.0, 4.0, 432.0)],
            told.GetProperty("forcedOrders").EnumerateArray().Select(static o => (
                o.GetProperty("timeUnixMs").GetInt64(), o.GetProperty("id").GetString()!, o.GetProperty("side").GetString()!,
                o.GetProperty("price").GetDouble(), o.GetProperty("quantity").GetDouble(), o.GetProperty("notional").GetDouble())));

        // c: margin 31, less 1 of funding, 2 added, and 0.01 × 91 received at the mark of 91: (90 + 32.91) / 1.1.
        JsonElement ledger = told.GetProperty("ledger");
        double c = (90 + 32.91) / 1.1, opened = (90 + 31) / 1.1;
        Assert.Equal((180, 330 + opened, 1, 2), Sides(ledger, "opened"), Close);
        Assert.Equal((0, 432 - 330 + c - opened, 0, 0), Sides(ledger, "revalued"), Close);
        Assert.Equal((0, 0, 0, 0), Sides(ledger, "closed"), Close);
        Assert.Equal((180, 432, 1, 1), Sides(ledger, "liquidated"), Close);
        Assert.Equal((0, c, 0, 1), Sides(ledger, "live"), Close);
        Assert.Equal(0, told.GetProperty("uncoveredFunding").GetDouble());

        JsonElement map = told.GetProperty("map");
        Assert.Equal((92, "X", "story.csv"), (map.GetProperty("markPrice").GetDouble(), map.GetProperty("symbol").GetString(), map.GetProperty("sources")[0].GetProperty("name").GetString()));
        Assert.Equal(c, map.GetProperty("totals").GetProperty("short").GetDouble(), 1e-4);
    }

    [Fact]
    public void Csv_HasALineAForcedOrder()
    {
        string file = _tool.Write("story.csv", Story);

        _tool.Run("replay", file, "--tiers", _tiers, "--symbol", "X", "--format", "csv");

        Assert.Equal("time_unix_ms,id,side,price,quantity,notional\n240000,\"a,1\",long,90,2,180\n240000,b,short,108,4,432\n", _tool.Out);
        Assert.Equal(("", 0), (_tool.Error, _tool.Exit));
    }

    [Fact]
    public void Table_ShowsOrdersTheMapAndTheLedger()
    {
        string table = _tool.Run("replay", _tool.Write("story.csv", Story), "--tiers", _tiers, "--symbol", "X", "--band", "1").Out;

        Assert.Contains("1970-01-01 00:04:00  a,1            long            90       180\n", table, StringComparison.Ordinal);
        Assert.Contains("1970-01-01 00:04:00  b              short          108       432\n", table, StringComparison.Ordinal);
        Assert.Contains("X liquidation map, mark 92", table, StringComparison.Ordinal);
        Assert.Contains("1970-01-01 00:01:00 to 1970-01-01 00:08:59 UTC\n12 events: 3 open, 1 resize, 1 margin, 1 close, 4 mark, 2 funding\n1 of them of positions that a mark had liquidated before", table, StringComparison.Ordinal);
        Assert.Contains("- liquidated           180          1         432          1", table, StringComparison.Ordinal);
        Assert.Contains("= open                   0          0         112          1", table, StringComparison.Ordinal);
        Assert.All(table.Split('\n'), static line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(0, _tool.Exit);
    }

    [Fact]
    public void ReportedPrices_NeedNoRules()
    {
        JsonElement told = Replay(_tool.Write(
            "e.csv", Header, "1,mark,,,,,,,100,,", "1,open,a,long,1,,,,90,,", "1,open,b,short,2,100,,,0,,", "1,open,c,short,2,100,,,,,", "2,margin,a,,,,,,91,,", "2,leverage,a,,,,,5,92,,"));

        JsonElement map = told.GetProperty("map");
        Assert.Equal((92, 400), (map.GetProperty("totals").GetProperty("long").GetDouble(), map.GetProperty("totals").GetProperty("short").GetDouble()));
        Assert.Equal(1, map.GetProperty("unplaced").GetProperty("reasons").GetProperty("no-price").GetProperty("count").GetInt64());
        Assert.Equal(1, map.GetProperty("unplaced").GetProperty("reasons").GetProperty("needs-account").GetProperty("count").GetInt64());
        Assert.Equal(JsonValueKind.Null, told.GetProperty("symbol").ValueKind);
    }

    [Fact]
    public void Rules_ComeFromTheVenueOrTheTiers()
    {
        string file = _tool.Write("e.csv", Header, "1,mark,,,,,,,100,,", "1,open,a,long,1,100,,10,,,");

        // Hyperliquid's first tier of BTC asks for 1.25 %: 90 / (1 − 0.0125).
        Assert.Equal(90 / 0.9875, Long(Replay(file, "--venue", "hyperliquid", "--symbol", "BTC")), 1e-4);
        Assert.Equal(100, Long(Replay(file, "--tiers", _tiers, "--symbol", "X")), 1e-4);
        Assert.Equal(100, Long(Replay(file, "--tiers", _tiers, "--symbol", "X", "--venue", "hyperliquid")), 1e-4);

        static double Long(JsonElement told) => told.GetProperty("map").GetProperty("totals").GetProperty("long").GetDouble();
    }

    [Fact]
    public void RenamedPackedAndPipedFiles_ReadLikeThePlainOne()
    {
        string[] renamed = [.. Story];
        renamed[0] = renamed[0].Replace("time_unix_ms", "T", StringComparison.Ordinal).Replace("event", "what", StringComparison.Ordinal);
        string text = string.Join('\n', Story) + "\n";
        string plain = Csv("replay", _tool.Write("story.csv", Story)), packed = Csv("replay", _tool.WriteGzip("story.gz", text));
        string piped = _tool.Run(["replay", "-", "--tiers", _tiers, "--symbol", "X", "--format", "csv"], terminal: false, noColor: false, text).Out;

        Assert.Equal((plain, plain), (packed, piped));
        Assert.Equal(plain, Csv("replay", _tool.Write("renamed.csv", renamed), "--column", "time_unix_ms=t", "--column", "event=what"));
        Assert.Contains("a,1", plain, StringComparison.Ordinal);

        string Csv(params string[] args) => _tool.Run([.. args, "--tiers", _tiers, "--symbol", "X", "--format", "csv"]).Out;
    }

    [Theory]
    [InlineData("1,jump,,,,,,,1,,", "line 3: event: expected open, resize, margin, leverage, close, mark, funding, was 'jump'")]
    [InlineData("x,mark,,,,,,,1,,", "line 3: time_unix_ms: expected whole milliseconds since 1970, was 'x'")]
    [InlineData("1.5,mark,,,,,,,1,,", "line 3: time_unix_ms: expected whole milliseconds since 1970, was '1.5'")]
    [InlineData("1770000000000000,mark,,,,,,,1,,", "line 3: time_unix_ms: expected milliseconds from 1970 to the end of the year 9999, was '1770000000000000'")]
    [InlineData("-1,mark,,,,,,,1,,", "line 3: time_unix_ms: expected milliseconds from 1970 to the end of the year 9999, was '-1'")]
    [InlineData("4,mark,,,,,,,1,,", "line 3: time_unix_ms: expected a time not before the 5 of line 2, was '4'")]
    [InlineData("5,mark,,,,,,,,,", "line 3: price: expected a number > 0, was empty")]
    [InlineData("5,mark,,,,,,,NaN,,", "line 3: price: expected a number, or empty, was 'NaN'")]
    [InlineData("5,mark,,,,,,,100,101,", "line 3: low: expected at most price, which is 100, was '101'")]
    [InlineData("5,mark,,,,,,,100,103,101", "line 3: low: expected at most high, which is 101, was '103'")]
    [InlineData("5,mark,,,,,,,100,,99", "line 3: high: expected at least price, which is 100, was '99'")]
    [InlineData("5,open,a,up,1,,,,90,,", "line 3: side: expected long or short, was 'up'")]
    [InlineData("5,open,a,,1,,,,90,,", "line 3: side: expected long or short, was empty")]
    [InlineData("5,open,a,long,-1,,,,90,,", "line 3: quantity: expected a number > 0, was '-1'")]
    [InlineData("5,open,a,long,1,,,,,,", "line 3: entry_price: expected a number > 0, was empty")]
    [InlineData("5,open,a,long,1,100,-1,,,,", "line 3: margin: expected a number >= 0, was '-1'")]
    [InlineData("5,open,,long,1,,,,90,,", "line 3: id: expected the name of a position, was empty")]
    [InlineData("5,open,a,long,1,100,,10,,,", "line 3: price: expected a reported liquidation price, or --venue NAME or --tiers FILE with --symbol NAME, because the price must be computed, was empty")]
    [InlineData("5,open,p,long,1,,,,90,,", "line 3: id: expected a position that is not open already, was 'p'")]
    [InlineData("5,close,q,,,,,,,,", "line 3: id: expected a position that a line before opened and none closed, was 'q'")]
    [InlineData("5,resize,q,,1,,,,,,", "line 3: id: expected a position that a line before opened and none closed, was 'q'")]
    [InlineData("5,resize,p,short,1,,,,,,", "line 3: event: expected an event that the map can take (Side must be that of position p, Long: a turn is a close and an open, was -1), was 'resize'")]
    [InlineData("5,margin,p,,,,3,,,,", "line 3: event: expected an event that the map can take (Price must be stated for position p, which is priced elsewhere, was NaN), was 'margin'")]
    [InlineData("5,margin,p,,,,,,,,", "line 3: margin: expected a number, unless price states the liquidation price, was empty")]
    [InlineData("5,funding,p,,,,,,0.1,,", "line 3: id: expected nothing beside a funding rate, which all positions pay; what one of them pays is its margin, was 'p'")]
    [InlineData("5,funding,,,,,3,,,,", "line 3: id: expected the name of a position, was empty")]
    [InlineData("5,funding,,,,,,,1,,", "line 3: price: expected a rate > -1 and < 1, unless margin states what one position pays, was '1'")]
    [InlineData("5,open,a,long,1e300,,,,90,,", "line 3: event: expected an event that the map can take")]
    [InlineData("5,mark", "line 3: record: expected as many fields as the header, was '5,mark'")]
    public void BadLine_IsToldWithLineColumnAndValue(string line, string message)
    {
        string file = _tool.Write("bad.csv", Header, "5,open,p,long,1,,,,90,,", line, "6,mark,,,,,,,95,,");

        _tool.Run("replay", file, "--mark", "100");

        Assert.Equal(("", 3), (_tool.Out, _tool.Exit));
        Assert.StartsWith($"heatmap: {file}: {message}", _tool.Error, StringComparison.Ordinal);

        string left = _tool.Run("replay", file, "--mark", "100", "--skip-bad", "--format", "json").Out;
        if (!message.Contains("--venue", StringComparison.Ordinal))
        {
            using var told = JsonDocument.Parse(left);
            Assert.Equal(1, told.RootElement.GetProperty("map").GetProperty("skipped").GetProperty("count").GetInt64());
            Assert.Equal(2, told.RootElement.GetProperty("events").GetProperty("count").GetInt64());
            Assert.StartsWith("heatmap: skipped 1 line: ", _tool.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(3, "there is no column 'event'; the file has time_unix_ms. Name it with --column event=theirs", "time_unix_ms")]
    [InlineData(3, "line 1: the column 'event' appears 2 times", "time_unix_ms,event,event")]
    [InlineData(2, "has no mark: give the price with --mark PRICE", Header)]
    public void BadHeader_IsTold(int exit, string message, string header)
    {
        _tool.Run("replay", _tool.Write("bad.csv", header));

        Assert.Equal(("", exit), (_tool.Out, _tool.Exit));
        Assert.Contains(message, _tool.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--venue and --tiers need --symbol NAME, because rules are listed by contract", "--venue", "hyperliquid")]
    [InlineData("there are no rules for NOPE on hyperliquid: ", "--venue", "hyperliquid", "--symbol", "NOPE")]
    [InlineData("--every takes a time such as 500ms, 30s, 5m, 4h, 1d or 1w, up to a year, was '5'", "--every", "5")]
    [InlineData("--every takes a time such as", "--every", "0.5ms")]
    [InlineData("--every takes a time such as", "--every", "400d")]
    [InlineData("--speed takes a number > 0, was 0", "--speed", "0")]
    [InlineData("--column: there is no column 'notional'; there are time_unix_ms, event,", "--column", "notional=x")]
    [InlineData("--column takes name=theirs, was 'id'", "--column", "id")]
    [InlineData("columns of 546 bands are too many: choose a longer --every, wider bands or a smaller --range", "--every", "1ms", "--svg", "x.svg")]
    public void WrongUsage_IsTold(string message, params string[] args)
    {
        _tool.Run(["replay", _tool.Write("story.csv", [Header, "1,mark,,,,,,,100,,", "1000000,mark,,,,,,,130,,"]), .. args]);

        Assert.Equal(("", 2), (_tool.Out, _tool.Exit));
        Assert.Contains(message, _tool.Error, StringComparison.Ordinal);
        Assert.False(File.Exists("x.svg"));
    }

    [Fact]
    public void Outputs_NeverReplaceInputsOrEachOther()
    {
        string file = _tool.Write("story.csv", Story), page = _tool.PathOf("x.html");
        foreach (string[] args in (string[][])[["--html", file], ["--svg", _tiers, "--tiers", _tiers], ["--html", page, "--svg", page], ["--out", file], ["--partial", file]])
        {
            _tool.Run(["replay", file, "--symbol", "X", .. args]);
            Assert.Equal(("", 2), (_tool.Out, _tool.Exit));
        }

        Assert.Equal(Story, File.ReadAllLines(file));
        Assert.False(File.Exists(page));
    }

    [Fact]
    public void Files_HoldTheHeatMapAndTheMap()
    {
        string file = _tool.Write("story.csv", Story), page = _tool.PathOf("x.html"), picture = _tool.PathOf("x.svg"), partial = _tool.PathOf("x.hmap"), heat = _tool.PathOf("x.heat");

        _tool.Run("replay", file, "--tiers", _tiers, "--symbol", "X", "--every", "1m", "--html", page, "--svg", picture, "--partial", partial, "--heat", heat, "--out", _tool.PathOf("table"));

        Assert.Equal(("", 0), (_tool.Out, _tool.Exit));
        Assert.Equal(["heat: X liquidation heat map", "map: X waiting at the end"], ChartData.Headings(File.ReadAllText(page)));
        Assert.Contains("X liquidation heat map", File.ReadAllText(picture), StringComparison.Ordinal);
        Assert.Contains("forced orders", File.ReadAllText(_tool.PathOf("table")), StringComparison.Ordinal);
        AssertColumns(File.ReadAllBytes(heat));
        JsonElement merged = _tool.Merge(partial);
        Assert.Equal((90 + 32.91) / 1.1, merged.GetProperty("totals").GetProperty("short").GetDouble(), 1e-4);
    }

    [Fact]
    public void Speed_TellsOrdersAsTheyHappen_AndRedrawsWherePeopleLook()
    {
        string[] args = ["replay", _tool.Write("story.csv", Story), "--tiers", _tiers, "--symbol", "X", "--speed", "1000000"];

        string lines = _tool.Run(args).Out;
        Assert.StartsWith("1970-01-01 00:04:00  a,1            long            90       180\n1970-01-01 00:04:00  b ", lines, StringComparison.Ordinal);
        Assert.Contains("12 events", lines, StringComparison.Ordinal);
        Assert.DoesNotContain("\x1b", lines, StringComparison.Ordinal);

        string screen = _tool.Run(args, terminal: true, noColor: true, "").Out;
        Assert.StartsWith("\x1b[H1970-01-01 00:01:00 UTC, 1 events\x1b[K\n", screen, StringComparison.Ordinal);
        Assert.Contains("\x1b[H\x1b[Jforced orders", screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Speed_WaitsAsLongAsItSays()
    {
        string file = _tool.Write("e.csv", Header, "0,mark,,,,,,,100,,", "3000,mark,,,,,,,100,,");
        var clock = System.Diagnostics.Stopwatch.StartNew();

        _tool.Run("replay", file, "--speed", "10");

        Assert.InRange(clock.Elapsed.TotalSeconds, 0.29, 20);
    }

    [Fact]
    public void NoEvents_AreNoHeatMap()
    {
        string file = _tool.Write("e.csv", Header);

        Assert.Contains("no events", _tool.Run("replay", file, "--mark", "100").Out, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, Replay(file, "--mark", "100").GetProperty("startUnixMs").ValueKind);
        _tool.Run("replay", file, "--mark", "100", "--svg", _tool.PathOf("x.svg"));
        Assert.Equal(2, _tool.Exit);
        Assert.Contains("there are no events: no heat map is written", _tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Sample_PlaysFromTheClone()
    {
        JsonElement told = Replay(Path.Combine(ToolRun.Root(), "docs", "samples", "data", "hyperliquid-btc-events.csv.gz"), "--venue", "hyperliquid", "--symbol", "BTC");

        Assert.Equal((1_375, 1), (told.GetProperty("events").GetProperty("count").GetInt64(), told.GetProperty("events").GetProperty("late").GetInt64()));
        Assert.Equal(1, told.GetProperty("forcedOrders").GetArrayLength());
    }

    [Fact]
    public void ANarrowRange_IsAPieceOfTheWideOne()
    {
        LiquidationHeatMap wide = Heat("40000:120000"), narrow = Heat("76000:80000");

        // The mark spends most of these days outside the narrow window.
        var expected = new long[wide.Grid.Count];
        var actual = new long[narrow.Grid.Count];
        int offset = (int)(narrow.Grid.FirstIndex - wide.Grid.FirstIndex);
        long sum = 0;
        for (int column = 0; column < narrow.ColumnCount; column++)
        {
            foreach (Side side in (Side[])[Side.Long, Side.Short])
            {
                wide.CopyUnits(column, side, 0, expected);
                narrow.CopyUnits(column, side, 0, actual);
                Assert.Equal(expected[offset..(offset + actual.Length)], actual);
                sum += actual.Sum() >> 16;
            }
        }

        Assert.True(sum > 0);
    }

    [Fact]
    public void AMarkTooFarForTheBands_IsWrongUsage_UnlessItsWindowHoldsIt()
    {
        string far = _tool.Write("far.csv", [Header, "1,mark,,,,,,,100,,", "2,open,a,long,1,,,,99.5,,", "3,mark,,,,,,,1000000,100,1000000"]);
        _tool.Run("replay", far, "--band", "0.01", "--range", "99:101");
        Assert.Equal(("", 2), (_tool.Out, _tool.Exit));
        Assert.Contains("the mark goes from 100 to 1000000, too far for 200 uniform bands of 0.01 from 99 to 101: choose wider bands", _tool.Error, StringComparison.Ordinal);

        // So many bands hold the marks, but not half as much again above them.
        JsonElement map = Replay(_tool.Write("near.csv", [Header, "1,mark,,,,,,,100,,", "2,open,a,long,1,,,,99.5,,", "3,mark,,,,,,,40000,100,40000"]), "--band", "0.01", "--range", "99:101").GetProperty("map");
        Assert.Equal((99.0, 101.0), (map.GetProperty("grid").GetProperty("lower").GetDouble(), map.GetProperty("grid").GetProperty("upper").GetDouble()));
        Assert.Equal(99.5, map.GetProperty("totals").GetProperty("long").GetDouble());
        Assert.Equal(0, map.GetProperty("below").GetProperty("long").GetDouble());
    }

    [Fact]
    public void CommandsOfTheGuide_DoWhatItSays()
    {
        string root = ToolRun.Root(), docs = Path.Combine(root, "docs"), picture = Path.Combine(docs, "images", "btc-heat-map.svg");
        _tool.Write("liquidations.csv", "time_unix_ms,side,price,quantity", "1770000000000,sell,70000,1", "1770000900000,buy,71000,2");
        string[] commands = [.. File.ReadLines(Path.Combine(docs, "guide", "replay.md")).Where(static l => l.StartsWith("heatmap re", StringComparison.Ordinal) && !l.Contains('[', StringComparison.Ordinal))];
        Assert.Equal(3, commands.Length);

        foreach (string command in commands)
        {
            string[] words = command.Split(' ')[1..];
            string[] args = [.. words.Select(word => word.StartsWith("docs/samples/", StringComparison.Ordinal) ? Path.Combine(root, word)
                : char.IsAsciiLetter(word[0]) && word.Contains('.', StringComparison.Ordinal) ? _tool.PathOf(Path.GetFileName(word)) : word)];
            Assert.Equal((command, 0), (command, _tool.Run(args).Exit));
        }

        Assert.Contains("</html>", File.ReadAllText(_tool.PathOf("btc-heat-map.html")), StringComparison.Ordinal);
        Assert.Contains("</html>", File.ReadAllText(_tool.PathOf("realised.html")), StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(picture), File.ReadAllText(_tool.PathOf("btc-heat-map.svg")));
    }

    [Fact]
    public void Help_NamesEveryOption()
    {
        string replay = _tool.Run("replay", "--help").Out, realized = _tool.Run("realized", "--help").Out, all = _tool.Run("--help").Out;

        string[] shared = ["--venue <NAME>", "--tiers <FILE>", "--symbol <NAME>", "--mark <PRICE>", "--every <TIME>", "--range", "--column", "--skip-bad", "--html", "--svg", "--heat", "--partial", "--format", "--out"];
        Assert.All((string[])[.. shared, "--speed <N>"], o => Assert.Contains(o, replay, StringComparison.Ordinal));
        Assert.All((string[])[.. shared, "--standing <FILE>", "--side-of <order|position>"], o => Assert.Contains(o, realized, StringComparison.Ordinal));
        Assert.Contains("replay <EVENTS>", all, StringComparison.Ordinal);
        Assert.Contains("realized <EVENTS>", all, StringComparison.Ordinal);
    }

    /// <summary>What waits at the end of each minute of the story, and where the mark went in it.</summary>
    private static void AssertColumns(byte[] bytes)
    {
        Assert.True(LiquidationHeatMap.TryRead(bytes, out LiquidationHeatMap? read, out string? reason), reason);
        Assert.Equal((60_000, 8, "story.csv"), (read.StartUnixMs, read.ColumnCount, Assert.Single(read.Sources).Name));
        double paid = (90 + 30) / 1.1, secured = (90 + 32) / 1.1, received = (90 + 32.91) / 1.1;
        (double Long, double Short, MarkPath Path)[] expected =
        [
            (180, 0, new(100, 100, 100)), (180, 330, new(100, 100, 100)), (180, 432, new(99, 100, 99)), (0, 0, new(85, 109, 91)),
            (0, 0, new(91, 91, 91)), (0, paid, new(91, 91, 91)), (0, secured, new(91, 91, 91)), (0, received, new(91, 92, 92)),
        ];
        for (int column = 0; column < expected.Length; column++)
        {
            SideTally all = Enumerable.Range(0, read.Grid.Count).Aggregate(read.Below(column) + read.Above(column), (sum, band) => sum + read.At(column, band));
            Assert.Equal((expected[column].Long, expected[column].Short, 0L, 0L), (all.Long, all.Short, 0L, 0L), Close);
            Assert.Equal(expected[column].Path, read.PathOf(column));
        }
    }

    internal static bool Close((double Long, double Short, long LongCount, long ShortCount) x, (double Long, double Short, long LongCount, long ShortCount) y) =>
        Math.Abs(x.Long - y.Long) < 1e-4 && Math.Abs(x.Short - y.Short) < 1e-4 && (x.LongCount, x.ShortCount) == (y.LongCount, y.ShortCount);

    internal static (double Long, double Short, long LongCount, long ShortCount) Sides(JsonElement parent, string name)
    {
        JsonElement sides = parent.GetProperty(name);
        return (sides.GetProperty("long").GetDouble(), sides.GetProperty("short").GetDouble(), sides.GetProperty("longCount").GetInt64(), sides.GetProperty("shortCount").GetInt64());
    }

    private JsonElement Replay(params string[] args)
    {
        _tool.Run(["replay", .. args, "--format", "json"]);
        Assert.Equal(("", 0), (_tool.Error, _tool.Exit));
        using var document = JsonDocument.Parse(_tool.Out);
        return document.RootElement.Clone();
    }

    private LiquidationHeatMap Heat(string range)
    {
        string file = Path.Combine(ToolRun.Root(), "docs", "samples", "data", "hyperliquid-btc-events.csv.gz"), heat = _tool.PathOf("range.heat");
        _tool.Run("replay", file, "--venue", "hyperliquid", "--symbol", "BTC", "--band", "250", "--every", "1h", "--range", range, "--heat", heat);
        Assert.Equal(0, _tool.Exit);
        Assert.True(LiquidationHeatMap.TryRead(File.ReadAllBytes(heat), out LiquidationHeatMap? read, out string? reason), reason);
        return read;
    }
}
