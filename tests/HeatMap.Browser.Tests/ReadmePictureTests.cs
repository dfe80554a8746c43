using HeatMap.Charts;
using HeatMap.Charts.Tests.Scenes;
using Microsoft.Playwright;

namespace HeatMap.Browser.Tests;

/// <summary>The pictures of pages in the README: photographs, made anew with <c>HEATMAP_ACCEPT=1</c>. Fonts differ between machines, so what is compared is what the page says, not its pixels.</summary>
public sealed class ReadmePictureTests(Browser browser) : IClassFixture<Browser>
{
    [BrowserFact]
    public async Task ThePagesOfTheReadmeAreDrawn()
    {
        (LiquidationHeatMap film, _) = Samples.Film(Files.PathOf("docs", "samples", "data", "hyperliquid-btc-events.csv.gz"));
        await PhotographAsync(film.ToChart(new() { Title = "BTC positions of a panel of accounts on Hyperliquid, 3 to 12 February 2026" }), "page-heat-map.png", ColorScheme.Dark, "heatmap.charts[0].kind.pixel(54, 46)");
        await PhotographAsync(RealMapScenes.Real().ToChart(new() { Title = "BTC positions on Hyperliquid, 12 February 2026" }), "page-map.png", ColorScheme.Light, "(() => { const p = heatmap.charts[0].kind.pixel(74216, 2e6); return [p.x, p.y]; })()");
    }

    private async Task PhotographAsync(Chart chart, string name, ColorScheme scheme, string pointer)
    {
        await using OpenPage page = await browser.OpenAsync(chart.ToHtml(), 1180, 960, scheme);
        await page.AskAsync($"() => {{ const at = {pointer}; heatmap.charts[0].hover(at[0], at[1]); return {{}}; }}");
        Assert.True(await page.ColoursAsync(0) > 4);
        Assert.Equal(0, await page.NumberAsync("() => document.querySelector('.tip').hidden ? 1 : 0"));
        page.AssertQuiet();
        string file = Files.PathOf("docs", "images", name);
        if (Environment.GetEnvironmentVariable("HEATMAP_ACCEPT") == "1")
        {
            await page.Page.Locator("section.card").First.ScreenshotAsync(new() { Path = file });
        }

        Assert.InRange(new FileInfo(file).Length, 10_000, 200_000);
    }
}
