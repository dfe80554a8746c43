using HeatMap.Cascades;
using HeatMap.Estimation;

namespace HeatMap.Charts.Tests.Scenes;

/// <summary>Charts of maps, usual and strange.</summary>
internal static class MapScenes
{
    public static IEnumerable<(string Name, Chart Chart)> All()
    {
        LiquidationMap real = Real();
        var model = new CascadeModel(DepthCurve.PowerLaw(notionalWithin1Percent: 20e6).Stressed(factor: 0.3));
        yield return ("map-real", real.ToChart(new() { Title = "BTC on Hyperliquid, 12 February 2026", Fall = model.Thresholds(real, Direction.Down), Rise = model.Thresholds(real, Direction.Up) }));
        yield return ("map-layers", Layers().ToChart(new() { Title = "Classes of leverage" }));
        yield return ("map-small", Small().ToChart());
        yield return ("map-hostile", Layers(Labels.Hostile[..50]).ToChart(new() { Title = Labels.Hostile }));
        yield return ("map-script", Layers(Labels.Script).ToChart(new() { Title = Labels.Script }));
        yield return ("map-empty", LiquidationMap.Empty(BandGrid.Around(100), 100).ToChart());
        yield return ("map-one-band", LiquidationMap.Build(new PricedColumns([104], [5]), BandGrid.Uniform(10, new(100, 110)), 108).ToChart());
        yield return ("map-one-side", LiquidationMap.Build(new PricedColumns([70, 80, 81.5], [1e3, 4e8, 1e2]), BandGrid.Uniform(0.5, new(50, 150)), 100, new() { Unit = "BTC" }).ToChart());
        yield return ("map-outside", LiquidationMap.Build(new PricedColumns([10, 500, double.NaN], [1e6, -2e6, 3e6]), BandGrid.Uniform(1, new(50, 150)), 100).ToChart());
        yield return ("map-many", Many().ToChart(new() { Title = "200,000 bands" }));
        yield return ("map-estimate", Estimate().ToChart(new() { Title = "SYN: estimate" }));
        yield return ("map-tiny", LiquidationMap.Build(new PricedColumns([0.00001234, 0.00001101], [0.02, -0.01]), BandGrid.Geometric(0.002, new(0.000009, 0.00002)), 0.0000117).ToChart());
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

    /// <summary>Eight bands whose numbers one can check by hand.</summary>
    public static LiquidationMap Small() => LiquidationMap.Build(
        new PricedColumns([82, 88, 93, 107, 112, 118, 130, 60], [1000, 20_000.5, 3_000, -4_000, -50_000, -600, -70, 9]), BandGrid.Uniform(5, new(80, 120)), 100, new() { Unit = "USDT", Counts = true });

    private static MapLayers Layers(string? name = null)
    {
        BandGrid grid = BandGrid.Uniform(250, new(40_000, 90_000));
        var random = new RandomStream(5, 0);
        LiquidationMap Of(int layer, double leverage)
        {
            double[] prices = new double[600], notional = new double[600];
            for (int i = 0; i < prices.Length; i++)
            {
                bool isLong = random.Uniform((4L * i) + (10_000 * layer)) < 0.55;
                double entry = 64_000 * (1 + (0.04 * random.Normal((4L * i) + 1 + (10_000 * layer))));
                prices[i] = entry * (isLong ? 1 - (0.95 / leverage) : 1 + (0.95 / leverage));
                bool past = isLong ? prices[i] >= 64_000 : prices[i] <= 64_000;
                notional[i] = past ? double.NaN : (isLong ? 1 : -1) * 20_000 * random.Exponential((4L * i) + 2 + (10_000 * layer));
            }

            int[] keep = [.. Enumerable.Range(0, prices.Length).Where(i => !double.IsNaN(notional[i]))];
            return LiquidationMap.Build(new PricedColumns([.. keep.Select(i => prices[i])], [.. keep.Select(i => notional[i])]), grid, 64_000, new() { Unit = name ?? "USDT" });
        }

        return new MapLayers((name ?? "10x", Of(0, 10)), ("25x", Of(1, 25)), ("50x", Of(2, 50)), ("100x", Of(3, 100)));
    }

    private static LiquidationMap Many()
    {
        var random = new RandomStream(9, 0);
        double[] prices = new double[300_000], notional = new double[300_000];
        for (int i = 0; i < prices.Length; i++)
        {
            prices[i] = 60_000 * (1 + (0.15 * random.Normal(2L * i)));
            notional[i] = (prices[i] < 60_000 ? 1 : -1) * 1000 * random.Exponential((2L * i) + 1);
        }

        return LiquidationMap.Build(new PricedColumns(prices, notional), BandGrid.Uniform(0.5, new(10_000, 110_000)), 60_000, new() { Unit = "USDT" });
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
