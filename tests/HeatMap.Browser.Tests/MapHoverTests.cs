using System.Text.Json;
using HeatMap.Cascades;
using HeatMap.Charts;
using HeatMap.Charts.Tests.Scenes;
using Microsoft.Playwright;

namespace HeatMap.Browser.Tests;

/// <summary>What the pointer reads from maps, comparisons and cascades is what they hold.</summary>
public sealed class MapHoverTests(Browser browser) : IClassFixture<Browser>
{
    [BrowserFact]
    public async Task EveryBarOfASmallMapTellsItsOwnNumbers()
    {
        LiquidationMap map = MapScenes.Small();
        await using OpenPage page = await browser.OpenAsync(map.ToChart().ToHtml());
        int seen = 0;
        for (int band = 0; band < map.Grid.Count; band++)
        {
            if (map[band].Notional <= 0)
            {
                continue;
            }

            IReadOnlyDictionary<string, string> said = await HoverAsync(page, $"heatmap.charts[0].kind.pixel({OpenPage.Text(map.Grid[band].Middle)}, 0)");
            Assert.StartsWith($"{map.Grid.LowerEdge(band):0.0} to {map.Grid.UpperEdge(band):0.0}", said["title"], StringComparison.Ordinal);
            string side = map[band].Long > 0 ? "long" : "short";
            Assert.Contains(said, line => line.Key.Contains(side, StringComparison.OrdinalIgnoreCase) && Number(line.Value) == map[band].Notional && line.Value.Contains("USDT", StringComparison.Ordinal));
            seen++;
        }

        Assert.Equal(7, seen);
        JsonElement sums = await page.AskAsync("() => heatmap.charts[0].kind.sums()");
        Assert.Equal(map.InBands.Long, sums.GetProperty("long").GetDouble(), 6);
        Assert.Equal(map.InBands.Short, sums.GetProperty("short").GetDouble(), 6);
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task SumsFollowTheSidesAndLayersThatAreOn()
    {
        MapLayers layers = MapScenes.Layers();
        await using OpenPage page = await browser.OpenAsync(layers.ToChart().ToHtml());
        Assert.Equal(layers.Total.InBands.Long, await SumAsync(page, "long"), 3);
        await page.AskAsync("() => { heatmap.charts[0].chart.dispatchAction({ type: 'legendToggleSelect', name: 'layer 0' }); return {}; }");
        Assert.Equal(layers.Total.InBands.Long - layers[0].InBands.Long, await SumAsync(page, "long"), 3);
        await page.Page.ClickAsync("button[data-value=short]");
        Assert.Equal(0, await SumAsync(page, "long"));
        Assert.Equal(layers.Total.InBands.Short - layers[0].InBands.Short, await SumAsync(page, "short"), 3);
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task TheWheelZoomsAMap()
    {
        await using OpenPage page = await browser.OpenAsync(MapScenes.Normal(1).ToChart().ToHtml());
        double before = await page.NumberAsync("() => heatmap.charts[0].kind.sums().bands");
        LocatorBoundingBoxResult box = (await page.Page.Locator(".plot").BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Page.Mouse.WheelAsync(0, -900);
        await page.Page.WaitForFunctionAsync($"() => heatmap.charts[0].kind.sums().bands < {OpenPage.Text(before)}");
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task ACascadeTellsWhereItRests()
    {
        LiquidationMap map = MapScenes.Small();
        var model = new CascadeModel(DepthCurve.PowerLaw(notionalWithin1Percent: 10_000));
        CascadeResult fall = model.Run(map, Shock.Move(-0.06));
        await using OpenPage page = await browser.OpenAsync(fall.ToChart(new() { Thresholds = model.Thresholds(map, Direction.Down) }).ToHtml());
        string words = (await page.Page.Locator(".subtitle").First.TextContentAsync())!;
        Assert.Contains(CompactNumber.Price(fall.ShockedPrice), words, StringComparison.Ordinal);
        Assert.Contains(CompactNumber.Price(fall.FinalPrice), words, StringComparison.Ordinal);
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task SeveralChartsShareAPageAndItsTheme()
    {
        await using OpenPage page = await browser.OpenAsync(ChartPage.ToHtml([MapScenes.Small().ToChart(), HeatScenes.Small().ToChart()], new() { Title = "Both", Theme = ChartTheme.Dark }));
        Assert.Equal(2, await page.NumberAsync("() => heatmap.charts.length"));
        Assert.Equal("Both", await page.Page.Locator("h1").TextContentAsync());
        Assert.True(await page.ColoursAsync(0) > 2 && await page.ColoursAsync(1) > 2);
        Assert.Equal("dark", (await page.AskAsync("() => document.documentElement.dataset.theme")).GetString());
        page.AssertQuiet();
    }

    private static Task<double> SumAsync(OpenPage page, string side) => page.NumberAsync($"() => heatmap.charts[0].kind.sums().{side}");

    private static async Task<IReadOnlyDictionary<string, string>> HoverAsync(OpenPage page, string pixel)
    {
        JsonElement place = await page.AskAsync($"() => {pixel}");
        return await page.HoverAsync(0, place.GetProperty("x").GetDouble(), place.GetProperty("y").GetDouble() - 3);
    }

    private static double Number(string text) => double.TryParse(text.Split(' ')[0], NumberStyles.Number, CultureInfo.InvariantCulture, out double number) ? number : double.NaN;
}
