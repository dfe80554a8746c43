using System.Collections.Immutable;
using System.Globalization;

namespace HeatMap;

/// <summary>A report as it is shown in a notebook.</summary>
/// <remarks>Pure: the same report and options give the same text.</remarks>
public static class MapReportDisplay
{
    private const int Most = 12;

    /// <summary>Shows the report as one figure for a notebook or a page: sums and asymmetry in words, and zones, gaps and horizons as tables that open.</summary>
    /// <param name="report">The report.</param>
    /// <param name="options">Title and greatest width; <see langword="null"/> for the defaults.</param>
    /// <returns>As <see cref="MapDisplay.ToHtml"/>, without a drawing.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    /// <remarks>Allocates the text, less than 20 kB: tables have at most a dozen rows and say so. O(1).</remarks>
    public static string ToHtml(this MapReport report, DisplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        options ??= DisplayOptions.Default;
        string unit = LadderText.Fit(LadderText.Clean(report.Unit), 1, 9);
        unit = unit.Length > 0 ? " " + unit : "";
        SideTally outside = report.Below + report.Above, unplaced = report.Unplaced.Total;
        var figure = new Fragment("", options.Width);
        figure.Caption(
            LadderText.Clean(options.Title) is { Length: > 0 } title ? title : "Reading of a liquidation map",
            "",
            [
                $"Mark {CompactNumber.Price(report.MarkPrice)}, window {CompactNumber.Edge(report.Grid.Lower, report.Grid)} to {CompactNumber.Edge(report.Grid.Upper, report.Grid)}.",
                $"In the window: long {CompactNumber.Notional(report.InBands.Long)}{unit}, short {CompactNumber.Notional(report.InBands.Short)}{unit}; outside {CompactNumber.Notional(outside.Notional)}{unit}, not placed {CompactNumber.Notional(unplaced.Notional)}{unit}.",
                .. report.Asymmetries.Take(1).Select(static a => $"Asymmetry {a}."),
            ]);
        Zones(figure, "Zones of longs" + unit, report.LongZones);
        Zones(figure, "Zones of shorts" + unit, report.ShortZones);
        figure.Table("Asymmetry" + unit, ["Within", "Long", "Short", "Imbalance"], [
            .. report.Asymmetries.Take(Most).Select(static a => (string[])[CompactNumber.Fraction(a.Within), CompactNumber.Notional(a.Long), CompactNumber.Notional(a.Short), ReadingWords.Signed(a.Imbalance)])]);
        figure.Table("Concentration", ["How few bands hold most"], [["long: " + report.LongConcentration], ["short: " + report.ShortConcentration]]);
        figure.Table("Gaps", ["Where little waits"], [.. report.GapsBelow.Take(Most / 2).Concat(report.GapsAbove.Take(Most / 2)).Select(static g => (string[])[g.ToString()])]);
        figure.Table("Expected to be touched" + unit, ["Within", "Deviation", "Long", "Short", "Magnet"], [
            .. report.Horizons.Take(Most).Select(static h => (string[])
                [CompactNumber.Duration(h.Horizon), CompactNumber.Fraction(h.Deviation), CompactNumber.Notional(h.Touched.Long), CompactNumber.Notional(h.Touched.Short), ReadingWords.Signed(h.Touched.Magnet)])]);
        return figure.Close();
    }

    private static void Zones(Fragment figure, string summary, ImmutableArray<Zone> zones) => figure.Table(
        summary + (zones.Length > Most ? $": the first {Most} of {LadderWords.Plural(zones.Length, "zone")}" : ""),
        ["From", "To", "Away", "Notional", "Peak", "x median density"],
        [.. zones.Take(Most).Select(static z => (string[])
            [CompactNumber.Price(z.Range.Low), CompactNumber.Price(z.Range.High), CompactNumber.Fraction(z.Distance), CompactNumber.Notional(z.Notional), CompactNumber.Price(z.PeakPrice), z.RelativeDensity.ToString("0.0", CultureInfo.InvariantCulture)])]);
}
