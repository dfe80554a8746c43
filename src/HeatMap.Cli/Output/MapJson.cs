using System.Text.Json;
using System.Text.Json.Serialization;
using HeatMap.Cli.Mapping;

namespace HeatMap.Cli.Output;

/// <summary>The JSON of a map: a contract for scripts, described in docs/guide/map-json.md.</summary>
internal static class MapJson
{
    public static void Write(LoadedMap loaded, TextWriter writer)
    {
        writer.Write(JsonSerializer.Serialize(Document(loaded), MapDocumentJson.Default.MapDocument));
        writer.Write('\n');
    }

    private static MapDocument Document(LoadedMap loaded)
    {
        LiquidationMap map = loaded.Map;
        BandGrid grid = map.Grid;
        var bands = new BandDocument[grid.Count];
        for (int i = 0; i < bands.Length; i++)
        {
            SideTally tally = map[i];
            bands[i] = new(grid.LowerEdge(i), grid.UpperEdge(i), tally.Long, tally.Short, tally.LongCount, tally.ShortCount);
        }

        SideTally unplaced = map.Unplaced.Total;
        return new(
            loaded.Symbol,
            map.MarkPrice,
            map.Unit,
            new(grid.Spacing == BandSpacing.Uniform ? "uniform" : "geometric", grid.Lower, grid.Upper, grid.Count),
            bands,
            Sides(map.Below),
            Sides(map.Above),
            new(unplaced.Notional, unplaced.Count, Reasons.All.ToDictionary(static r => r.Name, r => Reason(map.Unplaced[r.Reason]), StringComparer.Ordinal)),
            new(loaded.Skipped.Values.Sum(), loaded.Skipped),
            Sides(map.Total));
    }

    private static SidesDocument Sides(SideTally tally) => new(tally.Long, tally.Short, tally.LongCount, tally.ShortCount);

    private static ReasonDocument Reason(SideTally tally) => new(tally.Count, tally.Notional);
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
    SkippedDocument Skipped,
    SidesDocument Totals);

internal sealed record GridDocument(string Spacing, double Lower, double Upper, int Count);

internal sealed record BandDocument(double Lower, double Upper, double Long, double Short, long LongCount, long ShortCount);

internal sealed record SidesDocument(double Long, double Short, long LongCount, long ShortCount);

internal sealed record UnplacedDocument(double Notional, long Count, IReadOnlyDictionary<string, ReasonDocument> Reasons);

internal sealed record ReasonDocument(long Count, double Notional);

internal sealed record SkippedDocument(long Count, IReadOnlyDictionary<string, long> Reasons);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(MapDocument))]
internal sealed partial class MapDocumentJson : JsonSerializerContext;
