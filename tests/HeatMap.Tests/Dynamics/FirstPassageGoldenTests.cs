using System.Text.Json;
using HeatMap.Tests.Golden;

namespace HeatMap.Tests.Dynamics;

/// <summary>Numbers that were worked out apart from this library, by other methods.</summary>
public sealed class FirstPassageGoldenTests
{
    [Fact]
    public void GbmTouch() => Run("gbm_touch", 12, row => Matches(row, "probability", Brownian(row).Within(Horizon(row)).Touch(Of(row, "spot"), Of(row, "barrier"))));

    [Fact]
    public void MinInBand() => Run("min_in_band", 5, row =>
        Matches(row, "probability", Brownian(row).Within(Horizon(row)).LowestIn(Of(row, "spot"), new(Of(row, "band_low"), Of(row, "band_high")))));

    [Fact]
    public void Eventual() => Run("eventual", 5, row =>
    {
        Matches(row, "probability", Brownian(row).EventualTouch(Of(row, "spot"), Of(row, "barrier")));
        double mean = Brownian(row).MeanYearsToTouch(Of(row, "spot"), Of(row, "barrier"));
        if (row.GetProperty("expected").NumberOrNull("mean_hit_time_years") is null)
        {
            Assert.True(double.IsNaN(mean), row.Text("id"));
        }
        else
        {
            Matches(row, "mean_hit_time_years", mean);
        }
    });

    [Fact]
    public void TwoSided() => Run("two_sided", 8, row =>
    {
        (double spot, double lower, double upper) = (Of(row, "spot"), Of(row, "lower"), Of(row, "upper"));
        FirstTouch first = Brownian(row).Within(Horizon(row)).FirstOf(spot, lower, upper);
        Matches(row, "lower_first", first.Lower);
        Matches(row, "upper_first", first.Upper);
        Matches(row, "none", first.Neither);
        Matches(row, "lower_first_unbounded", Brownian(row).FirstEventually(spot, lower, upper).Lower);
    });

    [Fact]
    public void Bridge() => Run("bridge", 6, row =>
        Matches(row, "probability", BrownianBridge.Touch(Of(row, "start"), Of(row, "end"), Of(row, "barrier"), Of(row, "volatility"), Time.Years(Of(row, "step_years")))));

    [Fact]
    public void KouTouch() => Run("kou_touch", 5, row =>
    {
        var law = new DoubleExponentialJumps(Of(row, "volatility"), Of(row, "jump_rate"), Of(row, "p_up"), 1 / Of(row, "eta_up"), 1 / Of(row, "eta_down"), Of(row, "log_drift"));
        Matches(row, "probability", law.Within(Horizon(row)).Touch(Of(row, "spot"), Of(row, "barrier")));
    });

    private static GeometricBrownian Brownian(JsonElement row) => GeometricBrownian.WithDrift(Of(row, "volatility"), Of(row, "drift"));

    private static TimeSpan Horizon(JsonElement row) => Time.Years(Of(row, "horizon_years"));

    private static double Of(JsonElement row, string name) => row.GetProperty("inputs").Number(name);

    private static void Run(string kind, int count, Action<JsonElement> check)
    {
        JsonElement[] rows = [.. GoldenFile.Read("reading-theory.json").GetProperty("cases").EnumerateArray().Where(r => r.Text("kind") == "first_passage." + kind)];
        Assert.Equal(count, rows.Length);
        Assert.All(rows, check);
    }

    private static void Matches(JsonElement row, string name, double actual)
    {
        double expected = row.GetProperty("expected").Number(name);
        JsonElement tolerance = row.GetProperty("tolerance");
        Expect.Near(expected, actual, Math.Max(tolerance.Number("abs"), tolerance.Number("rel") * Math.Abs(expected)), $"{row.Text("id")} {name}");
    }
}
