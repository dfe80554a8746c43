using System.Collections.Frozen;
using System.Text;
using CsvHelper;

namespace HeatMap.Cli.Input;

/// <summary>Reads a file of named columns line by line: finds the columns, checks each cell, says what is wrong and where.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly CsvReader _csv;
    private readonly int _added;
    private readonly FrozenDictionary<string, int> _columns;
    private readonly Queue<BadRow> _malformed = new();
    private bool _hasNext, _next;

    /// <param name="stream">The unpacked content.</param>
    /// <param name="names">The columns that are looked for, by our names.</param>
    /// <param name="renames">Our names with those that the file uses.</param>
    /// <param name="added">How many lines of the stream are not in the file: a header that it lacks.</param>
    public CsvRows(Stream stream, IReadOnlyList<string> names, IReadOnlyDictionary<string, string> renames, int added = 0)
    {
        _added = added;
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
                    record.LineNumber - added,
                    "record",
                    record.RawRecord?.Trim() ?? "",
                    record.Reason == CsvMalformedReason.FieldCountMismatch ? "as many fields as the header" : $"well-formed CSV ({record.Reason})")),
            },
            leaveOpen: true);
        _columns = ReadHeader(names, renames);
    }

    /// <summary>Whether the user can say what the file calls a column.</summary>
    public bool CanRename { get; init; } = true;

    /// <summary>Which data row the current line is, from 1; malformed lines count.</summary>
    public long Row { get; private set; }

    /// <summary>The file's own column names.</summary>
    public string Headers => Message.Printable(string.Join(", ", _csv.Headers.Select(static h => h.Trim())));

    /// <summary>The number of the current line in the file, from 1.</summary>
    public long Line => _csv.LineNumber - _added;

    public bool Has(string column) => _columns.ContainsKey(column);

    /// <summary>Refuses a file without a column.</summary>
    public void Require(string column)
    {
        if (!Has(column))
        {
            throw ToolException.BadInput(Headers.StartsWith("HMAP", StringComparison.Ordinal)
                ? "this is a map that --partial wrote, not a table; give it to heatmap merge"
                : $"line 1: there is no column '{column}'; the file has {Headers}{(CanRename ? $". Name it with --column {column}=theirs" : "")}");
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

    /// <summary>The bytes of a cell; empty where the column is absent.</summary>
    public ReadOnlySpan<byte> Span(string column) => _columns.TryGetValue(column, out int index) ? _csv.GetSpan(index).Trim(" \t\r"u8) : default;

    /// <summary>The text of a cell; empty where the column is absent.</summary>
    public string Text(string column) => Encoding.UTF8.GetString(Span(column));

    /// <summary>A finite number; NaN where the column is absent or the cell empty.</summary>
    public double Number(string column, string expected = "a number, or empty")
    {
        ReadOnlySpan<byte> bytes = Span(column);
        return bytes.IsEmpty ? double.NaN
            : double.TryParse(bytes, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : throw Bad(column, expected);
    }

    /// <summary>A number that must be there and be greater than zero.</summary>
    public double PositiveNumber(string column) => Number(column, "a number > 0") is > 0 and var value ? value : throw Bad(column, "a number > 0");

    /// <summary>A moment.</summary>
    public long Milliseconds(string column) =>
        long.TryParse(Span(column), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value
        : throw Bad(column, "whole milliseconds since 1970");

    /// <summary>An error about a cell of the current line.</summary>
    public BadRow Bad(string column, string expected, bool lacksRules = false) =>
        new(Line, _columns.TryGetValue(column, out int index) ? _csv.Headers[index].Trim() : column, Text(column), expected) { LacksRules = lacksRules };

    public void Dispose() => _csv.Dispose();

    /// <summary>Where the columns are. Each line looks up all of them, most of which may be absent: the dictionary is made for that.</summary>
    private FrozenDictionary<string, int> ReadHeader(IReadOnlyList<string> names, IReadOnlyDictionary<string, string> renames)
    {
        _csv.ReadHeader();
        string[] headers = [.. _csv.Headers.Select(static h => h.Trim())];
        if (headers.Length == 0)
        {
            throw ToolException.BadInput("line 1: expected a header with column names, was empty");
        }

        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string column in names)
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
                throw ToolException.Usage($"--column {column}={theirs}: the file has no column '{theirs}'; it has {Headers}");
            }
        }

        return columns.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
