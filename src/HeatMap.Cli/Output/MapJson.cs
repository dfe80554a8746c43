using System.Text.Json;
using System.Text.Json.Serialization;
using HeatMap.Cli.Mapping;

namespace HeatMap.Cli.Output;

/// <summary>The JSON of a map and of a difference: a contract for scripts, described in docs/guide/map-json.md.</summary>
internal static class MapJson
{
    public static void Write(LoadedMap loaded, TextWriter writer)
    {
        LiquidationMap map = loaded.Map;
        var parts = MapParts.Of(map);
        var document = new MapDocument(
            loaded.Symbol,
            map.MarkPrice,
            map.Unit,
            Grid(map.Grid),
            Bands(parts),
            Sides(parts.Below, parts),
            Sides(parts.Above, parts),
            Unplaced(parts),
            Skipped(loaded),
            Sides(parts.Total, parts),
            OriginText.NameOf(map.Origin),
            Sources(map),
            loaded.Layers is { } layers ? [.. layers.Names.Select((name, i) => Layer(name, layers[i]))] : null);
        writer.Write(JsonSerializer.Serialize(document, MapDocumentJson.Default.MapDocument));
        writer.Write('\n');
    }

    public static void Write(LoadedDifference loaded, TextWriter writer)
    {
        MapDifference difference = loaded.Difference;
        var parts = MapParts.Of(difference, loaded.Left.HasCounts);
        var document = new DifferenceDocument(
            loaded.Symbol,
            difference.MarkPrice,
            difference.OtherMarkPrice,
            difference.Unit,
            Grid(difference.Grid),
            Bands(parts),
            Sides(parts.Below, parts),
            Sides(parts.Above, parts),
            Unplaced(parts),
            Sides(parts.Total, parts),
            new(OriginText.NameOf(loaded.Left.Origin), Sources(loaded.Left)),
            new(OriginText.NameOf(loaded.Right.Origin), Sources(loaded.Right)));
        writer.Write(JsonSerializer.Serialize(document, MapDocumentJson.Default.DifferenceDocument));
        writer.Write('\n');
    }

    internal static GridDocument Grid(BandGrid grid) => new(grid.Spacing == BandSpacing.Uniform ? "uniform" : "geometric", grid.Lower, grid.Upper, grid.Count);

    private static BandDocument[] Bands(MapParts parts)
    {
        var bands = new BandDocument[parts.Grid.Count];
        for (int i = 0; i < bands.Length; i++)
        {
            SideTally tally = parts.Band(i);
            bands[i] = new(parts.Grid.LowerEdge(i), parts.Grid.UpperEdge(i), tally.Long, tally.Short, Count(tally.LongCount, parts), Count(tally.ShortCount, parts));
        }

        return bands;
    }

    private static LayerDocument Layer(string name, LiquidationMap map)
    {
        var parts = MapParts.Of(map);
        return new(name, Bands(parts), Sides(parts.Below, parts), Sides(parts.Above, parts), Unplaced(parts), Sides(parts.Total, parts));
    }

    internal static SidesDocument Sides(SideTally tally, MapParts parts) => new(tally.Long, tally.Short, Count(tally.LongCount, parts), Count(tally.ShortCount, parts));

    private static long? Count(long count, MapParts parts) => parts.HasCounts ? count : null;

    internal static UnplacedDocument Unplaced(MapParts parts)
    {
        SideTally total = parts.Unplaced.Total;
        return new(
            total.Notional,
            Count(total.Count, parts),
            Reasons.All.ToDictionary(static r => r.Name, r => Reason(r.Reason, parts), StringComparer.Ordinal));
    }

    /// <summary>Invalid rows are counted in every map: they leave no other trace.</summary>
    private static ReasonDocument Reason(UnplacedReason reason, MapParts parts)
    {
        SideTally tally = parts.Unplaced[reason];
        return new(reason == UnplacedReason.Invalid ? tally.Count : Count(tally.Count, parts), tally.Notional);
    }

    internal static SkippedDocument? Skipped(LoadedMap loaded) => loaded.Skipped is { } reasons ? new(reasons.Values.Sum(), reasons) : null;

    internal static SourceDocument[] Sources(LiquidationMap map) =>
        [.. map.Sources.Select(static s => new SourceDocument(s.Name, OriginText.NameOf(OriginText.KindOf(s)), s.AsOf?.UtcDateTime))];
}

internal sealed record MapDocument(
    string? Symbol,
    double MarkPrice,
    string? Unit,
    GridDocument Grid,
    BandDocument[] Bands,
    SidesDocument Below,
    SidesDocument Above,
    UnplacedDocument Unplaced,
    SkippedDocument? Skipped,
    SidesDocument Totals,
    string Origin,
    SourceDocument[] Sources,
    LayerDocument[]? Layers);

internal sealed record DifferenceDocument(
    string? Symbol,
    double MarkPrice,
    double OtherMarkPrice,
    string? Unit,
    GridDocument Grid,
    BandDocument[] Bands,
    SidesDocument Below,
    SidesDocument Above,
    UnplacedDocument Unplaced,
    SidesDocument Totals,
    OriginDocument Of,
    OriginDocument Minus);

internal sealed record GridDocument(string Spacing, double Lower, double Upper, int Count);

internal sealed record BandDocument(double Lower, double Upper, double Long, double Short, long? LongCount, long? ShortCount);

internal sealed record SidesDocument(double Long, double Short, long? LongCount, long? ShortCount);

internal sealed record UnplacedDocument(double Notional, long? Count, IReadOnlyDictionary<string, ReasonDocument> Reasons);

internal sealed record ReasonDocument(long? Count, double Notional);

internal sealed record SkippedDocument(long Count, IReadOnlyDictionary<string, long> Reasons);

internal sealed record SourceDocument(string Name, string Origin, DateTime? AsOf);

internal sealed record OriginDocument(string Origin, SourceDocument[] Sources);

internal sealed record LayerDocument(string Name, BandDocument[] Bands, SidesDocument Below, SidesDocument Above, UnplacedDocument Unplaced, SidesDocument Totals);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(MapDocument))]
[JsonSerializable(typeof(DifferenceDocument))]
internal sealed partial class MapDocumentJson : JsonSerializerContext;
