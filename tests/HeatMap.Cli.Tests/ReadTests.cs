using System.Globalization;
using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>What a map says, in words and in numbers.</summary>
public sealed class ReadTests : IDisposable
{
    private const string Header = "side,quantity,entry_price,liquidation_price";

    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Numbers_AreThoseOfTheLibrary()
    {
        string file = _tool.Partial("a.hmap", ToolRun.Sample, "--symbol", "BTC");
        Assert.True(LiquidationMap.TryRead(File.ReadAllBytes(file), out LiquidationMap? map, out _));
        MapReport report = map.Report(new() { Distances = [0.03, 0.3], MostZones = 2, MinProminence = 1e6, MostGaps = 1 });

        JsonElement reading = _tool.Read(file, "--within", "30", "--within", "3%", "--within", "3", "--zones", "2", "--prominence", "1e6", "--gaps", "1");

        Assert.Equal(report.LongZones.Select(static z => (z.Range.Low, z.Notional, z.Prominence)), Zones(reading, "longZones"));
        Assert.Equal(report.ShortZones.Select(static z => (z.Range.Low, z.Notional, z.Prominence)), Zones(reading, "shortZones"));
        Assert.Equal([0.03, 0.3], reading.GetProperty("asymmetries").EnumerateArray().Select(static a => a.GetProperty("withinFraction").GetDouble()));
        Assert.Equal(report.Asymmetries[1].Imbalance, reading.GetProperty("asymmetries")[1].GetProperty("imbalance").GetDouble());
        Assert.Equal(report.Shape.Both.Skewness, reading.GetProperty("shape").GetProperty("both").GetProperty("skewness").GetDouble());
        Assert.Equal(report.LongConcentration.Gini, reading.GetProperty("concentration").GetProperty("long").GetProperty("gini").GetDouble());
        Assert.Equal(report.NearestGapAbove!.Value.Width, reading.GetProperty("gaps").GetProperty("above").GetProperty("nearest").GetProperty("widthQuote").GetDouble());
        Assert.Equal(report.GapsBelow[0].Range.Low, Assert.Single(reading.GetProperty("gaps").GetProperty("below").GetProperty("widest").EnumerateArray()).GetProperty("lowerPrice").GetDouble());
        Assert.Equal((JsonValueKind.Null, 0), (reading.GetProperty("volatilityFraction").ValueKind, reading.GetProperty("horizons").GetArrayLength()));
    }

    [Fact]
    public void Horizons_AreThoseOfTheLaw()
    {
        string file = _tool.Partial("a.hmap", ToolRun.Sample, "--symbol", "BTC");
        Assert.True(LiquidationMap.TryRead(File.ReadAllBytes(file), out LiquidationMap? map, out _));
        PriceReach reach = new GeometricBrownian(0.6).Within(TimeSpan.FromHours(36));

        JsonElement reading = _tool.Read(file, "--volatility", "60%", "--horizon", "36h", "--horizon", "90m", "--horizon", "1.5d");

        Assert.Equal([5400, 129_600], reading.GetProperty("horizons").EnumerateArray().Select(static h => h.GetProperty("horizonSeconds").GetDouble()));
        JsonElement horizon = reading.GetProperty("horizons")[1];
        Assert.Equal((0.6, reach.Deviation), (reading.GetProperty("volatilityFraction").GetDouble(), horizon.GetProperty("deviationFraction").GetDouble()));
        Assert.Equal(map.ExpectedTouched(reach).Magnet, horizon.GetProperty("expectedTouched").GetProperty("magnet").GetDouble());
        Assert.Equal(reach.Touch(65_846, 65_846 * 0.95), horizon.GetProperty("moves")[2].GetProperty("downProbability").GetDouble());
        Assert.Equal(5, horizon.GetProperty("longZoneProbabilities").GetArrayLength());
        Assert.Equal(reading.GetProperty("horizons").GetRawText(), _tool.Read(file, "--volatility", "0.6", "--horizon", "36h", "--horizon", "90m").GetProperty("horizons").GetRawText());
    }

