using System.Text.Json;
using System.Text.Json.Serialization;
using HeatMap.Cli.Checking;

namespace HeatMap.Cli.Output;

/// <summary>A check as JSON: a contract for scripts, described in docs/guide/prices.md.</summary>
internal static class CheckJson
{
    public static void Write(CheckResult result, TextWriter writer)
    {
        DisagreementDocument[] rows =
        [
            .. result.Rows.Select(static d => new DisagreementDocument(
                d.Row.Record.Row,
                d.Row.Symbol,
                d.Row.Side,
                d.Reported,
                Numbers.OrNull(d.Computed),
                Numbers.OrNull(d.DifferencePercent),
                d.Suspect?.Name ?? "unknown",
                d.Suspect?.Detail)),
        ];
        var document = new CheckDocument(
            result.TolerancePercent,
            result.Compared,
            result.Agree,
            result.Disagree,
            result.Inferred,
            new(result.NotComparable, result.NotReported, result.NeedsAccount, result.NoRules, result.Sources),
            rows);
        writer.Write(JsonSerializer.Serialize(document, CheckDocumentJson.Default.CheckDocument));
        writer.Write('\n');
    }
}

internal sealed record CheckDocument(
    double TolerancePercent,
    long Compared,
    long Agree,
    long Disagree,
    long InferredFromAccount,
    NotComparableDocument NotComparable,
    DisagreementDocument[] Rows);

internal sealed record NotComparableDocument(long Count, long NotReported, long NeedsAccount, long NoRules, long Sources);

internal sealed record DisagreementDocument(
    long Row,
    string? Symbol,
    string Side,
    double Reported,
    double? Computed,
    double? DifferencePercent,
    string Reason,
    string? Detail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(CheckDocument))]
internal sealed partial class CheckDocumentJson : JsonSerializerContext;
