using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Maps;

public sealed class MapRebandTests
{
    private static readonly BandGrid Grid = BandGrid.Uniform(10, new(50, 150));
    private static readonly MapSource Source = new("venue", isModelled: false);

    [Fact]
    public void WiderBandsAndOtherWindows_AreTheMapBuiltThere() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        // Widths with a short decimal form, so that every edge of the wide bands is an edge of the narrow ones.
        Dice dice = draw.Dice;
        double scale = dice.Pick(1, 10, 1000), narrow = dice.Whole(1, 9) / scale, wide = narrow * scale * dice.Whole(1, 7) / scale;
        int from = dice.Whole(0, 40), to = from + dice.Whole(1, 60);
        var grid = BandGrid.Uniform(narrow, new(from * narrow, to * narrow));
        int low = dice.Whole(0, 14), high = low + dice.Whole(1, 20);
        BandGrid target = dice.Chance(0.3) ? BandGrid.Uniform(wide, new(grid.Lower, grid.Upper)) : BandGrid.Uniform(wide, new(low * wide, high * wide));
        double spread = dice.Pick(0, 0, 10);
        (double Price, double Notional)[] rows = draw.Make(d => d.Chance(0.05)
            ? (d.Pick(double.NaN, -1), 5.0)
            : (d.Chance(0.4) ? grid.Edges[d.Whole(0, grid.Count - 1)] : Math.Max(narrow / 2, d.Between(grid.Lower - (spread * narrow), grid.Upper + (spread * narrow))), d.Pick(1, -1) * d.Magnitude(0.01, 1e6)));
        var options = new MapOptions { Counts = dice.Chance(0.5), MarkTest = false, PlaceBadRowsInUnplaced = true };
        LiquidationMap map = Build(grid), expected = Build(target);

        bool splitsTail = (target.Lower < grid.Lower && !IsEmpty(map.Below)) || (target.Upper > grid.Upper && !IsEmpty(map.Above));
        if (splitsTail)
        {
            Expect.Throws<ArgumentException>(() => map.Reband(target), "known only as a sum");
            return;
        }

        string before = Snapshot.Of(map.View);
        LiquidationMap moved = map.Reband(target);
        SameMap.Check(expected, moved);
        Assert.Equal(map.Total, moved.Total);
        Assert.Equal(before, Snapshot.Of(map.View));
        Assert.Equal(Source, Assert.Single(moved.Sources));

