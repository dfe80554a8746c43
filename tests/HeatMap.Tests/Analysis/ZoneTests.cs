using FsCheck.Fluent;
using HeatMap.Tests.Maps;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Analysis;

public sealed class ZoneTests
{
    private static readonly BandGrid Grid = BandGrid.Uniform(1, new(90, 110));

    [Fact]
    public void Zones_OfAnEmptyMap_AreNone()
    {
        Assert.Empty(LiquidationMap.Empty(Grid, 100).Zones());
        Assert.Equal(0, default(MapView).Zones(0, new Zone[3]));
    }

    [Fact]
    public void Zone_ReachesToHalfItsProminence()
    {
        // Bands from 90: 2, 6, 10, 7, 4, 9 (a second peak), 1 … all long.
        LiquidationMap map = Map([2, 6, 10, 7, 4, 9, 1], []);
        Zone[] zones = map.Zones();
        Assert.Equal(2, zones.Length);
        Zone zone = zones[0];
        Assert.Equal((Side.Long, 2, 92.5, 10.0, 10.0), (zone.Side, zone.PeakBand, zone.PeakPrice, zone.PeakNotional, zone.Prominence));

        // Down to 5: 6, 10 and 7.
        Assert.Equal(new PriceRange(91, 94), zone.Range);
        Assert.Equal((23.0, 3L, 3.0), (zone.Notional, zone.Count, zone.Width));
        Assert.Equal((0.03, 0.06, 94.0), (zone.WidthFraction, zone.Distance, zone.NearEdge));

        // The second dies at 4: prominence 5, down to 6.5: itself.
        Assert.Equal((5, 5.0, new PriceRange(95, 96)), (zones[1].PeakBand, zones[1].Prominence, zones[1].Range));

        // The median of 1, 2, 4, 6, 7, 9, 10 is 6 per price; the zone has 23 over 3.
        Assert.Equal(23.0 / 3 / 6, zone.RelativeDensity, 1e-15);
        Assert.Equal(23 / 0.03 * 0.02, zone.NotionalPerDeviation(0.02), 1e-9);
        Assert.Equal(3, zone.DistanceInDeviations(0.02), 1e-12);
        Assert.Equal("long 91 to 94 (3 % wide, 6 % away): 23, peak 92.5, prominence 10, 1.3 x the median density", zone.ToString());
    }

