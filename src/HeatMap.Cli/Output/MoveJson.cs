using System.Text.Json;
using System.Text.Json.Serialization;
using HeatMap.Cascades;
using HeatMap.Cli.Cascading;

namespace HeatMap.Cli.Output;

/// <summary>The JSON of an explained move: a contract for scripts, described in docs/guide/cascade-json.md.</summary>
internal static class MoveJson
{
    public static void Write(MoveStudy study, TextWriter writer)
    {
        LiquidationMap map = study.Map;
        MoveExplanation explanation = study.Explanation;
        var parts = MapParts.Of(map);
        var document = new MoveExplanationDocument(
            "explanation",
            1,
            study.Levels.Loaded.Symbol,
            map.MarkPrice,
            map.Unit,
            OriginText.NameOf(map.Origin),
            MapJson.Sources(map),
            MarketDocument.Of(study.Market, study.Settings.Market),
            study.Levels.Levels is null ? "bands" : "positions",
            CascadeDocuments.NameOf(study.Levels.Edge),
            new(study.Bars.Length, study.Bars[0].TimeUnixMs, study.Bars[^1].TimeUnixMs, study.Gap, study.BeginsAway),
            Side(explanation.Down),
            Side(explanation.Up),
            [.. explanation.Bars.Select(b => Bar(b, study))],
            [.. study.Zones.Select(z => new MetZoneDocument(z.Side == HeatMap.Side.Long ? "long" : "short", z.Range.Low, z.Range.High, z.Distance, z.Notional, z.Prominence))],
            CascadeDocuments.Reach(study.Levels.Ladder),
            MapJson.Unplaced(parts),
            MapJson.Skipped(study.Levels.Loaded),
            [.. MoveNotes.Of(study)]);
        writer.Write(JsonSerializer.Serialize(document, MoveDocumentJson.Default.MoveExplanationDocument));
        writer.Write('\n');
    }

    private static ExplainedSideDocument Side(ExplainedSide side) => new(side.FarthestPrice, side.ExogenousMove, side.ForcedMove, side.ForcedShare, CascadeDocuments.Of(side.Forced));

    private static ExplainedBarDocument Bar(ExplainedBar bar, MoveStudy study) => new(
        study.Bars[bar.Bar].TimeUnixMs,
        ShockSettings.NameOf(bar.Direction),
        bar.From,
        bar.To,
        bar.ExogenousMove,
        bar.ForcedMove,
        Numbers.OrNull(bar.Gain),
        CascadeDocuments.Of(bar.Forced),
        [.. bar.Zones],
        [.. bar.Crossed]);
}

internal sealed record MoveExplanationDocument(
    string Kind,
    int Version,
    string? Symbol,
    double MarkPrice,
    string? Unit,
    string Origin,
    SourceDocument[] Sources,
    MarketDocument Market,
    string Levels,
    string? Edge,
    BarsDocument Path,
    ExplainedSideDocument Down,
    ExplainedSideDocument Up,
    ExplainedBarDocument[] Bars,
    MetZoneDocument[] Zones,
    ReachDocument Reachable,
    UnplacedDocument Unplaced,
    SkippedDocument? Skipped,
    string[] Notes);

internal sealed record BarsDocument(int Count, long FirstTimeUnixMs, long LastTimeUnixMs, double GapFraction, bool BeginsAway);

internal sealed record ExplainedSideDocument(double FarthestPrice, double ExogenousQuote, double ForcedQuote, double? ForcedFraction, ForcedDocument Forced);

internal sealed record ExplainedBarDocument(
    long TimeUnixMs,
    string Direction,
    double FromPrice,
    double ToPrice,
    double ExogenousQuote,
    double ForcedQuote,
    double? Gain,
    ForcedDocument Forced,
    int[] ZonesEntered,
    int[] ZonesCrossed);

internal sealed record MetZoneDocument(string Side, double LowerPrice, double UpperPrice, double DistanceFraction, double Notional, double Prominence);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(MoveExplanationDocument))]
internal sealed partial class MoveDocumentJson : JsonSerializerContext;
