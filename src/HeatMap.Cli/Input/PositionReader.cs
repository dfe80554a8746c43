using System.Collections.Frozen;
using System.Text;
using CsvHelper;

namespace HeatMap.Cli.Input;

/// <summary>Reads a positions file line by line: finds the columns, checks each value, says what is wrong and where.</summary>
internal sealed partial class PositionReader : IDisposable
{
    private readonly CsvReader _csv;
    private readonly FrozenDictionary<string, int> _columns;
    private readonly Queue<BadRow> _malformed = new();
    private bool _hasNext, _next;
    private string? _lastSymbol, _lastVenue, _lastAccount;

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
        _columns = ReadHeader(renames);
        Require(ColumnNames.Quantity);
        Require(ColumnNames.EntryPrice);
    }

    /// <summary>The file's own column names.</summary>
    public IReadOnlyList<string> Headers => _csv.Headers;

    /// <summary>Which data row the current line is, from 1; malformed lines count.</summary>
    public long Row { get; private set; }

    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>Refuses a file without a column; null asks for none.</summary>
    public void Require(string? column)
    {
        if (column is not null && !Has(column))
        {
            string headers = Message.Printable(string.Join(", ", Headers.Select(static h => h.Trim())));
            throw ToolException.BadInput(headers.StartsWith("HMAP", StringComparison.Ordinal)
                ? "this is a map that --partial wrote, not a file of positions; give it to heatmap merge"
                : $"line 1: there is no column '{column}'; the file has {headers}. Name it with --column {column}=theirs");
        }
    }

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
            Row++;
            throw bad;
        }

        _hasNext = false;
        Row += _next ? 1 : 0;
        return _next;
    }

    /// <summary>The symbol of the current line; null without such a column.</summary>
    public string? Symbol() => Text(ColumnNames.Symbol, ref _lastSymbol);

    /// <summary>The account of the current line; null without such a column.</summary>
    public string? Account() => Text(ColumnNames.Account, ref _lastAccount);

    /// <summary>Whether the current line says that its own margin secures it.</summary>
    public bool IsIsolated() => Word(ColumnNames.MarginMode) == "isolated";

    /// <summary>An error about a value of the current line.</summary>
    public BadRow Bad(string column, string expected, bool lacksRules = false) => new(
        _csv.LineNumber,
        _columns.TryGetValue(column, out int index) ? _csv.Headers[index].Trim() : column,
        _columns.ContainsKey(column) ? Encoding.UTF8.GetString(Span(column)) : "",
        expected)
    {
        LacksRules = lacksRules,
    };

    public void Dispose() => _csv.Dispose();

    /// <summary>Where the columns are. Each line looks up all of them, most of which are absent: the dictionary is made for that.</summary>
    private FrozenDictionary<string, int> ReadHeader(IReadOnlyDictionary<string, string> renames)
    {
        _csv.ReadHeader();
        string[] headers = [.. _csv.Headers.Select(static h => h.Trim())];
        if (headers.Length == 0)
        {
            throw ToolException.BadInput("line 1: expected a header with column names, was empty");
        }

        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
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
                columns[column] = found[0];
            }
            else if (renames.ContainsKey(column))
            {
                throw ToolException.Usage($"--column {column}={theirs}: the file has no column '{theirs}'; it has {string.Join(", ", headers)}");
            }
        }

        return columns.ToFrozenDictionary(StringComparer.Ordinal);
    }

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
