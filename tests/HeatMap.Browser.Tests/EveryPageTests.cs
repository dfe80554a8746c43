using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using HeatMap.Charts;
using Microsoft.Playwright;

namespace HeatMap.Browser.Tests;

/// <summary>What must hold for every page, however strange its numbers and names: all scenes of the chart tests, in a real browser.</summary>
public sealed class EveryPageTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyList<(string Name, Chart Chart)>>> Made = new();

    /// <summary>The rooms of scenes: <c>MapScenes</c>, <c>HeatScenes</c> and so on.</summary>
    public static TheoryData<string> Rooms
    {
        get
        {
            var rooms = new TheoryData<string>();
            foreach (Type type in Types())
            {
                rooms.Add(type.Name);
            }

            return rooms;
        }
    }

    [Fact]
    public void ThereAreScenesOfEveryKindOfChart()
    {
        string[] kinds = [.. Types().SelectMany(static t => Scenes(t.Name)).Select(static s => JsonDocument.Parse(s.Chart.ToJson()).RootElement.GetProperty("kind").GetString()!).Distinct().Order()];
        Assert.Equal(["accuracy", "cascade", "compare", "heat", "map"], kinds);
    }

    [BrowserTheory]
    [MemberData(nameof(Rooms))]
    public async Task EveryPageIsDrawnWithoutAComplaintAndAsksForNothing(string room)
    {
        foreach ((string name, Chart chart) in Scenes(room))
        {
            await using OpenPage page = await browser.OpenAsync(chart.ToHtml());
            Assert.True(await page.Page.Locator(".failed").CountAsync() == 0, $"{name}: {await page.Page.Locator("main").TextContentAsync()}");
            Assert.True(await page.ColoursAsync(0) > 1, $"{name}: the canvas is empty");
            Assert.Equal(JsonDocument.Parse(chart.ToJson()).RootElement.GetProperty("title").GetString(), await page.Page.Locator("h2").First.TextContentAsync());
            await page.LookAsync($"{name}-light");

            // The pointer goes over the whole plot: wherever it is, the box says words or nothing.
            for (int i = 1; i < 8; i++)
            {
                IReadOnlyDictionary<string, string> said = await page.HoverAsync(0, 150 * i, 60 * i);
                Assert.All(said, line => Assert.False(line.Value.Contains("NaN", StringComparison.Ordinal) || line.Value.Contains("undefined", StringComparison.Ordinal), $"{name}: {line.Key} is '{line.Value}'"));
            }

            await page.Page.Locator(".plot").First.FocusAsync();
            foreach (string key in (string[])["ArrowLeft", "ArrowUp", "Shift+ArrowRight", "ArrowDown", "Escape"])
            {
                await page.Page.Keyboard.PressAsync(key);
            }

            string light = await GroundAsync(page);
            await page.Page.ClickAsync("#theme");
            Assert.True(light != await GroundAsync(page), $"{name}: the theme does not reach the canvas");

            // The same page on a phone.
            await page.Page.SetViewportSizeAsync(390, 844);
            await page.Page.WaitForFunctionAsync("() => heatmap.charts.every(c => c.chart.getWidth() < 390)");
            Assert.True(await page.NumberAsync("() => document.documentElement.scrollWidth - innerWidth") <= 0, $"{name}: wider than a phone");
            Assert.True(await page.ColoursAsync(0) > 1, $"{name}: the canvas of a phone is empty");
            await page.LookAsync($"{name}-phone-dark");
            page.AssertQuiet();
        }
    }

    [BrowserFact]
    public async Task APageThatOpensOnAPhoneFitsIt()
    {
        foreach (string room in Types().Select(static t => t.Name))
        {
            (string name, Chart chart) = Scenes(room)[0];
            await using OpenPage page = await browser.OpenAsync(chart.ToHtml(), 390, 844, ColorScheme.Dark);
            Assert.True(await page.NumberAsync("() => document.documentElement.scrollWidth - innerWidth") <= 0, $"{name}: wider than a phone");
            Assert.Equal("dark", (await page.AskAsync("() => document.documentElement.dataset.theme")).GetString());

            // The box under a finger stays within the screen.
            await page.HoverAsync(0, 170, 180);
            Assert.True(await page.NumberAsync("() => Math.max(0, ...[...document.querySelectorAll('.tip')].filter(t => !t.hidden).map(t => t.getBoundingClientRect().right)) - innerWidth") <= 0, $"{name}: the box leaves the screen");
            page.AssertQuiet();
        }
    }

    private static IEnumerable<Type> Types() => Assembly.GetExecutingAssembly().GetTypes()
        .Where(static t => t.Namespace == "HeatMap.Charts.Tests.Scenes" && t.Name.EndsWith("Scenes", StringComparison.Ordinal) && t.GetMethod("All") is not null).OrderBy(static t => t.Name, StringComparer.Ordinal);

    private static IReadOnlyList<(string Name, Chart Chart)> Scenes(string room) => Made.GetOrAdd(room, static name => new(() =>
        [.. (IEnumerable<(string, Chart)>)Types().Single(t => t.Name == name).GetMethod("All")!.Invoke(null, null)!])).Value;

    private static async Task<string> GroundAsync(OpenPage page) => (await page.AskAsync(
        "() => { const c = document.querySelector('.plot canvas'), p = c.getContext('2d').getImageData(2, c.height - 2, 1, 1).data; return [...p].join(); }")).GetString()!;
}
