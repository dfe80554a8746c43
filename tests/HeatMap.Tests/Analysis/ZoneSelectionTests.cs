using FsCheck.Fluent;
using HeatMap.Tests.Maps;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Analysis;

public sealed class ZoneSelectionTests
{
    [Fact]
    public void AZoneThatHoldsJustItsShare_IsTaken()
    {
        LiquidationMap map = ZoneTests.Map([80, 0, 20], []);
        Assert.Equal([80.0, 20], Selected(new() { MinShare = 0.2 }, map, Side.Long).Select(z => z.Notional));
        Assert.Equal([80.0], Selected(new() { MinShare = 0.21 }, map, Side.Long).Select(z => z.Notional));
    }

    [Fact]
    public void MostAndMinProminence_BoundTheSelection()
    {
        LiquidationMap map = ZoneTests.Map([80, 0, 20, 0, 50], []);
        Assert.Equal([80.0, 50], Selected(new() { MostZones = 2 }, map, Side.Long).Select(z => z.Notional));
        Assert.Equal([80.0, 50], Selected(new() { MinProminence = 50 }, map, Side.Long).Select(z => z.Notional));
        Assert.Empty(Selected(new() { MostZones = 0 }, map, Side.Long));
        Assert.Empty(Selected(new(), map, Side.Short));
    }

    /// <summary>The rule as it is told: all zones, the most prominent first, without those that hold too little, are past, or overlap one that is taken.</summary>
    [Fact]
    public void Selection_IsTheRule() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        LiquidationMap map = AnyMap.Make(draw.Dice, 400);
        map = map.WithMark(draw.Dice.Between(map.Grid.Lower * 0.9, map.Grid.Upper * 1.1));
        var selection = new ZoneSelection { MinShare = draw.Dice.Pick(0, 0.02, 0.2), MostZones = draw.Dice.Pick(1, 4, 100) };
        foreach (Side side in (Side[])[Side.Long, Side.Short])
        {
            double all = side == Side.Long ? map.InBands.Long : map.InBands.Short;
            var taken = new List<Zone>();
            foreach (Zone zone in map.Zones().Where(z => z.Side == side && z.Notional >= selection.MinShare * all && !z.IsPast))
            {
                if (taken.Count < selection.MostZones && taken.TrueForAll(t => t.Range.High <= zone.Range.Low || zone.Range.High <= t.Range.Low))
                {
                    taken.Add(zone);
                }
            }

            if (!taken.SequenceEqual(Selected(selection, map, side)))
            {
                return false;
            }
        }

        return true;
    }), 300);

    private static List<Zone> Selected(ZoneSelection selection, LiquidationMap map, Side side)
    {
        var zones = new List<Zone>();
        selection.AddTo(zones, map.View, side);
        return zones;
    }
}
