using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>Rows of right-aligned cells under a head: no border, and no blanks at the ends of lines.</summary>
internal sealed class TextTable(params string[] head)
{
    private readonly List<string[]> _rows = [];

    /// <summary>The number of rows, the head not counted.</summary>
    public int Count => _rows.Count;

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Write(IAnsiConsole console)
    {
        int[] widths = [.. head.Select((h, column) => Math.Max(h.Length, _rows.Select(r => r[column].Length).DefaultIfEmpty(0).Max()))];
        WriteRow(console, head, widths, "grey");
        foreach (string[] row in _rows)
        {
            WriteRow(console, row, widths, null);
        }
    }

    private static void WriteRow(IAnsiConsole console, string[] cells, int[] widths, string? style)
    {
        string line = "  " + string.Join("  ", cells.Select((c, column) => c.PadLeft(widths[column]))).TrimEnd();
        console.Write(new Markup((style is null ? Markup.Escape(line) : $"[{style}]{Markup.Escape(line)}[/]") + "\n") { Overflow = Overflow.Crop });
    }
}
