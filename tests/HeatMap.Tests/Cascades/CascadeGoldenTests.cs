using System.Text.Json;
using HeatMap.Cascades;
using HeatMap.Tests.Golden;

namespace HeatMap.Tests.Cascades;

/// <summary>Cascades worked out apart from this library.</summary>
public sealed class CascadeGoldenTests
{
    [Theory]
    [InlineData("cascade.linear", 14)]
    [InlineData("cascade.sqrt", 12)]
    [InlineData("cascade.book", 11)]
    [InlineData("cascade.exponential", 3)]
    [InlineData("cascade.saturating", 3)]
    [InlineData("cascade.shifted_power", 3)]
    public void Cascades_AreTheirs(string kind, int count) => CascadeCase.Run(kind, count, row =>
    {
        CascadeResult result = row.Model().Run(row.Ladder(), row.Shock());
        JsonElement expected = row.Out();
        row.Near(expected.Number("reference_after_shock"), result.ShockedPrice, "shocked price");
        row.Near(expected.Number("final_price"), result.FinalPrice, "final price");
        row.Near(expected.Number("liquidated_qty"), result.Liquidated.Quantity, "quantity");
        row.Near(expected.Number("static_qty"), result.Static.Quantity, "static quantity");
        Assert.Equal(expected.Number("rounds"), result.Waves.Length);
        Assert.Equal(expected.GetProperty("round_sizes").EnumerateArray().Select(s => (long?)s.GetInt64()), result.Waves.Select(w => w.Count));
        JsonElement[] positions = row.Positions();
        Assert.Equal(
            expected.GetProperty("liquidated_ids").EnumerateArray().Select(i => i.GetString()),
            result.Side.Rows[..result.Levels].ToArray().Select(r => positions[r].Text("id")));
        Near(row, expected.NumberOrNull("vwap"), result.AveragePrice, "vwap");
        Near(row, expected.NumberOrNull("amplification"), result.Amplification, "amplification");
        Assert.Equal(result.Levels, CascadeWaves.Sweep(result.Side, row.Model().LawFor(result.MarkPrice, result.Direction), result.ShockedPrice, result.Shock.Quantity));
    });

    [Fact]
    public void LeastAndGreatestFixedPoints_AreTheirs() => CascadeCase.Run("cascade.fixed_point_interval", 7, row =>
    {
        CascadeResult result = row.Model().Run(row.Ladder(), row.Shock());
        row.Near(row.Out().Number("greatest"), result.FinalPrice, "greatest");
        row.Near(row.Out().Number("least"), result.Worst.FinalPrice, "least");
        Assert.Equal(row.Out().Number("greatest_count"), result.Levels);
        Assert.Equal(row.Out().Number("least_count"), result.Worst.Levels);
    });

    [Fact]
    public void StopThresholds_AreTheirs() => CascadeCase.Run("cascade.stop_thresholds", 3, row =>
    {
        CascadeThresholds thresholds = row.Model().Thresholds(row.Ladder(), Direction.Down);
        JsonElement[] records = [.. row.Out().GetProperty("records").EnumerateArray()];
        Assert.Equal(records.Length, thresholds.Jumps.Length);
        for (int i = 0; i < records.Length; i++)
        {
            row.Near(records[i][1].GetDouble(), thresholds.Jumps[i].TriggerPrice, "record");
            Assert.Equal(i + 1 < records.Length ? records[i + 1][0].GetInt32() : thresholds.Side.Count, thresholds.Jumps[i].Levels);
        }
    });

    [Fact]
    public void PowerLaws_AreTheirs() => CascadeCase.Run("impact.power_law", 4, row =>
    {
        JsonElement given = row.In();
        PriceImpact law = PriceImpact.Power(given.Number("y"), given.Number("volatility"), given.Number("reference_volume"), given.Number("delta"));
        row.Near(row.Out().Number("relative_impact"), law.PriceAfter(1, given.Number("volume"), Direction.Up) - 1, "impact");
    });

    [Fact]
    public void AlmgrenLaws_AreTheirs() => CascadeCase.Run("impact.almgren2005", 3, row =>
    {
        JsonElement given = row.In();
        var law = new AlmgrenLaw
        {
            DailyVolatility = given.Number("daily_volatility"),
            AverageDailyVolume = given.Number("average_daily_volume"),
            SharesOutstanding = given.Number("shares_outstanding"),
            TradeTimeDays = given.Number("trade_time_days"),
            Gamma = given.Number("gamma"),
            Eta = given.Number("eta"),
            Beta = given.Number("beta"),
            Delta = given.Number("delta"),
        };
        double quantity = given.Number("traded_fraction_of_adv") * given.Number("average_daily_volume");
        row.Near(row.Out().Number("permanent"), law.Permanent(quantity), "permanent");
        row.Near(row.Out().Number("temporary"), law.Temporary(quantity), "temporary");
        row.Near(row.Out().Number("total"), law.Cost(quantity), "total");
        row.Near(1 - law.Permanent(quantity) - law.Temporary(quantity), law.ToImpact().PriceAfter(1, quantity, Direction.Down), "curve");
    });

    [Fact]
    public void Propagators_AreTheirs() => CascadeCase.Run("impact.propagator", 4, row =>
    {
        JsonElement given = row.In();
        bool isPower = given.Text("kernel") == "power";
        ImpactDecay decay = isPower
            ? ImpactDecay.PowerLaw(TimeSpan.FromSeconds(given.Number("tau")), given.Number("beta"))
            : given.Number("rho") > 0 ? ImpactDecay.Exponential(TimeSpan.FromSeconds(1 / given.Number("rho"))) : ImpactDecay.None;
        (long Time, double Quantity)[] trades = [.. given.GetProperty("trades_time_qty").EnumerateArray().Select(t => ((long)(1000 * t[0].GetDouble()), t[1].GetDouble()))];
        double slope = given.Number(isPower ? "g0" : "lambda");
        double displacement = decay.Displacement(slope, [.. trades.Select(t => t.Time)], [.. trades.Select(t => t.Quantity)], (long)(1000 * given.Number("time")));
        row.Near(row.Out().Number("displacement"), displacement, "displacement");
    });

    private static void Near(JsonElement row, double? expected, double? actual, string what)
    {
        Assert.Equal(expected is null, actual is null);
        if (expected is { } value)
        {
            row.Near(value, actual!.Value, what);
        }
    }
}
