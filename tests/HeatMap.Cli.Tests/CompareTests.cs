using System.Text.Json;

namespace HeatMap.Cli.Tests;

/// <summary>In what two maps differ.</summary>
public sealed class CompareTests : IDisposable
{
    private const string Header = "side,quantity,entry_price,liquidation_price";

    private readonly ToolRun _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Numbers_AreThoseOfTheLibrary()
    {
        (string a, string b) = Pair();
        Assert.True(LiquidationMap.TryRead(File.ReadAllBytes(a), out LiquidationMap? first, out _) & LiquidationMap.TryRead(File.ReadAllBytes(b), out LiquidationMap? second, out _));
        MapDistance distance = first!.DistanceTo(second!, Side.Long);
        MapChange change = first!.ChangeTo(second!, new(93, 104));

        JsonElement comparison = _tool.Compare(a, b, "--low", "93", "--high", "104"), sides = comparison.GetProperty("distance").GetProperty("long"), side = comparison.GetProperty("change").GetProperty("long");

        Assert.Equal((93, 104), (Number(comparison, "change", "lowPrice"), Number(comparison, "change", "highPrice")));
        Assert.Equal((distance.WassersteinPrice, distance.WassersteinFromMark, distance.NotionalDifference), (Number(sides, "wassersteinQuote"), Number(sides, "wassersteinLogFromMark"), Number(sides, "differenceNotional")));
        Assert.Equal((distance.Shares.JensenShannonNats, distance.Shares.TotalVariation), (Number(sides, "jensenShannonNats"), Number(sides, "totalVariationFraction")));
        Assert.Equal((change.Long.Before, change.Long.After, change.Long.Built, change.Long.Removed), (Number(side, "beforeNotional"), Number(side, "afterNotional"), Number(side, "builtNotional"), Number(side, "removedNotional")));
        Assert.Equal((change.Long.Liquidated, change.Long.Moved), (Number(side, "liquidatedNotional"), Number(side, "movedNotional")));
        Assert.Equal((94, 0), (Number(side, "liquidatedNotional"), Number(_tool.Compare(a, b).GetProperty("change"), "long", "liquidatedNotional")));
        Assert.Equal((change.Unplaced.Total.Long, -70), (Number(comparison, "change", "unplaced", "long"), Number(comparison, "change", "below", "long")));
    }

    [Fact]
    public void ZonesAndBands_AreTold()
    {
        (string a, string b) = Pair();

        JsonElement comparison = _tool.Compare(a, b, "--top", "2");
        string table = _tool.Run("compare", a, b, "--top", "2").Out, words = Squeeze(table);

        Assert.Equal([("long", 80.0), ("short", 108)], Zones(comparison, "appearedZones"));
        Assert.Equal([("long", 94.0)], Zones(comparison, "vanishedZones"));
        Assert.Equal([(108.0, 0.0, 540.0), (80, 400, 0)], comparison.GetProperty("bands").EnumerateArray().Select(static z => (Number(z, "lowerPrice"), Number(z, "longNotional"), Number(z, "shortNotional"))).OrderBy(static z => z.Item2));
        Assert.Empty(Zones(_tool.Compare(a, b, "--prominence", "1000"), "appearedZones"));
        Assert.Single(Zones(_tool.Compare(a, b, "--zones", "1"), "appearedZones"));
        Assert.Contains("first: mark 100, 184 in bands and 70 in none, measured, from a.csv second: mark 101, 1.03k in bands and 0 in none", words, StringComparison.Ordinal);
        Assert.Contains("The second map has 846 more than the first in the window;", words, StringComparison.Ordinal);
        Assert.Contains("if the second is the later one, and price went no further than 100 to 101 in between", words, StringComparison.Ordinal);
        Assert.Contains("longs 184 400 94 0 490 0 -", words, StringComparison.Ordinal);
        Assert.Contains("below the window: longs -70, shorts 0", words, StringComparison.Ordinal);
        Assert.Contains("108 109 0 +540", words, StringComparison.Ordinal);
        Assert.Contains("10 % 184 0 -1.00 0 540 +1.00", words, StringComparison.Ordinal);
        Assert.All(table.Split('\n'), static l => Assert.InRange(l.Length, 0, 80));
    }

    [Fact]
    public void AMapAndItself_DoNotDiffer()
    {
        string words = Squeeze(_tool.Run("compare", ToolRun.Sample, ToolRun.Sample, "--symbol", "BTC").Out);

        Assert.Contains("The second map has as much as the first in the window; all of it lies in the same bands.", words, StringComparison.Ordinal);
        Assert.Contains("price stood at 65,846 in between", words, StringComparison.Ordinal);
        Assert.Contains("Zones of the second map near none of the first: none", words, StringComparison.Ordinal);
        Assert.Contains("Bands that differ most, second less first: none", words, StringComparison.Ordinal);
        JsonElement comparison = _tool.Compare(ToolRun.Sample, ToolRun.Sample, "--symbol", "BTC");
        Assert.Equal((0, "BTC"), (Number(comparison, "distance", "both", "wassersteinQuote"), comparison.GetProperty("symbol").GetString()));
    }

