using System.Globalization;

namespace HeatMap.Charts.Drawing;

/// <summary>Round numbers along an axis, and the numbers and words of charts.</summary>
internal static class Ticks
{
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

    /// <summary>UTC as long as the interval asks for.</summary>
    public static string Time(long unixMs, TimeSpan interval) =>
        DateTimeOffset.FromUnixTimeMilliseconds(unixMs).ToString(interval >= TimeSpan.FromDays(1) ? "yyyy-MM-dd" : interval < TimeSpan.FromMinutes(1) ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Notional in compact form with its unit, where that is known.</summary>
    public static string Notional(double notional, string? unit) => unit is null ? CompactNumber.Notional(notional) : $"{CompactNumber.Notional(notional)} {unit}";
}
