using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace HeatMap.Browser.Tests;

/// <summary>The page that <c>heatmap watch</c> serves, in a real browser: the tool runs as users run it, and its file grows.</summary>
public sealed partial class WatchPageTests(Browser browser) : IClassFixture<Browser>
{
    private const string Header = "side,quantity,entry_price,liquidation_price,mark_price\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [BrowserFact]
    public async Task PageFollowsTheFile_KeepsWhatTheReaderChose_AndTellsAlerts()
    {
        await using var tool = await Tool.StartAsync(Header + "long,2,110,90,100\n", "--band", "1", "--rule", "beyond long 80-95 1000");
        await using OpenPage page = await browser.OpenAsync(tool.Address, 1280, 800, ColorScheme.Light, file: null);
        Assert.Equal(180, await page.NumberAsync("() => heatmap.charts[0].doc.totals.long"));
        await page.Page.WaitForFunctionAsync("() => document.getElementById('status').textContent.startsWith('positions.csv')");
        Assert.True(await page.ColoursAsync(0) > 1);
        Assert.True(await page.Page.Locator(".log").IsHiddenAsync());
        await page.Page.Locator("#theme").ClickAsync();
        string before = await PictureAsync(page);

        tool.Append("long,20,110,85,100\nshort,3,95,120,100\n");

        await page.Page.WaitForFunctionAsync("() => heatmap.charts[0].doc.totals.long === 1880 && heatmap.charts[0].kind.sums().long === 1880");
        Assert.NotEqual(before, await PictureAsync(page));
        Assert.Contains("short 360", await page.Page.Locator(".subtitle").First.TextContentAsync(), StringComparison.Ordinal);
        await page.Page.WaitForFunctionAsync("() => document.getElementById('status').textContent.includes('2.24k waiting')");
        await page.Page.Locator(".log li").WaitForAsync();
        Assert.Matches(@"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC beyond long 80-95 1000: mark 100, 1\.88k there$", await page.Page.Locator(".log li").TextContentAsync());
        Assert.True(await page.Page.Locator("h2", new() { HasText = "Events" }).BoundingBoxAsync() is { Height: > 10 }, "the heading of the events is hidden");
        Assert.Equal("dark", (await page.AskAsync("() => document.documentElement.dataset.theme")).GetString());
        Assert.Equal(0, await page.NumberAsync("() => performance.getEntriesByType('navigation')[0].type === 'reload' ? 1 : 0"));
        await page.LookAsync("watch");

        tool.Append("long,nonsense,110,85,100\n");
        await page.Page.WaitForFunctionAsync("() => document.getElementById('status').textContent.includes('Refused, the picture before stays')");
        Assert.Equal(1880, await page.NumberAsync("() => heatmap.charts[0].kind.sums().long"));
        AssertAsksOnly(page, tool.Address);

        // A second page that comes later has the alerts as well.
        await using (OpenPage second = await browser.OpenAsync(tool.Address, 390, 800, ColorScheme.Light, file: null))
        {
            await second.Page.Locator(".log li").WaitForAsync();
            Assert.Equal(1, await second.Page.Locator(".log li").CountAsync());
        }

        Assert.Equal(0, await tool.EndAsync());
        await page.Page.WaitForFunctionAsync("() => document.getElementById('status').textContent.startsWith('The connection is lost')");
    }

    [BrowserFact]
    public async Task OtherKindOfInput_GetsItsOwnPage()
    {
        await using var tool = await Tool.StartAsync(Header + "long,2,110,90,100\n", "--band", "1");
        await using OpenPage page = await browser.OpenAsync(tool.Address, 1280, 800, ColorScheme.Light, file: null);
        await page.Page.WaitForFunctionAsync("() => heatmap.updates > 0");

        tool.Replace("time_unix_ms,event,id,side,quantity,entry_price,price\n1000,mark,,,,,100\n2000,open,a,long,2,110,90\n61000,mark,,,,,99\n");

        await page.Page.WaitForFunctionAsync("() => window.heatmap && heatmap.ready && heatmap.charts.length === 2 && heatmap.charts[0].doc.kind === 'heat' && heatmap.updates > 0");
        Assert.True(await page.ColoursAsync(0) > 1);
        AssertAsksOnly(page, tool.Address);
    }

    [BrowserFact]
    public async Task Replay_IsDrawnWhileItGoesOn()
    {
        string[] marks = [.. Enumerable.Range(1, 100).Select(static i => string.Create(CultureInfo.InvariantCulture, $"{2000 + (1000 * i)},mark,,,,,{100 - (0.1 * i):0.0}\n"))];
        await using var tool = await Tool.StartAsync(
            "time_unix_ms,event,id,side,quantity,entry_price,price\n1000,mark,,,,,100\n2000,open,a,long,2,110,95\n" + string.Concat(marks), "--replay", "--speed", "20", "--every", "2s", "--band", "0.5", "--rule", "cross 94-96");
        await using OpenPage page = await browser.OpenAsync(tool.Address, 1280, 800, ColorScheme.Dark, file: null);
        await page.Page.WaitForFunctionAsync("() => heatmap.updates >= 3 && document.getElementById('status').textContent.startsWith('Replay: 1970-01-01')");
        await page.Page.WaitForFunctionAsync("() => document.getElementById('status').textContent.startsWith('The replay has ended: 102 events, 1 forced order')");
        await page.Page.Locator(".log li").WaitForAsync();
        Assert.Contains("1970-01-01 00:00:43 UTC cross 94-96: mark 95.9", await page.Page.Locator(".log li").TextContentAsync(), StringComparison.Ordinal);
        await page.LookAsync("watch-replay");

        // What followed shows what a page shows that comes now: nothing of what was there before is left.
        await using (OpenPage fresh = await browser.OpenAsync(tool.Address, 1280, 800, ColorScheme.Dark, file: null))
        {
            await fresh.Page.WaitForFunctionAsync("() => heatmap.updates > 0");
            for (int chart = 0; chart < 2; chart++)
            {
                Assert.True(await PictureAsync(fresh, chart) == await PictureAsync(page, chart), $"chart {chart} differs from that of a new page");
            }
        }

        AssertAsksOnly(page, tool.Address);
    }

