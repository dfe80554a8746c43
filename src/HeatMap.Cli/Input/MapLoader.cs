namespace HeatMap.Cli.Input;

/// <summary>Streams a positions file into a map.</summary>
internal sealed class MapLoader
{
    private readonly MapSettings _settings;
    private readonly PositionReader _reader;
    private readonly SortedDictionary<string, long> _symbols = new(StringComparer.Ordinal), _skipped = new(StringComparer.Ordinal);
    private readonly RulesBook _rules;
    private string? _symbol;
    private RowSink? _sink;

    private MapLoader(MapSettings settings, PositionReader reader)
    {
        _settings = settings;
        _reader = reader;
        _rules = new(settings);
        _symbol = settings.Symbol;
    }

    public static LoadedMap Load(MapSettings settings, ToolConsole console)
    {
        using InputStream input = InputStream.Open(settings.File, console);
        try
        {
            using var reader = new PositionReader(input.Content, settings.Columns);
            var loader = new MapLoader(settings, reader);
            return loader.Load(input, console);
        }
        catch (ToolException error) when (error.ExitCode == ExitCode.BadInput && !error.Message.StartsWith(settings.File, StringComparison.Ordinal))
        {
            throw ToolException.BadInput($"{settings.File}: {error.Message}");
        }
        catch (BadRow error)
        {
            throw ToolException.BadInput($"{settings.File}: {error.Message}");
        }
        catch (CsvHelper.CsvFormatException error)
        {
            throw ToolException.BadInput($"{settings.File}: line {error.LineNumber}: expected well-formed CSV, was not: {error.Message}");
        }
        catch (InvalidDataException error)
        {
            throw ToolException.BadInput($"{settings.File}: expected gzip data, was not: {error.Message}");
        }
    }

    private LoadedMap Load(InputStream input, ToolConsole console)
    {
        RequireColumns();
        using (var progress = LoadProgress.Start(input, console))
        {
            bool more = true;
            while (more)
            {
                progress.Report();
                try
                {
                    more = _reader.Read();
                    if (more && IsWanted(_reader.Symbol()))
                    {
                        Take(_reader.Parse());
                    }
                }
                catch (BadRow error) when (_settings.SkipBad)
                {
                    _skipped[error.Reason] = _skipped.GetValueOrDefault(error.Reason) + 1;
                }
            }
        }

        input.RequireWhole();
        RequireOneSymbol();
        LiquidationMap map = (_sink ?? EmptySink()).ToMap();
        foreach ((string reason, long count) in _skipped)
        {
            console.Error.WriteLine($"heatmap: skipped {count} {(count == 1 ? "line" : "lines")}: {reason}");
        }

        return new(map, _symbol, _skipped);
    }

    private void RequireColumns()
    {
        if (_settings.Mark is null && !_reader.Has(ColumnNames.MarkPrice))
        {
            throw ToolException.Usage($"{_settings.File} has no column mark_price: give the current price with --mark PRICE");
        }

        string[] ways = _settings.Recompute
            ? [ColumnNames.Margin, ColumnNames.Leverage, ColumnNames.MarginMode]
            : [ColumnNames.LiquidationPrice, ColumnNames.Margin, ColumnNames.Leverage, ColumnNames.MarginMode];
        if (!ways.Any(_reader.Has))
        {
            throw ToolException.BadInput($"line 1: there is none of the columns {string.Join(", ", ways[..^1])}, one of which must say when a position is liquidated");
        }
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

    private void Take(in PositionRecord record)
    {
        double mark = _settings.Mark ?? record.MarkPrice;
        if (_sink is null)
        {
            if (double.IsNaN(mark))
            {
                throw _reader.Bad(ColumnNames.MarkPrice, "a number > 0, because --mark is not given");
            }

            string unit = _rules.Unit(record, _symbol);
            _sink = new(_settings, _rules, _reader, _symbol, unit, mark, _settings.Grid(mark));
        }
        else if (_settings.Mark is null && Math.Abs(mark - _sink.MarkPrice) > 0.01 * _sink.MarkPrice)
        {
            throw _reader.Bad(ColumnNames.MarkPrice, string.Create(CultureInfo.InvariantCulture, $"a mark within 1 % of the first line's {_sink.MarkPrice}, or --mark"));
        }

        _sink.Add(record);
    }

    private RowSink EmptySink() => _settings.Mark is { } mark
        ? new(_settings, _rules, _reader, _symbol, "quote", mark, _settings.Grid(mark))
        : throw ToolException.Usage($"{_settings.File} holds no positions, so it has no mark price: give one with --mark PRICE");
}
