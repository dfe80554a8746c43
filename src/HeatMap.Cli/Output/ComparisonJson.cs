using System.Text.Json;
using System.Text.Json.Serialization;
using HeatMap.Cli.Reading;

namespace HeatMap.Cli.Output;

/// <summary>The JSON of a comparison: a contract for scripts, described in docs/guide/reading-json.md.</summary>
internal static class ComparisonJson
{
    public static void Write(Comparison comparison, TextWriter writer)
    {
        MapChange change = comparison.Change;
        var document = new ComparisonDocument(
            "comparison",
            1,
            comparison.Symbol,
            change.Unit,
            MapJson.Grid(change.Grid),
            Map(comparison.Settings.First, comparison.First),
            Map(comparison.Settings.Second, comparison.Second),
            new(Distance(comparison.LongDistance), Distance(comparison.ShortDistance), Distance(comparison.Distance)),
            new(change.Path.Low, change.Path.High, Side(change.Long), Side(change.Short), Difference(change.Below), Difference(change.Above), Difference(change.Unplaced.Total)),
            [.. comparison.Appeared.Select(z => Zone(z, comparison.Second.Map))],
            [.. comparison.Vanished.Select(z => Zone(z, comparison.First.Map))],
            [.. comparison.Bands.Select(band => Band(change, band))]);
        writer.Write(JsonSerializer.Serialize(document, ComparisonDocumentJson.Default.ComparisonDocument));
        writer.Write('\n');
    }

    private static ComparedMapDocument Map(string file, LoadedReport read)
    {
        var parts = MapParts.Of(read.Map);
        return new(
            file,
            read.Map.MarkPrice,
            OriginText.NameOf(read.Map.Origin),
            MapJson.Sources(read.Map),
            MapJson.Sides(parts.Below, parts),
            MapJson.Sides(read.Map.InBands, parts),
            MapJson.Sides(parts.Above, parts),
            MapJson.Unplaced(parts),
            MapJson.Skipped(read.Loaded),
            MapJson.Sides(parts.Total, parts),
            [.. read.Report.Asymmetries.Select(ReadingDocuments.Of)]);
    }

    private static DistanceDocument Distance(MapDistance distance) => new(
        distance.Notional,
        distance.OtherNotional,
        distance.NotionalDifference,
        Numbers.OrNull(distance.WassersteinPrice),
        Numbers.OrNull(distance.WassersteinFromMark),
        Numbers.OrNull(distance.Shares.JensenShannonNats),
        Numbers.OrNull(distance.Shares.JensenShannonDistance),
        Numbers.OrNull(distance.Shares.JensenShannonDistanceBits),
        Numbers.OrNull(distance.Shares.TotalVariation),
        Numbers.OrNull(distance.Shares.Hellinger),
        Numbers.OrNull(distance.Shares.Kolmogorov));

    private static SideChangeDocument Side(SideChange change) =>
        new(change.Before, change.Built, change.Removed, change.Liquidated, change.After, change.Moved, Numbers.OrNull(change.MeanMovedDistancePrice));

    private static BothSidesDocument Difference(SideTally tally) => new(tally.Long, tally.Short);

    private static SidedZoneDocument Zone(Zone zone, LiquidationMap map) => new(zone.Side == HeatMap.Side.Long ? "long" : "short", ReadingDocuments.Of(zone, map.HasCounts));

    private static BandDifferenceDocument Band(MapChange change, int band) =>
        new(change.Grid.LowerEdge(band), change.Grid.UpperEdge(band), change.LongUnits[band] * change.Quantum, change.ShortUnits[band] * change.Quantum);
}

internal sealed record ComparisonDocument(
    string Kind,
    int Version,
    string? Symbol,
    string? Unit,
    GridDocument Grid,
    ComparedMapDocument First,
    ComparedMapDocument Second,
    DistancesDocument Distance,
    ChangeDocument Change,
    SidedZoneDocument[] AppearedZones,
    SidedZoneDocument[] VanishedZones,
    BandDifferenceDocument[] Bands);

internal sealed record ComparedMapDocument(
    string File,
    double MarkPrice,
    string Origin,
    SourceDocument[] Sources,
    SidesDocument Below,
    SidesDocument InBands,
    SidesDocument Above,
    UnplacedDocument Unplaced,
    SkippedDocument? Skipped,
    SidesDocument Totals,
    AsymmetryDocument[] Asymmetries);

internal sealed record DistancesDocument(DistanceDocument Long, DistanceDocument Short, DistanceDocument Both);

internal sealed record DistanceDocument(
    double FirstNotional,
    double SecondNotional,
    double DifferenceNotional,
    double? WassersteinQuote,
    double? WassersteinLogFromMark,
    double? JensenShannonNats,
    double? JensenShannonDistance,
    double? JensenShannonDistanceBits,
    double? TotalVariationFraction,
    double? Hellinger,
    double? Kolmogorov);

internal sealed record ChangeDocument(
    double LowPrice,
    double HighPrice,
    SideChangeDocument Long,
    SideChangeDocument Short,
    BothSidesDocument Below,
    BothSidesDocument Above,
    BothSidesDocument Unplaced);

internal sealed record SideChangeDocument(
    double BeforeNotional,
    double BuiltNotional,
    double RemovedNotional,
    double LiquidatedNotional,
    double AfterNotional,
    double MovedNotional,
    double? MeanMovedQuote);

internal sealed record BothSidesDocument(double Long, double Short);

internal sealed record SidedZoneDocument(string Side, ZoneDocument Zone);

internal sealed record BandDifferenceDocument(double LowerPrice, double UpperPrice, double LongNotional, double ShortNotional);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ComparisonDocument))]
internal sealed partial class ComparisonDocumentJson : JsonSerializerContext;
