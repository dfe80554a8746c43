using HeatMap.Cli.Estimating;
using HeatMap.Cli.Input;

namespace HeatMap.Cli.Output;

/// <summary>Scores as Markdown, to be put into a page as they are.</summary>
internal static class ScoreMarkdown
{
    public static void Write(ScoreResult result, TextWriter writer)
    {
        writer.Write($"**{Escape(result.Asset ?? KnownCalibration.Unnamed)}**: {ScoreText.Tested(result)}.\n\n{string.Join(' ', ScoreText.Headline(result))}\n\n");
        WriteTable(writer, ScoreText.GainHead, result.Report.Increments.Select(ScoreText.Cells));
        writer.Write('\n');
        WriteTable(writer, ScoreText.ModelHead, result.Report.Models.Select(ScoreText.Cells));
        if (result.Report.Location is { } location)
        {
            writer.Write('\n');
            WriteTable(writer, ScoreText.LocationHead, ScoreText.Cells(location));
        }

        if (ScoreText.UnknownPath(result.Report).Any())
        {
            writer.Write('\n');
            WriteTable(writer, ScoreText.UnknownPathHead, ScoreText.UnknownPath(result.Report));
        }

        writer.Write('\n');
        foreach (string note in result.Notes.Prepend(CalibrationSummary.Of(result.Calibration)))
        {
            writer.Write($"- {Escape(note)}\n");
        }
    }

    private static void WriteTable(TextWriter writer, string[] head, IEnumerable<string[]> rows)
    {
        WriteRow(writer, head);
        WriteRow(writer, [.. head.Select(static (_, i) => i == 0 ? "---" : "---:")]);
        foreach (string[] row in rows)
        {
            WriteRow(writer, row);
        }
    }

    private static void WriteRow(TextWriter writer, string[] cells) => writer.Write($"| {string.Join(" | ", cells.Select(Escape))} |\n");

    private static string Escape(string text) => Message.Printable(text).Replace("|", "\\|", StringComparison.Ordinal);
}
