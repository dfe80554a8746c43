using System.Text.Json;
using System.Text.Json.Serialization;
using HeatMap.Cli.Mapping;
using HeatMap.Cli.Replaying;

namespace HeatMap.Cli.Output;

/// <summary>A replay as JSON: a contract for scripts, described in docs/guide/replay.md.</summary>
internal static class ReplayJson
{
    public static void Write(ReplayResult result, TextWriter writer)
    {
        LivingLedger ledger = result.Ledger;
        var document = new ReplayDocument(
            result.Symbol,
            result.StartUnixMs,
            result.EndUnixMs,
            new(result.Counts.Values.Sum(), result.Late, result.Counts.ToDictionary(static c => c.Key.ToString().ToLowerInvariant(), static c => c.Value, StringComparer.Ordinal)),
            [.. result.Orders.Select(static o => new ForcedOrderDocument(
                o.TimeUnixMs, o.Position, o.Order.Side == Side.Long ? "long" : "short", o.Order.Price, o.Order.Quantity, o.Order.Notional))],
            new(Sides(ledger.Opened), Sides(ledger.Revalued), Sides(ledger.Closed), Sides(ledger.Liquidated), Sides(ledger.Live)),
            result.UncoveredFunding,
            MapOf(new(result.Map, result.Symbol, result.Skipped)));
        writer.Write(JsonSerializer.Serialize(document, ReplayDocumentJson.Default.ReplayDocument));
        writer.Write('\n');
    }

    /// <summary>A map as <c>heatmap map</c> would tell it.</summary>
    public static JsonElement MapOf(LoadedMap loaded)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        MapJson.Write(loaded, text);
        using var document = JsonDocument.Parse(text.ToString());
        return document.RootElement.Clone();
    }

    private static SidesDocument Sides(SideTally tally) => new(tally.Long, tally.Short, tally.LongCount, tally.ShortCount);
}

internal sealed record ReplayDocument(
    string? Symbol,
    long? StartUnixMs,
    long? EndUnixMs,
    ReplayEventsDocument Events,
    ForcedOrderDocument[] ForcedOrders,
    LedgerDocument Ledger,
    double UncoveredFunding,
    JsonElement Map);

internal sealed record ReplayEventsDocument(long Count, long Late, IReadOnlyDictionary<string, long> Kinds);

internal sealed record ForcedOrderDocument(long TimeUnixMs, string Id, string Side, double Price, double Quantity, double Notional);

internal sealed record LedgerDocument(SidesDocument Opened, SidesDocument Revalued, SidesDocument Closed, SidesDocument Liquidated, SidesDocument Live);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(ReplayDocument))]
internal sealed partial class ReplayDocumentJson : JsonSerializerContext;
