using System.Text;

namespace HeatMap.Cli.Input;

/// <summary>An open file of named columns: reads it to the end, counts the lines left out, and puts its name before every error.</summary>
internal sealed class CsvFile
{
    private readonly CsvSettings _settings;
    private readonly ToolConsole _console;
    private readonly InputStream _input;
    private readonly SortedDictionary<string, long> _skipped = new(StringComparer.Ordinal);

    private CsvFile(CsvSettings settings, ToolConsole console, InputStream input, CsvRows rows) => (_settings, _console, _input, Rows) = (settings, console, input, rows);

    public CsvRows Rows { get; }

    /// <summary>How many lines were left out, by reason.</summary>
    public IReadOnlyDictionary<string, long> Skipped => _skipped;

    public static T Load<T>(CsvSettings settings, ToolConsole console, Func<CsvFile, T> load)
    {
        using InputStream input = InputStream.Open(settings.File, console);
        ConvertedRows? converted = null;
        try
        {
            (Stream content, bool isHeaderless) = settings.HeaderWhereNone is { } header ? WithHeader(RequireCsv(input.Content), header) : (input.Content, false);
            if (settings.FromJson is { } convert)
            {
                (content, bool isJson) = JsonStart.Peek(content);
                if (isJson)
                {
                    RequireNoRenames(settings);
                    converted = convert(content);
                    (content, settings) = (new MemoryStream(converted.Csv), settings with { Renames = converted.Renames, CanRename = false });
                }
            }

            using var rows = new CsvRows(content, settings.Names, settings.Renames, (isHeaderless ? 1 : 0) - settings.LinesLeftOut) { CanRename = settings.CanRename };
            return load(new(settings, console, input, rows));
        }
        catch (Exception error) when (Reason(error, converted) is not null || error is ToolException { ExitCode: ExitCode.Usage })
        {
            // A packed file that is damaged shows as all kinds of bad lines, and as columns that an option could stand in for: that is told first.
            if (input.Damage() is { } damage)
            {
                throw ToolException.BadInput(settings.File, $"expected gzip data that is whole, was not: {damage}");
            }

            if (Reason(error, converted) is { } reason)
            {
                throw ToolException.BadInput(settings.File, reason);
            }

            throw;
        }
    }

    /// <summary>Candles of an API are often JSON, which as CSV would be one long header.</summary>
    private static Stream RequireCsv(Stream content)
    {
        (Stream whole, bool isJson) = JsonStart.Peek(content);
        return isJson ? throw ToolException.BadInput("expected bars as CSV, was JSON") : whole;
    }

    /// <summary>Calls for each line; a bad one stops, or is left out and told of.</summary>
    /// <param name="take">Reads the current line.</param>
    /// <param name="leftOut">Is told of a current line that is left out.</param>
    public void ReadAll(Action take, Action? leftOut = null)
    {
        using (var progress = LoadProgress.Start(_input, _console))
        {
            for (bool more = true; more;)
            {
                progress.Report();
                bool isRecord = false;
                try
                {
                    more = isRecord = Rows.Read();
                    if (more)
                    {
                        take();
                    }
                }
                catch (BadRow error)
                {
                    Skip(error);
                    if (isRecord)
                    {
                        leftOut?.Invoke();
                    }
                }
            }
        }

        _input.RequireWhole();
    }

    /// <summary>Adds what was left out of the lines before those of this file.</summary>
    public void Count(IReadOnlyDictionary<string, long> skipped)
    {
        foreach ((string reason, long count) in skipped)
        {
            _skipped[reason] = _skipped.GetValueOrDefault(reason) + count;
        }
    }

    /// <summary>Leaves a line out, where the user allows it.</summary>
    public void Skip(BadRow error)
    {
        if (!_settings.SkipBad)
        {
            throw error;
        }

        _skipped[error.Reason] = _skipped.GetValueOrDefault(error.Reason) + 1;
    }

    /// <summary>Says on standard error what was left out.</summary>
    public void TellSkipped()
    {
        foreach ((string reason, long count) in _skipped)
        {
            _console.Error.WriteLine($"heatmap: skipped {count} {(count == 1 ? "line" : "lines")}: {reason}");
        }
    }

    private static void RequireNoRenames(CsvSettings settings)
    {
        if (settings.Renames.Count > 0)
        {
            throw ToolException.Usage($"--column goes with CSV: {settings.File} is JSON, whose fields have names that are known");
        }
    }

    /// <summary>The content with a header, put before it where it has none.</summary>
    private static (Stream Content, bool IsHeaderless) WithHeader(Stream content, string header)
    {
        var start = new byte[4];
        start = start[..content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        if (start.AsSpan().SequenceEqual("PK\x03\x04"u8))
        {
            throw ToolException.BadInput("expected CSV or gzip'd CSV, was a zip archive: unpack it first");
        }

        bool isHeaderless = start.AsSpan().TrimStart("\uFEFF"u8) is [>= (byte)'0' and <= (byte)'9', ..];
        return (new JoinedStream(isHeaderless ? [.. Encoding.UTF8.GetBytes(header + "\n"), .. start] : start, content), isHeaderless);
    }

    /// <summary>What an error says of this file; null for errors about something else.</summary>
    private static string? Reason(Exception error, ConvertedRows? converted) => error switch
    {
        // The header is a line, too.
        BadRow row when converted is not null && row.Line - 2 < converted.Places.Count && row.Line >= 2 => row.At(converted.Places[(int)row.Line - 2]),
        ToolException { ExitCode: ExitCode.BadInput, NamesFile: false } or BadRow => error.Message,
        CsvHelper.CsvFormatException csv => $"line {csv.LineNumber}: expected well-formed CSV, was not: {csv.Message}",
        InvalidDataException => $"expected gzip data, was not: {error.Message}",
        _ => null,
    };
}
