using HeatMap.Cli.Checking;

namespace HeatMap.Cli.Output;

/// <summary>A check as CSV: a line a position that disagrees.</summary>
internal static class CheckCsv
{
    public static void Write(CheckResult result, TextWriter writer)
    {
        writer.Write("row,symbol,side,reported,computed,difference_percent,reason,detail\n");
        foreach (Disagreement d in result.Rows)
        {
            writer.Write(string.Create(
                CultureInfo.InvariantCulture,
                $"{d.Row.Record.Row},{CsvText.Cell(d.Row.Symbol)},{d.Row.Side},{Numbers.Cell(d.Reported)},{Numbers.Cell(d.Computed)},{Numbers.Cell(d.DifferencePercent)},{d.Suspect?.Name ?? "unknown"},{CsvText.Cell(d.Suspect?.Detail)}\n"));
        }
    }
}
