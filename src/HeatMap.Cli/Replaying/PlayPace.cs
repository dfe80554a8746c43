using System.Diagnostics;

namespace HeatMap.Cli.Replaying;

/// <summary>Waits until it is time for an event, so many times as fast as it happened.</summary>
internal sealed class PlayPace(double speed, long firstTimeUnixMs)
{
    /// <summary>No wait is longer: what happens may be drawn meanwhile.</summary>
    private const double LongestWait = 100;

    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>Waits for a moment of the file.</summary>
    /// <param name="timeUnixMs">The moment.</param>
    /// <param name="whileWaiting">Is called before each part of the wait.</param>
    public void WaitFor(long timeUnixMs, Action whileWaiting)
    {
        double due = (timeUnixMs - firstTimeUnixMs) / speed;
        for (double left; (left = due - _clock.Elapsed.TotalMilliseconds) >= 1;)
        {
            whileWaiting();
            Thread.Sleep(TimeSpan.FromMilliseconds(Math.Min(left, LongestWait)));
        }
    }
}
