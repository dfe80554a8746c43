using System.Text;
using System.Text.Json;
using HeatMap.Charts;
using Xunit.Abstractions;

namespace HeatMap.Browser.Tests;

/// <summary>How heavy pages of heat maps are, and how quick. Sizes are checked always; times are measured, told, and written to the file that HEATMAP_MEASURE names.</summary>
public sealed class PageSpeedTests(Browser browser, ITestOutputHelper output) : IClassFixture<Browser>
{
    /// <summary>Zooms in and out and pans, as fast as the page can, and tells how long each took until the canvas was drawn.</summary>
    private const string Drive = """
        async () => { const chart = heatmap.charts[0].chart, zr = chart.getZr(), frames = [], paints = [];
          for (let i = 0; i < 60; i++) {
            const width = i % 3 === 0 ? 90 - i : 12 + i / 2, start = (i * 7) % (100 - width);
            const before = performance.now();
            chart.dispatchAction({ type: 'dataZoom', dataZoomIndex: 0, start, end: start + width });
            zr.flush();
            paints.push(performance.now() - before);
            await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
            frames.push(performance.now() - before);
          }
          const median = v => v.sort((a, b) => a - b)[v.length >> 1];
          return { frame: median(frames), worst: frames[frames.length - 1], paint: median(paints) }; }
        """;

    [BrowserFact]
    public async Task PagesOfHeatMapsStaySmall()
    {
        var table = new StringBuilder("| heat map | page, MB | first picture, s | frame of pan and zoom, ms: median | greatest | of it drawing, median |\n|---|---:|---:|---:|---:|---:|\n");
        await MeasureAsync(table, "500 × 400, levels that stay", RandomHeatMaps.Plausible(500, 400), 3);
        await MeasureAsync(table, "500 × 400, noise", RandomHeatMaps.Noise(500, 400), 3);
        await MeasureAsync(table, "2,000 × 1,000, levels that stay", RandomHeatMaps.Plausible(2000, 1000), 25);
        await MeasureAsync(table, "2,000 × 1,000, noise", RandomHeatMaps.Noise(2000, 1000), 25);
        output.WriteLine(table.ToString());
        if (Environment.GetEnvironmentVariable("HEATMAP_MEASURE") is { Length: > 0 } file)
        {
            await File.WriteAllTextAsync(file, table.ToString());
        }
    }

    private async Task MeasureAsync(StringBuilder table, string name, LiquidationHeatMap map, double mostMegabytes)
    {
        string html = map.ToChart().ToHtml();
        double megabytes = Encoding.UTF8.GetByteCount(html) / 1e6;
        Assert.True(megabytes < mostMegabytes, FormattableString.Invariant($"{name}: {megabytes:0.00} MB"));
        await using OpenPage page = await browser.OpenAsync(html, 1280, 720);
        double picture = await page.NumberAsync("() => heatmap.firstPicture");
        JsonElement driven = await page.AskAsync(Drive);
        await page.LookAsync(name.Replace(' ', '-').Replace(',', '-'));
        page.AssertQuiet();
        table.Append(CultureInfo.InvariantCulture, $"| {name} | {megabytes:0.00} | {picture / 1000:0.00} | {Number("frame")} | {Number("worst")} | {Number("paint")} |\n");

        string Number(string member) => driven.GetProperty(member).GetDouble().ToString("0.0", CultureInfo.InvariantCulture);
    }
}
