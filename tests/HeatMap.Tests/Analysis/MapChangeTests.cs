using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Analysis;

public sealed class MapChangeTests
{
    private static readonly PriceRange Still = new(100, 100);

    [Fact]
    public void Parts_AddUpToTheChange() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        Dice dice = draw.Dice;
        (LiquidationMap before, LiquidationMap after) = Pair(dice);
        PriceRange path = Path(dice, before.MarkPrice);
        MapChangeOptions options = new() { MoveWithin = dice.Pick(0, 0.005, 0.03, 0.5) };
        MapChange change = before.ChangeTo(after, path, options);
        foreach (SideChange side in new[] { change.Long, change.Short })
        {
            Assert.Equal(side.AfterUnits - side.BeforeUnits, side.BuiltUnits - side.RemovedUnits - side.LiquidatedUnits);
            Assert.True(side.BuiltUnits >= 0 && side.RemovedUnits >= 0 && side.LiquidatedUnits >= 0 && side.MovedUnits >= 0);
            Assert.Equal(side.MovedUnits == 0, double.IsNaN(side.MeanMovedDistancePrice));
            Assert.Equal(side, change[side.Side]);
            Assert.Equal(side, before.View.ChangeTo(after.View, path, side.Side, options));

            double built = 0, removed = 0, liquidated = 0, movedIn = 0, movedOut = 0;
            for (int band = 0; band < change.Grid.Count; band++)
            {
                BandFlow flow = change[side.Side, band];
                Assert.True(flow.Built >= 0 && flow.Removed >= 0 && flow.Liquidated >= 0 && flow.MovedIn >= 0 && flow.MovedOut >= 0);
                Assert.Equal((side.Side == Side.Long ? change.LongUnits : change.ShortUnits)[band] * change.Quantum, flow.Change);
                built += flow.Built;
                removed += flow.Removed;
                liquidated += flow.Liquidated;
                movedIn += flow.MovedIn;
                movedOut += flow.MovedOut;
            }

            Assert.Equal((side.Built, side.Removed, side.Liquidated, side.Moved, side.Moved), (built, removed, liquidated, movedIn, movedOut));
        }

