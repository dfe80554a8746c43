using System.Text.Json;

namespace HeatMap.Tests.Golden;

/// <summary>Cases of theory: columns, years, and the tolerance that each states.</summary>
internal static class TheoryCase
{
    public static double[] Column(this JsonElement row, string name) => [.. row.GetProperty(name).EnumerateArray().Select(v => v.GetDouble())];

    public static TimeSpan Years(this JsonElement row, string name) => new((long)Math.Round(row.GetProperty(name).GetDouble() * 365 * TimeSpan.TicksPerDay));

    /// <summary>Passes when |actual − expected| is at most the greater of the two tolerances.</summary>
    public static void Near(this JsonElement row, double expected, double actual, string what)
    {
        JsonElement tolerance = row.GetProperty("tolerance");
        Expect.Near(expected, actual, Math.Max(tolerance.Number("abs"), tolerance.Number("rel") * Math.Abs(expected)), $"{row.Text("id")} {what}");
    }
}