        LiquidationMap Build(BandGrid at) => LiquidationMap.Build(new PricedColumns([.. rows.Select(r => r.Price)], [.. rows.Select(r => r.Notional)]), at, 3, options).From(Source);
    }), 500);

    [Fact]
    public void GeometricBands_CanBeCut() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        Dice dice = draw.Dice;
        BandGrid grid = BandGrid.Geometric(0.01, new(80, 125));
        int low = dice.Whole(0, grid.Count - 1), high = dice.Whole(low + 1, grid.Count);
        BandGrid cut = BandGrid.Geometric(0.01, new(grid.Edges[low], grid.Edges[high]));
        Assert.Equal(high - low, cut.Count);
        var rows = MapRows.Priced(draw, grid, 100, new MapOptions { PlaceBadRowsInUnplaced = true, MarkTest = dice.Chance(0.5) });
        SameMap.Check(rows.Build(cut), rows.Build().Reband(cut));
    }), 100);

    [Fact]
    public void TheSameWindow_IsTheSameMapButNotItsMemory()
    {
        LiquidationMap map = Build(Grid, (60, 1), (49, 2), (151, -3)).From(Source), same = map.Reband(BandGrid.Uniform(10, new(50, 150)));
        SameMap.Check(map, same);
        Assert.False(map.View.LongUnits.Overlaps(same.View.LongUnits));
    }

    [Fact]
    public void ABandThatWouldBeSplit_IsRefusedWithItsEdges()
    {
        LiquidationMap map = Build(Grid, (60, 1));
        AssertRefused(BandGrid.Uniform(15, new(60, 120)), "the edge 75 lies inside the band 70 to 80", "10 uniform bands of 10 from 50 to 150");
        AssertRefused(BandGrid.Uniform(5, new(50, 150)), "the edge 55 lies inside the band 50 to 60");
        AssertRefused(BandGrid.Geometric(0.1, new(60, 120)), "which cannot be split");

        // Only edges within the window matter: 30 and 180 lie beyond it.
        LiquidationMap wide = map.Reband(BandGrid.Uniform(30, new(30, 180)));
        Assert.Equal((1, 0), (wide[1].Long, wide[0].Long));
        Assert.Throws<ArgumentNullException>("grid", () => map.Reband(null!));

        void AssertRefused(BandGrid grid, params string[] texts) => Assert.Equal("grid", Expect.Throws<ArgumentException>(() => map.Reband(grid), texts).ParamName);
    }

    [Fact]
    public void Tails_TakeWhatIsCutOffAndAreNeverCutThemselves()
    {
        LiquidationMap map = Build(Grid, (49, 1), (50, 2), (60, 4), (139, -8), (140, -16), (150, -32));
        LiquidationMap cut = map.Reband(BandGrid.Uniform(10, new(60, 140)));
        Assert.Equal((3, 4, 8, 48), (cut.Below.Long, cut[0].Long, cut[7].Short, cut.Above.Short));
        Assert.Equal((2L, 2L), (cut.Below.LongCount, cut.Above.ShortCount));
        Expect.Throws<ArgumentException>(() => map.Reband(BandGrid.Uniform(10, new(40, 150))), "start at 40, but positions below 50");
        Expect.Throws<ArgumentException>(() => map.Reband(BandGrid.Uniform(10, new(50, 160))), "end at 160, but positions from 150 on");

        // A window beside the old one: all of it is a tail of the new.
        LiquidationMap inside = Build(Grid, (60, 4), (139, -8));
        Assert.Equal((4, 8), (inside.Reband(BandGrid.Uniform(10, new(150, 170))).Below.Long, inside.Reband(BandGrid.Uniform(10, new(170, 190))).Below.Short));
        Assert.Equal((4, 8), (inside.Reband(BandGrid.Uniform(10, new(20, 50))).Above.Long, inside.Reband(BandGrid.Uniform(10, new(10, 30))).Above.Short));
    }

    [Fact]
    public void AnEmptyCellWithCountsOnly_IsATail()
    {
        // Two rows that round to nothing: only counts can tell that they are there.
        LiquidationMap map = Build(Grid, (49, 1e-9), (49, 1e-9));
        Assert.Equal((0, 2L), (map.Below.Long, map.Below.LongCount));
        Expect.Throws<ArgumentException>(() => map.Reband(BandGrid.Uniform(10, new(40, 150))), "known only as a sum");
    }

    [Theory]
    [InlineData(1, "the bands from 60 to 80 add up to 2^63 units")]
    [InlineData(-1, "the bands from 60 to 80 add up to 2^63 units")]
    public void BandsThatAddUpToTooMuch_AreRefused(double sign, string text)
    {
        var options = new MapOptions { Quantum = 1, MarkTest = false };
        LiquidationMap map = LiquidationMap.Build(new PricedColumns([60, 70], [sign * Math.ScaleB(1, 62), sign * Math.ScaleB(1, 62)]), Grid, 100, options);
        string before = Snapshot.Of(map.View);
        Expect.Throws<OverflowException>(() => map.Reband(BandGrid.Uniform(20, new(40, 160))), text, "larger MapOptions.Quantum");
        Expect.Throws<OverflowException>(() => map.Reband(BandGrid.Uniform(10, new(80, 150))), "2^63 units");
        Assert.Equal(before, Snapshot.Of(map.View));
    }

    private static bool IsEmpty(SideTally tally) => tally.LongUnits == 0 && tally.ShortUnits == 0 && tally.Count == 0;

    private static LiquidationMap Build(BandGrid grid, params (double Price, double Notional)[] rows) =>
        LiquidationMap.Build(new PricedColumns([.. rows.Select(r => r.Price)], [.. rows.Select(r => r.Notional)]), grid, 100);
}
