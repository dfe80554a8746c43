using FsCheck.Fluent;
using HeatMap.Kernels;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Maps;

public sealed class MapMergeTests
{
    private const double TwoTo62 = 4611686018427387904.0;
    private static readonly BandGrid Grid = BandGrid.Uniform(10, new(50, 150));
    private static readonly MapSource Reported = new("venue", isModelled: false), Estimated = new("model", isModelled: true);

    [Fact]
    public void AnyPartition_MergesToTheMapOfAllRows() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        var rows = MapRows.Make(draw);
        Dice dice = draw.Dice;
        int parts = dice.Whole(1, 6);
        int[] partOfRow = [.. Enumerable.Range(0, rows.Count).Select(_ => dice.Whole(0, parts - 1))];
        LiquidationMap[] maps = [.. Enumerable.Range(0, parts).Select(part => rows.Build(row => partOfRow[row] == part))];
        string[] before = [.. maps.Select(m => Snapshot.Of(m.View))];
        LiquidationMap expected = rows.Build();

        SameMap.Check(expected, LiquidationMap.Merge(maps));
        SameMap.Check(expected, LiquidationMap.Merge([.. maps.Reverse()]));
        if (parts > 1)
        {
            int cut = dice.Whole(1, parts - 1);
            SameMap.Check(expected, LiquidationMap.Merge(LiquidationMap.Merge(maps.AsSpan(..cut)), LiquidationMap.Merge(maps.AsSpan(cut..))));
            SameMap.Check(expected, LiquidationMap.Merge([LiquidationMap.Merge(maps.AsSpan(cut..)), .. maps.AsSpan(..cut)]));
        }

