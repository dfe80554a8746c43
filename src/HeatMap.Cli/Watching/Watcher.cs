using HeatMap.Charts;
using HeatMap.Cli.Estimating;
using HeatMap.Cli.Mapping;
using HeatMap.Cli.Output;
using HeatMap.Cli.Replaying;

namespace HeatMap.Cli.Watching;

/// <summary>Reads the input whenever it changed, and shows what came of it. What is refused leaves the last good picture.</summary>
internal sealed class Watcher : IDisposable
{
    /// <summary>Between two pictures: at most four a second.</summary>
    public static readonly TimeSpan LeastPause = TimeSpan.FromMilliseconds(250);

    private readonly WatchSettings _settings;
    private readonly WatchState _state;
    private readonly ToolConsole _console;
    private readonly WatchVoice _voice;
    private readonly WatchedInput _input;
    private readonly RuleWatch _rules;
    private readonly EventTail _tail;
    private readonly SnapshotCharts _snapshots;
    private InputStamp? _seen;
    private bool _isWaiting;
    private long? _eventsHeard;

    public Watcher(WatchSettings settings, WatchState state, ToolConsole console)
    {
        (_settings, _state) = (settings, state);

        // Bars of progress would be drawn over what rules say.
        _console = console with { ErrorIsTerminal = false };
        _voice = new(state, _console);
        _input = new(settings.Path);
        _rules = new(settings.Rules);
        _tail = new(_input);
        _snapshots = new(settings, _input, _console);
    }

    /// <summary>Reads the input for the first time.</summary>
    /// <exception cref="ToolException">It is refused.</exception>
    public void Begin() => OrWait(() => Refresh(_input.Find(), CancellationToken.None));