    [Fact]
    public void Positions_TakeTheBandsOfTheOther()
    {
        string first = _tool.Write("a.csv", Header + ",mark_price", "long,1,100,90,100"), second = _tool.Write("b.csv", Header + ",mark_price", "long,1,100,91,130");
        string map = _tool.Partial("a.hmap", first, "--band", "5", "--range", "40:200");

        JsonElement both = _tool.Compare(first, second), left = _tool.Compare(map, second), right = _tool.Compare(second, map), asked = _tool.Compare(first, second, "--band", "2");

        Assert.Equal((100, 130), (Number(both, "first", "markPrice"), Number(both, "second", "markPrice")));
        Assert.Equal(_tool.Read(first).GetProperty("grid").GetRawText(), both.GetProperty("grid").GetRawText());
        Assert.Equal((40, 200, 32), (Number(left, "grid", "lower"), Number(left, "grid", "upper"), Number(left, "grid", "count")));
        Assert.Equal((40, 200, 32), (Number(right, "grid", "lower"), Number(right, "grid", "upper"), Number(right, "grid", "count")));
        Assert.Equal((50, 50), (Number(asked, "grid", "lower"), Number(asked, "grid", "count")));
        Assert.Equal(0, Number(left, "distance", "both", "wassersteinQuote"));
    }

    [Fact]
    public void Marks_MayBeStated()
    {
        string first = _tool.Write("a.csv", Header, "long,1,100,90"), second = _tool.Write("b.csv", Header, "long,1,100,91");

        JsonElement comparison = _tool.Compare(first, second, "--mark", "100", "--second-mark", "95");

        Assert.Equal((100, 95, 95, 100), (Number(comparison, "first", "markPrice"), Number(comparison, "second", "markPrice"), Number(comparison, "change", "lowPrice"), Number(comparison, "change", "highPrice")));
        Assert.Equal(100, Number(_tool.Compare(first, second, "--mark", "100"), "second", "markPrice"));
    }

    [Fact]
    public void OtherWindows_AreComparedWhereBothAreKnown()
    {
        string file = _tool.Write("a.csv", Header, "long,1,100,91", "short,1,100,110", "long,1,100,64");
        string a = _tool.Partial("a.hmap", file, "--mark", "100", "--band", "1", "--range", "80:120"), b = _tool.Partial("b.hmap", file, "--mark", "100", "--band", "1", "--range", "60:140");

        JsonElement comparison = _tool.Compare(a, b);

        Assert.Equal((80, 140), (Number(comparison, "grid", "lower"), Number(comparison, "grid", "upper")));
        Assert.Equal((64, 64, 0), (Number(comparison, "first", "below", "long"), Number(comparison, "second", "below", "long"), Number(comparison, "distance", "both", "differenceNotional")));
    }

    [Fact]
    public void OneOfThem_MayComeFromStandardInput()
    {
        (string a, string b) = Pair();
        string expected = _tool.Run("compare", a, b).Out;

        Assert.Equal(expected, _tool.Run(["compare", "-", b], terminal: false, noColor: false, File.ReadAllBytes(a)).Out);
        Assert.Equal(expected, _tool.Run(["compare", a, "-"], terminal: false, noColor: false, File.ReadAllBytes(b)).Out);
    }

    [Theory]
    [InlineData("", "", "Neither map has anything in the window.")]
    [InlineData("long,1,100,90", "", "The second map has nothing in the window: where notional lies cannot be compared.")]
    [InlineData("", "short,1,100,120", "The first map has nothing in the window: where notional lies cannot be compared.")]
    [InlineData("long,1,100,90", "short,1,100,120", "The second map has 30 more than the first in the window; brought to one size, 100 % lies in other bands, and the average way from one map to the other is 29.96.")]
    [InlineData("long,2,100,90", "long,1,100,90", "The second map has 90 less than the first in the window; all of it lies in the same bands.")]
    public void FirstSentence_SaysWhatMatters(string first, string second, string sentence)
    {
        string a = _tool.Write("a.csv", [Header, .. Lines(first)]), b = _tool.Write("b.csv", [Header, .. Lines(second)]);

        _tool.Run("compare", a, b, "--mark", "100");

        Assert.Equal(("", 0), (_tool.Error, _tool.Exit));
        Assert.Contains(sentence, Squeeze(_tool.Out), StringComparison.Ordinal);
        Assert.Empty(JsonSchema.Read("comparison").Errors(_tool.Compare(a, b, "--mark", "100")));
    }

