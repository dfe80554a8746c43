using System.Text;
using CsvHelper;

namespace HeatMap.Cli.Input;

/// <summary>Reads a positions file line by line: finds the columns, checks each value, says what is wrong and where.</summary>
internal sealed class PositionReader : IDisposable
{
    private readonly CsvReader _csv;
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly Queue<BadRow> _malformed = new();
    private bool _hasNext, _next;
    private string? _lastSymbol, _lastVenue;

    public PositionReader(Stream stream, IReadOnlyDictionary<string, string> renames)
    {
        _csv = CsvReader.Create(
            stream,
            CsvReaderOptions.Default with
            {
                TrackLineNumbers = true,
                SkipEmptyLines = true,
                TrimWhitespace = true,
                FieldCountMismatch = CsvFieldCountHandling.Skip,
                MalformedData = CsvMalformedDataHandling.Skip,
                // A stray quote must not swallow the lines after it.
                AllowLineBreaksInQuotes = false,
                OnMalformedRecord = record => _malformed.Enqueue(new(
                    record.LineNumber,
                    "record",
                    record.RawRecord?.Trim() ?? "",
                    record.Reason == CsvMalformedReason.FieldCountMismatch ? "as many fields as the header" : $"well-formed CSV ({record.Reason})")),
            },
            leaveOpen: true);
        ReadHeader(renames);
    }

    /// <summary>The file's own column names.</summary>
    public IReadOnlyList<string> Headers => _csv.Headers;

    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>Moves to the next line that holds a record; false at the end.</summary>
    /// <exception cref="BadRow">The line is no record of this file. Reading can go on.</exception>
    public bool Read()
    {
        // The reader passes over malformed lines to the next good one; tell of each of them first.
        if (!_hasNext)
        {
            (_hasNext, _next) = (true, _csv.Read());
        }

        if (_malformed.TryDequeue(out BadRow? bad))
        {
            throw bad;
        }

        _hasNext = false;
        return _next;
    }

    /// <summary>The symbol of the current line; null without such a column.</summary>
    public string? Symbol() => Text(ColumnNames.Symbol, ref _lastSymbol);

    /// <summary>Checks the current line.</summary>
    /// <exception cref="BadRow">A value is not what its column holds.</exception>
    public PositionRecord Parse()
    {
        double size = Number(ColumnNames.Quantity, "a number that is not zero", static x => x != 0);
        if (Has(ColumnNames.Side))
        {
            bool isLong = ParseSide();
            if (size < 0)
            {
                throw Bad(ColumnNames.Quantity, "a number > 0 beside a side");
            }

            size = isLong ? size : -size;
        }

        return new()
        {
            Line = _csv.LineNumber,
            SignedSize = size,
            EntryPrice = Number(ColumnNames.EntryPrice, "a number > 0", static x => x > 0),
            ContractSize = Optional(ColumnNames.ContractSize, "a number > 0", static x => x > 0) is var given && double.IsNaN(given) ? 1 : given,
            Kind = ParseKind(),
            Mode = ParseMode(),
            Venue = Text(ColumnNames.Venue, ref _lastVenue),
            LiquidationPrice = Optional(ColumnNames.LiquidationPrice, "a number >= 0, or empty", static x => x >= 0) is var price && price == 0 ? double.NaN : price,
            Margin = Optional(ColumnNames.Margin, "a number >= 0, or empty", static x => x >= 0),
            Leverage = Optional(ColumnNames.Leverage, "a number > 0, or empty", static x => x > 0),
            MaintenanceRate = Optional(ColumnNames.MaintenanceRate, "a fraction >= 0 and < 1, or empty", static x => x is >= 0 and < 1),
            MaintenanceAmount = Optional(ColumnNames.MaintenanceAmount, "a number >= 0, or empty", static x => x >= 0),
            TakerFeeRate = Optional(ColumnNames.TakerFeeRate, "a fraction >= 0 and < 1, or empty", static x => x is >= 0 and < 1),
            MarkPrice = Optional(ColumnNames.MarkPrice, "a number > 0, or empty", static x => x > 0),
        };
    }

    /// <summary>An error about a value of the current line.</summary>
    public BadRow Bad(string column, string expected) => new(
        _csv.LineNumber,
        _columns.TryGetValue(column, out int index) ? _csv.Headers[index].Trim() : column,
        _columns.ContainsKey(column) ? Encoding.UTF8.GetString(Span(column)) : "",
        expected);

