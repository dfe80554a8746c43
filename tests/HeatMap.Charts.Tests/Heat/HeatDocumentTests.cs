using System.IO.Compression;
using System.Text.Json;
using HeatMap.Charts.Tests.Scenes;

namespace HeatMap.Charts.Tests;

/// <summary>What a page is given, read as its script reads it, and compared with what the heat map itself answers.</summary>
public sealed class HeatDocumentTests
{
    public static TheoryData<string> Maps => ["small", "layers", "missing", "executed"];

    [Theory]
    [MemberData(nameof(Maps))]
    public void EveryCellOfTheDocumentIsTheMapsToSevenDigits(string name)
    {
        LiquidationHeatMap map = Map(name);
        JsonElement document = Parse(map.ToChart().ToJson());
        int rows = map.Grid.Count;
        foreach (JsonElement plane in document.GetProperty("planes").EnumerateArray())
        {
            string called = plane.GetProperty("name").GetString()!;
            int? layer = called == "all" ? null : map.Layers.Select(static l => l.Name).ToList().IndexOf(called);
            float[] longs = Unpack(plane.GetProperty("long").GetString()!, rows), shorts = Unpack(plane.GetProperty("short").GetString()!, rows);
            Assert.Equal(rows * map.ColumnCount, longs.Length);
            for (int i = 0; i < longs.Length; i++)
            {
                SideTally cell = map.At(i / rows, i % rows, layer);
                Assert.InRange(longs[i], cell.Long * (1 - 1e-7), cell.Long * (1 + 1e-7));
                Assert.InRange(shorts[i], cell.Short * (1 - 1e-7), cell.Short * (1 + 1e-7));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public void EdgesTimesAndStatesAreTheMaps(string name)
    {
        LiquidationHeatMap map = Map(name);
        JsonElement document = Parse(map.ToChart().ToJson());
        Assert.Equal(map.Grid.Edges.ToArray(), document.GetProperty("edges").EnumerateArray().Select(static e => e.GetDouble()));
        Assert.Equal(map.StartUnixMs, document.GetProperty("start").GetInt64());
        Assert.Equal(map.Interval.TotalMilliseconds, document.GetProperty("interval").GetDouble());
        string states = document.GetProperty("states").GetString()!;
        Assert.Equal(map.ColumnCount, states.Length);
        for (int column = 0; column < states.Length; column++)
        {
            Assert.Equal(map.StateOf(column).ToString()[..1], states[column].ToString(), ignoreCase: true);
        }
    }

    [Fact]
    public void ALayersPlaneHasItsNameAndLayersAddUpToAll()
    {
        JsonElement[] planes = [.. Parse(HeatScenes.Layered().ToChart().ToJson()).GetProperty("planes").EnumerateArray()];
        Assert.Equal(["all", "<b>10x</b>", "50x", "100x"], planes.Select(static p => p.GetProperty("name").GetString()));
        int rows = HeatScenes.Layered().Grid.Count;
        float[][] cells = [.. planes.Select(p => Unpack(p.GetProperty("long").GetString()!, rows))];
        for (int i = 0; i < cells[0].Length; i++)
        {
            Assert.Equal(cells[0][i], (double)cells[1][i] + cells[2][i] + cells[3][i], cells[0][i] * 1e-6);
        }
    }

    [Fact]
    public void CandlesOfBarsKeepTheirTimesAndCarryOpenInterestInQuote()
    {
        var bars = HeatScenes.Candles(100, minutes: 25, count: 5);
        JsonElement document = Parse(HeatScenes.Small().ToChart(new() { Bars = bars }).ToJson());
        JsonElement[] candles = [.. document.GetProperty("candles").EnumerateArray()];
        Assert.False(document.GetProperty("isPath").GetBoolean());
        Assert.Equal(25 * 60_000, document.GetProperty("candleInterval").GetDouble());
        Assert.Equal(
            bars.Select(static b => new[] { b.OpenTimeUnixMs, b.Open, b.High, b.Low, b.Close, 5_000 * b.Close }),
            candles.Select(static c => c.EnumerateArray().Select(static v => v.GetDouble()).ToArray()));
    }

    [Fact]
    public void WithoutBarsTheCandlesAreTheMapsPath()
    {
        LiquidationHeatMap map = HeatScenes.Small();
        JsonElement[] candles = [.. Parse(map.ToChart().ToJson()).GetProperty("candles").EnumerateArray()];
        Assert.Equal(map.ColumnCount, candles.Length);
        for (int column = 0; column < candles.Length; column++)
        {
            MarkPath path = map.PathOf(column);
            Assert.Equal([map.ColumnStartUnixMs(column), path.High, path.Low, path.Last], [candles[column][0].GetDouble(), candles[column][2].GetDouble(), candles[column][3].GetDouble(), candles[column][4].GetDouble()]);
            Assert.Equal(JsonValueKind.Null, candles[column][5].ValueKind);
        }
    }

    [Fact]
    public void OnlyTheLargestOfManyPrintsAreMarkedAndTheNotesSayIt()
    {
        JsonElement document = Parse(HeatScenes.Small().ToChart(new() { Prints = [.. Enumerable.Range(1, 6000).Select(static i => new Evaluation.LiquidationPrint(1_770_000_000_000 + i, i % 2 == 0 ? Side.Long : Side.Short, 100, i))] }).ToJson());
        double[] notionals = [.. document.GetProperty("marks").EnumerateArray().Select(static m => m[3].GetDouble())];
        Assert.Equal(Enumerable.Range(1001, 5000).Select(static i => (double)i), notionals);
        Assert.Contains(document.GetProperty("notes").EnumerateArray(), static n => n.GetString() == "Of 6,000 executed liquidations the 5,000 largest are marked.");
    }

    [Fact]
    public void ExecutedCellsBecomeMarksWhoseNotionalAddsUp()
    {
        LiquidationHeatMap executed = HeatScenes.Executed();
        JsonElement[] marks = [.. Parse(HeatScenes.Small().ToChart(new() { Executed = executed }).ToJson()).GetProperty("marks").EnumerateArray()];
        double longs = marks.Where(static m => m[2].GetInt32() == 1).Sum(static m => m[3].GetDouble()), shorts = marks.Where(static m => m[2].GetInt32() == -1).Sum(static m => m[3].GetDouble());
        Assert.Equal(5_000 + 12_000.5 + 33_000, longs, 0.01);
        Assert.Equal(800, shorts, 0.01);
    }

    [Fact]
    public void WhatLiesOutsideTheWindowIsInTheNotes()
    {
        JsonElement document = Parse(HeatScenes.All().Single(static s => s.Name == "heat-nothing-inside").Chart.ToJson());
        Assert.Contains(document.GetProperty("notes").EnumerateArray(), static n => n.GetString() == "Outside the window and not drawn: 6M USDT at most.");
    }

    [Fact]
    public void TheDocumentOfASmallMapIsTheApprovedOne() => Repository.AssertApproved("heat-small.json", HeatScenes.Small().ToChart().ToJson() + "\n");

    private static LiquidationHeatMap Map(string name) => name switch { "small" => HeatScenes.Small(), "layers" => HeatScenes.Layered(), "missing" => HeatScenes.Missing(), _ => HeatScenes.Executed() };

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    /// <summary>The way back, written after the description at the head of the script and not after the code that packs.</summary>
    private static float[] Unpack(string packed, int rows)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress))
        {
            gzip.CopyTo(bytes);
        }

        byte[] planes = bytes.ToArray();
        int count = planes.Length / 4;
        float[] cells = new float[count];
        for (int i = 0; i < count; i++)
        {
            byte[] own = [planes[i], planes[count + i], planes[(2 * count) + i], planes[(3 * count) + i]];
            byte[] left = i < rows ? new byte[4] : BitConverter.GetBytes(cells[i - rows]);
            cells[i] = BitConverter.ToSingle([.. own.Zip(left, static (a, b) => (byte)(a ^ b))]);
        }

        return cells;
    }
}
