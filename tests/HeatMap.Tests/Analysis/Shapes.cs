using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Analysis;

/// <summary>Maps with given numbers, for tests of what is read from them.</summary>
internal static class Shapes
{
    public static readonly BandGrid Grid = BandGrid.Uniform(10, new(50, 150));

    /// <summary>Priced rows: negative notional is a short's.</summary>
    public static LiquidationMap Rows(BandGrid grid, double mark, params (double Price, double Notional)[] rows) =>
        LiquidationMap.Build(new PricedColumns([.. rows.Select(r => r.Price)], [.. rows.Select(r => r.Notional)]), grid, mark, new() { MarkTest = false });

    public static LiquidationMap Rows(params (double Price, double Notional)[] rows) => Rows(Grid, 100, rows);

    /// <summary>A map with these units in its bands.</summary>
    public static LiquidationMap Units(BandGrid grid, double mark, ReadOnlySpan<long> longs, ReadOnlySpan<long> shorts, double quantum = 1)
    {
        var cells = new MapCells(grid.Count, counts: false);
        longs.CopyTo(cells.UnitsOf(Side.Long)[1..]);
        shorts.CopyTo(cells.UnitsOf(Side.Short)[1..]);
        return new(grid, mark, null, quantum, cells);
    }

    /// <summary>Units as dice fall: some bands empty, some equal, some heavy.</summary>
    public static long[] Column(Dice dice, int bands)
    {
        double fill = dice.Pick(0.1, 0.5, 1);
        long[] units = [.. Enumerable.Range(0, bands).Select(_ => !dice.Chance(fill) ? 0 : dice.Whole(0, 3) switch { 0 => 1L, 1 => (long)dice.Magnitude(1, 1e12), _ => dice.Whole(1, 20) })];
        units[dice.Whole(0, bands - 1)] += 5;
        return units;
    }

    public static LiquidationMap Random(Dice dice, BandGrid grid, double mark) => Units(grid, mark, Column(dice, grid.Count), Column(dice, grid.Count));

    public static BandGrid AnyGrid(Dice dice)
    {
        double low = dice.Whole(100, 100_000);
        return dice.Chance(0.5) ? BandGrid.Uniform(dice.Pick(0.1, 3, 25), new(low, low + 40)) : BandGrid.Geometric(dice.Pick(0.0025, 0.02), new(100, 130));
    }

    public static double[] Of(LiquidationMap map, Side? side) =>
        [.. Enumerable.Range(0, map.Grid.Count).Select(b => side switch { Side.Long => map[b].Long, Side.Short => map[b].Short, _ => map[b].Notional })];

    public static double[] Middles(BandGrid grid) => [.. Enumerable.Range(0, grid.Count).Select(b => grid[b].Middle)];
}
