using System.Text.Json;
using System.Xml.Linq;
using HeatMap.Charts.Ladder;
using HeatMap.Charts.Tests.Scenes;

namespace HeatMap.Charts.Tests;

public sealed class MapAndComparisonTests
{
    [Fact]
    public void BarsOfThePageHoldWhatTheMapHolds()
    {
        LiquidationMap map = MapScenes.Small();
        JsonElement bars = Document(map.ToChart()).GetProperty("bars");
        double[] lower = Numbers(bars.GetProperty("lower")), longs = Numbers(bars.GetProperty("long")[0]), shorts = Numbers(bars.GetProperty("short")[0]);
        Assert.Equal(7, lower.Length);
        for (int i = 0; i < lower.Length; i++)
        {
            Assert.Equal((map[map.Grid.IndexOf(lower[i])].Long, map[map.Grid.IndexOf(lower[i])].Short), (longs[i], shorts[i]));
        }

        Assert.Equal((map.InBands.Long, map.InBands.Short), (longs.Sum(), shorts.Sum()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(400)]
    public void PoolingKeepsEverySum(int most)
    {
        LiquidationMap map = MapScenes.Normal(1);
        BandBars bars = BandBars.Of([map], most);
        Assert.InRange(bars.Count, 1, most);
        Assert.Equal(map.InBands.Long, bars.Long[0].Sum(), 1e-6);
        Assert.Equal(map.InBands.Short, bars.Short[0].Sum(), 1e-6);
        Assert.Equal((map.InBands.LongCount, map.InBands.ShortCount), (bars.LongCounts!.Sum(), bars.ShortCounts!.Sum()));
    }

    [Fact]
    public void SumsFromTheMarkAreTheNotionalOfTheRange()
    {
        LiquidationMap map = MapScenes.Small();
        BandBars bars = BandBars.Of([map], 100);
        foreach ((double price, double sum) in LadderSums.Of(bars, map.MarkPrice, Side.Long, above: false).Where(static (_, i) => i % 2 == 1))
        {
            Assert.Equal(Enumerable.Range(0, map.Grid.Count).Where(i => map.Grid[i].Lower >= price && map.Grid[i].Upper <= map.MarkPrice).Sum(i => map[i].Long), sum);
        }

        Assert.Equal(map.InBands.Short, LadderSums.Of(bars, map.MarkPrice, Side.Short, above: true)[^1].Sum);
    }

    [Fact]
    public void TheFigureAddsUpToTheMap()
    {
        MapLayers layers = MapScenes.Layers();
        JsonElement[] traces = [.. JsonDocument.Parse(layers.ToChart().ToPlotly()).RootElement.GetProperty("data").EnumerateArray()];
        Assert.Equal(layers.Total.InBands.Notional, traces.Where(static t => t.GetProperty("type").GetString() == "bar").Sum(static t => Numbers(t.GetProperty("y")).Sum()), 1e-5);
    }

    [Fact]
    public void EveryPictureIsXmlAndEveryFigureIsJson()
    {
        foreach ((string name, Chart chart) in MapScenes.All().Concat(CompareScenes.All()))
        {
            Assert.Equal("svg", XDocument.Parse(chart.ToSvg(new() { Width = 390, Height = 420 })).Root!.Name.LocalName);
            Assert.True(JsonDocument.Parse(chart.ToPlotly()).RootElement.TryGetProperty("layout", out _), name);
            Assert.DoesNotContain("<script>alert", chart.ToHtml(), StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public void WhatIsNotInBarsIsSaid()
    {
        string notes = Document(MapScenes.Small().ToChart()).GetProperty("notes").ToString();
        Assert.Contains("Below the window: long 7k USDT (1 position).", notes, StringComparison.Ordinal);
        Assert.Contains("Above the window: short 9k USDT (1 position).", notes, StringComparison.Ordinal);
        Assert.Contains("Nobody stated where this map comes from.", notes, StringComparison.Ordinal);
    }

    [Fact]
    public void TheDifferenceIsTheSecondLessTheFirstWhereBothAreKnown()
    {
        LiquidationMap first = MapScenes.Small(), second = CompareScenes.Later();
        JsonElement document = Document(first.ToChart(second)), difference = document.GetProperty("difference");
        double[] lower = Numbers(difference.GetProperty("lower")), longs = Numbers(difference.GetProperty("long")), shorts = Numbers(difference.GetProperty("short"));
        for (int i = 0; i < lower.Length; i++)
        {
            SideTally a = first[first.Grid.IndexOf(lower[i])], b = second[second.Grid.IndexOf(lower[i])];
            Assert.Equal((b.Long - a.Long, b.Short - a.Short), (longs[i], shorts[i]));
        }

        Assert.Equal(second.InBands.Long - first.InBands.Long, longs.Sum());
    }

    [Fact]
    public void MapsOfDifferentEdgesHaveNoDifferenceByPriceAndSayWhy()
    {
        JsonElement document = Document(CompareScenes.All().Single(static s => s.Name == "compare-apart").Chart);
        Assert.Equal(JsonValueKind.Null, document.GetProperty("difference").ValueKind);
        Assert.Contains("different edges", document.GetProperty("why").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void MapsOfDifferentUnitsAreRefusedByName()
    {
        LiquidationMap other = MapScenes.Of([95], [1], BandGrid.Uniform(1, new(90, 110)), 100, "USDC");
        string message = Assert.Throws<ArgumentException>(() => MapScenes.Small().ToChart(other)).Message;
        Assert.Contains("USDT", message, StringComparison.Ordinal);
        Assert.Contains("USDC", message, StringComparison.Ordinal);
    }

    [Fact]
    public void SmallScenesAreAsSomebodySawThem()
    {
        foreach ((string name, Chart chart) in ((string, Chart)[])[("map", MapScenes.Small().ToChart()), ("compare", CompareScenes.Small())])
        {
            Repository.AssertApproved(name + ".svg", chart.ToSvg());
            Repository.AssertApproved(name + ".plotly.json", chart.ToPlotly() + "\n");
            Repository.AssertApproved(name + ".json", chart.ToJson() + "\n");
        }
    }

    private static JsonElement Document(Chart chart) => JsonDocument.Parse(chart.ToJson()).RootElement;

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(static e => e.GetDouble())];
}
