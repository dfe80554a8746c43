namespace HeatMap.Cli.Watching;

/// <summary>The pages of one browser that follow the news. Browsers open six connections to an address: when all are taken by news, not even the page of a seventh comes. So the oldest makes room.</summary>
internal sealed class ReaderSeats
{
    /// <summary>One connection stays free for pages.</summary>
    public const int MostOfOneBrowser = 5;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedList<CancellationTokenSource>> _taken = new(StringComparer.Ordinal);

    /// <summary>Gives a reader its seat.</summary>
    /// <param name="agent">What the reader calls itself. Readers that do not say that they are a browser are not counted.</param>
    /// <returns>The seat, to be disposed of when the reader is gone.</returns>
    public Seat Take(string? agent)
    {
        var end = new CancellationTokenSource();
        if (agent is null || !agent.StartsWith("Mozilla/", StringComparison.Ordinal))
        {
            return new(end, static () => { });
        }

        CancellationTokenSource? oldest = null;
        lock (_gate)
        {
            if (!_taken.TryGetValue(agent, out LinkedList<CancellationTokenSource>? taken))
            {
                _taken[agent] = taken = new();
            }

            taken.AddLast(end);
            if (taken.Count > MostOfOneBrowser)
            {
                oldest = taken.First!.Value;
                taken.RemoveFirst();
            }
        }

        oldest?.Cancel();
        return new(end, () => Leave(agent, end));
    }

    private void Leave(string agent, CancellationTokenSource end)
    {
        lock (_gate)
        {
            if (_taken.TryGetValue(agent, out LinkedList<CancellationTokenSource>? taken) && taken.Remove(end) && taken.Count == 0)
            {
                _taken.Remove(agent);
            }
        }
    }

    /// <summary>The place of one reader.</summary>
    public sealed class Seat(CancellationTokenSource end, Action leave) : IDisposable
    {
        /// <summary>Ends when a newer page of the same browser needs the place.</summary>
        public CancellationToken Lost { get; } = end.Token;

        /// <inheritdoc/>
        public void Dispose() => leave();
    }
}
