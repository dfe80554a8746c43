using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.HeatMaps;

/// <summary>Columns from maps: each is the map of its time, to the last bit.</summary>
public sealed class SnapshotColumnTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Columns_AreTheMapsOfTheirTimes() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        Dice dice = draw.Dice;
        BandGrid grid = BandGrid.Uniform(1, new(90, 110));
        var builder = new LiquidationHeatMapBuilder(grid, Minute, new() { Columns = 5, Storage = dice.Pick(HeatMapStorage.Dense, HeatMapStorage.Sparse), SparseBytes = 4096, Quantum = 1.0 / 65536 });
        var maps = new List<(long Time, LiquidationMap Map, double Low, double High)>();
        long time = 0;
        for (int i = 0; i < 7; i++)
        {
            // Windows wander, and reach beyond the heat map's on either side or miss it.
            int low = dice.Whole(70, 115);
            BandGrid window = dice.Chance(0.3) ? grid : BandGrid.Uniform(1, new(low, low + dice.Whole(1, 60)));
            double mark = dice.Between(92, 108);
            double[] prices = [.. Enumerable.Range(0, draw.Count).Select(_ => dice.Between(60, 140))], notional = [.. prices.Select(p => (p < mark ? 1 : -1) * dice.Magnitude(0.01, 1e6))];
            LiquidationMap map = LiquidationMap.Build(new PricedColumns(prices, notional), window, mark, new() { Unit = "USDT" });
            maps.Add((time, map, mark - dice.Unit(), mark + dice.Unit()));
            builder.Append(time + dice.Whole(0, 59_999), map.View, maps[^1].Low, maps[^1].High);
            time += 60_000;
        }

        LiquidationHeatMap heat = builder.ToHeatMap();
        Assert.Equal((5, "USDT"), (heat.ColumnCount, heat.Unit));
        for (int column = 0; column < 5; column++)
        {
            (long start, LiquidationMap map, double low, double high) = maps[column + 2];
            Assert.Equal((start, new MarkPath(low, high, map.MarkPrice), HeatMapColumnState.Given), (heat.ColumnStartUnixMs(column), heat.PathOf(column), heat.StateOf(column)));
            Int128 longs = 0, shorts = 0;
            for (int band = 0; band < grid.Count; band++)
            {
                int other = map.Grid.IndexOf(grid[band].Middle);
                SideTally expected = other >= 0 && other < map.Grid.Count ? map[other] : default;
                SideTally actual = heat.At(column, band);
                Assert.Equal((expected.LongUnits, expected.ShortUnits), (actual.LongUnits, actual.ShortUnits));
                (longs, shorts) = (longs + actual.LongUnits, shorts + actual.ShortUnits);
            }

            // Nothing is lost but what has no place on the axis.
            SideTally tails = heat.Below(column) + heat.Above(column), all = map.Total;
            Assert.Equal((all.LongUnits - map.Unplaced.Total.LongUnits, all.ShortUnits - map.Unplaced.Total.ShortUnits), (longs + tails.LongUnits, shorts + tails.ShortUnits));
        }
    }), 150);

    [Theory]
    [InlineData(HeatMapStorage.Dense)]
    [InlineData(HeatMapStorage.Sparse)]
    public void ColumnsOfALivingMap_AreItsPublishedStates(HeatMapStorage storage)
    {
        // The living map's window follows the price, the heat map's stays: beyond the former only sums are known.
        BandGrid bands = BandGrid.Uniform(100, new(30_000, 110_000));
        var session = new LivingSession(new(Venues.BinanceUsdm("BTCUSDT"), BandGrid.Uniform(100, new(45_000, 80_000)), 62_000, capacity: 20_000));
        MapReader reader = session.Map.CreateReader();
        var builder = new LiquidationHeatMapBuilder(bands, Minute, new() { Columns = 256, Storage = storage, Quantum = session.Map.Quantum, Unit = session.Map.Unit });
        List<LiquidationMap> published = [];
        int forced = 0;
        var events = new EventGenerator(new() { Seed = 77, StartPrice = 62_000 });
        for (int minute = 0; minute < 200; minute++)
        {
            (double low, double high) = (session.Map.MarkPrice, session.Map.MarkPrice);
            for (int i = 0; i < 400; i++)
            {
                forced += session.Apply(events.Next()).Count;
                (low, high) = (Math.Min(low, session.Map.MarkPrice), Math.Max(high, session.Map.MarkPrice));
            }

            session.Map.Publish();
            reader.Refresh();
            builder.Append(minute * 60_000L, reader.View, low, high);
            published.Add(reader.ToMap());
        }

        LiquidationHeatMap heat = builder.ToHeatMap();
        Assert.True(forced > 20 && published.Exists(static m => m.InBands.Long > 0), $"{forced} forced orders");
        for (int column = 0; column < heat.ColumnCount; column++)
        {
            LiquidationMap map = published[column];
            for (int band = 0; band < bands.Count; band++)
            {
                int there = map.Grid.IndexOf(bands[band].Middle);
                SideTally expected = there >= 0 && there < map.Grid.Count ? map[there] : default;
                Assert.Equal((expected.LongUnits, expected.ShortUnits), (heat.At(column, band).LongUnits, heat.At(column, band).ShortUnits));
            }

            SideTally tails = heat.Below(column) + heat.Above(column), beyond = map.Below + map.Above;
            Assert.Equal((beyond.LongUnits, beyond.ShortUnits), (tails.LongUnits, tails.ShortUnits));
        }
    }

    [Fact]
    public void Layers_StayApart()
    {
        BandGrid grid = BandGrid.Uniform(1, new(90, 110));
        MapLayers layers = MapLayers.Build(new PricedColumns([95.5, 104.5, 95.5], [10, -20, 30]), [0, 1, 1], ["a", "b"], grid, 100, new() { Unit = "USDT" });
        var same = new MapLayersBuilder(["a", "b"], grid, 100, new() { Unit = "USDT" });
        same.Add(new PricedColumns([95.5, 104.5, 95.5], [10, -20, 30]), [0, 1, 1]);
        HeatMapOptions options = new() { Layers = [new("a"), new("b")] };
        LiquidationHeatMapBuilder x = new(grid, Minute, options), y = new(grid, Minute, options);
        x.Append(0, layers, 99, 101);
        y.Append(0, same, 99, 101);
        LiquidationHeatMap heat = x.ToHeatMap();
        Assert.Equal(heat, y.ToHeatMap());
        Assert.Equal((10, 30, 40, 20), (heat.At(0, 5, 0).Long, heat.At(0, 5, 1).Long, heat.At(0, 5).Long, heat.At(0, 14, 1).Short));

        Expect.Throws<ArgumentException>(() => x.Append(60_000, layers["a"].View), "1 layer", "2: a, b");
        Expect.Throws<ArgumentException>(() => new LiquidationHeatMapBuilder(grid, Minute, new() { Layers = [new("b"), new("a")] }).Append(0, layers, 99, 101), "layer 0", "'a'", "'b'");
    }

    [Theory]
    [InlineData(HeatMapGaps.Missing, HeatMapColumnState.Missing, double.NaN, 0)]
    [InlineData(HeatMapGaps.Carry, HeatMapColumnState.Carried, 10.0, 10)]
    public void SkippedIntervals_AreSaidToBe(HeatMapGaps gaps, HeatMapColumnState state, double notional, double held)
    {
        BandGrid grid = BandGrid.Uniform(1, new(90, 110));
        var builder = new LiquidationHeatMapBuilder(grid, Minute, new() { Gaps = gaps });
        MapView map = LiquidationMap.Build(new PricedColumns([95.5], [10]), grid, 100).View;
        builder.Append(0, map);
        builder.Append(180_000, map);
        builder.AppendMissing(240_000);
        LiquidationHeatMap heat = builder.ToHeatMap();
        Assert.Equal([HeatMapColumnState.Given, state, state, HeatMapColumnState.Given, HeatMapColumnState.Missing], Enumerable.Range(0, 5).Select(heat.StateOf));
        Assert.Equal((notional, held), (heat.Notional(Side.Long, 61_000, 95), heat.At(1, 5).Long));
        Assert.False(heat.PathOf(1).IsKnown);
        Assert.Equal(0, heat.At(4, 5).Long);
        Assert.Equal((10, double.NaN, double.NaN, double.NaN), (heat.Notional(Side.Long, 0, 95), heat.Notional(Side.Long, -1, 95), heat.Notional(Side.Long, 0, 89), heat.Notional(Side.Long, 300_000, 95)));
        Assert.Equal((0, 3, 4, -1, -1), (heat.ColumnAt(59_999), heat.ColumnAt(180_000), heat.ColumnAt(299_999), heat.ColumnAt(300_000), heat.ColumnAt(-1)));
    }

    [Fact]
    public void AFullRing_KeepsTheNewest()
    {
        // The bytes of a sparse ring run out before its columns do; a dense ring clears what the column before left.
        BandGrid grid = BandGrid.Uniform(1, new(90, 110));
        foreach (HeatMapStorage storage in Enum.GetValues<HeatMapStorage>())
        {
            var builder = new LiquidationHeatMapBuilder(grid, Minute, new() { Columns = 4, Storage = storage, SparseBytes = 600, Quantum = 1 });
            Assert.Equal(builder.MemoryBytes, new LiquidationHeatMapBuilder(grid, Minute, new() { Columns = 4, Storage = storage, SparseBytes = 600 }).MemoryBytes);
            long memory = builder.MemoryBytes;
            for (int i = 0; i < 200; i++)
            {
                int count = i * 7 % 20;
                double[] prices = [.. Enumerable.Range(0, count).Select(k => 90.5 + ((k * (1 + (i % 3)) + i) % 20))];
                LiquidationMap map = LiquidationMap.Build(new PricedColumns(prices, [.. prices.Select(p => (p < 100 ? 1 : -1) * 1e15)]), grid, 100, new() { Quantum = 1 });
                builder.Append(i * 60_000L, map.View);
                Assert.InRange(builder.ColumnCount, 1, 4);
                Assert.Equal((i + 1) * 60_000L, builder.EndUnixMs);
                long[] longs = new long[20];
                builder.CopyUnits(builder.ColumnCount - 1, Side.Long, 0, longs);
                Assert.True(map.View.LongUnits.SequenceEqual(longs));
            }

            Assert.Equal(memory, builder.MemoryBytes);
            Assert.Equal(builder.ColumnCount, builder.ToHeatMap().ColumnCount);
        }
    }

    [Fact]
    public void RefusedCalls_ChangeNothing()
    {
        BandGrid grid = BandGrid.Uniform(1, new(90, 110));
        LiquidationMap map = LiquidationMap.Build(new PricedColumns([95.5], [10]), grid, 100, new() { Unit = "USDT" });
        var builder = new LiquidationHeatMapBuilder(grid, Minute);
        builder.Append(120_000, map.View, 99, 101);
        LiquidationHeatMap before = builder.ToHeatMap();

        Expect.Throws<ArgumentOutOfRangeException>(() => builder.Append(179_999, map.View), "timeUnixMs", "180000", "179999");
        Expect.Throws<ArgumentOutOfRangeException>(() => builder.Append(-1, map.View), "timeUnixMs", "-1");
        Expect.Throws<ArgumentOutOfRangeException>(() => builder.Append(1_700_000_000_000_000, map.View), "timeUnixMs", "year 9999");
        Expect.Throws<ArgumentOutOfRangeException>(() => builder.Append(1_700_000_000_000, map.View), "timeUnixMs", "1,048,576");
        Expect.Throws<ArgumentOutOfRangeException>(() => builder.Append(180_000, map.View, 100.1, 101), "low", "100.1", "100");
        Expect.Throws<ArgumentOutOfRangeException>(() => builder.Append(180_000, map.View, 99, 99.9), "high", "99.9");
        Expect.Throws<ArgumentOutOfRangeException>(() => builder.Append(180_000, map.View, double.NaN, 101), "low");
        Expect.Throws<ArgumentOutOfRangeException>(() => builder.Append(180_000, map.View, 99, double.PositiveInfinity), "high");
        Expect.Throws<ArgumentException>(() => builder.Append(180_000, default), "grid");
        Expect.Throws<ArgumentException>(() => builder.Append(180_000, LiquidationMap.Empty(BandGrid.Uniform(2, new(90, 110)), 100).View), "lattices");
        Expect.Throws<ArgumentException>(() => builder.Append(180_000, LiquidationMap.Empty(grid, 100, new() { Quantum = 1 }).View), "quanta");
        Expect.Throws<ArgumentException>(() => builder.Append(180_000, LiquidationMap.Empty(grid, 100, new() { Unit = "USDC" }).View), "USDT", "USDC");
        Expect.Throws<InvalidOperationException>(() => builder.Advance(180_000, new(1, 1, 1), default), "snapshots");
        Expect.Throws<InvalidOperationException>(() => builder.Add(default), "Standing", "Executed");
        Assert.Equal(before, builder.ToHeatMap());
        builder.Append(180_000, map.View);
        Assert.Equal(2, builder.ColumnCount);
    }

    [Fact]
    public void Tails_ThatLeave64Bits_AreRefused()
    {
        BandGrid grid = BandGrid.Uniform(1, new(100, 110)), wide = BandGrid.Uniform(1, new(90, 110));
        LiquidationMap map = LiquidationMap.Build(new PricedColumns([95.5, 96.5], [9e18, 9e18]), wide, 100, new() { Quantum = 1 });
        var builder = new LiquidationHeatMapBuilder(grid, Minute, new() { Quantum = 1 });
        Expect.Throws<OverflowException>(() => builder.Append(0, map.View), "below the window", "2^63");
        Assert.Equal((0, (string?)null), (builder.ColumnCount, builder.Unit));
    }

    [Fact]
    public void Choices_AreChecked()
    {
        BandGrid grid = BandGrid.Uniform(1, new(90, 110));
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new LiquidationHeatMapBuilder(grid, TimeSpan.Zero), "interval");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new LiquidationHeatMapBuilder(grid, TimeSpan.FromTicks(15_000)), "interval", "whole milliseconds");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new HeatMapOptions { Columns = 0 }, "Columns", "1048576");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new HeatMapOptions { Quantum = 3 }, "Quantum");
        Expect.Throws<ArgumentException>(() => _ = new HeatMapOptions { Layers = [new("a"), new("a")] }, "'a' comes twice");
        Expect.Throws<ArgumentException>(() => _ = new HeatMapOptions { Layers = [] }, "1 to 256 layers");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new HeatMapLayer("a", TimeSpan.Zero), "halfLife");
        Expect.Throws<ArgumentException>(() => _ = new LiquidationHeatMapBuilder(grid, Minute, new() { Gaps = HeatMapGaps.Empty }), "Empty", "Standing");
        Expect.Throws<ArgumentException>(() => _ = new LiquidationHeatMapBuilder(grid, Minute, new() { Gaps = HeatMapGaps.Carry, Kind = HeatMapKind.Executed }), "Carry", "Executed");
        Expect.Throws<ArgumentException>(() => _ = new LiquidationHeatMapBuilder(grid, Minute, new() { Storage = HeatMapStorage.Sparse, SparseBytes = 439 }), "440", "439");
        Expect.Throws<ArgumentException>(() => _ = new LiquidationHeatMapBuilder(BandGrid.Uniform(1, new(0, 100_000)), Minute, new() { Columns = 1 << 20 }), "1,048,576 columns", "bytes");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new MarkPath(2, 1, 1), "low", "high (1)");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new MarkPath(1, 2, 3), "last");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new MarkPath(0, 2, 1), "low");
    }
}
