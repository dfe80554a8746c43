using System.Text.Json;
using HeatMap.Charts;
using HeatMap.Charts.Tests.Scenes;
using Microsoft.Playwright;

namespace HeatMap.Browser.Tests;

/// <summary>What the pointer reads from a heat map is what the map holds.</summary>
public sealed class HeatHoverTests(Browser browser) : IClassFixture<Browser>
{
    [BrowserFact]
    public async Task EveryCellOfASmallMapTellsItsOwnNumbers()
    {
        LiquidationHeatMap map = HeatScenes.Small();
        await using OpenPage page = await browser.OpenAsync(map.ToChart().ToHtml());
        await page.AskAsync("() => { heatmap.charts[0].chart.dispatchAction({ type: 'dataZoom', dataZoomIndex: 1, start: 0, end: 100 }); return {}; }");
        for (int column = 0; column < map.ColumnCount; column++)
        {
            for (int band = 0; band < map.Grid.Count; band++)
            {
                IReadOnlyDictionary<string, string> said = await HoverAsync(page, column, band);
                SideTally cell = map.At(column, band);
                Assert.Equal(Words(cell.Long), said["Longs"]);
                Assert.Equal(Words(cell.Short), said["Shorts"]);
                Assert.Equal($"{map.Grid.LowerEdge(band)} – {map.Grid.UpperEdge(band)}", said["Band"]);
                Assert.StartsWith($"{DateTimeOffset.FromUnixTimeMilliseconds(map.ColumnStartUnixMs(column)):yyyy-MM-dd HH:mm} UTC", said["title"], StringComparison.Ordinal);
            }
        }

        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task CellsOfALargeMapTellTheirOwnNumbersToSevenDigits_AlsoZoomedIn()
    {
        LiquidationHeatMap map = RandomHeatMaps.Noise(300, 200);
        await using OpenPage page = await browser.OpenAsync(map.ToChart().ToHtml());
        foreach (string zoom in (string[])["start: 0, end: 100", "start: 40, end: 45"])
        {
            await page.AskAsync($"() => {{ for (const i of [0, 1]) heatmap.charts[0].chart.dispatchAction({{ type: 'dataZoom', dataZoomIndex: i, {zoom} }}); heatmap.charts[0].chart.getZr().flush(); return {{}}; }}");
            foreach ((int column, int band) in ((int, int)[])[(121, 81), (125, 84), (129, 87), (133, 88)])
            {
                IReadOnlyDictionary<string, string> said = await HoverAsync(page, column, band);
                SideTally cell = map.At(column, band);
                Assert.InRange(Number(said["Longs"]) / cell.Long, 1 - 1e-6, 1 + 1e-6);
                Assert.InRange(Number(said["Shorts"]) / cell.Short, 1 - 1e-6, 1 + 1e-6);
            }
        }

        page.AssertQuiet();
    }

    [BrowserTheory]
    [InlineData(90, 130)]
    [InlineData(20, 1000)]
    public async Task APageBeginsWithThePricesAskedFor_AlsoOnALogarithmicAxis(double low, double high)
    {
        BandGrid grid = BandGrid.Geometric(0.01, new(10, 2000));
        var heat = new LiquidationHeatMapBuilder(grid, TimeSpan.FromHours(1));
        heat.Append(0, LiquidationMap.Build(new PricedColumns([50, 150], [100, -900]), grid, 100).View, 99, 101);
        await using OpenPage page = await browser.OpenAsync(heat.ToHeatMap().ToChart(new() { View = new(low, high) }).ToHtml());
        JsonElement seen = await page.AskAsync("() => { const c = heatmap.charts[0].chart, r = c.getModel().getComponent('grid', 0).coordinateSystem.getRect(), at = y => c.convertFromPixel({ gridIndex: 0 }, [r.x + 1, y])[1]; return { high: at(r.y), low: at(r.y + r.height) }; }");
        Assert.Equal(low, seen.GetProperty("low").GetDouble(), 0.01 * low);
        Assert.Equal(high, seen.GetProperty("high").GetDouble(), 0.01 * high);
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task TheWheelZoomsTheSliderHidesAndTheColoursSwitch()
    {
        await using OpenPage page = await browser.OpenAsync(RandomHeatMaps.Plausible(300, 200).ToChart().ToHtml());
        LocatorBoundingBoxResult box = (await page.Page.Locator(".plot").BoundingBoxAsync())!;
        await page.Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Page.Mouse.WheelAsync(0, -600);
        await page.Page.WaitForFunctionAsync("() => { const z = heatmap.charts[0].chart.getOption().dataZoom[0]; return z.end - z.start < 99; }");

        // What lies below the threshold looks like nothing: fewer colours.
        int all = await page.ColoursAsync(0);
        await page.AskAsync("() => { heatmap.charts[0].chart.dispatchAction({ type: 'selectDataRange', selected: [0.9, 1] }); heatmap.charts[0].chart.getZr().flush(); return {}; }");
        await page.Page.WaitForTimeoutAsync(200);
        Assert.True(await page.ColoursAsync(0) < all, "the threshold hides nothing");

        string before = await ColourAsync(page);
        await page.Page.ClickAsync("button[data-value=hot]");
        Assert.NotEqual(before, await ColourAsync(page));
        await page.Page.ClickAsync("button.reset");
        Assert.Equal(100, await page.NumberAsync("() => { const z = heatmap.charts[0].chart.getOption().dataZoom[0]; return z.end - z.start; }"));
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task NewNumbersReplaceTheOldAndKeepTheView()
    {
        LiquidationHeatMap small = HeatScenes.Small();
        await using OpenPage page = await browser.OpenAsync(small.ToChart().ToHtml());
        string next = HeatScenes.Small().ToChart(new() { Title = "later" }).ToJson();
        await page.AskAsync("() => { heatmap.charts[0].chart.dispatchAction({ type: 'dataZoom', dataZoomIndex: 0, start: 20, end: 60 }); return {}; }");
        await page.Page.EvaluateAsync("async text => { await heatmap.charts[0].update(JSON.parse(text)); }", next);
        Assert.Equal("later", await page.Page.Locator("h2").First.TextContentAsync());
        Assert.Equal(40, await page.NumberAsync("() => { const z = heatmap.charts[0].chart.getOption().dataZoom[0]; return Math.round(z.end - z.start); }"));
        page.AssertQuiet();
    }

    private static async Task<IReadOnlyDictionary<string, string>> HoverAsync(OpenPage page, int column, int band)
    {
        JsonElement place = await page.AskAsync($"() => {{ const [x, y] = heatmap.charts[0].kind.pixel({column}, {band}); return {{ x, y }}; }}");
        return await page.HoverAsync(0, place.GetProperty("x").GetDouble(), place.GetProperty("y").GetDouble());
    }

    private static async Task<string> ColourAsync(OpenPage page) => (await page.AskAsync(
        "() => { const c = document.querySelector('.plot canvas'); return [...c.getContext('2d').getImageData(60, 60, 1, 1).data].join(); }")).GetString()!;

    /// <summary>As the page says a number: seven digits, no more than two decimals.</summary>
    private static string Words(double notional) => notional == 0 ? "0" : ((double)(float)notional).ToString("#,##0.##", CultureInfo.InvariantCulture) + " USDT";

    private static double Number(string text) => double.Parse(text.Split(' ')[0], NumberStyles.Number, CultureInfo.InvariantCulture);
}
