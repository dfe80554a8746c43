using System.Diagnostics;
using HeatMap.Charts;
using HeatMap.Cli.Output;
using HeatMap.Cli.Replaying;

namespace HeatMap.Cli.Watching;

/// <summary>Shows a replay on the page while it goes on, and asks the rules after every event.</summary>
/// <param name="state">What is shown.</param>
/// <param name="symbol">The contract; null when nobody names it.</param>
/// <param name="rules">Rules to ask.</param>
/// <param name="alert">Is told what they say, and when it happened.</param>
/// <param name="showsPlay">Whether the play itself is shown, not only its end.</param>
/// <param name="stop">Ends the play.</param>
internal sealed class WatchScreen(WatchState state, string? symbol, RuleWatch rules, Action<long, string> alert, bool showsPlay, CancellationToken stop) : IReplayScreen
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _next;

    /// <summary>How many events there were.</summary>
    public long Events { get; private set; }

    /// <summary>From which event on the rules are heard: those before were there already.</summary>
    public long HeardFrom { get; init; }

    /// <inheritdoc/>
    public void Show(LivingSession session, HeatColumns? columns, long timeUnixMs)
    {
        stop.ThrowIfCancellationRequested();
        if (!showsPlay || columns is null || _clock.Elapsed < _next)
        {
            return;
        }

        LiquidationMap map = session.Map.ToMap().Reband(columns.Grid);
        state.Show([ResultCharts.Heat(columns.SoFar(), symbol), map.ToChart(new MapChartOptions { Title = ResultCharts.Title(symbol, "waiting now") })]);
        state.Say($"Replay: {ReplayTable.Time(timeUnixMs)} UTC, {session.Events} events");

        // After the work, so that a picture that takes long does not keep the play from going on.
        _next = _clock.Elapsed + Watcher.LeastPause;
    }

    /// <inheritdoc/>
    public void Tell(ReplayedOrder order)
    {
    }

    /// <inheritdoc/>
    public void Happened(in PositionEvent item, LivingSession session)
    {
        Events++;
        if (!rules.Any)
        {
            return;
        }

        bool isMark = item.Kind == PositionEventKind.Mark;
        PriceRange? path = isMark ? new(double.IsNaN(item.Low) ? item.Price : item.Low, double.IsNaN(item.High) ? item.Price : item.High) : null;
        foreach (string told in rules.Look(session.Map.View, path))
        {
            if (Events > HeardFrom)
            {
                alert(item.TimeUnixMs, told);
            }
        }
    }
}
