using System.Text.Json;
using Microsoft.Playwright;

namespace HeatMap.Browser.Tests;

/// <summary>A page that is open: what it asked for and complained of is kept.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string? _file;
    private readonly List<string> _complaints = [];
    private readonly List<string> _requests = [];

    internal OpenPage(IPage page, IBrowserContext context, string? file)
    {
        (Page, _context, _file) = (page, context, file);
        page.PageError += (_, error) => _complaints.Add("error: " + error);
        page.Console += (_, message) =>
        {
            // The last is of the tests' own looking at pixels.
            if (message.Type is "error" or "warning" && !message.Text.Contains("readback", StringComparison.Ordinal))
            {
                _complaints.Add($"{message.Type}: {message.Text}");
            }
        };
        page.Request += (_, request) => _requests.Add(request.Url);
        page.Dialog += (_, dialog) =>
        {
            _complaints.Add("dialog: " + dialog.Message);
            _ = dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    /// <summary>Errors and warnings so far.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    /// <summary>The addresses that were asked for so far.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    /// <summary>Nothing went wrong, and nothing was asked for but the page itself.</summary>
    public void AssertQuiet()
    {
        Assert.Empty(_complaints);
        Assert.All(_requests, url => Assert.True(url.StartsWith("data:", StringComparison.Ordinal) || url.StartsWith("blob:", StringComparison.Ordinal) || url == _requests[0], $"the page asked for {url}"));
    }

    /// <summary>What a script says.</summary>
    public Task<JsonElement> AskAsync(string script) => Page.EvaluateAsync<JsonElement>(script);

    /// <summary>The words of the box that shows what is under the pointer, line by line; empty when it is hidden.</summary>
    public async Task<IReadOnlyDictionary<string, string>> HoverAsync(int chart, double x, double y)
    {
        ILocator plot = Page.Locator(".plot").Nth(chart);
        await plot.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await plot.BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync((float)(box.X + x), (float)(box.Y + y));
        JsonElement said = await AskAsync($$"""
            () => { const tip = document.querySelectorAll('.tip')[{{chart}}];
              return tip.hidden ? {} : Object.fromEntries([['title', tip.querySelector('strong').textContent], ...[...tip.querySelectorAll('tr')].map(r => [r.children[0].textContent, r.children[1].textContent])]); }
            """);
        return said.EnumerateObject().Where(static p => p.Name != "$id").ToDictionary(static p => p.Name, static p => p.Value.GetString()!);
    }

    /// <summary>How many different colours a sample of the canvas has: one means that nothing is drawn.</summary>
    public async Task<int> ColoursAsync(int chart)
    {
        JsonElement colours = await AskAsync($$"""
            () => { const canvas = document.querySelectorAll('.plot')[{{chart}}].querySelector('canvas'), seen = new Set();
              const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              for (let i = 0; i < pixels.length; i += 4 * 7) seen.add((pixels[i] << 16) | (pixels[i + 1] << 8) | pixels[i + 2]);
              return seen.size; }
            """);
        return colours.GetInt32();
    }

    /// <summary>A number of a script.</summary>
    public async Task<double> NumberAsync(string script) => (await AskAsync(script)).GetDouble();

    /// <summary>A picture for people, into the folder that the variable HEATMAP_PAGES names; nothing without it.</summary>
    public async Task LookAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("HEATMAP_PAGES") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        if (_file is not null)
        {
            File.Delete(_file);
        }
    }

    internal static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
