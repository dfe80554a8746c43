namespace HeatMap.Cli.Input;

/// <summary>An open positions file: reads it to the end, counts the lines left out, and puts its name before every error.</summary>
internal sealed class PositionFile
{
    private readonly InputSettings _settings;
    private readonly ToolConsole _console;
    private readonly InputStream _input;
    private readonly SortedDictionary<string, long> _skipped = new(StringComparer.Ordinal);

    private PositionFile(InputSettings settings, ToolConsole console, InputStream input, PositionReader reader)
    {
        _settings = settings;
        _console = console;
        _input = input;
        Reader = reader;
    }

    public PositionReader Reader { get; }

    /// <summary>How many lines were left out, by reason.</summary>
    public IReadOnlyDictionary<string, long> Skipped => _skipped;

    public static T Load<T>(InputSettings settings, ToolConsole console, Func<PositionFile, T> load)
    {
        using InputStream input = InputStream.Open(settings.File, console);
        try
        {
            using var reader = new PositionReader(input.Content, settings.Columns);
            return load(new(settings, console, input, reader));
        }
        catch (Exception error) when (Reason(error) is not null)
        {
            // A packed file that is damaged shows as all kinds of bad lines: that is told first.
            string reason = input.Damage() is { } damage ? $"expected gzip data that is whole, was not: {damage}" : Reason(error)!;
            throw ToolException.BadInput(settings.File, reason);
        }
    }

    /// <summary>What an error says of this file; null for errors about something else.</summary>
    private static string? Reason(Exception error) => error switch
    {
        ToolException { ExitCode: ExitCode.BadInput, NamesFile: false } or BadRow => error.Message,
        CsvHelper.CsvFormatException csv => $"line {csv.LineNumber}: expected well-formed CSV, was not: {csv.Message}",
        InvalidDataException => $"expected gzip data, was not: {error.Message}",
        _ => null,
    };

    /// <summary>Calls for each line; a bad one stops, or is left out and told of.</summary>
    /// <param name="take">Reads the current line.</param>
    /// <param name="leftOut">Is told of a current line that is left out.</param>
    public void ReadAll(Action take, Action? leftOut = null)
    {
        using (var progress = LoadProgress.Start(_input, _console))
        {
            bool more = true;
            while (more)
            {
                progress.Report();
                bool isRecord = false;
                try
                {
                    more = isRecord = Reader.Read();
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
}
