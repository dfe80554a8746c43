using System.Text.Json;
using System.Text.Json.Serialization;
using HeatMap.Cli.Estimating;
using HeatMap.Estimation;

namespace HeatMap.Cli.Output;

/// <summary>The JSON of an estimate: a contract for scripts, described in docs/guide/estimate-json.md.</summary>
internal static class EstimateJson
{
    public static void Write(EstimateResult result, TextWriter writer)
    {
        MapReport report = result.Read.Report;
        var document = new EstimationDocument(
            "estimate",
            1,
            result.Asset,
            result.Shown.Map.MarkPrice,
            result.Venues.All(static v => v.Calibration.Doubt is null),
            [.. result.Maps.Select(v => Venue(v, result.Venues.FirstOrDefault(e => e.Name == v.Venue)))],
            Numbers.OrNull(result.Maps.MeasuredShare),
            [.. result.Moves.Select(static m => new SweptMoveDocument(m.Move, m.Longs.Share, m.Shorts.Share, Range(m.Longs), Range(m.Shorts)))],
            [.. report.LongZones.Select(z => ReadingDocuments.Of(z, hasCounts: false))],
            [.. report.ShortZones.Select(z => ReadingDocuments.Of(z, hasCounts: false))],
            result.Notes,
            ReplayJson.MapOf(result.Shown));
        writer.Write(JsonSerializer.Serialize(document, EstimationDocumentJson.Default.EstimationDocument));
        writer.Write('\n');
    }

    /// <summary>What was read of a venue's bars.</summary>
    public static ReadBarsDocument Bars(LoadedBars bars) => new(
        bars.Bars.Count,
        bars.Missing,
        (long)bars.Bars.Interval.TotalMilliseconds,
        bars.Bars[0].OpenTimeUnixMs,
        bars.EndUnixMs,
        [.. bars.Bars.Report.MissingColumns.Select(static c => JsonNamingPolicy.CamelCase.ConvertName(c.ToString()))],
        BarSummary.Counts(bars));

    private static EstimatedVenueDocument Venue(VenueMap venue, EstimatedVenue? model)
    {
        EstimatedVenue? own = venue.IsMeasured ? null : model;
        return new(
            venue.Venue,
            venue.IsMeasured ? "measured" : "modelled",
            Numbers.OrNull(venue.OpenInterest),
            Numbers.OrNull(venue.Coverage),
            venue.IsMeasured ? null : venue.AssumedShare,
            venue.Estimate?.AssumesTurnover,
            own is null ? null : own.Calibration.Doubt is null,
            own?.Calibration.Doubt,
            own is null ? null : Bars(own.Bars));
    }

    private static double[]? Range(SweptSide side) => side.Range is { } range ? [range.Low, range.High] : null;
}

internal sealed record EstimationDocument(
    string Kind,
    int Version,
    string? Asset,
    double MarkPrice,
    bool IsValidated,
    EstimatedVenueDocument[] Venues,
    double? MeasuredFraction,
    SweptMoveDocument[] Moves,
    ZoneDocument[] LongZones,
    ZoneDocument[] ShortZones,
    IReadOnlyList<string> Notes,
    JsonElement Map);

internal sealed record EstimatedVenueDocument(
    string Name,
    string Origin,
    double? OpenInterest,
    double? CoverageFraction,
    double? AssumedFraction,
    bool? AssumesTurnover,
    bool? IsValidated,
    string? Doubt,
    ReadBarsDocument? Bars);

internal sealed record ReadBarsDocument(
    int Count,
    long Missing,
    long IntervalMs,
    long StartUnixMs,
    long EndUnixMs,
    string[] MissingColumns,
    IReadOnlyDictionary<string, int> Faults);

internal sealed record SweptMoveDocument(double MoveFraction, double LongFraction, double ShortFraction, double[]? LongRange, double[]? ShortRange);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(EstimationDocument))]
internal sealed partial class EstimationDocumentJson : JsonSerializerContext;
