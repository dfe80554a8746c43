using System.Text.Json;
using System.Text.Json.Serialization;
using HeatMap.Cli.Replaying;

namespace HeatMap.Cli.Output;

/// <summary>Executed liquidations as JSON: a contract for scripts, described in docs/guide/replay.md.</summary>
internal static class RealizedJson
{
    public static void Write(RealizedResult result, TextWriter writer)
    {
        LiquidationHeatMap heat = result.HeatMap;
        var document = new RealizedDocument(
            result.Symbol,
            result.StartUnixMs,
            result.EndUnixMs,
            (long)heat.Interval.TotalMilliseconds,
            [.. Enumerable.Range(0, heat.ColumnCount).Select(column => Column(heat, column))],
            ReplayJson.MapOf(new(result.Executed, result.Symbol, result.Skipped)),
            result.Standing is { } standing ? ReplayJson.MapOf(new(standing, result.Symbol, Skipped: null)) : null);
        writer.Write(JsonSerializer.Serialize(document, RealizedDocumentJson.Default.RealizedDocument));
        writer.Write('\n');
    }

    private static RealizedColumnDocument Column(LiquidationHeatMap heat, int column)
    {
        SideTally sum = heat.Below(column) + heat.Above(column);
        for (int band = 0; band < heat.Grid.Count; band++)
        {
            sum += heat.At(column, band);
        }

        MarkPath path = heat.PathOf(column);
        return new(heat.ColumnStartUnixMs(column), sum.Long, sum.Short, Price(path.Low), Price(path.High), Price(path.Last));
    }

    private static double? Price(double price) => price > 0 ? price : null;
}

internal sealed record RealizedDocument(
    string? Symbol,
    long? StartUnixMs,
    long? EndUnixMs,
    long IntervalMs,
    RealizedColumnDocument[] Columns,
    JsonElement Map,
    JsonElement? Standing);

internal sealed record RealizedColumnDocument(long StartUnixMs, double Long, double Short, double? Low, double? High, double? Last);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(RealizedDocument))]
internal sealed partial class RealizedDocumentJson : JsonSerializerContext;
