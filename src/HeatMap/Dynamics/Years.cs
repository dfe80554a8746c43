namespace HeatMap;

/// <summary>Time as the year of volatilities counts it: 365 days.</summary>
internal static class Years
{
    private const double TicksPerYear = 365.0 * TimeSpan.TicksPerDay;

    public static double Of(TimeSpan time) => time.Ticks / TicksPerYear;
}
