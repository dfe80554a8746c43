using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Analysis;

public sealed class ZoneTrackerTests
{
    private static readonly BandGrid Grid = BandGrid.Uniform(1, new(80, 120));

    /// <summary>Tenths of a percent do not matter on bands of a whole one.</summary>
    private static readonly ZoneTrackerOptions Plain = new() { Selection = new() { MinShare = 0 } };

    [Fact]
    public void FirstSnapshot_EveryZoneIsBorn()
    {
        var tracker = new ZoneTracker(Plain);
        ZoneEvent[] events = Observe(tracker, 100, (90, 5), (95, 3), (110, -4));
        Assert.Equal([(ZoneEventKind.Born, 1, 5.0), (ZoneEventKind.Born, 2, 3.0), (ZoneEventKind.Born, 3, 4.0)], events.Select(e => (e.Kind, e.Id, e.NotionalChange)));
        Assert.Equal([(1, Side.Long), (2, Side.Long), (3, Side.Short)], tracker.Zones.ToArray().Select(z => (z.Id, z.Zone.Side)));
        Assert.All(tracker.Zones.ToArray(), z => Assert.Equal(1, z.Snapshots));
    }

    [Fact]
    public void TheSameMapAgain_TellsNothing()
    {
        var tracker = new ZoneTracker(Plain);
        Observe(tracker, 100, (90, 5), (110, -4));
        Assert.Empty(Observe(tracker, 100, (90, 5), (110, -4)));
        Assert.Equal([2, 2], tracker.Zones.ToArray().Select(z => z.Snapshots));
    }

    [Fact]
    public void MoreOrLess_IsToldFromATenthOn()
    {
        var tracker = new ZoneTracker(Plain);
        Observe(tracker, 100, (90, 100), (110, -100));
        Assert.Empty(Observe(tracker, 100, (90, 109), (110, -91)));
        Assert.Equal([(ZoneEventKind.Grew, 11.0), (ZoneEventKind.Thinned, -11.0)], Observe(tracker, 100, (90, 120), (110, -80)).Select(e => (e.Kind, e.NotionalChange)));
    }

    [Fact]
    public void APeakThatSteppedAside_IsTheSameZone()
    {
        // Two bands wide, so that a step of one leaves half of it.
        var tracker = new ZoneTracker(Plain);
        Observe(tracker, 100, (90, 5), (91, 5), (110, -9));
        ZoneEvent moved = Assert.Single(Observe(tracker, 100, (91, 5), (92, 5), (110, -9)));
        Assert.Equal((ZoneEventKind.Moved, 1, 90.5, 91.5), (moved.Kind, moved.Id, moved.Before!.Value.PeakPrice, moved.After!.Value.PeakPrice));
        Assert.Equal("#1 long 91 to 93 moved from 90.5 to 91.5", moved.ToString());
    }

    [Fact]
    public void ZonesThatBecomeOne_Merge_AndOneThatBreaks_Splits()
    {
        var tracker = new ZoneTracker(Plain);
        Observe(tracker, 100, (88, 9), (89, 8), (90, 1), (91, 5));
        Assert.Equal(2, tracker.Zones.Length);
        ZoneEvent[] merged = Observe(tracker, 100, (88, 9), (89, 8), (90, 8), (91, 7));
        Assert.Equal([(ZoneEventKind.Grew, 1, 0), (ZoneEventKind.Merged, 2, 1)], merged.Select(e => (e.Kind, e.Id, e.OtherId)));
        ZoneEvent[] split = Observe(tracker, 100, (88, 9), (89, 8), (90, 1), (91, 5));
        Assert.Equal([(ZoneEventKind.Thinned, 1, 0), (ZoneEventKind.Split, 3, 1)], split.Select(e => (e.Kind, e.Id, e.OtherId)));
    }

    [Fact]
    public void PriceThatWentThrough_Sweeps_AlsoWhenSomethingWaitsThereAgain()
    {
        var tracker = new ZoneTracker(Plain);
        Observe(tracker, 100, (95, 5), (90, 7), (105, -3));
        ZoneEvent[] events = Observe(tracker, 97, new PriceRange(95, 101), (95, 2), (90, 7), (105, -3));
        Assert.Equal([(ZoneEventKind.Swept, 2, -5.0, true), (ZoneEventKind.Born, 4, 2.0, true)], events.Select(e => (e.Kind, e.Id, e.NotionalChange, e.WasTouched)));
    }

