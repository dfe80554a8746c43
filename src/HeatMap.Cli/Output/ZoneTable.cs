using System.Collections.Immutable;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>Where a side clusters, for people.</summary>
internal static class ZoneTable
{
    /// <summary>Writes the zones of a side, and the nearest one where it is not among them.</summary>
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
        foreach (Zone zone in zones)
        {
            Add(table, zone == nearest ? "nearest" : "", zone, report.Grid);
        }

        if (nearest is { } near && !zones.Contains(near))
        {
            Add(table, "nearest", near, report.Grid);
        }

        table.Write(console);
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
