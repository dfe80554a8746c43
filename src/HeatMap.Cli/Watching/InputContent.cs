using System.Text;
using HeatMap.Cli.Input;

namespace HeatMap.Cli.Watching;

/// <summary>What the beginning of a file tells: what it holds, and whether there is anything in it yet.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="HasRows">Whether anything follows the header.</param>
internal readonly record struct InputContent(InputKind Kind, bool HasRows)
{
    /// <summary>Looks at the beginning of a file.</summary>
    /// <param name="file">Where it lies.</param>
    /// <param name="name">What the user calls it.</param>
    /// <param name="said">What the user says that it holds; null to tell by its columns.</param>
    /// <exception cref="WaitingForInput">It is empty.</exception>
    /// <exception cref="ToolException">It holds none of the three.</exception>
    public static InputContent Of(string file, string name, InputKind? said)
    {
        try
        {
            using InputStream input = InputStream.Open(file, new ToolConsole(TextWriter.Null, TextWriter.Null));
            (Stream content, bool isJson) = JsonStart.Peek(input.Content);
            using var reader = new StreamReader(content, Encoding.UTF8);
            if (isJson)
            {
                return new(said ?? InputKind.Positions, HasRows: true);
            }

            string header = NextLine(reader) ?? throw new WaitingForInput($"{name} is empty; waiting for its first lines");

            // Candles as exchanges publish them may have no header.
            bool isHeaderless = char.IsAsciiDigit(header[0]);
            return new(said ?? KindOf(header, isHeaderless, name), isHeaderless || NextLine(reader) is not null);
        }
        catch (InvalidDataException error)
        {
            throw ToolException.BadInput(name, $"expected gzip data, was not: {error.Message}");
        }
    }

    private static InputKind KindOf(string header, bool isHeaderless, string name)
    {
        string[] names = [.. header.Split(',').Select(static n => n.Trim(' ', '"').ToLowerInvariant())];
        bool Has(IEnumerable<string> any) => any.Any(n => names.Contains(n));
        return names.Contains(EventColumns.Event) ? InputKind.Events
            : names.Contains(ColumnNames.Side) ? InputKind.Positions
            : isHeaderless || (Has(BarNames.Times) && Has(BarNames.All.Except(BarNames.Times))) ? InputKind.Bars
            : throw ToolException.BadInput(name, $"line 1: these are no columns of positions, bars or events: {Message.Printable(Shorten(header))}; say what it holds with --as");
    }

    /// <summary>The next line that is not blank.</summary>
    private static string? NextLine(StreamReader reader)
    {
        string? line = reader.ReadLine();
        while (line is not null && string.IsNullOrWhiteSpace(line))
        {
            line = reader.ReadLine();
        }

        return line;
    }

    private static string Shorten(string header) => header.Length <= 120 ? header : header[..120] + "…";
}
