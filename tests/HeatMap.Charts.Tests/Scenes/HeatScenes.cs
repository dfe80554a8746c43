using System.Collections.Immutable;
using HeatMap.Estimation;
using HeatMap.Evaluation;

namespace HeatMap.Charts.Tests.Scenes;

/// <summary>Charts of heat maps, usual and strange.</summary>
internal static class HeatScenes
{
    public static IEnumerable<(string Name, Chart Chart)> All()
    {
        (LiquidationHeatMap market, MarketBar[] bars, LiquidationPrint[] prints) = Market(days: 12);
        yield return ("heat-market", market.ToChart(new() { Title = "SYN: estimate from public bars", Bars = [.. bars], Prints = [.. prints] }));
        yield return ("heat-path", market.ToChart(new() { Title = "SYN: the map's own path" }));
        yield return ("heat-small", Small().ToChart());
        yield return ("heat-layers", Layered().ToChart(new() { Title = Labels.Script }));
        yield return ("heat-hostile", Layered(Labels.Hostile[..50]).ToChart(new() { Title = Labels.Hostile }));
        yield return ("heat-empty", new LiquidationHeatMapBuilder(BandGrid.Uniform(1, new(90, 110)), TimeSpan.FromMinutes(1)).ToHeatMap().ToChart());
        yield return ("heat-one-band", OneBand().ToChart());
        yield return ("heat-one-side", OneSide().ToChart());
        yield return ("heat-missing", Missing().ToChart());
        yield return ("heat-executed", Executed().ToChart());
        yield return ("heat-with-executed", Small().ToChart(new() { Executed = Executed() }));
        yield return ("heat-wide-window", Wide().ToChart());
        yield return ("heat-bars-of-other-length", Small().ToChart(new() { Bars = Candles(100, minutes: 25, count: 16) }));
        yield return ("heat-price-outside", Small().ToChart(new() { Bars = Candles(5_000, minutes: 60, count: 6) }));
        yield return ("heat-nothing-inside", NothingInside().ToChart());
        yield return ("heat-huge-and-tiny", HugeAndTiny().ToChart());
    }

    /// <summary>Positions of a market made up for tests, estimated from its bars, with what was liquidated.</summary>
    public static (LiquidationHeatMap Map, MarketBar[] Bars, LiquidationPrint[] Prints) Market(int days, long seed = 3)
    {
        SyntheticMarketRun run = SyntheticMarket.Run(seed, new() { Days = days, BarMinutes = 60 });
        BandGrid bands = run.CoveringGrid(step: 0.001, margin: 2.2);
        var estimator = new PositionEstimator(Calibration.Default("BTC"), bands);
        var builder = new LiquidationHeatMapBuilder(bands, run.Bars.Interval, new() { Columns = run.Bars.Count, Unit = "USDT", Sources = [new("estimate", isModelled: true)] });
        var prints = new List<LiquidationPrint>();
        foreach (MarketBar bar in run.Bars)
        {
            estimator.Add(bar);
            builder.Append(bar.OpenTimeUnixMs, estimator.View, bar.Low, bar.High);
            if (bar.LongLiquidations > 0)
            {
                prints.Add(new(bar.OpenTimeUnixMs + 1_200_000, Side.Long, bar.Low, bar.LongLiquidations * bar.Close));
            }

            if (bar.ShortLiquidations > 0)
            {
                prints.Add(new(bar.OpenTimeUnixMs + 2_400_000, Side.Short, bar.High, bar.ShortLiquidations * bar.Close));
            }
        }

        return (builder.ToHeatMap(), [.. run.Bars], [.. prints]);
    }

    /// <summary>Six columns of eight bands whose numbers one can check by hand.</summary>
    public static LiquidationHeatMap Small()
    {
        BandGrid grid = BandGrid.Uniform(5, new(80, 120));
        var builder = new LiquidationHeatMapBuilder(grid, TimeSpan.FromHours(1), new() { Columns = 6, Unit = "USDT", Sources = [new("exchange", isModelled: false)] });
        var map = new LiquidationMapBuilder(grid, 100, new() { Unit = "USDT" });
        for (int column = 0; column < 6; column++)
        {
            map.Reset();
            map.Add(new PricedColumns([82, 88, 93, 107, 112, 118, 130], [1000 + column, 20_000, 3_000.25 * (column + 1), -4_000, -50_000.5, -600, -70]));
            builder.Append(1_770_000_000_000 + (3_600_000L * column), map.View, 98 + (0.2 * column), 101 + (0.5 * column));
        }

        return builder.ToHeatMap();
    }

    /// <summary>Candles that rise and fall around a price, from the first column of the small map on; a hole after the third.</summary>
    public static ImmutableArray<MarketBar> Candles(double price, int minutes, int count)
    {
        var bars = ImmutableArray.CreateBuilder<MarketBar>(count);
        for (int i = 0; i < count; i++)
        {
            double open = price * (1 + (0.01 * Math.Sin(i))), close = price * (1 + (0.01 * Math.Sin(i + 1)));
            bars.Add(new(1_770_000_000_000 + (60_000L * minutes * (i + (i > 2 ? 1 : 0))), open, 1.002 * Math.Max(open, close), 0.998 * Math.Min(open, close), close) { OpenInterest = 5_000 });
        }

        return bars.MoveToImmutable();
    }

