namespace HeatMap.Tests.Dynamics;

internal static class Time
{
    public static TimeSpan Years(double years) => TimeSpan.FromTicks((long)Math.Round(years * 365 * TimeSpan.TicksPerDay));

    public static TimeSpan Days(double days) => Years(days / 365);
}
