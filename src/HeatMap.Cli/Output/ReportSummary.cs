using HeatMap.Cli.Reading;

namespace HeatMap.Cli.Output;

/// <summary>What a report comes to, in two sentences.</summary>
internal static class ReportSummary
{
    /// <summary>Sides whose imbalance is smaller are called alike: 55 to 45.</summary>
    private const double Alike = 0.1;

    /// <summary>Which side is more exposed, at the farthest distance that was asked for.</summary>
    public static string Exposure(MapReport report)
    {
        if (report.InBands.LongUnits == 0 && report.InBands.ShortUnits == 0)
        {
            return "The window holds nothing: there is nothing to read.";
        }

        if (report.Asymmetries.IsEmpty)
        {
            return "";
        }

        Asymmetry far = report.Asymmetries[^1];
        string move = Numbers.Share(far.Within), fall = Numbers.Share(Math.Min(1, far.Within)), longs = CompactNumber.Notional(far.Long), shorts = CompactNumber.Notional(far.Short);
        string falls = $"A fall of {fall} would force {longs} of longs to be sold", rises = $"a rise of {move} {shorts} of shorts to be bought back";
        bool isCut = report.EndsBefore(far);
        string where = isCut ? "wait within that distance in the window" : "wait within that distance";
        string exposure = (far.Long > 0, far.Short > 0) switch
        {
            (false, false) => $"Nothing {(isCut ? "in the window " : "")}waits within {move} of the mark.",
            (true, false) => $"{falls}; no shorts {where}.",
            (false, true) => $"A rise of {move} would force {shorts} of shorts to be bought back; no longs {where}.",
            _ => $"{falls}, {rises}: {Exposed(far)}.",
        };
        return exposure + (isCut ? " The window ends before that: what waits beyond its end is not counted." : "");
    }

    /// <summary>Where the nearest zone is that holds more than a trifle of its side.</summary>
    public static string NearestZone(MapReport report)
    {
        Zone[] zones = [.. ((Zone?[])[report.NearestLongZone, report.NearestShortZone]).OfType<Zone>().OrderBy(static z => z.Distance)];
        if (zones.Length == 0)
        {
            return "";
        }

        Zone nearest = zones[0];
        string place = nearest.Distance == 0 ? "at the mark" : $"{Numbers.Share(nearest.Distance)} {(nearest.NearEdge < nearest.MarkPrice ? "below" : "above")}";
        string from = CompactNumber.Edge(nearest.Range.Low, report.Grid), to = CompactNumber.Edge(nearest.Range.High, report.Grid);
        return $"The nearest zone is of {Numbers.Name(nearest.Side)}, {from} to {to}, {place}: {CompactNumber.Notional(nearest.Notional)}, {Numbers.Ratio(nearest.RelativeDensity)} times the usual density.";
    }

    private static string Exposed(Asymmetry far) => far.Imbalance switch
    {
        > Alike => $"shorts are more exposed, {Numbers.Ratio(far.Short / far.Long)} to 1",
        < -Alike => $"longs are more exposed, {Numbers.Ratio(far.Long / far.Short)} to 1",
        _ => "both sides are about equally exposed",
    };
}