    public static LiquidationHeatMap Layered(string? name = null)
    {
        BandGrid grid = BandGrid.Geometric(0.01, new(50, 200));
        var builder = new LiquidationHeatMapBuilder(grid, TimeSpan.FromMinutes(15), new() { Columns = 48, Unit = name ?? "USD", Layers = [new(name ?? "<b>10x</b>"), new("50x"), new("100x", TimeSpan.FromHours(2))], Sources = [new(name ?? Labels.Script, true)] });
        for (int column = 0; column < 48; column++)
        {
            double price = 100 + (4 * Math.Sin(column / 6.0));
            builder.Advance(1_770_000_000_000 + (900_000L * column), new(price - 0.7, price + 0.7, price), new CohortColumns(
                [grid.IndexOf(price * 0.9), grid.IndexOf(price * 0.98), grid.IndexOf(price * 1.11), grid.IndexOf(price * 1.02)], [5e5, 2e6, -7e5, -1e6], [0, 1, 0, 2]));
        }

        return builder.ToHeatMap();
    }

    private static LiquidationHeatMap OneBand()
    {
        var builder = new LiquidationHeatMapBuilder(BandGrid.Uniform(10, new(100, 110)), TimeSpan.FromMinutes(1), new() { Columns = 1 });
        builder.Advance(0, new(104, 104, 104), new CohortColumns([0], [0.001]));
        return builder.ToHeatMap();
    }

    private static LiquidationHeatMap OneSide()
    {
        BandGrid grid = BandGrid.Uniform(1, new(50, 150));
        var builder = new LiquidationHeatMapBuilder(grid, TimeSpan.FromDays(1), new() { Columns = 30, Unit = "BTC" });
        for (int column = 0; column < 30; column++)
        {
            builder.Advance(1_700_000_000_000 / 86_400_000 * 86_400_000 + (86_400_000L * column), new(99, 101, 100), new CohortColumns([10 + column], [1e12]));
        }

        return builder.ToHeatMap();
    }

    public static LiquidationHeatMap Missing()
    {
        BandGrid grid = BandGrid.Uniform(1, new(50, 150));
        var builder = new LiquidationHeatMapBuilder(grid, TimeSpan.FromHours(4), new() { Columns = 40, Gaps = HeatMapGaps.Missing });
        var map = new LiquidationMapBuilder(grid, 100);
        map.Add(new PricedColumns([70, 80.5, 120], [1e6, 3e6, -2e6]));
        foreach (int column in (int[])[0, 1, 2, 9, 10, 11, 30, 31, 39])
        {
            builder.Append(1_769_990_400_000 + (14_400_000L * column), map.View);
        }

        return builder.ToHeatMap();
    }

    public static LiquidationHeatMap Executed()
    {
        BandGrid grid = BandGrid.Uniform(2.5, new(80, 120));
        var builder = new LiquidationHeatMapBuilder(grid, TimeSpan.FromMinutes(30), new() { Columns = 12, Kind = HeatMapKind.Executed, Unit = "USDT" });
        builder.Add(new ExecutedColumns([1_770_000_000_000, 1_770_001_000_000, 1_770_007_000_000, 1_770_013_000_000], [97, 96, 104, 95], [5_000, 12_000.5, -800, 33_000]));
        return builder.ToHeatMap();
    }

    private static LiquidationHeatMap NothingInside()
    {
        BandGrid grid = BandGrid.Uniform(1, new(50, 60));
        var builder = new LiquidationHeatMapBuilder(grid, TimeSpan.FromHours(1), new() { Columns = 4, Unit = "USDT" });
        var map = new LiquidationMapBuilder(grid, 55, new() { Unit = "USDT" });
        map.Add(new PricedColumns([10, 20, 900], [1e6, 2e6, -3e6]));
        for (int column = 0; column < 4; column++)
        {
            builder.Append(1_770_000_000_000 + (3_600_000L * column), map.View, 54, 56);
        }

        return builder.ToHeatMap();
    }

    private static LiquidationHeatMap HugeAndTiny()
    {
        BandGrid grid = BandGrid.Uniform(1e-9, new(9.5e-8, 1.05e-7));
        var builder = new LiquidationHeatMapBuilder(grid, TimeSpan.FromMinutes(5), new() { Columns = 8, Quantum = 1.0 / 1024 });
        for (int column = 0; column < 8; column++)
        {
            builder.Advance(1_770_000_000_000 + (300_000L * column), new(0.99e-7, 1.01e-7, 1e-7), new CohortColumns([0, 1, 8], [1e14, 0.001, -3e14]));
        }

        return builder.ToHeatMap();
    }

    private static LiquidationHeatMap Wide()
    {
        BandGrid grid = BandGrid.Geometric(0.05, new(1, 100_000));
        var builder = new LiquidationHeatMapBuilder(grid, TimeSpan.FromSeconds(1), new() { Columns = 20, Unit = "USDT" });
        for (int column = 0; column < 20; column++)
        {
            builder.Advance(1_770_000_000_000 + (1000L * column), new(300, 330, 310), new CohortColumns([column * 5, 100 + column, grid.Count - 1], [1e3, 5e3, -1e4]));
        }

        return builder.ToHeatMap();
    }
}
