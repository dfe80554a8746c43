using HeatMap.Cascades;
using HeatMap.Estimation;

namespace HeatMap.Charts.Tests.Scenes;

/// <summary>Charts of maps of real positions and of an estimate.</summary>
internal static class RealMapScenes
{
    public static IEnumerable<(string Name, Chart Chart)> All()
    {
        LiquidationMap real = Real();
        var model = new CascadeModel(DepthCurve.PowerLaw(notionalWithin1Percent: 20e6).Stressed(factor: 0.3));
        yield return ("map-real", real.ToChart(new() { Title = "BTC on Hyperliquid, 12 February 2026", Fall = model.Thresholds(real, Direction.Down), Rise = model.Thresholds(real, Direction.Up) }));
        yield return ("map-estimate", Estimate().ToChart(new() { Title = "SYN: estimate" }));
    }

    /// <summary>The positions that the repository ships.</summary>
    public static LiquidationMap Real()
    {
        string[][] rows = [.. File.ReadLines(Files.PathOf("docs", "samples", "data", "hyperliquid-positions.csv")).Skip(1).Select(static l => l.Split(',')).Where(static c => c[2] == "BTC")];
        double mark = double.Parse(rows[0][8], CultureInfo.InvariantCulture);
        double[] price = [.. rows.Select(static c => c[7].Length == 0 ? double.NaN : double.Parse(c[7], CultureInfo.InvariantCulture))];
        double[] notional = [.. rows.Select((c, i) => (c[3] == "long" ? 1 : -1) * double.Parse(c[4], CultureInfo.InvariantCulture) * (double.IsNaN(price[i]) ? mark : price[i]))];
        return LiquidationMap.Build(new PricedColumns(price, notional), BandGrid.Around(mark), mark, new() { Unit = "USDC", Counts = true }).From(new MapSource("Hyperliquid", isModelled: false, new DateTimeOffset(2026, 2, 12, 0, 0, 0, TimeSpan.Zero)));
    }

    private static EstimatedMap Estimate()
    {
        SyntheticMarketRun run = SyntheticMarket.Run(4, new() { Days = 4, BarMinutes = 60 });
        var estimator = new PositionEstimator(Calibration.Default("BTC"), run.CoveringGrid(step: 0.001, margin: 1.6));
        foreach (MarketBar bar in run.Bars)
        {
            estimator.Add(bar);
        }

        return estimator.ToMap();
    }
}
