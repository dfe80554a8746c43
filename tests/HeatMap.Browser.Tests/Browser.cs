using Microsoft.Playwright;

namespace HeatMap.Browser.Tests;

/// <summary>One Chromium for all tests. Where it comes from: the variable CHROMIUM, else Debian's place.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The browser's file.</summary>
    public static string File { get; } = Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";

    /// <summary>Why there is no browser; null where there is one.</summary>
    public static string? Missing { get; } = System.IO.File.Exists(File)
        ? null
        : $"no browser: {File} does not exist. Install Chromium (Debian: apt-get install chromium fonts-liberation) or name one in the variable CHROMIUM.";

    public async Task InitializeAsync()
    {
        if (Missing is not null)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = File,
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
    }

    /// <summary>Opens a page of ours from a file, as a reader does, and waits until its charts are drawn.</summary>
    public async Task<OpenPage> OpenAsync(string html, int width = 1280, int height = 800, ColorScheme scheme = ColorScheme.Light)
    {
        string file = Path.Combine(Path.GetTempPath(), $"heatmap-{Guid.NewGuid():N}.html");
        await System.IO.File.WriteAllTextAsync(file, html);
        return await OpenAsync(new Uri(file), width, height, scheme, file);
    }

    /// <summary>Opens an address, and waits until its charts are drawn, if it has any.</summary>
    public async Task<OpenPage> OpenAsync(Uri address, int width, int height, ColorScheme scheme, string? file, bool hasCharts = true)
    {
        if (_browser is null)
        {
            throw new InvalidOperationException(Missing);
        }

        IBrowserContext context = await _browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = height }, ColorScheme = scheme, DeviceScaleFactor = 1 });
        IPage page = await context.NewPageAsync();
        var open = new OpenPage(page, context, file);
        await page.GotoAsync(address.AbsoluteUri);
        if (hasCharts)
        {
            await page.WaitForFunctionAsync("() => window.heatmap && window.heatmap.ready === true");
        }

        return open;
    }
}