    [Fact]
    public void PriceThatOnlyEntered_TouchesWithoutSweeping()
    {
        var tracker = new ZoneTracker(Plain);
        Observe(tracker, 100, (94, 5), (95, 5));
        ZoneEvent touched = Assert.Single(Observe(tracker, 97, new PriceRange(95.2, 100), (94, 5)));
        Assert.Equal((ZoneEventKind.Thinned, true), (touched.Kind, touched.WasTouched));
        ZoneEvent gone = Assert.Single(Observe(tracker, 97, new PriceRange(94.5, 97)));
        Assert.Equal((ZoneEventKind.Gone, true), (gone.Kind, gone.WasTouched));
        Assert.EndsWith("gone: -5, touched", gone.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutAPath_PriceWentStraight()
    {
        var tracker = new ZoneTracker(Plain);
        Observe(tracker, 100, (105, -5));
        Assert.Equal(ZoneEventKind.Swept, Assert.Single(Observe(tracker, 107)).Kind);
    }

    [Fact]
    public void SidesAreNeverTakenForOneAnother()
    {
        var tracker = new ZoneTracker(Plain);
        Observe(tracker, 100, (100.2, -5));
        Assert.Equal([ZoneEventKind.Gone, ZoneEventKind.Born], Observe(tracker, 100.9, new PriceRange(100.1, 100.9), (100.2, 5)).Select(e => e.Kind));
    }

    [Fact]
    public void Rebase_KeepsWhoIsKnownAndTellsNothing()
    {
        var tracker = new ZoneTracker(Plain);
        Observe(tracker, 100, (90, 5), (95, 3));
        tracker.Rebase(Map(100, (90, 4), (85, 2)).View);
        Assert.Equal([(1, 1), (3, 1)], tracker.Zones.ToArray().Select(z => (z.Id, z.Snapshots)));
        Assert.Empty(Observe(tracker, 100, (90, 4), (85, 2)));
        Assert.Equal([2, 2], tracker.Zones.ToArray().Select(z => z.Snapshots));
    }

    [Fact]
    public void NestedPeaks_AreOneZone()
    {
        var tracker = new ZoneTracker(Plain);
        Observe(tracker, 100, (88, 10), (89, 7), (90, 9));
        Assert.Single(tracker.Zones.ToArray());
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        var tracker = new ZoneTracker();
        Expect.Throws<ArgumentException>(() => tracker.Observe(default), "view must be of a map");
        Expect.Throws<ArgumentException>(() => tracker.Observe(Map(100).View, new(5, 4)), "path must have low <= high, was 5 to 4");
        Expect.Throws<ArgumentException>(() => tracker.Observe(Map(100).View, new(double.NaN, 4)), "path must have low <= high");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new ZoneTrackerOptions { MinOverlap = 0 }, "MinOverlap must be > 0 and <= 1, was 0");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new ZoneTrackerOptions { Tolerance = double.NaN }, "Tolerance");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new ZoneSelection { MinShare = 1 }, "MinShare");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new ZoneSelection { MostZones = -1 }, "MostZones");
    }

    /// <summary>Whatever happens, every change of notional is told of, or too small to be: with no bound, before plus events is after.</summary>
    [Fact]
    public void Events_AddUp() => Check.That(Prop.ForAll(Draw.Rows(12), draw =>
    {
        var tracker = new ZoneTracker(Plain with { NotableChange = 0, NotableMove = 100 });
        Dice dice = draw.Dice;
        double held = 0;
        foreach ((double Price, double Notional)[] rows in draw.Make(d => Enumerable.Range(0, d.Whole(0, 12)).Select(_ => (d.Between(81, 119), (double)d.Whole(1, 9))).ToArray()))
        {
            double mark = dice.Between(90, 110);
            double told = Observe(tracker, mark, [.. rows.Select(r => (r.Price, r.Price < mark ? r.Notional : -r.Notional))]).Sum(e => e.NotionalChange);
            double now = tracker.Zones.ToArray().Sum(z => z.Zone.Notional);
            int[] ids = [.. tracker.Zones.ToArray().Select(z => z.Id)];
            if (Math.Abs(held + told - now) > 1e-9 || ids.Distinct().Count() != ids.Length)
            {
                return false;
            }

            held = now;
        }

        return true;
    }), 300);

    private static ZoneEvent[] Observe(ZoneTracker tracker, double mark, params (double Price, double Notional)[] rows) => Observe(tracker, mark, default(PriceRange), rows);

    private static ZoneEvent[] Observe(ZoneTracker tracker, double mark, PriceRange path, params (double Price, double Notional)[] rows) => tracker.Observe(Map(mark, rows).View, path).ToArray();

    /// <summary>Longs positive, shorts negative.</summary>
    private static LiquidationMap Map(double mark, params (double Price, double Notional)[] rows) =>
        LiquidationMap.Build(new PricedColumns((double[])[.. rows.Select(r => r.Price)], (double[])[.. rows.Select(r => r.Notional)]), Grid, mark, new() { MarkTest = false });
}