    [BrowserFact]
    public async Task PageThatWaits_DrawsOnceThereIsSomething()
    {
        await using var tool = await Tool.StartAsync(Header, "--band", "1");
        await using OpenPage page = await browser.OpenAsync(tool.Address, 390, 844, ColorScheme.Dark, file: null, hasCharts: false);
        await page.Page.WaitForFunctionAsync("() => document.getElementById('status').textContent.endsWith('positions.csv holds nothing but its header; waiting for the first line')");
        await page.LookAsync("watch-waits");

        tool.Append("long,2,110,90,100\n");

        await page.Page.WaitForFunctionAsync("() => window.heatmap && heatmap.ready && heatmap.charts.length === 1 && heatmap.updates > 0");
        Assert.True(await page.ColoursAsync(0) > 1);
        AssertAsksOnly(page, tool.Address);
    }

    [BrowserFact]
    public async Task SeventhTab_IsLive_AndTheOldestSayThatTheyAreNot()
    {
        await using var tool = await Tool.StartAsync(Header + "long,2,110,90,100\n", "--band", "1");
        await using OpenPage first = await browser.OpenAsync(tool.Address, 1280, 800, ColorScheme.Light, file: null);
        await first.Page.WaitForFunctionAsync("() => heatmap.updates > 0");
        var tabs = new List<IPage>();
        for (int i = 2; i <= 7; i++)
        {
            tabs.Add(await first.Page.Context.NewPageAsync());
            await tabs[^1].GotoAsync(tool.Address.AbsoluteUri);
            await tabs[^1].WaitForFunctionAsync("() => window.heatmap && heatmap.updates > 0");
        }

        tool.Append("short,3,95,120,100\n");

        const string Live = "() => document.getElementById('status').textContent.includes('540 waiting')", Ended = "() => document.getElementById('status').textContent.startsWith('Shown in a newer tab')";
        foreach (IPage tab in tabs.Skip(1))
        {
            await tab.WaitForFunctionAsync(Live);
        }

        await tabs[0].WaitForFunctionAsync(Ended);
        await first.Page.WaitForFunctionAsync(Ended);
        Assert.Empty(first.Complaints);
    }

    private static async Task<string> PictureAsync(OpenPage page, int chart = 0) =>
        (await page.AskAsync($"() => document.querySelectorAll('.plot')[{chart}].querySelector('canvas').toDataURL()")).GetString()!;

    /// <summary>No complaint, and nothing asked for but the page and its news.</summary>
    private static void AssertAsksOnly(OpenPage page, Uri address)
    {
        Assert.Empty(page.Complaints);
        Assert.All(page.Requests, url => Assert.True(url == address.AbsoluteUri || url == new Uri(address, "events").AbsoluteUri || url.StartsWith("data:", StringComparison.Ordinal) || url.StartsWith("blob:", StringComparison.Ordinal), $"the page asked for {url}"));
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();

    /// <summary>The tool as a process of its own, which watches a file of ours.</summary>
    private sealed class Tool : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly string _folder, _file;

        private Tool(Process process, string folder, string file, Uri address) => (_process, _folder, _file, Address) = (process, folder, file, address);

        public Uri Address { get; }

        public static async Task<Tool> StartAsync(string content, params string[] options)
        {
            string folder = Directory.CreateTempSubdirectory("heatmap-watched-").FullName, file = Path.Combine(folder, "positions.csv");
            await File.WriteAllTextAsync(file, content);
            string dll = typeof(WatchPageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "ToolFile").Value!;
            var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (string argument in (string[])[dll, "watch", file, "--port", "0", "--poll", "250ms", .. options])
            {
                start.ArgumentList.Add(argument);
            }

            Process process = Process.Start(start)!;
            Task<string> error = process.StandardError.ReadToEndAsync();
            try
            {
                using var patience = new CancellationTokenSource(Patience);
                string? line = await process.StandardOutput.ReadLineAsync(patience.Token);
                while (line is not null && !Address().IsMatch(line))
                {
                    line = await process.StandardOutput.ReadLineAsync(patience.Token);
                }

                return line is not null ? new(process, folder, file, new Uri(Address().Match(line).Value)) : throw new InvalidOperationException($"the watch did not begin: {await error}");
            }
            catch
            {
                process.Kill();
                process.Dispose();
                Directory.Delete(folder, recursive: true);
                throw;
            }
        }

        public void Append(string lines) => File.AppendAllText(_file, lines);

        public void Replace(string content)
        {
            string other = _file + ".new";
            File.WriteAllText(other, content);
            File.Move(other, _file, overwrite: true);
        }

        /// <summary>Ends the tool politely, where the system knows how. Not by the signal of Ctrl+C: what a shell starts in the background ignores it.</summary>
        public async Task<int> EndAsync()
        {
            if (OperatingSystem.IsWindows())
            {
                _process.Kill();
                await _process.WaitForExitAsync();
                return 0;
            }

            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            using var patience = new CancellationTokenSource(Patience);
            await _process.WaitForExitAsync(patience.Token);
            return _process.ExitCode;
        }

        public async ValueTask DisposeAsync()
        {
            if (!_process.HasExited)
            {
                _process.Kill();
                await _process.WaitForExitAsync();
            }

            _process.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }
}