    [Fact]
    public void Zones_NeverMixSides()
    {
        LiquidationMap map = Map([0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 2], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 4]);
        Assert.Equal([(Side.Short, 10), (Side.Long, 1), (Side.Long, 10)], map.Zones().Select(z => (z.Side, z.PeakBand)));
        Assert.Equal(new PriceRange(100, 102), map.Zones()[0].Range);
        Assert.Equal(0, map.Zones()[0].Distance);
        var one = new Zone[5];
        Assert.Equal(2, map.View.Zones(Side.Long, 0, one));
        Assert.Equal([1, 10], one[..2].Select(z => z.PeakBand));
    }

    [Fact]
    public void Zones_OfEqualProminence_LongsFirstThenTheLowerPrice() =>
        Assert.Equal([(Side.Long, 1), (Side.Long, 3), (Side.Short, 12), (Side.Short, 15)], Map([0, 2, 0, 2], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 2]).Zones().Select(z => (z.Side, z.PeakBand)));

    [Fact]
    public void Zones_BelowTheLeastProminence_AreLeftOut()
    {
        LiquidationMap map = Map([2, 6, 10, 7, 4, 9, 1], []);
        Assert.Single(map.Zones(5.0000001));
        Assert.Equal(2, map.Zones(5).Length);
        Assert.Empty(map.Zones(1e300));
        Assert.Empty(map.Zones(double.PositiveInfinity));
        Expect.Throws<ArgumentOutOfRangeException>(() => map.Zones(double.NaN), "minProminence must be >= 0");
        Expect.Throws<ArgumentOutOfRangeException>(() => map.View.Zones((Side)0, 0, []), "side");
    }

    /// <summary>Longs above the mark and shorts below it, which a map without a mark test may hold: every reading takes them for touched.</summary>
    [Fact]
    public void AZoneThatTheMarkIsPast_IsTouchedForSure_AndNotFollowed()
    {
        LiquidationMap map = Map([0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 0, 7], [0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4]);
        PriceReach day = new GeometricBrownian(0.5).Within(TimeSpan.FromDays(1));
        Zone[] zones = map.Zones();
        Assert.Equal([(Side.Long, 101.0, true), (Side.Long, 92, false), (Side.Short, 102, false), (Side.Short, 92, true)], zones.Select(z => (z.Side, z.Range.Low, z.IsPast)));
        Assert.Equal([(100.0, 0.0), (93, 0.07), (102, 0.02), (100, 0)], zones.Select(z => (z.NearEdge, Math.Round(z.Distance, 12))));
        Expect.NearRelative(7 + (5 * day.Touch(100, 93)), map.ExpectedTouched(day).Long);
        MapReport report = map.Report(new() { Model = new GeometricBrownian(0.5), Horizons = [TimeSpan.FromDays(1)] });
        Assert.Equal(1, report.Horizons[0].LongZoneProbabilities[0]);
        Assert.Equal((92.0, 102.0), (report.NearestLongZone!.Value.Range.Low, report.NearestShortZone!.Value.Range.Low));

        var tracker = new ZoneTracker(new() { Selection = new() { MinShare = 0 } });
        Assert.Equal([92.0, 102], tracker.Observe(map.View).ToArray().Select(e => e.After!.Value.Range.Low));
        Assert.Empty(tracker.Observe(map.View).ToArray());
    }

    [Fact]
    public void AZoneThatHoldsTheMark_IsAtNoDistance()
    {
        Zone[] zones = Map([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7], [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4], 100.5).Zones();
        Assert.Equal([(100.5, 0.0, false), (100.5, 0, false)], zones.Select(z => (z.NearEdge, z.Distance, z.IsPast)));
    }

    /// <summary>Of any map: the walk over peaks, done plainly for each.</summary>
    [Fact]
    public void Zones_AreThoseOfTheDefinition() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        LiquidationMap map = AnyMap.Make(draw.Dice, 60);
        Zone[] zones = map.Zones();
        foreach (Side side in (Side[])[Side.Long, Side.Short])
        {
            long[] units = [.. side == Side.Long ? map.View.LongUnits : map.View.ShortUnits];
            foreach (Zone zone in zones.Where(z => z.Side == side))
            {
                Int128 peak = units[zone.PeakBand];
                int first = zone.PeakBand, last = first;
                Int128 prominence = Descent(units, zone.PeakBand);
                while (first > 0 && 2 * (Int128)units[first - 1] >= (2 * peak) - prominence)
                {
                    first--;
                }

                while (last + 1 < units.Length && 2 * (Int128)units[last + 1] >= (2 * peak) - prominence)
                {
                    last++;
                }

                Int128 sum = 0;
                for (int i = first; i <= last; i++)
                {
                    sum += units[i];
                }

                if (zone.Range != new PriceRange(map.Grid.LowerEdge(first), map.Grid.UpperEdge(last)) || zone.Notional != (double)sum * map.Quantum || zone.Prominence != (double)prominence * map.Quantum)
                {
                    return false;
                }
            }
        }

        return zones.Zip(zones.Skip(1)).All(p => p.First.Prominence >= p.Second.Prominence);
    }), 200);

    [Fact]
    public void ZonesOfASide_AreApartOrNested() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        LiquidationMap map = Map(draw.Make(dice => (double)dice.Whole(0, 9)), []);
        Zone[] zones = map.Zones();
        return zones.All(a => zones.All(b => a.Range.High <= b.Range.Low || b.Range.High <= a.Range.Low
            || (a.Range.Low <= b.Range.Low && b.Range.High <= a.Range.High) || (b.Range.Low <= a.Range.Low && a.Range.High <= b.Range.High)));
    }));

    internal static LiquidationMap Map(double[] longs, double[] shorts, double mark = 100)
    {
        BandGrid grid = BandGrid.Uniform(1, new(90, Math.Max(110, 90 + Math.Max(longs.Length, shorts.Length))));
        (double Price, double Notional)[] rows = [.. longs.Select((n, i) => (90.5 + i, n)), .. shorts.Select((n, i) => (90.5 + i, -n))];
        rows = [.. rows.Where(r => r.Notional != 0)];
        return LiquidationMap.Build(new PricedColumns([.. rows.Select(r => r.Price)], [.. rows.Select(r => r.Notional)]), grid, mark, new() { MarkTest = false });
    }

    /// <summary>How far one must come down from a bar before the way leads to a higher one, of equals an earlier one; all of it where none is.</summary>
    private static Int128 Descent(long[] units, int bar)
    {
        long best = 0;
        foreach (int step in (int[])[-1, 1])
        {
            long lowest = units[bar];
            for (int i = bar + step; i >= 0 && i < units.Length; i += step)
            {
                lowest = Math.Min(lowest, units[i]);
                if (units[i] > units[bar] || (units[i] == units[bar] && i < bar && lowest < units[bar]))
                {
                    best = Math.Max(best, lowest);
                    break;
                }
            }
        }

        return (Int128)units[bar] - best;
    }
}
