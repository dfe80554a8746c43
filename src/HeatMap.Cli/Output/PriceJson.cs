using System.Text.Json;
using System.Text.Json.Serialization;
using HeatMap.Cli.Pricing;

namespace HeatMap.Cli.Output;

/// <summary>Prices as JSON: a contract for scripts, described in docs/guide/prices.md.</summary>
internal static class PriceJson
{
    public static void Write(IReadOnlyList<PricedRow> rows, TextWriter writer)
    {
        PriceDocument[] document =
        [
            .. rows.Select(static r => new PriceDocument(
                r.Record.Row,
                r.Symbol,
                r.Side,
                Numbers.OrNull(r.LiquidationPrice),
                Numbers.OrNull(r.BankruptcyPrice),
                r.Tier,
                r.Reason)),
        ];
        writer.Write(JsonSerializer.Serialize(document, PriceDocumentJson.Default.PriceDocumentArray));
        writer.Write('\n');
    }
}

internal sealed record PriceDocument(
    long Row,
    string? Symbol,
    string Side,
    double? LiquidationPrice,
    double? BankruptcyPrice,
    int? Tier,
    string? Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(PriceDocument[]))]
internal sealed partial class PriceDocumentJson : JsonSerializerContext;
