using System.Collections.Immutable;
using HeatMap.Cli.Reading;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>What price may touch, for people: a table of moves, one of zones, one of what may be forced.</summary>
internal static class HorizonTable
{
    /// <summary>Horizons that fit a line.</summary>
    private const int Columns = 5;

    public static void Write(LoadedReport read, IAnsiConsole console)
    {
        console.WriteLine("");
        if (read.Report.Volatility is not { } volatility)
        {
            console.WriteWrapped("What price may touch is not said, because nobody told how much it moves: give the volatility of a year, such as --volatility 0.6 or 60%.");
            return;
        }

        MapReport report = read.Report;
        console.MarkupLine($"[bold]What price may touch[/] at a volatility of {Numbers.Share(volatility)} a year, without a trend");
        WriteMoves(report, console);
        foreach (HorizonReading[] some in report.Horizons.Chunk(Columns))
        {
            WriteZones(report, some, console);
        }

        WriteTouched(report, console);
    }

    private static void WriteMoves(MapReport report, IAnsiConsole console)
    {
        var table = new TextTable("within", "deviation", "move", "down", "up", "either");
        foreach (HorizonReading horizon in report.Horizons)
        {
            string time = CompactNumber.Duration(horizon.Horizon), deviation = Numbers.Share(horizon.Deviation);
            foreach (MoveReach move in horizon.Moves)
            {
                table.Add(time, deviation, Numbers.Share(move.Move), CompactNumber.Probability(move.Down), CompactNumber.Probability(move.Up), CompactNumber.Probability(move.Either));
                (time, deviation) = ("", "");
            }

            if (horizon.Moves.IsEmpty)
            {
                table.Add(time, deviation, "", "", "", "");
            }
        }

        table.Write(console);
    }

    private static void WriteZones(MapReport report, HorizonReading[] horizons, IAnsiConsole console)
    {
        if (report.LongZones.IsEmpty && report.ShortZones.IsEmpty && report.NearestLongZone is null && report.NearestShortZone is null)
        {
            return;
        }

        console.WriteLine("");
        var table = new TextTable(["zone of", "from", "to", "away", .. horizons.Select(static h => CompactNumber.Duration(h.Horizon))]);
        Add(table, "longs", report, report.LongZones, report.NearestLongZone, horizons, static h => h.LongZoneProbabilities, static h => h.NearestLongZoneProbability);
        Add(table, "shorts", report, report.ShortZones, report.NearestShortZone, horizons, static h => h.ShortZoneProbabilities, static h => h.NearestShortZoneProbability);
        table.Write(console);
    }

    private static void Add(
        TextTable table,
        string side,
        MapReport report,
        ImmutableArray<Zone> zones,
        Zone? nearest,
        HorizonReading[] horizons,
        Func<HorizonReading, ImmutableArray<double>> probabilities,
        Func<HorizonReading, double?> nearestProbability)
    {
        for (int i = 0; i < zones.Length; i++)
        {
            table.Add([.. Cells(side, report, zones[i]), .. horizons.Select(h => CompactNumber.Probability(probabilities(h)[i]))]);
        }

        if (nearest is { } near && !zones.Contains(near))
        {
            table.Add([.. Cells(side, report, near), .. horizons.Select(h => CompactNumber.Probability(nearestProbability(h) ?? double.NaN))]);
        }
    }

    private static string[] Cells(string side, MapReport report, Zone zone) =>
        [side, CompactNumber.Edge(zone.Range.Low, report.Grid), CompactNumber.Edge(zone.Range.High, report.Grid), Numbers.Share(zone.Distance)];

    private static void WriteTouched(MapReport report, IAnsiConsole console)
    {
        console.WriteLine("");
        var table = new TextTable("expected within", "longs", "of", "shorts", "of", "magnet");
        foreach (HorizonReading horizon in report.Horizons)
        {
            TouchedNotional touched = horizon.Touched;
            table.Add(
                CompactNumber.Duration(horizon.Horizon),
                CompactNumber.Notional(touched.Long),
                CompactNumber.Notional(touched.AllLong),
                CompactNumber.Notional(touched.Short),
                CompactNumber.Notional(touched.AllShort),
                Numbers.Signed(touched.Magnet));
        }

        table.Write(console);
    }
}
