using System.Text.Json;
using System.Xml.Linq;
using HeatMap.Cascades;
using HeatMap.Charts.Tests.Scenes;
using HeatMap.Evaluation;

namespace HeatMap.Charts.Tests;

public sealed class PanelChartTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public void EverySceneIsJsonXmlAndAFigure()
    {
        foreach ((string name, Chart chart) in CascadeScenes.All().Concat(AccuracyScenes.All()))
        {
            using var document = JsonDocument.Parse(chart.ToJson());
            Assert.Equal(chart.Kind, document.RootElement.GetProperty("kind").GetString());
            Assert.Equal("svg", XDocument.Parse(chart.ToSvg()).Root!.Name.LocalName);
            Assert.Equal("svg", XDocument.Parse(chart.ToSvg(new() { Width = 390, Height = 844 })).Root!.Name.LocalName);
            using var figure = JsonDocument.Parse(chart.ToPlotly());
            Assert.True(figure.RootElement.GetProperty("layout").TryGetProperty("title", out _), name);
            Assert.DoesNotContain("<script>alert", chart.ToJson() + chart.ToSvg() + chart.ToPlotly(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TheDocumentOfACascadeEqualsTheCascade()
    {
        CascadeResult fall = CascadeScenes.SmallModel.Run(CascadeScenes.Small, Shock.Move(-0.05));
        using var document = JsonDocument.Parse(CascadeScenes.SmallChart.ToJson());
        JsonElement cascade = document.RootElement.GetProperty("cascade");
        Assert.Equal(fall.FinalPrice, cascade.GetProperty("final").GetDouble());
        Assert.Equal(fall.Amplification, cascade.GetProperty("amplification").GetDouble());
        Assert.Equal(fall.Liquidated.Notional, cascade.GetProperty("notional").GetDouble());
        Assert.Equal(fall.Waves.Select(w => w.Notional), Values(Panel(document, "waves", "notional").GetProperty("traces")[0], "y"));
    }

    [Fact]
    public void NetDepthCrossesZeroWhereTheCascadeRests()
    {
        CascadeResult fall = CascadeScenes.SmallModel.Run(CascadeScenes.Small, Shock.Move(-0.05));
        using var document = JsonDocument.Parse(CascadeScenes.SmallChart.ToJson());
        JsonElement net = Panel(document, "depth").GetProperty("traces")[2];
        double[] prices = Values(net, "x"), values = Values(net, "y");
        int crossing = Array.FindIndex(values, 1, v => v >= 0);
        Assert.InRange(fall.FinalPrice, prices[crossing], prices[crossing - 1]);
    }

    [Fact]
    public void HistogramAndPathsWithoutAnyAddUpToAllPaths()
    {
        SimulatedCascades day = CascadeScenes.Shipped.Day;
        using var document = JsonDocument.Parse(day.ToChart().ToJson());
        double counted = Values(Panel(document, "histogram", "depth").GetProperty("traces")[0], "y").Sum();
        int none = 0;
        foreach (double depth in day.Down.Depth.Sorted)
        {
            none += depth > 0 ? 0 : 1;
        }

        Assert.Equal(day.Paths, counted + none);
    }

    [Fact]
    public void ThresholdsAndSimulationsOfAnotherMarketAreRefused()
    {
        CascadeResult fall = CascadeScenes.SmallModel.Run(CascadeScenes.Small, Shock.Move(-0.05));
        Assert.Contains("direction", Assert.Throws<ArgumentException>(() => fall.ToChart(new() { Thresholds = CascadeScenes.SmallModel.Thresholds(CascadeScenes.Small, Direction.Up) })).Message, StringComparison.Ordinal);
        Assert.Contains("mark", Assert.Throws<ArgumentException>(() => fall.ToChart(new() { Thresholds = CascadeScenes.Shipped.Falls })).Message, StringComparison.Ordinal);
        Assert.Contains("mark", Assert.Throws<ArgumentException>(() => fall.ToChart(new() { Simulation = CascadeScenes.Shipped.Day })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void IntervalsOfTheScoreAreDrawn_AndOneThatHoldsZeroIsNotCalledBetter()
    {
        ScoreReport report = AccuracyScenes.Report;
        using var document = JsonDocument.Parse(report.ToChart().ToJson());
        double[] low = [.. Panel(document, "gain").GetProperty("traces").EnumerateArray().SelectMany(t => Values(t, "low"))];
        Assert.Equal(report.Increments.Select(i => i.DevianceGain.Low).Order(), low.Order());
        ScoreReport unsure = report with { Increments = [report.Increments[0] with { DevianceGain = new() { Estimate = 0.1, Low = -0.01, High = 0.2, Draws = 10, Level = 0.9 } }] };
        string words = unsure.ToChart().ToJson();
        Assert.Contains("cannot be told apart", words, StringComparison.Ordinal);
        Assert.DoesNotContain("\"better\"", JsonDocument.Parse(words).RootElement.GetProperty("tables")[1].GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void SmallChartsLookAsApproved()
    {
        Repository.AssertApproved("cascade-small.svg", CascadeScenes.SmallChart.ToSvg());
        Repository.AssertApproved("reliability.svg", AccuracyScenes.Diagram.ToChart().ToSvg());
        Repository.AssertApproved("reliability.plotly.json", JsonSerializer.Serialize(JsonDocument.Parse(AccuracyScenes.Diagram.ToChart().ToPlotly()), Indented) + "\n");
    }

    private static JsonElement Panel(JsonDocument document, string slot, string? choice = null) => document.RootElement.GetProperty("panels").EnumerateArray()
        .First(p => p.GetProperty("slot").GetString() == slot && (choice is null || p.GetProperty("keys").EnumerateObject().Any(k => k.Value.GetString() == choice)));

    private static double[] Values(JsonElement trace, string name) => [.. trace.GetProperty(name).EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? double.NaN : v.GetDouble())];
}