    [Fact]
    public void WhatDoesNotGoTogether_IsRefused()
    {
        (string a, string b) = Pair();
        string positions = _tool.PathOf("a.csv"), other = _tool.Partial("c.hmap", positions, "--mark", "100", "--band", "1.5", "--range", "80:120");
        string bare = _tool.Write("bare.hmap", PartialMapTests.Map(LiquidationMap.Empty(BandGrid.Uniform(1, new(80, 120)), 100, new() { Unit = "BTC" }), (90, 1)));

        AssertRefused(3, $"heatmap: {other}: cannot be compared with {a}: the lattices differ: 40 uniform bands of 1 from 80 to 120 and", "compare", a, other);
        AssertRefused(3, "make both with the same --band or --geometric", "compare", a, other);
        AssertRefused(3, "the units of the maps differ: quote and BTC", "compare", a, bare);
        AssertRefused(2, "Required argument 'B' missing", "compare", a);
        AssertRefused(2, "cannot be read", "compare", a, "no-such-file.hmap");
        AssertRefused(2, "standard input can be read once", "compare", "-", "-");
        AssertRefused(2, "--low and --high must hold both marks, 100 and 101, between them: price was there, was 100.5 to 101", "compare", a, b, "--low", "100.5");
        AssertRefused(2, "was 100 to 100.5", "compare", a, b, "--high", "100.5");
        AssertRefused(2, "--low takes a number > 0", "compare", a, b, "--low", "NaN");
        AssertRefused(2, "--top takes a whole number", "compare", a, b, "--top", "1.5");
        AssertRefused(2, "--recompute goes with positions", "compare", a, b, "--recompute");
        AssertRefused(2, "is read: it must not be written as well", "compare", a, b, "--out", b);
        AssertRefused(2, "holds several symbols", "compare", ToolRun.Sample, ToolRun.Sample);
        Assert.Equal(0, _tool.Run("compare", a, other, "--band", "3", "--range", "81:120").Exit);
        string btc = _tool.Write("btc.csv", Header + ",symbol", "long,1,100,90,BTC"), eth = _tool.Write("eth.csv", Header + ",symbol", "long,1,100,90,ETH");
        AssertRefused(3, "one is of ETH, the other of BTC", "compare", btc, eth, "--mark", "100");
    }

    [Fact]
    public void Comparisons_AreOfTheSchema()
    {
        (string a, string b) = Pair();
        string bare = _tool.Write("bare.hmap", PartialMapTests.Map(LiquidationMap.Empty(BandGrid.Uniform(1, new(80, 120)), 100, new() { Counts = false }), (90, 1), (70, 1), (110, -1)));

        foreach (JsonElement comparison in (JsonElement[])[_tool.Compare(a, b), _tool.Compare(b, a), _tool.Compare(bare, bare), _tool.Compare(ToolRun.Sample, ToolRun.Sample, "--symbol", "BTC"), _tool.Compare(a, b, "--zones", "0", "--top", "0")])
        {
            Assert.Empty(JsonSchema.Read("comparison").Errors(comparison));
        }
    }

    [Fact]
    public void Help_NamesEveryOption()
    {
        string compare = _tool.Run("compare", "--help").Out, all = _tool.Run("--help").Out;

        Assert.All(
            (string[])["<A>", "<B>", "--low <PRICE>", "--high <PRICE>", "--second-mark <PRICE>", "--within <PERCENT>", "--zones <N>", "--prominence", "--top <N>", "--mark", "--symbol", "--range", "--format <table|json>", "--out"],
            o => Assert.Contains(o, compare, StringComparison.Ordinal));
        Assert.Contains("compare <A> <B>", all, StringComparison.Ordinal);
    }

    /// <summary>A long that stays at 90, one that is gone from 94, one that came to 80, one below the window that left, a short that came to 108.</summary>
    private (string First, string Second) Pair()
    {
        string[] bands = ["--band", "1", "--range", "80:120"];
        string a = _tool.Partial("a.hmap", [_tool.Write("a.csv", Header, "long,1,100,90", "long,1,100,94", "long,1,100,70"), "--mark", "100", .. bands]);
        return (a, _tool.Partial("b.hmap", [_tool.Write("b.csv", Header, "long,1,100,90", "long,5,100,80", "short,5,100,108"), "--mark", "101", .. bands]));
    }

    private void AssertRefused(int exit, string message, params string[] args)
    {
        _tool.Run(args);

        Assert.Equal((exit, ""), (_tool.Exit, _tool.Out));
        Assert.StartsWith("heatmap: ", _tool.Error, StringComparison.Ordinal);
        Assert.Contains(message, _tool.Error, StringComparison.Ordinal);
    }

    private static string[] Lines(string line) => line.Length == 0 ? [] : [line];

    private static double Number(JsonElement element, params string[] path) => path.Aggregate(element, static (e, name) => e.GetProperty(name)).GetDouble();

    private static IEnumerable<(string? Side, double Low)> Zones(JsonElement comparison, string field) =>
        comparison.GetProperty(field).EnumerateArray().Select(static z => (z.GetProperty("side").GetString(), Number(z, "zone", "lowerPrice"))).OrderBy(static z => z.Item1);

    private static string Squeeze(string table) => string.Join(' ', table.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
