using System.Globalization;

namespace HeatMap;

/// <summary>Numbers of readings as people read them, beside <see cref="CompactNumber"/>.</summary>
internal static class ReadingWords
{
    public static string Of(Side side) => side == Side.Long ? "long" : side == Side.Short ? "short" : "none";

    /// <summary>A fraction as percent, three digits of it: 0.5 %, 12.3 %.</summary>
    public static string Percent(double fraction)
    {
        double percent = fraction * 100, size = Math.Abs(percent);
        return !double.IsFinite(percent) ? "n/a"
            : percent.ToString(size >= 99.95 ? "#,0" : size >= 9.995 ? "0.#" : size >= 0.0995 || size == 0 ? "0.##" : "0.###", CultureInfo.InvariantCulture) + " %";
    }

    /// <summary>A signed number of two decimals.</summary>
    public static string Signed(double number) => double.IsFinite(number) ? number.ToString("+0.00;−0.00;0.00", CultureInfo.InvariantCulture) : "n/a";

    /// <summary>A length of time in the largest units that say it in full: 1 d, 36 h, 90 min.</summary>
    public static string Time(TimeSpan time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Divides(time, TimeSpan.TicksPerDay) ? $"{time.TotalDays:0.##} d" : Divides(time, TimeSpan.TicksPerHour) ? $"{time.TotalHours:0.##} h" : Divides(time, TimeSpan.TicksPerMinute) ? $"{time.TotalMinutes:0.##} min" : $"{time.TotalSeconds:0.###} s")}");

    private static bool Divides(TimeSpan time, long unit) => time.Ticks >= unit && time.Ticks % unit == 0;
}
