using HeatMap.Charts;

namespace HeatMap.Browser.Tests;

public sealed class HostilePageTests(Browser browser) : IClassFixture<Browser>
{
    [BrowserFact]
    public async Task ATitleWithMarkupStaysText()
    {
        const string Title = "<script>alert(1)</script><img src=x onerror=alert(2)></title></script>{b|x} \"'&";
        var map = LiquidationMap.Empty(BandGrid.Around(100), 100);
        await using OpenPage page = await browser.OpenAsync(map.ToChart(new() { Title = Title }).ToHtml(new() { Title = Title }));
        Assert.Equal(Title, await page.Page.TitleAsync());
        Assert.Equal(Title, await page.Page.Locator("h1").TextContentAsync());
        Assert.Equal(Title, await page.Page.Locator("h2").First.TextContentAsync());
        Assert.Equal(0, await page.Page.Locator("img").CountAsync());
        page.AssertQuiet();
    }
}