        Assert.Equal(before, maps.Select(m => Snapshot.Of(m.View)));
    }), 300);

    [Fact]
    public void Empty_IsTheIdentity() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        var rows = MapRows.Make(draw);
        LiquidationMap map = rows.Build().From(Reported), empty = LiquidationMap.Empty(rows.Grid, rows.Mark, rows.EmptyOptions);
        SameMap.Check(map, LiquidationMap.Merge(map, empty));
        SameMap.Check(map, LiquidationMap.Merge(empty, map));
        SameMap.Check(map, LiquidationMap.Merge(map));
        Assert.Equal(default, empty.Total.Notional);
        Assert.Equal(0, empty.Total.Count);
    }), 100);

    [Fact]
    public void WindowsThatDiffer_GiveTheMapOverAllOfThem() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        Dice dice = draw.Dice;
        var options = new MapOptions { Counts = dice.Chance(0.5), PlaceBadRowsInUnplaced = true };
        int parts = dice.Whole(2, 4);
        BandGrid lattice = dice.Chance(0.5) ? BandGrid.Uniform(0.1, new(90, 110)) : BandGrid.Geometric(0.003, new(90, 110));
        BandGrid[] grids = [.. Enumerable.Range(0, parts).Select(_ => Window(lattice, dice))];
        BandGrid cover = grids.Aggregate(static (x, y) => x.Cover(y));

        // Every row within the window of its part, or without a place on the axis.
        (int Part, double Price, double Notional)[] rows = draw.Make(d =>
        {
            int part = d.Whole(0, parts - 1);
            double price = d.Chance(0.3) ? grids[part].Edges[d.Whole(0, grids[part].Count - 1)] : d.Between(grids[part].Lower, grids[part].Upper);
            return (part, d.Chance(0.1) ? d.Pick(double.NaN, -1) : price, d.Pick(1, -1) * d.Magnitude(0.01, 1e6));
        });
        LiquidationMap[] maps = [.. Enumerable.Range(0, parts).Select(part => Build(grids[part], [.. rows.Where(r => r.Part == part)]))];

        SameMap.Check(Build(cover, rows), LiquidationMap.Merge(maps));
        SameMap.Check(Build(cover, rows), LiquidationMap.Merge([.. maps.Reverse()]));

        LiquidationMap Build(BandGrid grid, (int Part, double Price, double Notional)[] some) =>
            LiquidationMap.Build(new PricedColumns([.. some.Select(r => r.Price)], [.. some.Select(r => r.Notional)]), grid, 100, options);
    }), 200);

    [Fact]
    public void ATail_IsKeptWhereTheWindowEndsThere()
    {
        LiquidationMap low = Build(Grid, (49, 1), (60, 2)), high = Build(BandGrid.Uniform(10, new(60, 170)), (60, 4), (165, -8), (170, -16));
        LiquidationMap merged = LiquidationMap.Merge(low, high);
        SameMap.Check(Build(BandGrid.Uniform(10, new(50, 170)), (49, 1), (60, 2), (60, 4), (165, -8), (170, -16)), merged);
        Assert.Equal(1, merged.Below.Long);
        Assert.Equal(6, merged[1].Long);
        Assert.Equal(16, merged.Above.Short);
    }

    [Fact]
    public void ATailThatIsOnlyASum_IsRefusedWhereAnotherMapHasBands()
    {
        LiquidationMap below = Build(Grid, (49, 1)), above = Build(Grid, (150, -1)), lower = Build(BandGrid.Uniform(10, new(40, 150))), higher = Build(BandGrid.Uniform(10, new(50, 160)));
        string low = "the window would start at 40, but positions below 50 are known only as a sum", high = "the window would end at 160, but positions from 150 on are known only as a sum";
        AssertRefused([below, lower], low);
        AssertRefused([lower, below], low);
        AssertRefused([above, higher], high);
        AssertRefused([higher, above], high);
        Assert.Equal(1, LiquidationMap.Merge(below, higher).Below.Long);
        Assert.Equal(1, LiquidationMap.Merge(above, lower).Above.Short);
    }

    [Fact]
    public void MapsThatDiffer_AreRefusedWithTheDifference()
    {
        LiquidationMap map = Build(Grid, (60, 1));
        AssertRefused([map, Build(BandGrid.Uniform(20, new(40, 160)))], "the lattices differ: 10 uniform bands of 10 from 50 to 150 and 6 uniform bands of 20 from 40 to 160");
        AssertRefused([map, Build(BandGrid.Geometric(0.1, new(50, 150)))], "the lattices differ", "geometric bands of 10 %");
        AssertRefused([map, Empty(new() { Unit = "USDT" })], "the units of the maps differ: nothing stated and USDT");
        AssertRefused([Empty(new() { Unit = "USD" }), Empty(new() { Unit = "USDT" })], "the units of the maps differ: USD and USDT");
        AssertRefused([map, Empty(new() { Quantum = 1 })], "the quanta of the maps differ: 1.52587890625E-05 and 1");
        AssertRefused([map, Empty(new() { Counts = false })], "the options of the maps differ: counts and no counts");
        AssertRefused([map, map, map.WithMark(101)], "the marks of the maps differ: 100 and 101; state one with WithMark");
        AssertRefused([], "at least one map");
        Assert.Throws<ArgumentNullException>("maps", () => LiquidationMap.Merge(map, null!));
        Assert.Throws<ArgumentNullException>("maps", () => LiquidationMap.Merge(null!, map));

        static LiquidationMap Empty(MapOptions options) => LiquidationMap.Empty(Grid, 100, options);
    }

    [Fact]
    public void WindowsTooFarApart_AreRefused()
    {
        LiquidationMap near = Build(BandGrid.Uniform(0.001, new(1, 2))), far = Build(BandGrid.Uniform(0.001, new(9000, 9001)));
        Expect.Throws<ArgumentException>(() => LiquidationMap.Merge(near, far), "9,000,000 bands", "at most 4,194,304");
    }

    [Theory]
    [InlineData(60, 1)]
    [InlineData(60, -1)]
    [InlineData(49, 1)]
    [InlineData(150, -1)]
    public void ACellThatWouldOverflow_IsRefusedAndNothingChanges(double price, double sign)
    {
        var options = new MapOptions { Quantum = 1, MarkTest = false };
        LiquidationMap half = Build(Grid, options, (price, sign * TwoTo62)), less = Build(Grid, options, (price, sign * (TwoTo62 - 512)), (70, 3));
        (string halfBefore, string lessBefore) = (Snapshot.Of(half.View), Snapshot.Of(less.View));
        Assert.Equal((Int128)long.MaxValue - 511, LiquidationMap.Merge(half, less).Total.LongUnits + LiquidationMap.Merge(half, less).Total.ShortUnits - 3);
        Expect.Throws<OverflowException>(() => LiquidationMap.Merge(half, half), "a band of the sum would reach 2^63 units of 1");
        Expect.Throws<OverflowException>(() => LiquidationMap.Merge(less, less, less), "2^63");
        Assert.Equal((halfBefore, lessBefore), (Snapshot.Of(half.View), Snapshot.Of(less.View)));
    }

    [Fact]
    public void WhatIsInNoBand_AddsUpBeyond64Bits()
    {
        LiquidationMap map = Build(Grid, new MapOptions { Quantum = 1 }, (double.NaN, TwoTo62), (100, -TwoTo62));
        LiquidationMap merged = LiquidationMap.Merge(map, map, map, map, map);
        Assert.Equal(5 * (Int128.One << 62), merged.Unplaced[UnplacedReason.NoLiquidationPrice].LongUnits);
        Assert.Equal(5 * (Int128.One << 62), merged.Unplaced[UnplacedReason.AlreadyLiquidated].ShortUnits);
        Assert.Equal(10, merged.Total.Count);
    }

    [Fact]
    public void MoreRowsThanCanBeCounted_AreRefused()
    {
        LiquidationMap map = Build(Grid, (60, 1e-9));
        for (int doubling = 0; doubling < 62; doubling++)
        {
            map = LiquidationMap.Merge(map, map);
        }

        Assert.Equal(1L << 62, map.Total.Count);
        Expect.Throws<OverflowException>(() => LiquidationMap.Merge(map, map), "2^63 rows");
        Assert.Equal(1L << 62, map.Total.Count);
    }

    [Fact]
    public void MoreUnplacedUnitsThanCanBeSummed_AreRefused()
    {
        LiquidationMap map = Build(Grid, new MapOptions { Quantum = 1, Counts = false }, (double.NaN, TwoTo62));
        Expect.Throws<OverflowException>(
            () =>
            {
                for (int doubling = 0; doubling < 80; doubling++)
                {
                    map = LiquidationMap.Merge(map, map);
                }
            },
            "2^63");
        Assert.True(map.Total.LongUnits > 0);
        Assert.True(LiquidationMap.TryRead(map.ToBytes(), out _, out _));
    }

    [Fact]
    public void AnEmptyMapWithoutAUnit_LeavesEveryMapAsItIs()
    {
        LiquidationMap map = LiquidationMap.Build(PositionBatch.From([Position.Long(100, 1, leverage: 10)]), Venues.BinanceUsdm("BTCUSDT"), Grid, 100);
        LiquidationMap nothing = LiquidationMap.Empty(Grid, 100);
        Assert.Equal(map, LiquidationMap.Merge(map, nothing));
        Assert.Equal(map, LiquidationMap.Merge(nothing, map));
        Assert.Equal(map, LiquidationMap.Merge(nothing, nothing, map, nothing));
        Expect.Throws<ArgumentException>(() => LiquidationMap.Merge(map, Build(Grid, (60, 1))), "units of the maps differ: USDT and nothing stated");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("half")]
    [InlineData("long")]
    public void NamesThatCannotBeWrittenDown_AreRefused(string name)
    {
        // Half a character cannot be given by an attribute.
        name = name switch { "half" => "a" + (char)0xD800 + "b", "long" => new('x', 201), _ => name };
        Assert.ThrowsAny<ArgumentException>(() => new MapOptions { Unit = name });
        Assert.ThrowsAny<ArgumentException>(() => new MapSource(name, isModelled: false));
        Assert.ThrowsAny<ArgumentException>(() => ContractSpec.Linear("X", name));
    }

    [Fact]
    public void Nothing_IsRefusedByItsName()
    {
        Assert.Equal("layers", Assert.Throws<ArgumentNullException>(() => MapLayers.Merge(new MapLayers(("a", Build(Grid))), null!)).ParamName);
        Assert.Equal("layers", Assert.Throws<ArgumentNullException>(() => new MapLayers(("a", null!))).ParamName);
        Assert.Equal("maps", Assert.Throws<ArgumentNullException>(() => LiquidationMap.Merge(Build(Grid), null!)).ParamName);
    }

    [Fact]
    public void Columns_AddUpLikeWholeNumbersOrNotAtAll() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        double extreme = draw.Dice.Pick(0, 0.05, 0.5);
        (long Cell, long Added)[] rows = draw.Make(d => (Number(d), Number(d)));
        long[] cells = [.. rows.Select(r => r.Cell)], before = [.. cells];
        Int128[] sums = [.. rows.Select(r => (Int128)r.Cell + r.Added)];
        bool fits = sums.All(s => s >= long.MinValue && s <= long.MaxValue);
        long[] added = [.. rows.Select(r => r.Added)];
        Assert.Equal(fits, CellSums.CanAdd(cells, added));
        Assert.Equal(before, cells);
        if (fits)
        {
            CellSums.Add(cells, added);
            Assert.Equal(sums, cells.Select(c => (Int128)c));
        }

        Assert.Equal(before.Max(), CellSums.Greatest(before));

        long Number(Dice d) => d.Chance(extreme)
            ? d.Pick(long.MaxValue, long.MinValue, long.MaxValue / 2, (long.MaxValue / 2) + 1, (long.MaxValue / 2) + 2, long.MinValue / 2, (long.MinValue / 2) - 1)
            : d.Whole(-5, 5);
    }), 500);

    [Fact]
    public void Sources_AreUnitedAndSorted()
    {
        var noon = new DateTimeOffset(2026, 1, 4, 14, 0, 0, TimeSpan.FromHours(2));
        MapSource early = new("b", true, noon.AddDays(-1)), late = new("b", true, noon), sameMoment = new("b", true, noon.ToUniversalTime()), measured = new("b", false, noon), capital = new("Z", true);
        LiquidationMap x = Build(Grid, (60, 1)).From(late, measured, capital), y = Build(Grid, (70, 1)).From(capital, sameMoment, early);
        MapSource[] expected = [capital, measured, early, late];
        Assert.Equal(expected, LiquidationMap.Merge(x, y).Sources);
        Assert.Equal(expected, LiquidationMap.Merge(y, x).Sources);
        Assert.Equal(MapOrigin.Mixed, LiquidationMap.Merge(x, y).Origin);
        Assert.Equal("b, modelled, 2026-01-04 12:00Z", LiquidationMap.Merge(y, x).Sources[3].ToString());
    }

    [Fact]
    public void Sources_AreTheSameInAnyOrder() => Check.That(Prop.ForAll(Draw.Rows(8), draw =>
    {
        LiquidationMap map = Build(Grid, (60, 1));
        LiquidationMap[] maps = draw.Make(d => map.From(new MapSource(d.Pick("a", "B", "é"), d.Chance(0.5), d.Pick<DateTimeOffset?>(null, default(DateTimeOffset), DateTimeOffset.UnixEpoch))));
        LiquidationMap forward = LiquidationMap.Merge(maps), backward = LiquidationMap.Merge([.. maps.Reverse()]);
        Assert.Equal(forward.Sources.AsEnumerable(), backward.Sources);
        SameMap.Check(forward, backward);
    }), 300);

    [Fact]
    public void Origin_IsMeasuredOnlyWhereEveryPartIs()
    {
        LiquidationMap unstated = Build(Grid, (60, 1)), measured = unstated.From(Reported), modelled = unstated.From(Estimated), empty = LiquidationMap.Empty(Grid, 100);
        Assert.Equal(MapOrigin.Unstated, unstated.Origin);
        Assert.Equal(MapOrigin.Unstated, empty.Origin);
        Assert.Equal(MapOrigin.Measured, measured.Origin);
        Assert.Equal(MapOrigin.Modelled, modelled.Origin);
        Assert.Equal(MapOrigin.Measured, Of(measured, measured, empty));
        Assert.Equal(MapOrigin.Modelled, Of(empty, modelled));
        Assert.Equal(MapOrigin.Mixed, Of(measured, modelled));
        Assert.Equal(MapOrigin.Unstated, Of(measured, unstated));
        Assert.Equal(MapOrigin.Unstated, Of(unstated, modelled));
        Assert.Equal(MapOrigin.Mixed, Of(modelled, unstated, measured));
        Assert.Equal(MapOrigin.Measured, LiquidationMap.Merge(measured, unstated).From(Reported).Origin);

        // A row that rounds to nothing still is a part that nobody stated.
        Assert.Equal(MapOrigin.Unstated, Of(measured, Build(Grid, (60, 1e-9))));
        Assert.Equal(MapOrigin.Unstated, Of(measured, Build(Grid, new MapOptions { PlaceBadRowsInUnplaced = true }, (60, 0))));

        static MapOrigin Of(params ReadOnlySpan<LiquidationMap> maps)
        {
            MapOrigin origin = LiquidationMap.Merge(maps).Origin;
            Assert.Equal(origin, LiquidationMap.Merge([LiquidationMap.Merge(maps[^1]), .. maps[..^1]]).Origin);
            return origin;
        }
    }

    [Fact]
    public void From_RefusesWhatIsNoSource()
    {
        LiquidationMap map = Build(Grid, (60, 1));
        MapSource[] many = [.. Enumerable.Range(0, 1001).Select(i => new MapSource("s" + i, false))];
        Expect.Throws<ArgumentException>(() => map.From(), "at least one source");
        Expect.Throws<ArgumentException>(() => map.From(Reported, default), "default");
        Expect.Throws<ArgumentException>(() => map.From(many), "at most 1000 sources, had 1001");
        LiquidationMap most = map.From([.. many[1..], many[1]]);
        Assert.Equal(1000, most.Sources.Length);
        Expect.Throws<ArgumentException>(() => LiquidationMap.Merge(most, map.From(many[0])), "at most 1000");
        Assert.Equal(1000, LiquidationMap.Merge(most, map.From(many[5])).Sources.Length);
        Assert.Throws<ArgumentException>("name", () => new MapSource(" ", false));
        Expect.Throws<ArgumentException>(() => Named(201), "at most 200 characters, had 201");
        Assert.Equal(200, Named(200).Name.Length);

        static MapSource Named(int length) => new(new('x', length), false);
    }

    [Fact]
    public void WithMark_ChangesTheMarkAlone()
    {
        LiquidationMap map = Build(Grid, (60, 1), (120, -1), (110, 1)).From(Reported), moved = map.WithMark(115);
        Assert.Equal(115, moved.MarkPrice);
        Assert.Equal(Snapshot.Of(map.View), Snapshot.Of(moved.View));
        Assert.Equal(map.Sources, moved.Sources);
        SameMap.Check(map, moved.WithMark(100));
        Assert.Throws<ArgumentOutOfRangeException>("markPrice", () => map.WithMark(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("markPrice", () => map.WithMark(0));
    }

    [Fact]
    public void Maps_AreEqualOnlyInEverything()
    {
        LiquidationMap map = Build(Grid, (60, 1));
        SameMap.Check(map, Build(Grid, (60, 1)));
        LiquidationMap[] others =
        [
            Build(Grid, (60, 2)), Build(Grid, (60, -1)), Build(Grid, (70, 1)), Build(Grid, (49, 1)), Build(Grid, (150, 1)), Build(Grid, (double.NaN, 1)),
            Build(Grid, (60, 0.5), (60, 0.5)), Build(Grid, (60, 1), (60, 1e-9)), Build(Grid, (60, 1), (double.NaN, 1e-9)),
            Build(Grid, new MapOptions { PlaceBadRowsInUnplaced = true }, (60, 1), (60, 0)), Build(Grid, new MapOptions { Counts = false }, (60, 1)),
            Build(Grid, new MapOptions { Quantum = 1 }, (60, 1)), Build(Grid, new MapOptions { Unit = "USDT" }, (60, 1)), Build(Grid, new MapOptions { Unit = "USD" }, (60, 1)),
            Build(BandGrid.Uniform(10, new(50, 160)), (60, 1)), map.WithMark(101), map.From(Reported), map.From(Estimated), map.From(Reported, Estimated),
        ];
        for (int i = 0; i < others.Length; i++)
        {
            Assert.False(map.Equals(others[i]), $"map {i}");
            Assert.False(others[i].Equals((object)map), $"map {i}");
        }

        Assert.False(map.Equals(null));
        Assert.False(map.Equals((object)"map"));
    }

    private static void AssertRefused(LiquidationMap[] maps, params string[] texts) => Assert.Equal("maps", Expect.Throws<ArgumentException>(() => LiquidationMap.Merge(maps), texts).ParamName);

    private static BandGrid Window(BandGrid lattice, Dice dice)
    {
        int low = dice.Whole(0, lattice.Count - 1), high = dice.Whole(low + 1, lattice.Count);
        (double from, double to) = (lattice.Edges[low], lattice.Edges[high]);
        return lattice.Spacing == BandSpacing.Uniform ? BandGrid.Uniform(lattice.Step, new(from, to)) : BandGrid.Geometric(lattice.Step, new(from, to));
    }

    private static LiquidationMap Build(BandGrid grid, params (double Price, double Notional)[] rows) => Build(grid, new MapOptions(), rows);

    private static LiquidationMap Build(BandGrid grid, MapOptions options, params (double Price, double Notional)[] rows) =>
        LiquidationMap.Build(new PricedColumns([.. rows.Select(r => r.Price)], [.. rows.Select(r => r.Notional)]), grid, 100, options);
}