    /// <summary>Looks again and again, until stopped.</summary>
    public async Task FollowAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await Task.Delay(_settings.Poll, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stop.IsCancellationRequested)
            {
                Try(() => Look(stop));
            }
        }
    }

    /// <summary>Plays a recorded log to its end.</summary>
    /// <param name="shown">Is called once there is something to show.</param>
    /// <param name="stop">Ends the play.</param>
    public void Play(Action shown, CancellationToken stop)
    {
        (string copy, InputStamp stamp) = ("", default(InputStamp));
        while (!OrWait(() =>
        {
            stamp = _input.Find();
            (copy, _) = _input.Copy(stamp);
            RequireRows(copy, stamp.File);
        }))
        {
            shown();
            stop.WaitHandle.WaitOne(_settings.Poll);
            stop.ThrowIfCancellationRequested();
        }

        var screen = new WatchScreen(_state, _settings.Symbol, _rules, _voice.Alert, showsPlay: true, stop);
        ReplayResult result = Named(copy, stamp.File, () => EventPlayer.Play(_settings.ForEvents(copy), _console, new FirstShown(screen, shown)));
        _state.Show(ResultCharts.Of(result));
        _state.Say($"The replay has ended: {result.Counts.Values.Sum()} events, {Orders(result)}");
        shown();
    }

    /// <summary>Does something that the input may refuse; then the page and standard error say why.</summary>
    public void Try(Action action)
    {
        try
        {
            OrWait(action);
        }
        catch (ToolException error)
        {
            _voice.Tell(_state.Charts.Length == 0 ? "Refused: " : "Refused, the picture before stays: ", error.Message);
        }
    }

    public void Dispose() => _input.Dispose();

    private void Look(CancellationToken stop)
    {
        InputStamp now = _input.Find();
        if (now != _seen || _isWaiting)
        {
            Refresh(now, stop);
        }
    }

    private void Refresh(InputStamp stamp, CancellationToken stop)
    {
        bool isOther = _seen is { } seen && (seen.File != stamp.File || stamp.Length < seen.Length);
        _seen = stamp;
        if (_tail.TryTake(stamp, out string piece, out bool isHalf))
        {
            Show(stamp, piece, isHalf, InputKind.Events, isOther: false, stop);
            return;
        }

        (string copy, bool hasHalf) = _input.Copy(stamp);
        if (isOther)
        {
            // What stood before was another file: all that the new one says is news.
            _eventsHeard = 0;
        }

        Show(stamp, copy, hasHalf, RequireRows(copy, stamp.File), isOther, stop);
    }

    private void Show(InputStamp stamp, string copy, bool hasHalf, InputKind kind, bool isOther, CancellationToken stop)
    {
        (Chart[] charts, string what) = Named(copy, stamp.File, () => Read(copy, stamp, kind, stop));
        _state.Show(charts);
        string half = hasHalf ? "; the last line has no end yet and is not counted" : "";
        _state.Say($"{Path.GetFileName(stamp.File)}{(isOther && !(kind == InputKind.Positions && _input.IsFolder) ? ", which replaced what was there" : "")}, {Clock()} UTC: {what}{half}");
    }

    private (Chart[] Charts, string What) Read(string copy, InputStamp stamp, InputKind kind, CancellationToken stop)
    {
        switch (kind)
        {
            case InputKind.Positions:
                LoadedMap loaded = MapLoader.Load(_snapshots.For(copy), _console);
                Ask(loaded.Map);
                string waiting = $"positions, {CompactNumber.Notional(loaded.Map.Total.Notional)} waiting";
                if (!_input.IsFolder)
                {
                    return (ResultCharts.Of(loaded), waiting);
                }

                (Chart[] charts, string of) = _snapshots.Of(stamp, loaded);
                return (charts, waiting + of);
            case InputKind.Bars:
                EstimateResult estimate = EstimateRun.Of(_settings.ForBars(copy), _console);
                Ask(estimate.Shown.Map);
                return (ResultCharts.Of(estimate), $"{estimate.Venues[0].Bars.Bars.Count} bars");
            default:
                var screen = new WatchScreen(_state, _settings.Symbol, new(_settings.Rules), _voice.Alert, showsPlay: false, stop) { HeardFrom = _eventsHeard ?? long.MaxValue };
                ReplayResult result = _tail.Play(_settings.ForEvents(copy), stamp, _console, screen);
                _eventsHeard = screen.Events;
                return (ResultCharts.Of(result), $"{screen.Events} events, {Orders(result)}");
        }
    }

    /// <summary>Asks the rules what happened since the map before.</summary>
    private void Ask(LiquidationMap map)
    {
        foreach (string told in _rules.Look(map.View))
        {
            _voice.Alert(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), told);
        }
    }

    /// <summary>Does something that may find nothing yet; then the page says what is waited for, and standard error once.</summary>
    /// <returns>Whether there was something.</returns>
    private bool OrWait(Action action)
    {
        try
        {
            _isWaiting = false;
            action();
            return true;
        }
        catch (WaitingForInput waiting)
        {
            (_isWaiting, _eventsHeard) = (true, 0);
            _voice.Tell(_state.Charts.Length == 0 ? "" : "The picture before stays: ", waiting.Message);
            return false;
        }
    }

    /// <summary>What the input holds, if it holds anything yet and the options go with it.</summary>
    private InputKind RequireRows(string copy, string name)
    {
        InputContent content = InputContent.Of(copy, name, _settings.Kind);
        KindOptions.Require(_settings, content.Kind, _input.IsFolder);
        return content.HasRows ? content.Kind : throw new WaitingForInput($"{name} holds nothing but its header; waiting for the first line");
    }

    /// <summary>Errors name the user's file, not the copy.</summary>
    private static T Named<T>(string copy, string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ToolException error)
        {
            throw new ToolException(error.ExitCode, error.Message.Replace(copy, file, StringComparison.Ordinal));
        }
    }

    private static string Orders(ReplayResult result) => result.Orders.Count == 1 ? "1 forced order" : $"{result.Orders.Count} forced orders";

    private static string Clock() => TimeProvider.System.GetUtcNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
