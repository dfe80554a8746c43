using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>Rows of right-aligned cells under a head: no border, and no blanks at the ends of lines. A row is a line, whatever the width.</summary>
internal sealed class TextTable(params string[] head)
{
    private const int Gap = 2;

    private readonly List<string[]> _rows = [];

    /// <summary>Columns that are left out where a row would be wider than the terminal, the first one first.</summary>
    public int[] Spare { get; init; } = [];

    /// <summary>The number of rows, the head not counted.</summary>
    public int Count => _rows.Count;

    public void Add(params string[] cells) => _rows.Add(cells);

    public void Write(IAnsiConsole console)
    {
        int[] widths = [.. head.Select((h, column) => Math.Max(h.Length, _rows.Select(r => r[column].Length).DefaultIfEmpty(0).Max()))];
        int[] columns = [.. Enumerable.Range(0, head.Length)];
        string[] names = [.. head];
        foreach (int spare in Spare)
        {
            if (Width(columns, widths, Gap) > console.Profile.Width)
            {
                columns = [.. columns.Where(c => c != spare)];

                // A column without a name belongs to the one before it, such as a width in percent to one in price.
                if (spare + 1 < names.Length && names[spare + 1].Length == 0)
                {
                    names[spare + 1] = names[spare];
                    widths[spare + 1] = Math.Max(widths[spare + 1], names[spare].Length);
                }
            }
        }

        int gap = Width(columns, widths, Gap) > console.Profile.Width ? 1 : Gap;
        WriteRow(console, names, columns, widths, gap, "grey");
        foreach (string[] row in _rows)
        {
            WriteRow(console, row, columns, widths, gap, null);
        }
    }

    private static int Width(int[] columns, int[] widths, int gap) => columns.Sum(c => widths[c] + gap);

    private static void WriteRow(IAnsiConsole console, string[] cells, int[] columns, int[] widths, int gap, string? style)
    {
        string between = new(' ', gap), line = between + string.Join(between, columns.Select(c => cells[c].PadLeft(widths[c]))).TrimEnd();

        // A row that is broken cannot be read: it is left to the terminal, and to a file it is one line.
        int width = console.Profile.Width;
        console.Profile.Width = Math.Max(width, line.Length);
        console.Write(new Markup((style is null ? Markup.Escape(line) : $"[{style}]{Markup.Escape(line)}[/]") + "\n"));
        console.Profile.Width = width;
    }
}
