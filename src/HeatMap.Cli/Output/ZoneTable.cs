using System.Collections.Immutable;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>Where a side clusters, for people.</summary>
internal static class ZoneTable
{
    /// <summary>Writes the zones of a side, and the nearest one where it is not among them; what lies inside another zone stands below it as a part of it.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="title">The heading.</param>
    /// <param name="report">What the map says.</param>
    /// <param name="side">Long or short.</param>
    public static void Write(IAnsiConsole console, string title, MapReport report, Side side)
    {
        (Zone? nearest, ImmutableArray<Zone> zones) = side == Side.Long ? (report.NearestLongZone, report.LongZones) : (report.NearestShortZone, report.ShortZones);
        if (!console.WriteHeading(title, zones.IsEmpty && nearest is null))
        {
            return;
        }

        var table = new TextTable("", "from", "to", "width", "", "away", "notional", "prominence", "density") { Spare = [3, 7] };
        AddWithin(table, nearest is { } near && !zones.Contains(near) ? [.. zones, near] : zones, outer: -1, nearest, report.Grid);
        table.Write(console);
    }

    /// <summary>The zones that lie apart in another, or apart from all; below each those inside it, whose notional is a part of its own.</summary>
    private static void AddWithin(TextTable table, ImmutableArray<Zone> zones, int outer, Zone? nearest, BandGrid grid)
    {
        for (int i = outer + 1; i < zones.Length; i++)
        {
            if (OuterOf(zones, i) == outer)
            {
                string near = zones[i] == nearest ? "nearest" : "";
                Add(table, outer < 0 ? near : near.Length > 0 ? "of it, nearest" : "of it", zones[i], grid);
                AddWithin(table, zones, i, nearest, grid);
            }
        }
    }

    /// <summary>The narrowest zone that holds another; −1 where none does. It stands out more, so it comes before.</summary>
    private static int OuterOf(ImmutableArray<Zone> zones, int inner)
    {
        int outer = -1;
        for (int i = 0; i < inner; i++)
        {
            bool holds = zones[i].Range.Low <= zones[inner].Range.Low && zones[i].Range.High >= zones[inner].Range.High;
            outer = holds && (outer < 0 || zones[i].Width <= zones[outer].Width) ? i : outer;
        }

        return outer;
    }

    private static void Add(TextTable table, string name, Zone zone, BandGrid grid) => table.Add(
        name,
        Edge(zone.Range.Low, zone, grid),
        Edge(zone.Range.High, zone, grid),
        Numbers.PriceLike(zone.Width, zone.MarkPrice),
        Numbers.Share(zone.WidthFraction),
        Numbers.Share(zone.Distance),
        CompactNumber.Notional(zone.Notional),
        CompactNumber.Notional(zone.Prominence),
        Numbers.Ratio(zone.RelativeDensity) + " x");

    /// <summary>A zone may end at the mark, which is no edge of a band.</summary>
    private static string Edge(double price, Zone zone, BandGrid grid) => price == zone.MarkPrice ? CompactNumber.Price(price) : CompactNumber.Edge(price, grid);
}
