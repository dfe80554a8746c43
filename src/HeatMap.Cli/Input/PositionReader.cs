using System.Text;

namespace HeatMap.Cli.Input;

/// <summary>Reads what lines of a positions file say: checks each value, says what is wrong and where.</summary>
internal sealed partial class PositionReader
{
    private readonly CsvRows _rows;
    private string? _lastSymbol, _lastVenue, _lastAccount;

    public PositionReader(CsvRows rows)
    {
        _rows = rows;
        Require(ColumnNames.Quantity);
        Require(ColumnNames.EntryPrice);
    }

    /// <inheritdoc cref="CsvRows.Row"/>
    public long Row => _rows.Row;

    public bool Has(string column) => _rows.Has(column);

    /// <summary>Refuses a file without a column; null asks for none.</summary>
    public void Require(string? column)
    {
        if (column is not null)
        {
            _rows.Require(column);
        }
    }

    /// <summary>The symbol of the current line; null without such a column.</summary>
    public string? Symbol() => Text(ColumnNames.Symbol, ref _lastSymbol);

    /// <summary>The account of the current line; null without such a column.</summary>
    public string? Account() => Text(ColumnNames.Account, ref _lastAccount);

    /// <summary>Whether the current line says that its own margin secures it.</summary>
    public bool IsIsolated() => Word(ColumnNames.MarginMode) == "isolated";

    /// <inheritdoc cref="CsvRows.Bad"/>
    public BadRow Bad(string column, string expected, bool lacksRules = false) => _rows.Bad(column, expected, lacksRules);

    /// <summary>A word in lower case; null when the column is absent or the cell empty.</summary>
    private string? Word(string column) => _rows.Span(column) is { IsEmpty: false } bytes ? Encoding.UTF8.GetString(bytes).ToLowerInvariant() : null;

    private double Number(string column, string expected, Func<double, bool> allowed)
    {
        double value = Optional(column, expected, allowed);
        return double.IsNaN(value) ? throw Bad(column, expected) : value;
    }

    /// <summary>A finite number; NaN when the column is absent or the cell empty.</summary>
    private double Optional(string column, string expected, Func<double, bool> allowed)
    {
        double value = _rows.Number(column, expected);
        return double.IsNaN(value) || allowed(value) ? value : throw Bad(column, expected);
    }

    /// <summary>A text that mostly repeats from line to line: the same string is given again.</summary>
    private string? Text(string column, ref string? last)
    {
        if (_rows.Span(column) is not { IsEmpty: false } bytes)
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
}
