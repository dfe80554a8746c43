namespace HeatMap.Tests.Display;

/// <summary>Maps to draw, the odd ones included.</summary>
internal static class Maps
{
    public const double Mark = 65_846;

    /// <summary>Two longs, two shorts, tails on both sides and one row of every reason that rows with prices can have.</summary>
    public static LiquidationMap Small(bool counts = true) => Of(
        [61_000, 63_500, 69_200, 72_000, 40_000, 200_000, double.NaN, 70_000, -1],
        [2_500_000, 800_000, -4_000_000, -1_200_000, 300_000, -9_000_000, 650_000, 120_000, 5],
        BandGrid.Uniform(1000, new(60_000, 75_000)),
        counts: counts);

    public static LiquidationMap Empty() => Of([], [], BandGrid.Around(100), 100, unit: null);

    public static LiquidationMap OneBand() => Of([60_000, 70_000], [1e6, -4e5], BandGrid.WithCount(1, new(50_000, 80_000)));

    public static LiquidationMap OneSide() => Of([60_000, 62_000], [1e6, 4e5], BandGrid.Around(Mark));

    public static LiquidationMap MarkAbove() => Of([30_000, 55_000, 90_000], [1e6, 7e5, -4e5], BandGrid.Uniform(500, new(20_000, 50_000)));

    public static LiquidationMap MarkBelow() => Of([30_000, 70_000, 90_000], [1e6, -7e5, -4e5], BandGrid.Uniform(500, new(80_000, 120_000)));

    public static LiquidationMap Logarithmic() => Of([10_000, 70_000, 500_000], [1e6, -7e5, -4e5], BandGrid.Geometric(0.01, new(3_000, 900_000)));

    /// <summary>A position in every one of 10,000 bands, one of them a thousand times hotter.</summary>
    public static LiquidationMap Many(bool counts = true)
    {
        BandGrid grid = BandGrid.WithCount(10_000, new(40_000, 90_000));
        double[] price = [.. Enumerable.Range(0, grid.Count).Select(i => grid[i].Middle)];
        double[] notional = [.. price.Select((p, i) => (p < Mark ? 1 : -1) * (i == 3000 ? 1.234567e9 : 1_000_000 + (i * 7919 % 234_567)))];
        return Of(price, notional, grid, counts: counts);
    }

    /// <summary>The small map with every price, bands included, scaled.</summary>
    public static LiquidationMap Scaled(double mark) => Of([0.9 * mark, 1.1 * mark, 1.3 * mark], [3e6, -2e6, -1e6], BandGrid.Around(mark), mark);

    public static IEnumerable<(string Name, LiquidationMap Map)> All() =>
    [
        ("small", Small()), ("small without counts", Small(counts: false)), ("empty", Empty()), ("one band", OneBand()), ("one side", OneSide()),
        ("mark above", MarkAbove()), ("mark below", MarkBelow()), ("logarithmic", Logarithmic()), ("many", Many()), ("many without counts", Many(counts: false)),
        ("tiny", Scaled(0.00001234)), ("tinier", Scaled(3e-17)), ("huge", Scaled(3.2e13)), ("huger", Scaled(2.5e17)),
        ("only unplaced", Of([double.NaN], [1e6], BandGrid.Around(100), 100)),
    ];

    public static LiquidationMap Of(double[] price, double[] signedNotional, BandGrid grid, double mark = Mark, string? unit = "USD", bool counts = true) =>
        LiquidationMap.Build(
            new PricedColumns(price, signedNotional),
            grid,
            mark,
            new MapOptions { Unit = unit, Counts = counts, PlaceBadRowsInUnplaced = true });
}
