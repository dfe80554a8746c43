using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <content>The row itself.</content>
public sealed partial class PathFeatures
{
    internal const string SideName = "side";

    private static readonly string[] ShapeNames = ["log hours since as far", "log body", "log wick for"];

    private static readonly string[] InsideNames = ["log greatest run against", "log greatest run for", "log deviation inside"];

    /// <summary>Writes the row of a side for the path of the next interval.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="path">The interval's path. It begins at or after the end of the last bar.</param>
    /// <param name="row">Receives <see cref="Count"/> numbers, named by <see cref="Names"/>; NaN where a number is unknown.</param>
    /// <exception cref="ArgumentException">There is too little room, the path begins before the last bar ended, or it has no price.</exception>
    /// <exception cref="InvalidOperationException">No bar has been read.</exception>
    /// <remarks>O(log bars of a month). Allocates nothing.</remarks>
    public void Fill(Side side, in IntervalPath path, Span<double> row)
    {
        Guard.Defined(side);
        if (EndUnixMs is not { } end)
        {
            throw new InvalidOperationException("no bar has been read");
        }

        if (row.Length < Count)
        {
            Throw.Argument(nameof(row), $"row must hold {Count} numbers, had room for {row.Length}");
        }

        if (!(path.Start > 0) || path.StartUnixMs < end)
        {
            Throw.Argument(nameof(path), $"the path must have prices and begin at {end} or later, began at {path.StartUnixMs}");
        }

        bool isLong = side == Side.Long;
        double unit = Deviation, fast = Math.Sqrt(_fast.Mean * Interval.TotalHours);
        double against = path.Adverse(side), with = path.Adverse(isLong ? Side.Short : Side.Long);
        double move = (isLong ? -1 : 1) * Math.Log(path.Close / path.Start);

        // A price that never moved has no unit; the smallest one that is still a number of ours makes every reach zero or far.
        unit = Math.Max(unit, 1e-9);
        fast = Math.Max(fast, 1e-9);
        double reach = against / unit, log = Math.Log(reach + 0.05);
        int i = 0;
        row[i++] = Math.Min(reach, 12);
        row[i++] = log;
        row[i++] = Math.Min(reach, 6) * Math.Min(reach, 6);
        row[i++] = log * log;
        row[i++] = Math.Log(against + 2e-4);
        row[i++] = Math.Min(against / fast, 12);
        row[i++] = Math.Log((against / fast) + 0.05);
        row[i++] = Math.Log((with / unit) + 0.1);
        row[i++] = Math.Clamp(move / unit, -8, 8);
        row[i++] = Math.Log(against + with + 1e-4);
        i = FillExtremes(isLong, path, row, i);
        row[i++] = Math.Log(fast);
        row[i++] = Math.Log(unit);
        row[i++] = Math.Log(OpenInterestNotional);
        i = FillLiquidations(isLong ? _longs : _shorts, path.StartUnixMs, row, i);
        i = FillLiquidations(isLong ? _shorts : _longs, path.StartUnixMs, row, i);
        i = FillClock(path.StartUnixMs, row, i);
        row[i++] = isLong ? -0.5 : 0.5;
        if (_options.HasShape)
        {
            double body = Math.Abs(move), upper = Math.Log(path.High / Math.Max(path.Start, path.Close)), lower = Math.Log(Math.Min(path.Start, path.Close) / path.Low);
            row[i++] = Math.Log(HoursSinceAsFar(isLong, path));
            row[i++] = Math.Log((body / unit) + 0.05);
            row[i++] = Math.Log(((isLong ? upper : lower) / unit) + 0.05);
        }

        if (_options.HasInside)
        {
            row[i++] = Math.Log(((isLong ? path.DeepestFall : path.GreatestRise) / unit) + 0.05);
            row[i++] = Math.Log(((isLong ? path.GreatestRise : path.DeepestFall) / unit) + 0.05);
            row[i++] = Math.Log((Math.Sqrt(path.Variance) / unit) + 0.05);
        }

        System.Diagnostics.Debug.Assert(i == Count, "names and numbers go together");
    }

    /// <summary>How far the path goes beyond what was reached before.</summary>
    private int FillExtremes(bool isLong, in IntervalPath path, Span<double> row, int i)
    {
        RunningExtremes past = isLong ? _lows : _highs;
        double extreme = isLong ? -Math.Log(path.Low) : Math.Log(path.High), start = isLong ? -Math.Log(path.Start) : Math.Log(path.Start);
        foreach (long window in _windows)
        {
            double known = past.Since(path.StartUnixMs - window), beyond = Math.Max(0, extreme - (double.IsNaN(known) ? start : known));
            row[i++] = Math.Log(beyond + 5e-4);
            row[i++] = Math.Min(beyond, 0.06) * 100;
        }

        return i;
    }

    private double HoursSinceAsFar(bool isLong, in IntervalPath path)
    {
        RunningExtremes past = isLong ? _lows : _highs;
        double extreme = isLong ? -Math.Log(path.Low) : Math.Log(path.High);
        long age = Math.Min(past.LastAtLeast(extreme) is { } time ? path.StartUnixMs - time : MonthMs, MonthMs);
        return Math.Max(age, _barMs) / (double)TimeSpan.MillisecondsPerHour;
    }

    private int FillLiquidations(PastMeans past, long start, Span<double> row, int i)
    {
        foreach (long window in _liquidationWindows)
        {
            row[i++] = Math.Log((past.Since(start - window) / BarLength.TotalHours) + _options.LiquidationFloor);
        }

        return i;
    }

    private static int FillClock(long start, Span<double> row, int i)
    {
        double turn = 2 * Math.PI * (((start % TimeSpan.MillisecondsPerDay) + TimeSpan.MillisecondsPerDay) % TimeSpan.MillisecondsPerDay) / TimeSpan.MillisecondsPerDay;
        (row[i++], row[i++]) = Math.SinCos(turn);
        (row[i++], row[i++]) = Math.SinCos(2 * turn);
        row[i++] = DateTimeOffset.FromUnixTimeMilliseconds(start).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 1 : 0;
        return i;
    }

    private ImmutableArray<string> MakeNames() =>
    [
        "reach", "log reach", "reach squared", "log reach squared", "log move against", "reach by fast volatility", "log reach by fast volatility",
        "log move for", "return against", "log range",
        .. _windows.SelectMany(w => (string[])[$"log extension beyond {Text(w)}", $"extension beyond {Text(w)}"]),
        "log fast volatility", "log slow volatility", "log open interest",
        .. _liquidationWindows.Select(w => $"log own liquidations, {Text(w)}"),
        .. _liquidationWindows.Select(w => $"log other liquidations, {Text(w)}"),
        "hour sine", "hour cosine", "half-day sine", "half-day cosine", "weekend", SideName,
        .. _options.HasShape ? ShapeNames : [],
        .. _options.HasInside ? InsideNames : [],
    ];

    private static string Text(long milliseconds) => FormattableString.Invariant($"{milliseconds / (double)TimeSpan.MillisecondsPerHour:0.####} h");
}
