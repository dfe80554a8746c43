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
        var gains = new TextTable(ScoreText.GainHead) { Spare = [6] };
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
        console.WriteHeading("What was read");
        EstimateTable.WriteBars(result.Bars, null, console);
        console.WriteWrapped($"  {CalibrationSummary.Of(result.Calibration)}");
        EstimateTable.WriteNotes(result.Notes, console);
    }
}
