using System.Globalization;

namespace HeatMap;

/// <summary>Moments as people read them, in UTC, and round ones along an axis.</summary>
internal static class HeatTimes
{
    private const long Second = 1000, Minute = 60 * Second, Hour = 60 * Minute, Day = 24 * Hour;

    private static readonly long[] Steps =
    [
        1, 10, 100, Second, 5 * Second, 15 * Second, 30 * Second, Minute, 5 * Minute, 15 * Minute, 30 * Minute, Hour, 3 * Hour, 6 * Hour, 12 * Hour, Day, 2 * Day, 7 * Day, 14 * Day, 28 * Day, 91 * Day, 364 * Day,
        3640 * Day, 36400 * Day, 364000 * Day,
    ];

    /// <summary>The round moments between two, at most so many.</summary>
    public static List<(double UnixMs, string Label)> Ticks(double from, double to, int most)
    {
        var ticks = new List<(double, string)>();
        long step = Array.Find(Steps, s => (to - from) / s <= Math.Max(1, most));
        if (!(to > from) || step == 0)
        {
            return ticks;
        }

        bool isFirst = true;
        for (long tick = (long)Math.Ceiling(from / step) * step; tick < to; tick += step)
        {
            string format = step >= 364 * Day ? "yyyy" : step >= Day ? "d MMM" : isFirst || tick % Day == 0 ? "d MMM HH:mm" : step >= Minute ? "HH:mm" : step >= Second ? "HH:mm:ss" : "HH:mm:ss.fff";
            ticks.Add((tick, Text(tick, format)));
            isFirst = false;
        }

        return ticks;
    }

    /// <summary>A moment in full, as exact as columns need it.</summary>
    public static string Full(double unixMs, long intervalMs) => Text(unixMs, intervalMs % Minute == 0 ? "yyyy-MM-dd HH:mm" : intervalMs % Second == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.fff");

    private static string Text(double unixMs, string format) => DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Clamp(unixMs, 0, 253402300799999)).ToString(format, CultureInfo.InvariantCulture);
}
