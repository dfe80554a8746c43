using Microsoft.AspNetCore.Builder;

namespace HeatMap.Cli.Watching;

/// <summary>Watches an input and serves what it shows, until stopped.</summary>
internal static class WatchRun
{
    /// <summary>Runs until the process is told to end, or the token is.</summary>
    /// <param name="settings">What to watch.</param>
    /// <param name="console">Where the address and what rules say are printed.</param>
    /// <param name="started">Is told the address.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="ToolException">The input is refused at the beginning, or the port is taken.</exception>
    public static async Task RunAsync(WatchSettings settings, ToolConsole console, Action<Uri>? started, CancellationToken stop)
    {
        if (settings.Kind is { } kind)
        {
            KindOptions.Require(settings, kind, Directory.Exists(settings.Path) || !File.Exists(settings.Path));
        }

        var state = new WatchState();
        using var watcher = new Watcher(settings, state, console);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task work = settings.IsReplay ? await BeginPlay(watcher, end.Token).ConfigureAwait(false) : Begin(watcher);
        try
        {
            WebApplication app = await WatchServer.StartAsync(settings, state, stop).ConfigureAwait(false);
            await using (app.ConfigureAwait(false))
            {
                using CancellationTokenRegistration stopping = app.Lifetime.ApplicationStopping.Register(end.Cancel);
                var address = new Uri(app.Urls.First());
                console.Out.WriteLine($"heatmap: watching {settings.Path} at {address} (Ctrl+C ends it)");
                console.Out.Flush();
                started?.Invoke(address);
                Task follow = settings.IsReplay ? work : watcher.FollowAsync(end.Token);
                await Task.Delay(Timeout.Infinite, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await app.StopAsync(CancellationToken.None).ConfigureAwait(false);
                await follow.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            // The play ends before the folder of its copy goes.
            await end.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static Task Begin(Watcher watcher)
    {
        watcher.Begin();
        return Task.CompletedTask;
    }

    /// <summary>Starts the play and waits for its first picture; what goes wrong before is thrown, what goes wrong later is shown.</summary>
    private static async Task<Task> BeginPlay(Watcher watcher, CancellationToken stop)
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task play = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    watcher.Try(() =>
                    {
                        try
                        {
                            watcher.Play(() => first.TrySetResult(), stop);
                        }
                        catch (ToolException error) when (first.TrySetException(error))
                        {
                            // Thrown where the play was begun.
                        }
                    });
                }
                catch (OperationCanceledException)
                {
                    first.TrySetCanceled(CancellationToken.None);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await first.Task.ConfigureAwait(false);
        return play;
    }
}