    public void Dispose() => _csv.Dispose();

    private void ReadHeader(IReadOnlyDictionary<string, string> renames)
    {
        _csv.ReadHeader();
        string[] headers = [.. _csv.Headers.Select(static h => h.Trim())];
        if (headers.Length == 0)
        {
            throw ToolException.BadInput("line 1: expected a header with column names, was empty");
        }

        foreach (string column in ColumnNames.All)
        {
            string theirs = renames.GetValueOrDefault(column, column);
            int[] found = [.. Enumerable.Range(0, headers.Length).Where(i => string.Equals(headers[i], theirs, StringComparison.OrdinalIgnoreCase))];
            if (found.Length > 1)
            {
                throw ToolException.BadInput($"line 1: the column '{theirs}' appears {found.Length} times");
            }

            if (found.Length == 1)
            {
                _columns[column] = found[0];
            }
            else if (renames.ContainsKey(column))
            {
                throw ToolException.Usage($"--column {column}={theirs}: the file has no column '{theirs}'; it has {string.Join(", ", headers)}");
            }
        }

        foreach (string required in (string[])[ColumnNames.Quantity, ColumnNames.EntryPrice])
        {
            if (!Has(required))
            {
                throw ToolException.BadInput($"line 1: there is no column '{required}'; the file has {string.Join(", ", headers)}. Name it with --column {required}=theirs");
            }
        }
    }

    private bool ParseSide()
    {
        Span<char> text = stackalloc char[8];
        ReadOnlySpan<byte> bytes = Span(ColumnNames.Side);
        int length = bytes.Length <= text.Length ? Encoding.ASCII.GetChars(bytes, text) : 0;
        return text[..length] switch
        {
            var t when Is(t, "long") || Is(t, "buy") || Is(t, "l") => true,
            var t when Is(t, "short") || Is(t, "sell") || Is(t, "s") => false,
            _ => throw Bad(ColumnNames.Side, "long or short"),
        };

        static bool Is(ReadOnlySpan<char> text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);
    }

    private ContractKind? ParseKind() => Word(ColumnNames.Contract) switch
    {
        null => null,
        "linear" => ContractKind.Linear,
        "inverse" => ContractKind.Inverse,
        "quanto" => ContractKind.Quanto,
        _ => throw Bad(ColumnNames.Contract, "linear, inverse or quanto"),
    };

    private MarginMode? ParseMode() => Word(ColumnNames.MarginMode) switch
    {
        null => null,
        "isolated" => MarginMode.Isolated,
        "cross" or "crossed" => MarginMode.Cross,
        _ => throw Bad(ColumnNames.MarginMode, "isolated or cross"),
    };

    /// <summary>A word in lower case; null when the column is absent or the cell empty.</summary>
    private string? Word(string column) => Has(column) && Span(column) is { IsEmpty: false } bytes ? Encoding.UTF8.GetString(bytes).ToLowerInvariant() : null;

    private double Number(string column, string expected, Func<double, bool> allowed)
    {
        double value = Optional(column, expected, allowed);
        return double.IsNaN(value) ? throw Bad(column, expected) : value;
    }

    /// <summary>A finite number; NaN when the column is absent or the cell empty.</summary>
    private double Optional(string column, string expected, Func<double, bool> allowed)
    {
        if (!_columns.TryGetValue(column, out int index) || Span(index) is not { IsEmpty: false } bytes)
        {
            return double.NaN;
        }

        return double.TryParse(bytes, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) && allowed(value)
            ? value
            : throw Bad(column, expected);
    }

    /// <summary>A text that mostly repeats from line to line: the same string is given again.</summary>
    private string? Text(string column, ref string? last)
    {
        if (!_columns.TryGetValue(column, out int index) || Span(index) is not { IsEmpty: false } bytes)
        {
            return null;
        }

        Span<char> text = stackalloc char[64];
        if (last is null || bytes.Length > text.Length || !text[..Encoding.UTF8.GetChars(bytes, text)].SequenceEqual(last))
        {
            last = Encoding.UTF8.GetString(bytes);
        }

        return last;
    }

    private ReadOnlySpan<byte> Span(string column) => Span(_columns[column]);

    private ReadOnlySpan<byte> Span(int index) => _csv.GetSpan(index).Trim(" \t\r"u8);
}
