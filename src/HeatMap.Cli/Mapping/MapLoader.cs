using HeatMap.Cli.Input;
using HeatMap.Cli.Pricing;

namespace HeatMap.Cli.Mapping;

/// <summary>Streams a positions file into a map. Only lines that an account secures are kept until the end.</summary>
internal sealed class MapLoader
{
    private readonly MapSettings _settings;
    private readonly PositionFile _file;
    private readonly PositionReader _reader;
    private readonly SortedDictionary<string, long> _symbols = new(StringComparer.Ordinal);
    private readonly RulesBook _rules;
    private readonly RowInterpreter _interpreter;
    private readonly AccountBook? _accounts;
    private string? _symbol;
    private RowSink? _sink;

    private MapLoader(MapSettings settings, PositionFile file)
    {
        _settings = settings;
        _file = file;
        _reader = file.Reader;
        _rules = new(settings, _reader);
        _interpreter = new(_rules, _reader);
        _symbol = settings.Symbol;
        bool reportsPrices = _reader.Has(ColumnNames.LiquidationPrice) && !settings.Recompute;
        _accounts = !reportsPrices && ColumnNames.Collateral.Any(_reader.Has) ? new(_rules, _interpreter, _reader) : null;
    }

    public static LoadedMap Load(MapSettings settings, ToolConsole console) =>
        PositionFile.Load(settings, console, file => new MapLoader(settings, file).Load());

    private LoadedMap Load()
    {
        RequireColumns();
        _file.Lines.ReadAll(TakeLine, () => _accounts?.LeaveOut());
        RequireOneSymbol();
        foreach (AccountRows account in _accounts?.Accounts ?? [])
        {
            if (account.Rows.Exists(r => r.Symbol == _symbol))
            {
                AddAccount(account);
            }
        }

        RowSink sink = _sink ?? EmptySink();
        (LiquidationMap map, MapLayers? layers) = sink.ToMap();
        _file.Lines.TellSkipped();
        return new(map, _symbol, _file.Lines.Skipped, layers, sink.Held);
    }

    private void RequireColumns()
    {
        if (_settings.Mark is null && !_reader.Has(ColumnNames.MarkPrice))
        {
            throw ToolException.Usage($"{_settings.File} has no column mark_price: give the current price with --mark PRICE");
        }

        string[] ways = [ColumnNames.LiquidationPrice, ColumnNames.Margin, ColumnNames.Leverage, ColumnNames.MarginMode, .. ColumnNames.Collateral];
        ways = _settings.Recompute ? ways[1..] : ways;
        if (!ways.Any(_reader.Has))
        {
            throw ToolException.BadInput($"line 1: there is none of the columns {string.Join(", ", ways)}, one of which must say when a position is liquidated");
        }
    }

    private void TakeLine()
    {
        string? symbol = _reader.Symbol();
        bool wanted = IsWanted(symbol);
        if (!wanted && _accounts is null)
        {
            return;
        }

        PositionRecord record = _reader.Parse();
        RowSink? sink = wanted ? SinkFor(record) : null;
        if (_accounts is null || !record.IsCross)
        {
            sink?.Add(record);
            return;
        }

        // The other positions of an account decide with this one, whatever they are in.
        bool takesMark = wanted && double.IsNaN(record.MarkPrice);
        _accounts.Add(takesMark ? record with { MarkPrice = sink!.MarkPrice } : record, symbol ?? _symbol, sink?.Unit);
    }

    /// <summary>Counts symbols; the first one is taken when none was asked for.</summary>
    private bool IsWanted(string? symbol)
    {
        if (symbol is null)
        {
            // A file without symbols holds one contract, whatever the user calls it; an empty cell beside named ones is a fault.
            return !_reader.Has(ColumnNames.Symbol) ? true : throw _reader.Bad(ColumnNames.Symbol, "a symbol");
        }

        _symbols[symbol] = _symbols.GetValueOrDefault(symbol) + 1;
        _symbol ??= symbol;
        return symbol == _symbol;
    }

    private void RequireOneSymbol()
    {
        string list = string.Join(", ", _symbols.Select(static s => $"{s.Key} ({s.Value})"));
        if (_settings.Symbol is null && _symbols.Count > 1)
        {
            throw ToolException.Usage($"{_settings.File} holds several symbols: choose one with --symbol: {list}");
        }

        if (_settings.Symbol is { } wanted && _symbols.Count > 0 && !_symbols.ContainsKey(wanted))
        {
            throw ToolException.Usage($"{_settings.File} holds no symbol '{wanted}'; it has {list}");
        }
    }

    /// <summary>The sink, made with the first line that is wanted; checks that the mark is still the same.</summary>
    private RowSink SinkFor(in PositionRecord record)
    {
        double mark = _settings.Mark ?? record.MarkPrice;
        if (_sink is null)
        {
            if (double.IsNaN(mark))
            {
                throw _reader.Bad(ColumnNames.MarkPrice, "a number > 0, because --mark is not given");
            }

            _sink = new(_settings, _rules, _interpreter, _reader, _symbol, _rules.Contract(record, _symbol).NotionalAsset, mark);
        }
        else if (_settings.Mark is null && Math.Abs(mark - _sink.MarkPrice) > 0.01 * _sink.MarkPrice)
        {
            throw _reader.Bad(ColumnNames.MarkPrice, string.Create(CultureInfo.InvariantCulture, $"a mark within 1 % of the first line's {_sink.MarkPrice}, or --mark"));
        }

        return _sink;
    }

    private void AddAccount(AccountRows account)
    {
        foreach (PricedRow row in new AccountCloser(_file, _accounts!, account).Close())
        {
            if (row.Symbol == _symbol)
            {
                _sink!.Add(row);
            }
        }
    }

    private RowSink EmptySink() => _settings.Mark is { } mark
        ? new(_settings, _rules, _interpreter, _reader, _symbol, "quote", mark)
        : throw ToolException.Usage($"{_settings.File} holds no positions, so it has no mark price: give one with --mark PRICE");
}
