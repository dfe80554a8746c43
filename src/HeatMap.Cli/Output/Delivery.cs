using System.Diagnostics;
using Spectre.Console;

namespace HeatMap.Cli.Output;

/// <summary>Brings what a command prints to where the user wants it.</summary>
internal static class Delivery
{
    /// <summary>Prints a drawing for people or JSON for programs, to standard output or a file.</summary>
    public static void Print(OutputSettings settings, ToolConsole console, Action<IAnsiConsole> draw, Action<TextWriter> writeJson) =>
        Print(settings, console, draw, writeJson, static _ => throw new UnreachableException("a command without CSV offers none"));

    /// <summary>Prints a drawing for people, or JSON or CSV for programs, to standard output or a file.</summary>
    public static void Print(OutputSettings settings, ToolConsole console, Action<IAnsiConsole> draw, Action<TextWriter> writeJson, Action<TextWriter> writeCsv)
    {
        if (settings.Format == "table" && settings.OutFile is null)
        {
            draw(console.Draw(console.Out, console.OutIsTerminal));
            return;
        }

        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        if (settings.Format == "table")
        {
            draw(console.Draw(text, isTerminal: false));
        }
        else
        {
            (settings.Format == "json" ? writeJson : writeCsv)(text);
        }

        if (settings.OutFile is { } file)
        {
            WriteFile(file, text.ToString(), console);
        }
        else
        {
            console.Out.Write(text.ToString());
        }
    }

    /// <summary>Finds out before anything is read or printed that a file could not be written, or that writing it would cost another.</summary>
    public static void RequireWritable(ReadOnlySpan<string?> inputs, params ReadOnlySpan<string?> files)
    {
        List<string> taken = [.. inputs.ToArray().Where(static f => f is not (null or "" or "-")).Select(static f => Path.GetFullPath(f!))];
        int read = taken.Count;
        foreach (string? file in files)
        {
            if (file is null)
            {
                continue;
            }

            if (file.Length == 0 || Directory.Exists(file) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file))))
            {
                throw ToolException.Usage($"'{file}' cannot be written: it must name a file in a folder that exists");
            }

            int place = taken.IndexOf(Path.GetFullPath(file));
            if (place >= 0)
            {
                throw ToolException.Usage(place < read ? $"'{file}' is read: it must not be written as well" : $"'{file}' is named for two outputs: the second would overwrite the first");
            }

            taken.Add(Path.GetFullPath(file));
        }
    }

    /// <summary>Writes a file and says so on standard error.</summary>
    public static void WriteFile(string file, string text, ToolConsole console) => WriteFile(file, () => File.WriteAllText(file, text), console);

    /// <summary>Writes a file and says so on standard error.</summary>
    public static void WriteFile(string file, byte[] bytes, ToolConsole console) => WriteFile(file, () => File.WriteAllBytes(file, bytes), console);

    private static void WriteFile(string file, Action write, ToolConsole console)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw ToolException.Usage($"{file} cannot be written: {error.Message}");
        }

        console.Error.WriteLine($"heatmap: wrote {file}");
    }
}
