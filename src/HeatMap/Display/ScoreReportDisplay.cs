using System.Globalization;
using HeatMap.Evaluation;

namespace HeatMap;

/// <summary>Scores as they are shown in a notebook.</summary>
/// <remarks>Pure: the same report and options give the same text.</remarks>
public static class ScoreReportDisplay
{
    private const int Most = 16;

    /// <summary>Shows scores as one figure for a notebook or a page: what was tested in words, and increments, models and the other scores as tables.</summary>
    /// <param name="report">The scores.</param>
    /// <param name="options">Title and greatest width; <see langword="null"/> for the defaults.</param>
    /// <returns>As <see cref="MapDisplay.ToHtml"/>, without a drawing.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    /// <remarks>Allocates the text, less than 40 kB: tables have at most 16 rows and say so. O(1).</remarks>
    public static string ToHtml(this ScoreReport report, DisplayOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        options ??= DisplayOptions.Default;
        var figure = new Fragment("", options.Width);
        string note = LadderText.Fit(LadderText.Clean(report.FeedNote), 1, 200);
        figure.Caption(LadderText.Clean(options.Title) is { Length: > 0 } title ? title : "Scores of maps", "", [report.Summary, .. note.Length > 0 ? (string[])["Feed: " + note + "."] : []]);
        figure.Table(Some("What maps add", report.Increments.Length), ["Map", "To", "Deviance taken away", "95 % between", "p"], [
            .. report.Increments.Take(Most).Select(static i => (string[])
                [Name(i.Map), (i.IsInstead ? "instead in " : "") + Name(i.Baseline), Share(i.DevianceGain.Estimate), Between(i.DevianceGain), Number(i.PValue)])]);
        figure.Table(Some("Models of volume", report.Models.Length), ["Model", "Deviance explained", "Nats a dollar", "R2 of logs", "Liquidated / expected"], [
            .. report.Models.Take(Most).Select(static m => (string[])[Name(m.Name), Share(m.ExplainedDeviance), Number(m.NatsPerDollar), Number(m.RSquaredOfLogs), Number(m.VolumeRatio)])]);
        figure.Table(Some("Where: maps, nats a dollar", report.Location?.Maps.Length ?? 0), ["Map", "Raw", "With kernel", "Beyond kernel", "p"], [
            .. (report.Location?.Maps ?? []).Take(Most).Select(static m => (string[])[Name(m.Name), Number(m.Raw.Estimate), Number(m.WithKernel.Estimate), Number(m.GainOverKernel.Estimate), Number(m.PValue)])]);
        figure.Table(Some("Where and how much without the path", report.Intensity.Length), ["Map", "Beyond kernel", "p"], [
            .. report.Intensity.Take(Most).Select(static i => (string[])[Name(i.Name), Number(i.GainOverKernel.Estimate), Number(i.PValue)])]);
        figure.Table(Some("Cascades", report.Cascades?.Models.Length ?? 0), ["Model", "Hit", "False alarms"], [
            .. (report.Cascades?.Models ?? []).Take(Most).Select(static m => (string[])[Name(m.Name), Share(m.HitRate), Share(m.FalseAlarmRate)])]);
        return figure.Close();
    }

    private static string Some(string summary, int rows) => rows > Most ? string.Create(CultureInfo.InvariantCulture, $"{summary}: the first {Most} of {rows:N0}") : summary;

    private static string Name(string name) => LadderText.Fit(LadderText.Clean(name), 1, 40);

    private static string Share(double share) => double.IsFinite(share) ? string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %") : "n/a";

    private static string Between(BootstrapInterval interval) => $"{Share(interval.Low)} and {Share(interval.High)}";

    private static string Number(double number) => double.IsFinite(number) ? number.ToString("0.###", CultureInfo.InvariantCulture) : "n/a";
}
