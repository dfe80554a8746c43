using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using HeatMap.Cli.Reading;

namespace HeatMap.Cli.Output;

/// <summary>The JSON of a report: a contract for scripts, described in docs/guide/reading-json.md.</summary>
internal static class ReportJson
{
    public static void Write(LoadedReport read, TextWriter writer)
    {
        LiquidationMap map = read.Map;
        MapReport report = read.Report;
        var parts = MapParts.Of(map);
        var document = new ReportDocument(
            "reading",
            1,
            read.Loaded.Symbol,
            map.MarkPrice,
            map.Unit,
            OriginText.NameOf(map.Origin),
            MapJson.Sources(map),
            MapJson.Grid(map.Grid),
            MapJson.Sides(map.InBands, parts),
            MapJson.Sides(map.Below, parts),
            MapJson.Sides(map.Above, parts),
            MapJson.Unplaced(parts),
            MapJson.Skipped(read.Loaded),
            MapJson.Sides(map.Total, parts),
            [.. report.LongZones.Select(z => ReadingDocuments.Of(z, map.HasCounts))],
            [.. report.ShortZones.Select(z => ReadingDocuments.Of(z, map.HasCounts))],
            Zone(report.NearestLongZone, map),
            Zone(report.NearestShortZone, map),
            [.. report.Asymmetries.Select(ReadingDocuments.Of)],
            new(ReadingDocuments.Of(report.Shape.Long), ReadingDocuments.Of(report.Shape.Short), ReadingDocuments.Of(report.Shape.Both)),
            new(ReadingDocuments.Of(report.LongConcentration), ReadingDocuments.Of(report.ShortConcentration), ReadingDocuments.Of(report.Concentration)),
            new(Gaps(report.NearestGapBelow, report.GapsBelow), Gaps(report.NearestGapAbove, report.GapsAbove)),
            report.Volatility,
            [.. report.Horizons.Select(Horizon)]);
        writer.Write(JsonSerializer.Serialize(document, ReportDocumentJson.Default.ReportDocument));
        writer.Write('\n');
    }

    private static ZoneDocument? Zone(Zone? nearest, LiquidationMap map) => nearest is { } zone ? ReadingDocuments.Of(zone, map.HasCounts) : null;

    private static SideGapsDocument Gaps(Gap? nearest, ImmutableArray<Gap> widest) =>
        new(nearest is { } gap ? ReadingDocuments.Of(gap) : null, [.. widest.Select(ReadingDocuments.Of)]);

    private static HorizonDocument Horizon(HorizonReading horizon)
    {
        TouchedNotional touched = horizon.Touched;
        return new(
            horizon.Horizon.TotalSeconds,
            horizon.Deviation,
            [.. horizon.Moves.Select(static m => new MoveDocument(m.Move, m.Down, m.Up, m.Either))],
            [.. horizon.LongZoneProbabilities],
            [.. horizon.ShortZoneProbabilities],
            horizon.NearestLongZoneProbability,
            horizon.NearestShortZoneProbability,
            new(touched.Long, touched.Short, touched.AllLong, touched.AllShort, Numbers.OrNull(touched.Magnet)));
    }
}

internal sealed record ReportDocument(
    string Kind,
    int Version,
    string? Symbol,
    double MarkPrice,
    string? Unit,
    string Origin,
    SourceDocument[] Sources,
    GridDocument Grid,
    SidesDocument InBands,
    SidesDocument Below,
    SidesDocument Above,
    UnplacedDocument Unplaced,
    SkippedDocument? Skipped,
    SidesDocument Totals,
    ZoneDocument[] LongZones,
    ZoneDocument[] ShortZones,
    ZoneDocument? NearestLongZone,
    ZoneDocument? NearestShortZone,
    AsymmetryDocument[] Asymmetries,
    ShapeDocument Shape,
    ConcentrationsDocument Concentration,
    GapsDocument Gaps,
    double? VolatilityFraction,
    HorizonDocument[] Horizons);

internal sealed record ShapeDocument(SideShapeDocument Long, SideShapeDocument Short, SideShapeDocument Both);

internal sealed record ConcentrationsDocument(ConcentrationDocument Long, ConcentrationDocument Short, ConcentrationDocument Both);

internal sealed record GapsDocument(SideGapsDocument Below, SideGapsDocument Above);

internal sealed record SideGapsDocument(GapDocument? Nearest, GapDocument[] Widest);

internal sealed record HorizonDocument(
    double HorizonSeconds,
    double DeviationFraction,
    MoveDocument[] Moves,
    double[] LongZoneProbabilities,
    double[] ShortZoneProbabilities,
    double? NearestLongZoneProbability,
    double? NearestShortZoneProbability,
    TouchedDocument ExpectedTouched);

internal sealed record MoveDocument(double MoveFraction, double DownProbability, double UpProbability, double EitherProbability);

internal sealed record TouchedDocument(double LongNotional, double ShortNotional, double AllLongNotional, double AllShortNotional, double? Magnet);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ReportDocument))]
internal sealed partial class ReportDocumentJson : JsonSerializerContext;
