using HeatMap.Cli.Checking;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>A check for people: the lines that disagree, then the sums.</summary>
internal static class CheckTable
{
    public static void Write(CheckResult result, IAnsiConsole console)
    {
        var table = new PositionTable("reported", "computed", "differs", "reason");
        foreach (Disagreement d in result.Rows)
        {
            table.AddRow(d.Row, Numbers.Price(d.Reported), d.Row.Reason ?? Numbers.Price(d.Computed), Numbers.Percent(d.DifferencePercent), d.Suspect?.Name ?? "unknown");
        }

        table.Write(console);
        foreach (Disagreement d in result.Rows.Where(static d => d.Suspect is { Price: not double.NaN }))
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"row {d.Row.Record.Row}: {d.Suspect!.Detail} would give {Numbers.Price(d.Suspect.Price)}"));
        }

        if (result.Sources > 0)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Sources} accounts without a wallet: one price each told the equity, and {result.Inferred} others agree with it"));
        }

        (long Count, string What)[] rest =
        [
            (result.NotReported, "without a reported price"), (result.NeedsAccount, "needs-account"), (result.NoRules, "without a table or rate"),
            (result.Sources, "taken for the equity"),
        ];
        if (result.NotComparable > 0)
        {
            console.WriteLine("not comparable: " + string.Join(", ", rest.Where(static r => r.Count > 0).Select(static r => string.Create(CultureInfo.InvariantCulture, $"{r.Count} {r.What}"))));
        }

        console.WriteLine(result.Summary);
    }
}