        Assert.Equal(after.Total.LongUnits - before.Total.LongUnits, change.Long.AfterUnits - change.Long.BeforeUnits + change.Below.LongUnits + change.Above.LongUnits + change.Unplaced.Total.LongUnits);
        Assert.Equal(after.Total.ShortUnits - before.Total.ShortUnits, change.Short.AfterUnits - change.Short.BeforeUnits + change.Below.ShortUnits + change.Above.ShortUnits + change.Unplaced.Total.ShortUnits);
    }));

    [Fact]
    public void AsMuchMoves_AsCanByFlow() => Check.That(Prop.ForAll(Draw.Rows(8), draw =>
    {
        // The second method: the greatest flow between falls and growths within reach, by paths that still carry a unit.
        Dice dice = draw.Dice;
        BandGrid grid = dice.Chance(0.5) ? BandGrid.Uniform(10, new(50, 170)) : BandGrid.Geometric(0.1, new(50, 150));
        long[] was = [.. Enumerable.Range(0, grid.Count).Select(_ => (long)dice.Whole(0, 4))], now = [.. Enumerable.Range(0, grid.Count).Select(_ => (long)dice.Whole(0, 4))];
        double within = dice.Pick(0.05, 0.11, 0.25, 0.6);
        LiquidationMap before = Shapes.Units(grid, 100, was, []), after = Shapes.Units(grid, 100, now, []);
        MapChange change = before.ChangeTo(after, new(1000, 1000), new() { MoveWithin = within });
        int[] falls = [.. Enumerable.Range(0, grid.Count).SelectMany(b => Enumerable.Repeat(b, (int)Math.Max(0, was[b] - now[b])))];
        int[] growths = [.. Enumerable.Range(0, grid.Count).SelectMany(b => Enumerable.Repeat(b, (int)Math.Max(0, now[b] - was[b])))];
        int[] taker = [.. growths.Select(static _ => -1)];
        int matched = Enumerable.Range(0, falls.Length).Count(fall => TryMatch(fall, new bool[growths.Length]));
        Assert.Equal(matched, (int)change.Long.MovedUnits);

        bool TryMatch(int fall, bool[] seen)
        {
            double from = grid[falls[fall]].Middle;
            for (int growth = 0; growth < growths.Length; growth++)
            {
                double to = grid[growths[growth]].Middle;
                if (!seen[growth] && to >= from * (1 - within) && to <= from * (1 + within))
                {
                    seen[growth] = true;
                    if (taker[growth] < 0 || TryMatch(taker[growth], seen))
                    {
                        taker[growth] = fall;
                        return true;
                    }
                }
            }

            return false;
        }
    }));

    [Fact]
    public void FourThings_AreToldApart()
    {
        // Price fell from 100 to 80: longs at 85 are gone with it; at 65 an owner closed; 55 went to 75; 60 new shorts.
        LiquidationMap before = Shapes.Rows((85, 40), (65, 30), (55, 20), (125, -10), (20, 3), (double.NaN, 5));
        LiquidationMap after = Shapes.Rows(Shapes.Grid, 81, (75, 20), (125, -70), (20, 4), (500, -6));
        MapChange change = before.ChangeTo(after, new(80, 100), new() { MoveWithin = 0.4 });
        Assert.Equal((0, 30, 40, 20), (change.Long.Built, change.Long.Removed, change.Long.Liquidated, change.Long.Moved));
        Assert.Equal((60, 0, 0, 0), (change.Short.Built, change.Short.Removed, change.Short.Liquidated, change.Short.Moved));
        Assert.Equal((20, 60), (change.Long.MeanMovedDistancePrice, change.Short.NetBuildUp));
        Assert.Equal((1, 6, -5), (change.Below.Long, change.Above.Short, change.Unplaced[UnplacedReason.NoLiquidationPrice].Long));
        Assert.Equal((100, 81, 80, 100), (change.MarkPrice, change.LaterMarkPrice, change.Path.Low, change.Path.High));
        Assert.Equal(20, change[Side.Long, 0].MovedOut);
        Assert.Equal("Long, 70 to 80: built 0, removed 0, liquidated 0, moved +20 -0", change[Side.Long, 2].ToString());
        Assert.Equal("Long: built 0, removed 30, liquidated 40, moved 20 by 20; Short: built 60, removed 0, liquidated 0, moved 0; outside +7, unplaced -5", change.ToString());
        Assert.Same(before.Grid, change.Grid);

        // Without reach the same is an owner who closed and another who opened; and both 30 and 20 cannot go to one band.
        change = before.ChangeTo(after, new(80, 100), new() { MoveWithin = 0 });
        Assert.Equal((20, 50, 40, 0), (change.Long.Built, change.Long.Removed, change.Long.Liquidated, change.Long.Moved));
    }

    [Theory]
    [InlineData(75.1, false)]
    [InlineData(75, true)]
    [InlineData(70, true)]
    [InlineData(61, true)]
    public void ABandIsCrossed_AtItsMiddle(double low, bool isCrossed)
    {
        LiquidationMap before = Shapes.Rows((75, 8), (125, -8)), after = LiquidationMap.Empty(Shapes.Grid, 100);
        MapChange change = before.ChangeTo(after, new(low, 200 - low));
        Assert.Equal(isCrossed ? (8, 0) : (0, 8), (change.Long.Liquidated, change.Long.Removed));
        Assert.Equal(isCrossed ? (8, 0) : (0, 8), (change.Short.Liquidated, change.Short.Removed));
    }

    [Fact]
    public void Mirrored_MapsChangeMirrored() => Check.That(Prop.ForAll(Draw.Rows(20), draw =>
    {
        // p → 200 − p, longs ↔ shorts. The reach is a fraction of the band that is left, so only changes without moves mirror.
        Dice dice = draw.Dice;
        long[] was = Shapes.Column(dice, 10), now = Shapes.Column(dice, 10);
        double low = dice.Between(50, 100), high = dice.Between(100, 150);
        MapChangeOptions none = new() { MoveWithin = 0 };
        MapChange change = Shapes.Units(Shapes.Grid, 100, was, []).ChangeTo(Shapes.Units(Shapes.Grid, 100, now, []), new(low, high), none);
        Array.Reverse(was);
        Array.Reverse(now);
        MapChange mirror = Shapes.Units(Shapes.Grid, 100, [], was).ChangeTo(Shapes.Units(Shapes.Grid, 100, [], now), new(200 - high, 200 - low), none);
        Assert.Equal(change.Long with { Side = Side.Short }, mirror.Short);
    }));

    [Fact]
    public void Windows_AreComparedWhereBothAreKnown()
    {
        // The window went up with price. Below 70 the later map knows only a sum; above 150 the earlier one holds nothing, so it is known to be empty.
        LiquidationMap before = Shapes.Rows((55, 4), (75, 6)), after = Shapes.Rows(BandGrid.Uniform(10, new(70, 170)), 120, (55, 3), (75, 6), (165, -9));
        MapChange change = before.ChangeTo(after, new(100, 120));
        Assert.Equal(BandGrid.Uniform(10, new(70, 170)), change.Grid);
        Assert.Equal((-1, 0, 9), (change.Below.Long, change.Long.After - change.Long.Before, change.Short.Built));
        Assert.Same(after.Grid, change.Grid);

        // Nothing below: the lower bands of the earlier window count as bands.
        after = Shapes.Rows(BandGrid.Uniform(10, new(70, 170)), 120, (75, 6));
        change = before.ChangeTo(after, new(100, 120));
        Assert.Equal(BandGrid.Uniform(10, new(50, 170)), change.Grid);
        Assert.Equal((0, 4), (change.Below.Long, change.Long.Removed));

        // Windows apart, with nothing in between that anybody could be asked of.
        after = Shapes.Rows(BandGrid.Uniform(10, new(300, 320)), 300, (305, 6));
        change = before.ChangeTo(after, new(100, 300), new() { MoveWithin = 0.9 });
        Assert.Equal((27, 6, 10), (change.Grid.Count, change.Long.Built, change.Long.Removed));

        LiquidationMap above = Shapes.Rows((55, 4), (151, -1)), below = Shapes.Rows(BandGrid.Uniform(10, new(300, 320)), 300, (1, 6));
        Expect.Throws<ArgumentException>(() => above.ChangeTo(below, Still), "no window");
        Expect.Throws<ArgumentException>(() => above.View.ChangeTo(below.View, Still, Side.Long), "no window");
    }

    [Fact]
    public void Misuse_IsNamed()
    {
        LiquidationMap map = Shapes.Rows((55, 4));
        foreach (PriceRange path in new PriceRange[] { new(101, 100), new(double.NaN, 100), new(0, 100), new(1, double.PositiveInfinity), default })
        {
            Assert.Equal("path", Expect.Throws<ArgumentException>(() => map.ChangeTo(map, path), "path must be finite with 0 < low <= high, was").ParamName);
        }

        Expect.Throws<ArgumentException>(() => map.ChangeTo(LiquidationMap.Empty(BandGrid.Uniform(5, new(50, 150)), 100), Still), "the lattices differ");
        Assert.Throws<ArgumentNullException>("after", () => map.ChangeTo(null!, Still));
        Assert.Throws<ArgumentOutOfRangeException>("side", () => map.View.ChangeTo(map.View, Still, default));
        Assert.Throws<ArgumentOutOfRangeException>("MoveWithin", static () => new MapChangeOptions { MoveWithin = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("MoveWithin", static () => new MapChangeOptions { MoveWithin = double.NaN });
        MapChange none = map.ChangeTo(map, Still);
        Assert.Throws<ArgumentOutOfRangeException>("side", () => none[default(Side)]);
        Assert.Throws<ArgumentOutOfRangeException>("band", () => none[Side.Long, 10]);
        Assert.Equal((0, 4, 4), (none.Long.NetBuildUp, none.Long.Before, none.Long.After));
    }

    private static (LiquidationMap Before, LiquidationMap After) Pair(Dice dice)
    {
        double mark = dice.Magnitude(1, 10_000);
        BandGrid lattice = dice.Chance(0.5) ? BandGrid.Geometric(0.02, new(mark * 0.7, mark * 1.4)) : BandGrid.Uniform(mark / 40, new(mark * 0.7, mark * 1.4));
        double shift = dice.Pick(0, 0, 0.1, -0.1), low = mark * (0.7 + shift), high = mark * (1.4 + dice.Pick(0, shift));
        BandGrid later = lattice.Spacing == BandSpacing.Uniform ? BandGrid.Uniform(lattice.Step, new(low, high)) : BandGrid.Geometric(lattice.Step, new(low, high));
        return (Map(lattice, mark), Map(later, mark * dice.Between(0.9, 1.1)));

        LiquidationMap Map(BandGrid grid, double at) => LiquidationMap.Build(
            new PricedColumns(
                [.. Enumerable.Range(0, 40).Select(_ => dice.Chance(0.05) ? double.NaN : mark * dice.Between(dice.Pick(0.5, 0.8), dice.Pick(1.2, 1.6)))],
                [.. Enumerable.Range(0, 40).Select(_ => dice.Pick(1, -1) * (double)dice.Whole(1, 1000))]),
            grid,
            at);
    }

    private static PriceRange Path(Dice dice, double mark) => new(mark * dice.Between(0.7, 1), mark * dice.Between(1, 1.3));
}
