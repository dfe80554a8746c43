namespace HeatMap.Cli.Input;

/// <summary>Keeps the lines of one contract, in a file that may name several.</summary>
internal sealed class SymbolFilter
{
    private readonly CsvRows _rows;
    private readonly string _file;
    private readonly string? _wanted;
    private readonly SortedDictionary<string, long> _symbols;
    private string? _symbol;

    /// <param name="rows">The open file.</param>
    /// <param name="file">Its name.</param>
    /// <param name="wanted">The contract; null for the only one that the file has.</param>
    /// <param name="symbols">How many lines of each were seen before; grows. Null where the file is read in one go.</param>
    public SymbolFilter(CsvRows rows, string file, string? wanted, SortedDictionary<string, long>? symbols = null)
    {
        (_rows, _file, _wanted, _symbols) = (rows, file, wanted, symbols ?? new(StringComparer.Ordinal));
        _symbol = wanted ?? _symbols.Keys.FirstOrDefault();
    }

    /// <summary>Whether the current line is of the contract. Where the file has no column of symbols, all are.</summary>
    /// <exception cref="BadRow">The line does not say.</exception>
    public bool Takes()
    {
        if (!_rows.Has(EventColumns.Symbol))
        {
            return true;
        }

        string symbol = _rows.Text(EventColumns.Symbol);
        if (symbol.Length == 0)
        {
            throw _rows.Bad(EventColumns.Symbol, "a symbol");
        }

        _symbols[symbol] = _symbols.GetValueOrDefault(symbol) + 1;
        _symbol ??= symbol;
        return symbol == _symbol;
    }

    /// <summary>Refuses a file that holds several contracts while none was chosen, and one that does not hold the chosen one.</summary>
    public void RequireOne()
    {
        if (_symbols.Count == 0 || (_symbols.Count == 1 && _wanted is null) || (_wanted is not null && _symbols.ContainsKey(_wanted)))
        {
            return;
        }

        // A feed of all contracts has hundreds: the largest are named.
        const int Most = 10;
        string list = string.Join(", ", _symbols.OrderByDescending(static s => s.Value).Take(Most).Select(static s => $"{s.Key} ({s.Value})")) + (_symbols.Count > Most ? $" and {_symbols.Count - Most} more" : "");
        throw ToolException.Usage(_wanted is null ? $"{_file} holds several symbols: choose one with --symbol: {list}" : $"{_file} holds no symbol '{_wanted}'; it has {list}");
    }
}
