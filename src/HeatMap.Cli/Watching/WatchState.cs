using HeatMap.Charts;

namespace HeatMap.Cli.Watching;

/// <summary>What is shown now. One writes; any number read, each the newest state: nothing queues up for a slow reader.</summary>
internal sealed class WatchState
{
    /// <summary>As many as the page keeps.</summary>
    private const int MostAlerts = 200;

    private readonly Lock _gate = new();
    private readonly Queue<string> _alerts = new();
    private Chart[] _charts = [];
    private string _documents = "[]", _status = "";
    private long _chartsVersion, _statusVersion, _alertCount;
    private TaskCompletionSource _changed = New();

    /// <summary>The charts, for a page that begins.</summary>
    public Chart[] Charts
    {
        get
        {
            lock (_gate)
            {
                return _charts;
            }
        }
    }

    /// <summary>Shows charts; the same as before are no news.</summary>
    public void Show(Chart[] charts)
    {
        string documents = "[" + string.Join(',', charts.Select(static c => c.ToJson())) + "]";
        lock (_gate)
        {
            _charts = charts;
            if (documents != _documents)
            {
                (_documents, _chartsVersion) = (documents, _chartsVersion + 1);
                Wake();
            }
        }
    }

    /// <summary>Says where things stand.</summary>
    /// <returns>Whether that is news.</returns>
    public bool Say(string status)
    {
        lock (_gate)
        {
            if (status == _status)
            {
                return false;
            }

            (_status, _statusVersion) = (status, _statusVersion + 1);
            Wake();
            return true;
        }
    }

    /// <summary>Tells that a rule spoke.</summary>
    public void Alert(string text)
    {
        lock (_gate)
        {
            _alerts.Enqueue(text);
            _alertCount++;
            if (_alerts.Count > MostAlerts)
            {
                _alerts.Dequeue();
            }

            Wake();
        }
    }

    /// <summary>What there is to read.</summary>
    /// <param name="alertsSeen">How many alerts the reader has seen.</param>
    public WatchView Look(long alertsSeen)
    {
        lock (_gate)
        {
            long kept = _alertCount - _alerts.Count, from = alertsSeen < 0 || alertsSeen > _alertCount ? kept : Math.Max(alertsSeen, kept);
            return new(_documents, _chartsVersion, _status, _statusVersion, [.. _alerts.Skip((int)(from - kept))], _alertCount, _changed.Task);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Wake()
    {
        _changed.SetResult();
        _changed = New();
    }
}

/// <summary>One look at the state.</summary>
/// <param name="Documents">A JSON array of charts.</param>
/// <param name="ChartsVersion">Grows with every change of them.</param>
/// <param name="Status">Where things stand.</param>
/// <param name="StatusVersion">Grows with every change of it.</param>
/// <param name="Alerts">Those that the reader has not seen, as far as they are kept.</param>
/// <param name="AlertCount">How many there were in all.</param>
/// <param name="Changed">Ends with the next change after this look.</param>
internal sealed record WatchView(string Documents, long ChartsVersion, string Status, long StatusVersion, string[] Alerts, long AlertCount, Task Changed);
