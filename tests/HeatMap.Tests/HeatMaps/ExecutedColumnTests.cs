using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.HeatMaps;

public sealed class ExecutedColumnTests
{
    private static readonly BandGrid Grid = BandGrid.Uniform(1, new(90, 110));
    private static readonly HeatMapOptions Options = new() { Kind = HeatMapKind.Executed, Quantum = 1, Columns = 6, SparseBytes = 4096 };

    [Fact]
    public void Columns_SumWhatWasExecuted_HoweverItCame() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        Dice dice = draw.Dice;
        int seconds = 0;
        long[] times = [.. Enumerable.Range(0, draw.Count).Select(_ => 1000L * (seconds += dice.Pick(0, 1, 5, 40, 70)))];
        double[] prices = [.. times.Select(_ => dice.Between(85, 115))], notional = [.. times.Select(_ => dice.Pick(1, -1) * dice.Magnitude(1, 1e6))];
        LiquidationHeatMapBuilder dense = Builder(HeatMapStorage.Dense), sparse = Builder(HeatMapStorage.Sparse), single = Builder(HeatMapStorage.Dense);
        dense.Add(new ExecutedColumns(times, prices, notional));
        int cut = dice.Whole(0, draw.Count);
        sparse.Add(new ExecutedColumns(times.AsSpan(..cut), prices.AsSpan(..cut), notional.AsSpan(..cut)));
        sparse.Add(new ExecutedColumns(times.AsSpan(cut..), prices.AsSpan(cut..), notional.AsSpan(cut..)));
        for (int i = 0; i < draw.Count; i++)
        {
            single.Add(new ExecutedColumns(times.AsSpan(i, 1), prices.AsSpan(i, 1), notional.AsSpan(i, 1)));
        }

        LiquidationHeatMap heat = dense.ToHeatMap();
        Assert.Equal(heat, sparse.ToHeatMap());
        Assert.Equal(heat, single.ToHeatMap());
        for (int column = 0; column < heat.ColumnCount; column++)
        {
            int[] rows = [.. Enumerable.Range(0, draw.Count).Where(i => times[i] / 60_000 == heat.ColumnStartUnixMs(column) / 60_000)];
            Assert.Equal(HeatMapColumnState.Given, heat.StateOf(column));
            Assert.Equal(rows.Length == 0 ? default : new MarkPath(rows.Min(i => prices[i]), rows.Max(i => prices[i]), prices[rows[^1]]), heat.PathOf(column));
            for (int band = -1; band <= Grid.Count; band++)
            {
                SideTally tally = band < 0 ? heat.Below(column) : band == Grid.Count ? heat.Above(column) : heat.At(column, band);
                Assert.Equal(Sum(1), tally.LongUnits);
                Assert.Equal(Sum(-1), tally.ShortUnits);

                Int128 Sum(int sign) => (Int128)rows.Where(i => Grid.IndexOf(prices[i]) == band && Math.Sign(notional[i]) == sign).Sum(i => (decimal)Math.Round(Math.Abs(notional[i])));
            }
        }

        static LiquidationHeatMapBuilder Builder(HeatMapStorage storage) => new(Grid, TimeSpan.FromMinutes(1), Options with { Storage = storage });
    }), 200);

    [Fact]
    public void SilenceAndOutage_AreDifferent()
    {
        var builder = new LiquidationHeatMapBuilder(Grid, TimeSpan.FromMinutes(1), Options);
        builder.Add(new ExecutedColumns([0], [95], [10]));
        builder.AppendEmpty(120_000);
        builder.Add(new ExecutedColumns([121_000], [95], [20]));
        builder.AppendMissing(180_000);
        Expect.Throws<ArgumentOutOfRangeException>(() => builder.Add(new ExecutedColumns([185_000], [95], [10])), "row 0", "240000", "185000");
        builder.Add(new ExecutedColumns([240_000], [95], [30]));
        LiquidationHeatMap heat = builder.ToHeatMap();
        Assert.Equal([10.0, 0, 20, double.NaN, 30], Enumerable.Range(0, 5).Select(i => heat.Notional(Side.Long, i * 60_000, 95)));
        Assert.Equal(HeatMapColumnState.Missing, heat.StateOf(3));
    }

    [Fact]
    public void RefusedRows_ChangeNothing()
    {
        var builder = new LiquidationHeatMapBuilder(Grid, TimeSpan.FromMinutes(1), Options);
        builder.Add(new ExecutedColumns([60_000], [95], [9e18]));
        LiquidationHeatMap before = builder.ToHeatMap();
        Expect.Throws<ArgumentOutOfRangeException>(() => Add([60_000, 59_999], [95, 95], [1, 1]), "row 1", "timeUnixMs", "60000", "59999");
        Expect.Throws<ArgumentOutOfRangeException>(() => Add([60_000, -5], [95, 95], [1, 1]), "row 1", "timeUnixMs", "-5");
        Expect.Throws<ArgumentOutOfRangeException>(() => Add([60_000, 1_700_000_000_000], [95, 95], [1, 1]), "row 1", "1,048,576 intervals");
        Expect.Throws<ArgumentOutOfRangeException>(() => Add([120_000, 120_000], [95, double.NaN], [1, 1]), "row 1", "price", "NaN");
        Expect.Throws<ArgumentOutOfRangeException>(() => Add([120_000, 120_000], [95, 95], [1, 0]), "row 1", "signedNotional", "not zero");
        Expect.Throws<OverflowException>(() => Add([120_000, 120_000], [95, 95], [1, 1e19]), "row 1", "2^63");
        Expect.Throws<OverflowException>(() => Add([60_000, 60_000], [96, 95], [1, 9e18]), "row 1", "2^63");
        Expect.Throws<OverflowException>(() => Add([60_000, 120_000, 120_000], [96, 95, 95], [1, 9e18, 9e18]), "row 2", "2^63");
        Expect.Throws<ArgumentOutOfRangeException>(() => builder.Add(default, 1), "layer");
        Expect.Throws<ArgumentOutOfRangeException>(() => builder.AppendEmpty(60_000), "timeUnixMs");
        Expect.Throws<InvalidOperationException>(() => builder.Append(120_000, LiquidationMap.Empty(Grid, 100).View), "Executed", "Standing");
        Assert.Equal(before, builder.ToHeatMap());

        // What is heavy, but has room, goes in.
        Add([60_000, 120_000], [96, 95], [9e18, 9e18]);
        Assert.Equal(2, builder.ColumnCount);
        Assert.Throws<ArgumentException>("price", () => _ = new ExecutedColumns([1], [], [1]));
        Assert.Throws<ArgumentException>("signedNotional", () => _ = new ExecutedColumns([1], [1], []));

        void Add(long[] times, double[] prices, double[] notional) => builder.Add(new ExecutedColumns(times, prices, notional));
    }
}
