using System.Net;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using HeatMap.Charts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HeatMap.Cli.Watching;

/// <summary>Serves the page and its news on this machine alone.</summary>
internal static class WatchServer
{
    /// <summary>Pages of other sites may make a name of theirs point here; they cannot make the browser say one of ours.</summary>
    private static readonly string[] Hosts = ["127.0.0.1", "localhost", "[::1]"];

    /// <summary>Begins to serve.</summary>
    /// <exception cref="ToolException">The port is taken.</exception>
    public static async Task<WebApplication> StartAsync(WatchSettings settings, WatchState state, CancellationToken stop)
    {
        // No settings are read from the user's folder.
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, settings.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = 256;
        });
        WebApplication app = builder.Build();
        app.Use(static (context, next) =>
        {
            context.Response.Headers.CacheControl = "no-store";
            context.Response.Headers.XContentTypeOptions = "nosniff";
            if (Hosts.Contains(context.Request.Host.Host))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        });
        var options = new ChartPageOptions { Theme = settings.Theme, Palette = settings.Palette, Updates = "/events" };
        var seats = new ReaderSeats();
        app.MapGet("/", () => TypedResults.Content(state.Charts is { Length: > 0 } charts ? ChartPage.ToHtml(charts, options) : WaitingPage.ToHtml(state.Look(0).Status, settings.Theme), "text/html; charset=utf-8"));
        app.MapGet("/charts.json", () => TypedResults.Content(state.Look(0).Documents, "application/json"));
        app.MapGet("/health", () => TypedResults.Content("ok\n", "text/plain"));
        app.MapGet("/events", (HttpContext context) => TypedResults.ServerSentEvents(
            Events(state, seats, context.Request.Headers.UserAgent, context.Request.Headers["Last-Event-ID"], app.Lifetime.ApplicationStopping, context.RequestAborted)));
        try
        {
            await app.StartAsync(stop).ConfigureAwait(false);
            return app;
        }
        catch (IOException error)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw ToolException.Usage(string.Create(CultureInfo.InvariantCulture, $"--port {settings.Port} cannot be used: {error.InnerException?.Message ?? error.Message}"));
        }
    }

    /// <summary>The newest state, again and again: whoever reads slowly misses what was in between.</summary>
    private static async IAsyncEnumerable<SseItem<string>> Events(
        WatchState state, ReaderSeats seats, string? agent, string? lastAlert, CancellationToken stopping, [EnumeratorCancellation] CancellationToken aborted)
    {
        using ReaderSeats.Seat seat = seats.Take(agent);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping, aborted, seat.Lost);
        long charts = -1, status = -1, alerts = long.TryParse(lastAlert, NumberStyles.None, CultureInfo.InvariantCulture, out long seen) ? seen : -1;
        while (!end.IsCancellationRequested)
        {
            WatchView now = state.Look(alerts);
            if (now.ChartsVersion != charts)
            {
                charts = now.ChartsVersion;
                yield return new(now.Documents, "charts");
            }

            if (now.StatusVersion != status)
            {
                status = now.StatusVersion;
                yield return new(now.Status, "status");
            }

            long number = now.AlertCount - now.Alerts.Length;
            foreach (string alert in now.Alerts)
            {
                // A page that comes back says the last number that it has.
                yield return new(alert, "alert") { EventId = (++number).ToString(CultureInfo.InvariantCulture) };
            }

            alerts = now.AlertCount;
            await now.Changed.WaitAsync(end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (seat.Lost.IsCancellationRequested)
        {
            yield return new("Shown in a newer tab; reload this one to follow here.", "end");
        }
    }
}
