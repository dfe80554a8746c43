using HeatMap.Cli.Estimating;
using HeatMap.Evaluation;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>Scores for people: what it comes to first, then each gain, then each model.</summary>
internal static class ScoreTable
{
    public static void Write(ScoreResult result, IAnsiConsole console)
    {
        console.MarkupLine($"[bold]{Markup.Escape(result.Asset is { } asset ? OriginText.Shorten(asset, 40) : "Scores")}[/]: how much is liquidated, given the path");
        console.WriteWrapped(ScoreText.Tested(result));
        console.WriteLine("");
        foreach (string sentence in ScoreText.Headline(result))
        {
            console.WriteWrapped(sentence);
        }

        console.WriteHeading("What each map adds, out of sample");
        var gains = new TextTable(ScoreText.GainHead) { Spare = [6, 5] };
        foreach (ScoreIncrement gain in result.Report.Increments)
        {
            gains.Add(ScoreText.Cells(gain));
        }

        gains.Write(console);
        console.WriteHeading("Models");
        var models = new TextTable(ScoreText.ModelHead) { Spare = [4] };
        foreach (ModelScore model in result.Report.Models)
        {
            models.Add(ScoreText.Cells(model));
        }

        models.Write(console);
        WriteLocation(result.Report.Location, console);
        WriteUnknownPath(result.Report, console);
        console.WriteHeading("What was read");
        EstimateTable.WriteBars(result.Bars, null, console);
        console.WriteWrapped($"  {CalibrationSummary.Of(result.Calibration)}");
        EstimateTable.WriteNotes(result.Notes, console);
    }

    private static void WriteLocation(LocationReport? location, IAnsiConsole console)
    {
        if (location is null)
        {
            return;
        }

        console.WriteHeading("Where within the reached range, nats a dollar beyond an even density");
        var table = new TextTable(ScoreText.LocationHead) { Spare = [2, 4] };
        foreach (string[] row in ScoreText.Cells(location))
        {
            table.Add(row);
        }

        table.Write(console);
        console.WriteWrapped($"  {location.Prints} prints in {location.Windows} windows; {Numbers.Share(location.OtherSideShare)} of the dollars lie beyond the origin, {Numbers.Share(location.BeyondShare)} beyond what price reached");
    }

    private static void WriteUnknownPath(ScoreReport report, IAnsiConsole console)
    {
        string[][] rows = [.. ScoreText.UnknownPath(report)];
        if (rows.Length == 0)
        {
            return;
        }

        string cascades = report.Cascades is { Intervals: > 0 } told ? string.Create(CultureInfo.InvariantCulture, $"; cascades: {told.Events} in {told.Intervals} intervals") : "";
        console.WriteHeading("Without knowing the path" + cascades);
        var table = new TextTable(ScoreText.UnknownPathHead) { Spare = [6] };
        foreach (string[] row in rows)
        {
            table.Add(row);
        }

        table.Write(console);
    }
}
