using System.Text;
using HeatMap.Cli.Input;

namespace HeatMap.Cli.Watching;

/// <summary>A file that may grow or be replaced, or a folder whose newest file counts: finds it, and copies its whole lines aside to be read in peace.</summary>
internal sealed class WatchedInput(string path) : IDisposable
{
    private static readonly string[] Endings = [".csv", ".json", ".gz"];

    private readonly string _folder = Directory.CreateTempSubdirectory("heatmap-watch-").FullName;

    /// <summary>The file that counts now, and what tells whether it changed.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public InputStamp Find()
    {
        try
        {
            FileInfo? file = Directory.Exists(path)
                ? new DirectoryInfo(path).EnumerateFiles().Where(static f => f.Name[0] != '.' && Endings.Contains(f.Extension)).OrderByDescending(static f => f.LastWriteTimeUtc)
                    .ThenByDescending(static f => f.Name, StringComparer.Ordinal).FirstOrDefault() ?? throw ToolException.Usage($"{path} holds no file that ends with .csv, .json or .gz")
                : new(path);
            return new(file.FullName, file.Length, file.LastWriteTimeUtc.Ticks);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw ToolException.Usage($"{path} cannot be read: {error.Message}");
        }
    }

    /// <summary>Copies a file as it is now, without a last line that has no end yet.</summary>
    /// <returns>The copy, which has the same name, and whether something was left away.</returns>
    public (string Copy, bool HasHalf) Copy(InputStamp stamp)
    {
        string copy = Path.Combine(_folder, Path.GetFileName(stamp.File));
        try
        {
            using FileStream source = new(stamp.File, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using FileStream target = new(copy, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
            source.CopyTo(target);
            return (copy, CutHalf(target));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw ToolException.Usage($"{stamp.File} cannot be read: {error.Message}");
        }
    }

    /// <summary>What a file holds, by the names of its columns.</summary>
    /// <exception cref="ToolException">None of the three.</exception>
    public static InputKind KindOf(string file, string name)
    {
        try
        {
            using InputStream input = InputStream.Open(file, new ToolConsole(TextWriter.Null, TextWriter.Null));
            (Stream content, bool isJson) = JsonStart.Peek(input.Content);
            using var reader = new StreamReader(content, Encoding.UTF8);
            if (isJson)
            {
                return InputKind.Positions;
            }

            string header = reader.ReadLine() ?? throw ToolException.BadInput(name, "line 1: expected a header with column names, was empty");
            string[] names = [.. header.Split(',').Select(static n => n.Trim(' ', '"').ToLowerInvariant())];
            bool Has(IEnumerable<string> any) => any.Any(n => names.Contains(n));
            return names.Contains(EventColumns.Event) ? InputKind.Events
                : names.Contains(ColumnNames.Side) ? InputKind.Positions
                : (header.Length > 0 && char.IsAsciiDigit(header[0])) || (Has(BarNames.Times) && Has(BarNames.All.Except(BarNames.Times))) ? InputKind.Bars
                : throw ToolException.BadInput(name, $"line 1: these are no columns of positions, bars or events: {Message.Printable(OutputName(header))}; say what it holds with --as");
        }
        catch (InvalidDataException error)
        {
            throw ToolException.BadInput(name, $"expected gzip data, was not: {error.Message}");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string OutputName(string header) => header.Length <= 120 ? header : header[..120] + "…";

    /// <summary>Packed files and JSON tell by themselves whether they are whole.</summary>
    private static bool CutHalf(FileStream copy)
    {
        var start = new byte[256];
        copy.Position = 0;
        start = start[..copy.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start is [0x1f, 0x8b, ..] || JsonStart.IsJson(start) || copy.Length == 0)
        {
            return false;
        }

        long end = copy.Length;
        for (; end > 0; end--)
        {
            copy.Position = end - 1;
            if (copy.ReadByte() == '\n')
            {
                break;
            }
        }

        bool hasHalf = end < copy.Length;
        copy.SetLength(end);
        return hasHalf;
    }
}

/// <summary>What tells whether a file changed.</summary>
internal readonly record struct InputStamp(string File, long Length, long WrittenTicks);