    [Fact]
    public void PositionsAndTheirMap_ReadAlike()
    {
        string map = _tool.Partial("a.hmap", ToolRun.Sample, "--symbol", "ETH", "--band", "10");
        string direct = _tool.Run("read", ToolRun.Sample, "--symbol", "ETH", "--band", "10", "--volatility", "1").Out;

        Assert.Equal(direct, _tool.Run("read", map, "--symbol", "ETH", "--volatility", "1").Out);
        Assert.Contains("ETH, mark 1,924.9", direct, StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralMaps_AreAddedUp()
    {
        string a = _tool.Partial("a.hmap", _tool.Write("a.csv", Header, "long,1,100,90"), "--mark", "100", "--band", "1"), b = _tool.Partial("b.hmap", _tool.Write("b.csv", Header, "short,3,100,110"), "--mark", "101", "--band", "1", "--range", "50:150");
        string merged = _tool.PathOf("c.hmap");
        _tool.Run("merge", a, b, "--mark", "100.5", "--partial", merged);

        JsonElement reading = _tool.Read(b, a, "--mark", "100.5");

        Assert.Equal((90, 330), (reading.GetProperty("inBands").GetProperty("long").GetDouble(), reading.GetProperty("inBands").GetProperty("short").GetDouble()));
        Assert.Equal(_tool.Read(merged).GetRawText(), reading.GetRawText());
        Assert.Equal(20, _tool.Read(a, b, "--mark", "100", "--range", "90:110").GetProperty("grid").GetProperty("count").GetInt32());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void StandardInput_TellsItself(bool packed)
    {
        string positions = _tool.Write("a.csv", [Header + ",mark_price", .. Enumerable.Range(1, 2_000).Select(static i => string.Create(CultureInfo.InvariantCulture, $"long,{i},100,{60 + (i % 30)},100"))]);
        string map = _tool.Partial("a.hmap", positions), fromFile = _tool.Read(map).GetRawText();
        byte[] mapBytes = File.ReadAllBytes(map), positionBytes = File.ReadAllBytes(positions);
        if (packed)
        {
            mapBytes = Packed(mapBytes);
            positionBytes = Packed(positionBytes);
        }

        string ofMap = _tool.Run(["read", "-", "--format", "json"], terminal: false, noColor: false, mapBytes).Out, ofPositions = _tool.Run(["read", "-", "--format", "json"], terminal: false, noColor: false, positionBytes).Out;

        Assert.Equal(fromFile + "\n", ofMap);
        using var document = JsonDocument.Parse(ofPositions);
        Assert.Equal("standard input", document.RootElement.GetProperty("sources")[0].GetProperty("name").GetString());
        Assert.Equal(2_000, document.RootElement.GetProperty("inBands").GetProperty("longCount").GetInt64());
    }

    [Theory]
    [InlineData("A fall of 10 % would force 90 of longs to be sold, a rise of 10 % 109 of shorts to be bought back: both sides are about equally exposed.", "long,1,100,90.0", "short,1,100,109")]
    [InlineData("a rise of 10 % 327 of shorts to be bought back: shorts are more exposed, 3.6 to 1.", "long,1,100,90.0", "short,3,100,109")]
    [InlineData("A fall of 10 % would force 270 of longs to be sold, a rise of 10 % 109 of shorts to be bought back: longs are more exposed, 2.5 to 1.", "long,3,100,90.0", "short,1,100,109")]
    [InlineData("A fall of 10 % would force 90 of longs to be sold; no shorts wait within that distance.", "long,1,100,90.0")]
    [InlineData("A rise of 10 % would force 109 of shorts to be bought back; no longs wait within that distance.", "short,1,100,109")]
    [InlineData("Nothing waits within 10 % of the mark.", "long,1,100,60")]
    [InlineData("The window holds nothing: there is nothing to read.", "long,1,100,20")]
    [InlineData("The nearest zone is of longs, 90 to 91, 9 % below: 90, 1.0 times the usual density.", "long,1,100,90.0")]
    [InlineData("The nearest zone is of shorts, 105 to 106, 5 % above: 1.05k, 7.8 times the usual density.", "short,10,100,105", "short,0.01,100,102", "short,1,100,130", "short,1,100,140", "long,1,100,90.0")]
    public void FirstSentences_SayWhatMatters(string sentence, params string[] lines)
    {
        _tool.Run("read", _tool.Write("a.csv", [Header, .. lines]), "--mark", "100", "--band", "1");

        Assert.Equal(("", 0), (_tool.Error, _tool.Exit));
        Assert.Contains(sentence, Squeeze(_tool.Out), StringComparison.Ordinal);
    }

    [Fact]
    public void OneSide_LeavesTheOtherOut()
    {
        string table = _tool.Run("read", _tool.Write("a.csv", Header, "long,1,100,90"), "--mark", "100", "--band", "1", "--volatility", "1").Out, words = Squeeze(table);

        Assert.Contains("Hottest zones of shorts, above the mark: none", table, StringComparison.Ordinal);
        Assert.Contains("shorts 0 - - - -", words, StringComparison.Ordinal);
        Assert.Contains("shorts - of 100 - - - -", words, StringComparison.Ordinal);
        Assert.Contains("nearest, widest 100 150 50.00 50 % 0 % 0 open end", words, StringComparison.Ordinal);
        Assert.Contains("10 % 90 0 -1.00", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_TellsWhatIsLeftOut()
    {
        string file = _tool.Write("a.csv", Header, "long,1,100,90", "long,1,100,30", "short,1,100,170", "short,1,100,99", "long,1,100,", "long,x,100,90");

        string words = Squeeze(_tool.Run("read", file, "--mark", "100", "--band", "1", "--skip-bad", "--within", "60").Out);

        Assert.Contains("in the window, 50 to 150: longs 90 in 1, shorts 0 in 0 outside it: longs 30 in 1 below, shorts 170 in 1 above", words, StringComparison.Ordinal);
        Assert.Contains("in no band, no liquidation price: 100 in 1 position in no band, already past the mark: 99 in 1 position left out as bad: 1 position", words, StringComparison.Ordinal);
        Assert.Contains("All readings are of the window: 18.4 % of the notional.", words, StringComparison.Ordinal);
        Assert.Contains("60 %* 90 0 -1.00", words, StringComparison.Ordinal);
        Assert.DoesNotContain('*', _tool.Run("read", file, "--mark", "100", "--band", "1", "--skip-bad", "--within", "49").Out);
        Assert.Contains("A fall of 100 % would force 90 of longs to be sold;", Squeeze(_tool.Run("read", file, "--mark", "100", "--skip-bad", "--within", "300").Out), StringComparison.Ordinal);
        Assert.Contains("* farther than the window: what waits beyond its end is not counted", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("50:92", "A fall of 10 % would force 90 of longs to be sold; no shorts wait within that distance in the window. The window ends before that: what waits beyond its end is not counted.", "10 %* 90 0 -1.00")]
    [InlineData("93:120", "A fall of 10 % would force 94 of longs to be sold; no shorts wait within that distance in the window. The window ends before that: what waits beyond its end is not counted.", "10 %* 94 0 -1.00")]
    [InlineData("55:80", "Nothing in the window waits within 10 % of the mark. The window ends before that: what waits beyond its end is not counted.", "10 %* 0 0 -")]
    [InlineData("55:120", "A fall of 10 % would force 184 of longs to be sold; no shorts wait within that distance. The nearest", "10 % 184 0 -1.00")]
    public void WindowThatEndsEarly_IsToldOf(string range, string sentence, string row)
    {
        string file = _tool.Write("a.csv", Header, "long,1,100,90.0", "long,1,100,94.0", "long,1,100,60");

        string words = Squeeze(_tool.Run("read", file, "--mark", "100", "--band", "1", "--range", range).Out);

        Assert.Contains(sentence, words, StringComparison.Ordinal);
        Assert.Contains(row, words, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutVolatility_ALineSaysWhatToGive()
    {
        string table = _tool.Run("read", ToolRun.Sample, "--symbol", "BTC").Out;

        Assert.Contains("give the volatility of a year, such as --volatility 0.6 or 60%.", Squeeze(table), StringComparison.Ordinal);
        Assert.DoesNotContain("magnet", table, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("long,1,1e-6,9e-7", "1e-6")]
    [InlineData("long,1000000,1e8,9e7", "1e8")]
    [InlineData("short,1,100,120", "100")]
    public void Table_FitsALine_WhateverThePrice(string line, string mark)
    {
        string file = _tool.Write("a.csv", Header, line);
        foreach (string bands in (string[])["1", "2", "10000"])
        {
            _tool.Run("read", file, "--mark", mark, "--bands", bands, "--volatility", "0.9", "--symbol", "[bold]x");

            Assert.Equal(("", 0), (_tool.Error, _tool.Exit));
            Assert.All(_tool.Out.Split('\n'), static l => Assert.InRange(l.Length, 0, 80));
            Assert.Contains("[bold]x", _tool.Out, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("0.1", "long,1000000,0.1,0.09", "short,2000000,0.1,0.11")]
    [InlineData("0.00001", "long,1e9,0.00001,0.000009", "short,2e9,0.00001,0.000011")]
    public void Rows_AreNotBroken_WhereThePriceHasManyDigits(string mark, params string[] lines)
    {
        string file = _tool.Write("a.csv", [Header, .. lines]);

        string[] table = _tool.Run("read", file, "--mark", mark, "--volatility", "0.9").Out.Split('\n');

        Assert.All(table, static l => Assert.InRange(l.Length, 0, 80));
        Assert.Contains(table, static l => Squeeze(l) == "from to width away notional prominence density" || Squeeze(l) == "from to width away notional density");
        Assert.DoesNotContain(table, static l => l.StartsWith("density", StringComparison.Ordinal) || l.StartsWith("1.0 x", StringComparison.Ordinal));
        Assert.Equal(2, table.Count(static l => l.Contains("nearest", StringComparison.Ordinal) && l.EndsWith("  1.0 x", StringComparison.Ordinal)));
    }

    [Fact]
    public void NarrowBands_HaveAWidth()
    {
        string words = Squeeze(_tool.Run("read", _tool.Write("a.csv", Header, "long,1,100,90"), "--mark", "100", "--band", "0.002").Out);

        Assert.Contains("nearest 90.000 90.002 0.0020 0.002 % 10 %", words, StringComparison.Ordinal);
        Assert.Contains("longs 1.0 of 50000 0.0020 100 %", words, StringComparison.Ordinal);
    }

    [Fact]
    public void NearestZones_AreTold_AlsoWithoutAnyOther()
    {
        string words = Squeeze(_tool.Run("read", ToolRun.Sample, "--symbol", "BTC", "--zones", "0", "--volatility", "0.5").Out);

        Assert.Contains("nearest 63,177 63,335 158 0.24 % 3.81 %", words, StringComparison.Ordinal);
        Assert.Contains("longs 63,177 63,335 3.81 % 0.027 % 13.7 % 57.4 %", words, StringComparison.Ordinal);
    }

    [Fact]
    public void ManyHorizons_AreToldInSeveralTables()
    {
        string[] horizons = ["1m", "5m", "15m", "1h", "4h", "12h", "1d"];

        string table = _tool.Run(["read", ToolRun.Sample, "--symbol", "BTC", "--volatility", "0.5", .. horizons.SelectMany(static h => (string[])["--horizon", h])]).Out;

        Assert.Equal(2, table.Split('\n').Count(static l => l.Contains("zone of", StringComparison.Ordinal)));
        Assert.All(table.Split('\n'), static l => Assert.InRange(l.Length, 0, 80));
        Assert.All((string[])["1 min", "15 min", "4 h", "1 d"], word => Assert.Contains(word, table, StringComparison.Ordinal));
    }

    [Fact]
    public void Out_WritesAFile()
    {
        string printed = _tool.Run("read", ToolRun.Sample, "--symbol", "BTC").Out, file = _tool.PathOf("report.txt");

        _tool.Run("read", ToolRun.Sample, "--symbol", "BTC", "--out", file);

        Assert.Equal(("", printed), (_tool.Out, File.ReadAllText(file)));
        Assert.DoesNotContain('\u001b', printed);
    }

    [Fact]
    public void CommandsOfTheGuide_DoWhatItSays()
    {
        string[] page = File.ReadAllLines(Path.Combine(ToolRun.Root(), "docs", "guide", "reading.md"));
        string[] commands = [.. page.Where(static l => l.StartsWith("heatmap ", StringComparison.Ordinal) && !l.Contains('[', StringComparison.Ordinal))];
        Assert.Equal(4, commands.Length);

        foreach (string command in commands)
        {
            _tool.Run([.. command.Split(' ').Skip(1).Select(word => word.StartsWith("docs/", StringComparison.Ordinal) ? ToolRun.Sample : word.Contains(".h", StringComparison.Ordinal) || word.Contains(".t", StringComparison.Ordinal) ? _tool.PathOf(word) : word)]);

            Assert.Equal((command, 0), (command, _tool.Exit));
        }

        Assert.Contains("How far apart", _tool.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_NamesEveryOption()
    {
        string read = _tool.Run("read", "--help").Out, all = _tool.Run("--help").Out;

        Assert.All(
            (string[])["--volatility <FRACTION>", "--horizon <TIME>", "--within <PERCENT>", "--zones <N>", "--prominence <NOTIONAL>", "--gaps <N>", "--mark <PRICE>", "--symbol", "--range <LOW:HIGH>", "--venue", "--tiers", "--column", "--skip-bad", "--recompute", "--modelled", "--format <table|json>", "--out"],
            o => Assert.Contains(o, read, StringComparison.Ordinal));
        Assert.Contains("read <FILE>", all, StringComparison.Ordinal);
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static IEnumerable<(double Low, double Notional, double Prominence)> Zones(JsonElement reading, string side) =>
        reading.GetProperty(side).EnumerateArray().Select(static z => (z.GetProperty("lowerPrice").GetDouble(), z.GetProperty("notional").GetDouble(), z.GetProperty("prominence").GetDouble()));

    private static string Squeeze(string table) => string.Join(' ', table.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Style_ChoosesOtherDefaults_AndGivesWay()
    {
        JsonElement weekly = _tool.Read(ToolRun.Sample, "--symbol", "BTC", "--volatility", "0.5", "--style", "weekly"), own = _tool.Read(ToolRun.Sample, "--symbol", "BTC", "--volatility", "0.5", "--style", "weekly", "--horizon", "1h", "--within", "3", "--bands", "50");

        Assert.Equal(7 * 86_400, Assert.Single(weekly.GetProperty("horizons").EnumerateArray()).GetProperty("horizonSeconds").GetDouble());
        Assert.Equal([0.02, 0.05, 0.1, 0.2], weekly.GetProperty("asymmetries").EnumerateArray().Select(a => a.GetProperty("withinFraction").GetDouble()));
        Assert.Equal(ReadingStyle.Weekly.GridAround(weekly.GetProperty("markPrice").GetDouble()).Count, weekly.GetProperty("grid").GetProperty("count").GetInt32());
        Assert.Equal((3600, 50), (own.GetProperty("horizons")[0].GetProperty("horizonSeconds").GetDouble(), own.GetProperty("grid").GetProperty("count").GetInt32()));
        Assert.Equal(0.03, own.GetProperty("asymmetries")[0].GetProperty("withinFraction").GetDouble(), 1e-15);
        Assert.Equal(2, _tool.Run("read", ToolRun.Sample, "--style", "daily").Exit);
    }
}
