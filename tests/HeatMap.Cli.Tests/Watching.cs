using System.Collections.Concurrent;
using HeatMap.Cli.Watching;

namespace HeatMap.Cli.Tests;

/// <summary>A running watch and one reader of its events.</summary>
internal sealed class Watching : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _stop;
    private readonly StringWriter _out, _error;
    private readonly Task _run;
    private readonly Task _reading;
    private readonly BlockingCollection<(string Event, string Data)> _events = [];

    private Watching(Task run, Uri address, CancellationTokenSource stop, StringWriter output, StringWriter error, string? agent)
    {
        (_run, Address, _stop, _out, _error) = (run, address, stop, output, error);
        if (agent is not null)
        {
            Client.DefaultRequestHeaders.Add("User-Agent", agent);
        }

        _reading = Task.Run(Read);
    }

    public Uri Address { get; }

    public HttpClient Client { get; } = new();

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public static async Task<Watching> Of(WatchSettings settings, string? agent = null)
    {
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        CancellationTokenSource stop = new();
        StringWriter output = new(), error = new();
        var console = new ToolConsole(TextWriter.Synchronized(output), TextWriter.Synchronized(error));
        Task run = Task.Run(() => WatchRun.RunAsync(settings with { Poll = TimeSpan.FromMilliseconds(50) }, console, address.SetResult, stop.Token));
        await Task.WhenAny(run, address.Task).WaitAsync(Patience);
        return run.IsCompleted ? throw new InvalidOperationException("the watch has ended", run.Exception) : new(run, await address.Task, stop, output, error, agent);
    }

    public Task<string> Get(string path) => Client.GetStringAsync(new Uri(Address, path));

    /// <summary>The next event of a kind; those of others are passed over.</summary>
    public Task<(string Event, string Data)> Next(string kind) => Task.Run(() =>
    {
        while (_events.TryTake(out (string Event, string Data) item, Patience))
        {
            if (item.Event == kind)
            {
                return item;
            }
        }

        throw new TimeoutException($"no {kind} came");
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run.WaitAsync(Patience);
        await _reading.WaitAsync(Patience);
        Client.Dispose();
        _stop.Dispose();
        _events.Dispose();
    }

    private async Task Read()
    {
        try
        {
            using Stream stream = await Client.GetStreamAsync(new Uri(Address, "events"));
            using var reader = new StreamReader(stream);
            string kind = "", data = "";
            while (await reader.ReadLineAsync() is { } line)
            {
                kind = line.StartsWith("event: ", StringComparison.Ordinal) ? line[7..] : kind;
                data = line.StartsWith("data: ", StringComparison.Ordinal) ? line[6..] : data;
                if (line.Length == 0)
                {
                    _events.Add((kind, data));
                }
            }
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            // The server has ended.
        }
    }
}
