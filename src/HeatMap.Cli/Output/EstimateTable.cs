using HeatMap.Cli.Estimating;
using HeatMap.Cli.Input;
using HeatMap.Estimation;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>An estimate for people: what it rests on, what moves would sweep, and where the zones are.</summary>
internal static class EstimateTable
{
    public static void Write(EstimateResult result, IAnsiConsole console)
    {
        LiquidationMap map = result.Shown.Map;
        string asset = result.Asset is { } name ? OriginText.Shorten(name, 40) : "An estimate";
        console.MarkupLine($"[bold]{Markup.Escape(asset)}[/], mark [bold]{CompactNumber.Price(map.MarkPrice)}[/], {Markup.Escape(OriginText.Of(map))}");
        foreach (EstimatedVenue venue in result.Venues)
        {
            WriteBars(venue, result.Venues.Count > 1, console);
        }

        WriteVenues(result, console);
        WriteMoves(result, console);
        ZoneTable.Write(console, "Zones of longs, below the mark", result.Read.Report, Side.Long);
        ZoneTable.Write(console, "Zones of shorts, above the mark", result.Read.Report, Side.Short);
        WriteNotes(result.Notes, console);
    }

    /// <summary>What a reader must know, last.</summary>
    public static void WriteNotes(IReadOnlyList<string> notes, IAnsiConsole console)
    {
        if (notes.Count > 0 && console.WriteHeading("Notes"))
        {
            foreach (string note in notes)
            {
                console.WriteWrapped($"  {Message.Printable(note)}");
            }
        }
    }

    /// <summary>What was read, and what is wrong with it.</summary>
    public static void WriteBars(LoadedBars bars, string? name, IAnsiConsole console)
    {
        console.WriteWrapped($"{(name is null ? "" : OriginText.Shorten(name, 40) + ": ")}{BarSummary.Span(bars)}");
        foreach (string line in BarSummary.Origins(bars).Concat(BarSummary.Flags(bars).Select(static f => "! " + f)))
        {
            console.WriteWrapped($"  {line}");
        }
    }

    private static void WriteBars(EstimatedVenue venue, bool isOneOfSeveral, IAnsiConsole console)
    {
        WriteBars(venue.Bars, isOneOfSeveral ? venue.Name : null, console);
        console.WriteWrapped($"  {CalibrationSummary.Of(venue.Calibration)}");
    }

    private static void WriteVenues(EstimateResult result, IAnsiConsole console)
    {
        console.WriteHeading("What it rests on");
        var table = new TextTable("", "", "open interest", "in quote", "covered", "start-up", "nothing forces");
        foreach (VenueMap venue in result.Maps)
        {
            LiquidationMap map = venue.Map;
            double notional = map.Total.Notional;
            table.Add(
                result.Maps.Count == 1 ? "" : OriginText.Shorten(venue.Venue, 20),
                venue.IsMeasured ? "measured" : "modelled",
                double.IsNaN(venue.OpenInterest) ? "-" : CompactNumber.Notional(venue.OpenInterest),
                double.IsNaN(venue.OpenInterest) ? "-" : CompactNumber.Notional(venue.OpenInterest * map.MarkPrice),
                venue.IsMeasured ? Numbers.Share(venue.Coverage) : "-",
                venue.IsMeasured ? "-" : Numbers.Share(venue.AssumedShare),
                Numbers.Share(map.Unplaced.Total.Notional / notional));
        }

        table.Write(console);
        if (result.Maps.Any(static v => v.IsMeasured))
        {
            console.WriteWrapped($"Of all notional {Numbers.Share(result.Maps.MeasuredShare)} was read from real positions{(result.Maps.Any(static v => !v.IsMeasured) ? "; the rest is a model" : "")}.");
        }
    }

    private static void WriteMoves(EstimateResult result, IAnsiConsole console)
    {
        if (result.Moves.Count == 0)
        {
            return;
        }

        console.WriteHeading("Share of open interest that a move sweeps");
        var table = new TextTable("move", "longs, by a fall", "shorts, by a rise");
        foreach (SweptMove move in result.Moves)
        {
            table.Add(Numbers.Share(move.Move), Text(move.Longs), Text(move.Shorts));
        }

        table.Write(console);
        console.WriteWrapped("Most of what is swept is never published as liquidated, and how much is depends on the path: heatmap score fits that.");
    }

    private static string Text(SweptSide side) =>
        Numbers.Share(side.Share) + (side.Range is { } range ? $" [{Numbers.Share(range.Low)}, {Numbers.Share(range.High)}]" : "");
}
