using System.Globalization;

namespace HeatMap.Charts.Drawing;

/// <summary>Round numbers along an axis, and the numbers and words of charts.</summary>
internal static class Ticks
{
    private const double Minute = 60_000, Hour = 60 * Minute, Day = 24 * Hour;

    private static ReadOnlySpan<double> TimeSteps => [1000, 5000, 15_000, Minute, 5 * Minute, 15 * Minute, Hour, 3 * Hour, 6 * Hour, 12 * Hour, Day, 2 * Day, 5 * Day, 10 * Day, 30 * Day, 90 * Day, 365 * Day];

    /// <summary>Multiples of 1, 2 or 5 times a power of ten within a range; none where the range is empty or not finite.</summary>
    public static double[] Round(double from, double to, int about)
    {
        double span = to - from;
        if (!double.IsFinite(span) || span <= 0)
        {
            return [];
        }

        double raw = span / Math.Max(1, about), power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = power * (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        var ticks = new List<double>();
        for (double k = Math.Ceiling(from / step); k * step <= to + (1e-9 * step); k++)
        {
            ticks.Add(k * step);
        }

        return [.. ticks];
    }

    /// <summary>As <see cref="Round"/>, but in finer steps where that gives only one: from one number no scale can be read.</summary>
    public static double[] AtLeastTwo(double from, double to, int about)
    {
        double[] ticks = Round(from, to, about);
        return ticks.Length > 1 ? ticks : Round(from, to, 2 * about) is { Length: > 1 } finer ? finer : Round(from, to, 4 * about);
    }

    /// <summary>Round times of UTC within a range of milliseconds since 1970: whole minutes, hours or days, and about as many as asked for.</summary>
    public static double[] Times(double from, double to, int about)
    {
        if (!(to > from))
        {
            return [];
        }

        double raw = (to - from) / Math.Max(1, about), step = TimeSteps[^1];
        foreach (double candidate in TimeSteps)
        {
            if (candidate >= raw)
            {
                step = candidate;
                break;
            }
        }

        step *= Math.Max(1, Math.Ceiling(raw / step));
        var ticks = new List<double>();
        for (double k = Math.Ceiling(from / step); k * step <= to; k++)
        {
            ticks.Add(k * step);
        }

        return [.. ticks];
    }

    /// <summary>A day by its name, another time by its hour.</summary>
    public static string TimeLabel(double unixMs)
    {
        DateTimeOffset time = DateTimeOffset.FromUnixTimeMilliseconds((long)unixMs);
        return time.ToString(time.TimeOfDay == TimeSpan.Zero ? "d MMM" : time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>UTC as long as the interval asks for.</summary>
    public static string Time(long unixMs, TimeSpan interval) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString(interval >= TimeSpan.FromDays(1) ? "yyyy-MM-dd" : interval < TimeSpan.FromMinutes(1) ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Notional in compact form with its unit, where that is known.</summary>
    public static string Notional(double notional, string? unit) => unit is null ? CompactNumber.Notional(notional) : $"{CompactNumber.Notional(notional)} {unit}";
}
