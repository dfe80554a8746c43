using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Maps;

public sealed class MapDifferenceTests
{
    private static readonly BandGrid Grid = BandGrid.Uniform(10, new(50, 150));

    [Fact]
    public void AMapLessItself_IsZero() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        var map = MapRows.Make(draw).Build();
        MapDifference none = map - map;
        Assert.True(none.IsZero);
        AssertTally(default, none.Total);
        Assert.False(none.LongUnits.ContainsAnyExcept(0L) || none.ShortUnits.ContainsAnyExcept(0L));
    }), 100);

    [Fact]
    public void Difference_IsTakenNumberByNumberAndTurnsItsSign() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        var rows = MapRows.Make(draw);
        Dice dice = draw.Dice;
        bool[] isLeft = [.. Enumerable.Range(0, rows.Count).Select(_ => dice.Chance(0.5))];
        LiquidationMap left = rows.Build(row => isLeft[row]), right = rows.Build(row => !isLeft[row]);
        MapDifference more = left - right, less = LiquidationMap.Subtract(right, left);

        for (int band = 0; band < rows.Grid.Count; band++)
        {
            AssertTally(Less(left[band], right[band]), more[band]);
            AssertTally(Less(right[band], left[band]), less[band]);
            Assert.Equal((more[band].LongUnits, more[band].ShortUnits), ((Int128)more.LongUnits[band], (Int128)more.ShortUnits[band]));
            Assert.Equal(left.HasCounts ? (more[band].LongCount, more[band].ShortCount) : default, left.HasCounts ? (more.LongCounts[band], more.ShortCounts[band]) : default);
        }

        Assert.Equal(left.HasCounts ? rows.Grid.Count : 0, more.LongCounts.Length);
        Assert.Equal(left.HasCounts ? rows.Grid.Count : 0, more.ShortCounts.Length);
        AssertTally(Less(left.Below, right.Below), more.Below);
        AssertTally(Less(left.Above, right.Above), more.Above);
        AssertTally(Less(left.InBands, right.InBands), more.InBands);
        AssertTally(Less(left.Total, right.Total), more.Total);
        AssertTally(Less(right.Total, left.Total), less.Total);
        foreach (UnplacedReason reason in Enum.GetValues<UnplacedReason>())
        {
            AssertTally(Less(left.Unplaced[reason], right.Unplaced[reason]), more.Unplaced[reason]);
            AssertTally(Less(right.Unplaced[reason], left.Unplaced[reason]), less.Unplaced[reason]);
        }
    }), 200);

    [Fact]
    public void WhatWasMergedIn_IsWhatTheSumHasMore() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        var rows = MapRows.Make(draw);
        LiquidationMap even = rows.Build(static row => row % 2 == 0), odd = rows.Build(static row => row % 2 == 1);
        MapDifference more = LiquidationMap.Merge(even, odd) - odd;
        AssertTally(even.Total, more.Total);
        Assert.True(even.View.LongUnits.SequenceEqual(more.LongUnits) && even.View.ShortUnits.SequenceEqual(more.ShortUnits));
        Assert.True(even.View.LongCounts.SequenceEqual(more.LongCounts) && even.View.ShortCounts.SequenceEqual(more.ShortCounts));
    }), 100);

    [Fact]
    public void ThePositionsUnderOtherRules_OnlyMove()
    {
        PositionBatch batch = PositionBatch.From(Enumerable.Range(0, 300), i => Position.FromSigned(i % 2 == 0 ? 1 : -1, 90 + (i % 20), 2 + (i % 40)));
        MarginRules mild = Rules(0.005), strict = Rules(0.02);
        BandGrid grid = BandGrid.Around(100);
        MapDifference moved = LiquidationMap.Build(batch, strict, grid, 100) - LiquidationMap.Build(batch, mild, grid, 100);
        Assert.False(moved.IsZero);
        Assert.True(moved.LongUnits.ContainsAnyInRange(long.MinValue, -1L) && moved.LongUnits.ContainsAnyInRange(1L, long.MaxValue));
        Assert.Equal((0L, 0L), (moved.Total.LongCount, moved.Total.ShortCount));
        Assert.Equal("USDT", moved.Unit);

        // A stricter venue liquidates earlier: longs at higher prices, for more.
        Assert.True(moved.Total.LongUnits > 0 && moved.Total.ShortUnits < 0);

        static MarginRules Rules(double rate) => new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.SingleRate(rate));
    }

    [Fact]
    public void WindowsThatDiffer_AreBothCovered()
    {
        LiquidationMap left = Build(Grid, (60, 3), (149, -5)), right = Build(BandGrid.Uniform(10, new(30, 90)), (35, 7), (60, 1)).WithMark(90);
        MapDifference difference = left - right;
        Assert.Equal(BandGrid.Uniform(10, new(30, 150)), difference.Grid);
        Assert.Equal((100, 90), (difference.MarkPrice, difference.OtherMarkPrice));
        Assert.Equal((-7, 2, -5), (difference[0].Long, difference[3].Long, (right - left)[11].Short));
        Assert.Equal((-5, 5, 0), (difference.Total.Long, difference.Total.Short, difference.Total.Count));
        Assert.Equal(1.0 / 65536, difference.Quantum);
        Assert.Null(difference.Unit);
        Assert.Equal("long -5, short +5 in 12 uniform bands of 10 from 30 to 150", difference.ToString());
        Assert.Throws<ArgumentOutOfRangeException>("band", () => difference[12]);
        Assert.Throws<ArgumentOutOfRangeException>("band", () => difference[-1]);
    }

    [Fact]
    public void MapsThatDoNotGoTogether_AreRefused()
    {
        LiquidationMap map = Build(Grid, (60, 1));
        AssertRefused(Build(BandGrid.Uniform(20, new(40, 160))), "the lattices differ");
        AssertRefused(LiquidationMap.Empty(Grid, 100, new() { Unit = "USDT" }), "the units of the maps differ: nothing stated and USDT");
        AssertRefused(LiquidationMap.Empty(Grid, 100, new() { Quantum = 2 }), "the quanta of the maps differ");
        AssertRefused(LiquidationMap.Empty(Grid, 100, new() { Counts = false }), "the options of the maps differ");
        AssertRefused(Build(BandGrid.Uniform(10, new(60, 150)), (59, 1)), "the window would start at 50, but positions below 60");
        Expect.Throws<ArgumentException>(() => LiquidationMap.Subtract(Build(BandGrid.Uniform(10, new(50, 140)), (140, -1)), map), "the window would end at 150");
        Assert.Throws<ArgumentNullException>("left", () => LiquidationMap.Subtract(null!, map));
        Assert.Throws<ArgumentNullException>("right", () => map - null!);

        void AssertRefused(LiquidationMap other, string text) => Assert.Equal("right", Expect.Throws<ArgumentException>(() => LiquidationMap.Subtract(map, other), text).ParamName);
    }

    private static SideTally Less(SideTally x, SideTally y) => new(
        x.LongUnits - y.LongUnits, x.ShortUnits - y.ShortUnits, x.LongCount - y.LongCount, x.ShortCount - y.ShortCount, x.Quantum, x.UnsidedCount - y.UnsidedCount);

    /// <summary>The numbers of two tallies; the quantum of an empty one does not matter.</summary>
    private static void AssertTally(SideTally expected, SideTally actual) => Assert.Equal(
        (expected.LongUnits, expected.ShortUnits, expected.LongCount, expected.ShortCount, expected.UnsidedCount),
        (actual.LongUnits, actual.ShortUnits, actual.LongCount, actual.ShortCount, actual.UnsidedCount));

    private static LiquidationMap Build(BandGrid grid, params (double Price, double Notional)[] rows) =>
        LiquidationMap.Build(new PricedColumns([.. rows.Select(r => r.Price)], [.. rows.Select(r => r.Notional)]), grid, 100);
}
