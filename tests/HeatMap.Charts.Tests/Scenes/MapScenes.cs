using System.Collections.Immutable;
using HeatMap.Cascades;

namespace HeatMap.Charts.Tests.Scenes;

/// <summary>Maps to look at and to test with.</summary>
internal static class MapScenes
{
    /// <summary>What names of the core may hold at worst.</summary>
    public const string StrangeName = "</script><script>alert(1)</script>\"'{b}\u202e&amp;";

    /// <summary>Titles may be half characters, too.</summary>
    public const string Strange = StrangeName + "\ud800";

    public static IEnumerable<(string Name, Chart Chart)> All()
    {
        LiquidationMap normal = Normal(1);
        var model = new CascadeModel(PriceImpact.LinearOfDepth(20e6, 64_000));
        yield return ("map-normal", normal.ToChart(new() { Title = "BTC-USDT", Fall = model.Thresholds(normal, Direction.Down), Rise = model.Thresholds(normal, Direction.Up) }));
        yield return ("map-layers", Layers().ToChart(new() { Title = "By leverage" }));
        yield return ("map-small", Small().ToChart());
        yield return ("map-empty", LiquidationMap.Empty(BandGrid.Uniform(1, new(90, 110)), 100).ToChart());
        yield return ("map-one-band", Of([95], [1000], BandGrid.Uniform(50, new(50, 100)), 75).ToChart());
        yield return ("map-one-side", Of([90, 91, 95], [10, 20, 5], BandGrid.Uniform(1, new(80, 120)), 100).ToChart());
        yield return ("map-outside", Of([10, 500], [1000, -2000], BandGrid.Uniform(1, new(90, 110)), 100).ToChart());
        yield return ("map-mark-outside", Of([95, 105], [1000, -2000], BandGrid.Uniform(1, new(90, 110)), 50).ToChart());
        yield return ("map-huge", Of([90, 110], [1e14, -1], BandGrid.Uniform(1, new(80, 120)), 100).ToChart());
        yield return ("map-tiny-prices", Of([9e-7, 1.1e-6], [100, -50], BandGrid.Uniform(1e-8, new(8e-7, 1.2e-6)), 1e-6).ToChart());
        yield return ("map-log", Wide().ToChart());
        yield return ("map-fine", Fine().ToChart(new() { Title = "A hundred thousand bands" }));
        yield return ("map-strange", Of([95, 105], [1000, -2000], BandGrid.Uniform(1, new(90, 110)), 100, StrangeName).From(new MapSource("<b>" + StrangeName, true)).ToChart(new() { Title = Strange + new string('x', 5000) }));
        yield return ("map-strange-layers", new MapLayers((StrangeName, Small()), ("{b}", Small()), (new string('y', 5000), Small())).ToChart(new() { Zones = ImmutableArray<Zone>.Empty }));
    }

    /// <summary>Eight positions that fit one screen of text.</summary>
    public static LiquidationMap Small() => Of([90, 91, 92.5, 95, 103, 104, 104.5, 110, 50, 130], [4000, 1000, 2500, 500, -750, -3000, -1250, -2000, 7000, -9000], BandGrid.Uniform(1, new(85, 115)), 100, "USDT");

    /// <summary>Entries around past prices at the usual leverages, as of one seed.</summary>
    public static LiquidationMap Normal(int seed, double shift = 0)
    {
        (double[] prices, double[] notional) = Rows(seed, 6000, [100, 50, 25, 10, 5], shift);
        return Of(prices, notional, BandGrid.Uniform(100, new(45_000, 85_000)), 64_000 + shift, "USDT").From(new MapSource("made-up positions", false, new DateTimeOffset(2026, 2, 5, 14, 0, 0, TimeSpan.Zero)));
    }

    public static MapLayers Layers() => new([.. new double[] { 100, 50, 25, 10, 5 }.Select((leverage, i) =>
    {
        (double[] prices, double[] notional) = Rows(10 + i, 1500, [leverage]);
        return ($"{leverage}x", Of(prices, notional, BandGrid.Uniform(100, new(45_000, 85_000)), 64_000, "USDT"));
    })]);

    public static LiquidationMap Fine()
    {
        (double[] prices, double[] notional) = Rows(3, 200_000, [100, 50, 25, 10, 5]);
        return Of(prices, notional, BandGrid.Uniform(0.25, new(45_000, 85_000)), 64_000, "USDT");
    }

    public static LiquidationMap Of(double[] prices, double[] signedNotional, BandGrid grid, double mark, string? unit = null) =>
        LiquidationMap.Build(new PricedColumns(prices, signedNotional), grid, mark, new() { Unit = unit, Counts = true, MarkTest = false });

    private static LiquidationMap Wide()
    {
        var random = new Random(5);
        double[] prices = [.. Enumerable.Range(0, 4000).Select(_ => 1000 * Math.Exp(1.2 * Normal(random)))];
        return Of(prices, [.. prices.Select(p => (p < 1000 ? 1 : -1) * 1e4 * random.NextDouble())], BandGrid.Geometric(0.02, new(10, 100_000)), 1000, "USD");
    }

    private static (double[] Prices, double[] Notional) Rows(int seed, int count, double[] leverages, double shift = 0)
    {
        var random = new Random(seed);
        double[] prices = new double[count], notional = new double[count];
        for (int i = 0; i < count; i++)
        {
            double entry = 64_000 + shift + (2200 * Normal(random)), leverage = leverages[random.Next(leverages.Length)], room = (1 / leverage) - 0.004;
            bool isLong = random.NextDouble() < 0.52;
            prices[i] = entry * (isLong ? 1 - room : 1 + room);
            notional[i] = (isLong ? 1 : -1) * 20_000 * Math.Exp(1.3 * Normal(random));
            bool gone = isLong ? prices[i] >= 64_000 + shift : prices[i] <= 64_000 + shift;
            prices[i] = gone ? (64_000 + shift) * (1 + ((isLong ? -1 : 1) * (0.02 + (0.1 * random.NextDouble())))) : prices[i];
        }

        return (prices, notional);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
