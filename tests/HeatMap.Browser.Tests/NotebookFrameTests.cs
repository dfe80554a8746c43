using HeatMap.Charts;
using HeatMap.Charts.Tests.Scenes;
using Microsoft.Playwright;

namespace HeatMap.Browser.Tests;

public sealed class NotebookFrameTests(Browser browser) : IClassFixture<Browser>
{
    [BrowserFact]
    public async Task AChartInANotebookIsDrawnInItsFrame()
    {
        // A page that is none of ours, as a notebook's front end is, with what the kernel gives it.
        await using OpenPage page = await browser.OpenAsync(MapScenes.Small().ToChart().ToHtml());
        await page.Page.EvaluateAsync("html => { document.body.innerHTML = '<h3>a notebook</h3>' + html; }", Shown(HeatScenes.Small().ToChart()));
        IFrame frame = (await (await page.Page.WaitForSelectorAsync("iframe"))!.ContentFrameAsync())!;
        await frame.WaitForFunctionAsync("() => window.heatmap && window.heatmap.ready === true");
        Assert.Equal(6, await frame.EvaluateAsync<int>("() => heatmap.charts[0].kind.numbers().columns"));
        Assert.Equal(0, await frame.EvaluateAsync<int>("() => document.querySelectorAll('.failed').length"));
        page.AssertQuiet();
    }

    private static string Shown(Chart chart)
    {
        object attribute = chart.GetType().GetCustomAttributes(inherit: false).Single(static a => a.GetType().Name == "TypeFormatterSourceAttribute");
        object source = Activator.CreateInstance((Type)attribute.GetType().GetProperty("FormatterSourceType")!.GetValue(attribute)!)!;
        object formatter = ((IEnumerable<object>)source.GetType().GetMethod("CreateTypeFormatters")!.Invoke(source, null)!).First();
        using var writer = new StringWriter();
        formatter.GetType().GetMethod("Format")!.Invoke(formatter, [chart, writer]);
        return writer.ToString();
    }
}
