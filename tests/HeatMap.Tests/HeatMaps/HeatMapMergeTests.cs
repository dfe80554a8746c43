using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.HeatMaps;

public sealed class HeatMapMergeTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly BandGrid Grid = BandGrid.Uniform(1, new(90, 110));

    [Fact]
    public void AnyPartition_MergesToTheHeatMapOfAllRows() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        Dice dice = draw.Dice;
        var rows = draw.Make(d => (Column: d.Whole(0, 3), Band: d.Whole(-1, 20), Units: d.Pick(1L, -1L) * d.Whole(1, 1000), Part: d.Whole(0, 2)));
        LiquidationHeatMap all = Of(_ => true, HeatMapStorage.Dense, "a", "b", "c");
        LiquidationHeatMap a = Of(r => r == 0, dice.Pick(HeatMapStorage.Dense, HeatMapStorage.Sparse), "a"), b = Of(r => r == 1, dice.Pick(HeatMapStorage.Dense, HeatMapStorage.Sparse), "b"), c = Of(r => r == 2, HeatMapStorage.Dense, "c");
        Assert.Equal(all, LiquidationHeatMap.Merge(a, b, c));
        Assert.Equal(all, LiquidationHeatMap.Merge(c, a, b));
        Assert.Equal(all, LiquidationHeatMap.Merge(LiquidationHeatMap.Merge(a, b), c));
        Assert.Equal(all, LiquidationHeatMap.Merge(a, LiquidationHeatMap.Merge(b, c)));
        Assert.Equal(all.ToBytes(), LiquidationHeatMap.Merge(b, c, a).ToBytes());
        Assert.Equal(a, LiquidationHeatMap.Merge(a));

        // A heat map of nothing leaves everything as it is.
        Assert.Equal(a, LiquidationHeatMap.Merge(a, Of(_ => false, HeatMapStorage.Dense, "a")));

        LiquidationHeatMap Of(Func<int, bool> part, HeatMapStorage storage, params string[] sources)
        {
            var builder = new LiquidationHeatMapBuilder(Grid, Minute, new() { Quantum = 1, Storage = storage, SparseBytes = 1 << 16, Sources = [.. sources.Select(s => new MapSource(s, isModelled: true))] });
            for (int column = 0; column < 4; column++)
            {
                var some = rows.Where(r => r.Column == column && part(r.Part)).ToArray();
                builder.Advance(column * 60_000, new(100, 100, 100), new CohortColumns([.. some.Select(r => r.Band)], [.. some.Select(r => r.Units)]));
            }

            return builder.ToHeatMap();
        }
    }), 150);

    [Fact]
    public void States_AndPaths_Unite()
    {
        LiquidationHeatMapBuilder x = Builder(HeatMapGaps.Missing), y = Builder(HeatMapGaps.Carry), z = Builder(HeatMapGaps.Missing);
        foreach (long time in (long[])[0, 60_000, 120_000, 180_000])
        {
            if (time != 60_000)
            {
                x.Advance(time, new(100, 101, 100), new CohortColumns([3], [10.0]));
            }

            if (time != 120_000)
            {
                y.Advance(time, new(100, 101, 100), new CohortColumns([3], [1.0]));
            }

            z.Advance(time, new(100, time == 0 ? 102 : 101, 100), default);
        }

        LiquidationHeatMap both = LiquidationHeatMap.Merge(x.ToHeatMap(), y.ToHeatMap());
        Assert.Equal([HeatMapColumnState.Given, HeatMapColumnState.Missing, HeatMapColumnState.Carried, HeatMapColumnState.Given], Enumerable.Range(0, 4).Select(both.StateOf));
        Assert.Equal([11.0, 0, 22, 33], Enumerable.Range(0, 4).Select(i => both.At(i, 3).Long));
        Assert.All(Enumerable.Range(0, 4), i => Assert.Equal(new MarkPath(100, 101, 100), both.PathOf(i)));

        // Another path is refused, until somebody says which one holds.
        LiquidationHeatMap other = z.ToHeatMap();
        Expect.Throws<ArgumentException>(() => LiquidationHeatMap.Merge(both, other), "paths", "1970-01-01 00:00Z", "100 to 101", "100 to 102", "WithPath");
        Assert.Equal(both.At(3, 3), LiquidationHeatMap.Merge(both, other.WithPath(both)).At(3, 3));
        Assert.Equal(new MarkPath(1, 2, 1), other.WithPath([default, default, default, new(1, 2, 1)]).PathOf(3));
        Expect.Throws<ArgumentException>(() => other.WithPath([default]), "paths", "4", "1");

        static LiquidationHeatMapBuilder Builder(HeatMapGaps gaps) => new(Grid, Minute, new() { Gaps = gaps });
    }

    [Fact]
    public void WhatDiffers_IsSaid()
    {
        LiquidationHeatMap one = Of(Grid, Minute, new());
        Expect.Throws<ArgumentException>(() => LiquidationHeatMap.Merge(), "at least one");
        Expect.Throws<ArgumentException>(() => LiquidationHeatMap.Merge(one, Of(BandGrid.Uniform(2, new(90, 110)), Minute, new())), "lattices");
        Expect.Throws<ArgumentException>(() => LiquidationHeatMap.Merge(one, Of(BandGrid.Uniform(1, new(90, 111)), Minute, new())), "windows", "111");
        Expect.Throws<ArgumentException>(() => LiquidationHeatMap.Merge(one, Of(Grid, 2 * Minute, new())), "intervals", "00:02:00");
        Expect.Throws<ArgumentException>(() => LiquidationHeatMap.Merge(one, Of(Grid, Minute, new() { Quantum = 1 })), "quanta");
        Expect.Throws<ArgumentException>(() => LiquidationHeatMap.Merge(one, Of(Grid, Minute, new() { Unit = "USDT" })), "units", "USDT");
        Expect.Throws<ArgumentException>(() => LiquidationHeatMap.Merge(one, Of(Grid, Minute, new() { Layers = [new("b")] })), "layers", "b");
        Expect.Throws<ArgumentException>(() => LiquidationHeatMap.Merge(one, Of(Grid, Minute, new() { Layers = [new("all", TimeSpan.FromDays(1))] })), "layers", "half-life");
        Expect.Throws<ArgumentException>(() => LiquidationHeatMap.Merge(one, Of(Grid, Minute, new(), 60_000)), "times");
        Expect.Throws<ArgumentException>(() => LiquidationHeatMap.Merge(one, new LiquidationHeatMapBuilder(Grid, Minute, new() { Kind = HeatMapKind.Executed }).ToHeatMap()), "kinds", "Executed");
        Expect.Throws<ArgumentNullException>(() => LiquidationHeatMap.Merge(one, null!), "maps");

        LiquidationHeatMap full = Of(Grid, Minute, new() { Quantum = 1 }, 0, long.MaxValue);
        Expect.Throws<OverflowException>(() => LiquidationHeatMap.Merge(full, full), "1970-01-01 00:00Z", "2^63");

        static LiquidationHeatMap Of(BandGrid grid, TimeSpan interval, HeatMapOptions options, long time = 0, long units = 5)
        {
            var builder = new LiquidationHeatMapBuilder(grid, interval, options);
            builder.Advance(time, new(100, 100, 100), new CohortColumns([3], [units]));
            return builder.ToHeatMap();
        }
    }

    [Fact]
    public void Sources_Unite()
    {
        LiquidationHeatMap map = new LiquidationHeatMapBuilder(Grid, Minute).ToHeatMap();
        LiquidationHeatMap x = map.From(new MapSource("x", false)), y = map.From(new MapSource("y", true));
        Assert.Equal(MapOrigin.Mixed, LiquidationHeatMap.Merge(x, y).Origin);
        Assert.Equal((MapSource[])[new("x", false), new("y", true)], LiquidationHeatMap.Merge(y, x, y).Sources.AsEnumerable());
        Assert.Throws<ArgumentException>("sources", () => map.From());
        Assert.NotEqual(x, y);
        Assert.False(x.Equals((object)"x"));
        Assert.Equal(x.GetHashCode(), map.From(new MapSource("x", false)).GetHashCode());
    }
}
