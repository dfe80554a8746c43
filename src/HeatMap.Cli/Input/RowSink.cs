namespace HeatMap.Cli.Input;

/// <summary>Gathers lines into columns and adds them to a map block by block.</summary>
internal sealed class RowSink
{
    private const int Block = 4096;

    private readonly RulesBook _rules;
    private readonly PositionReader _reader;
    private readonly string? _symbol;
    private readonly string _unit;
    private readonly bool _reportsPrices;
    private readonly LiquidationMapBuilder _builder;

    private readonly double[] _price = new double[Block], _notional = new double[Block];
    private readonly double[] _entry = new double[Block], _quantity = new double[Block], _margin = new double[Block], _leverage = new double[Block];
    private MarginRules? _blockRules;
    private int _priced, _positions;
    private long _firstLine;

    public RowSink(MapSettings settings, RulesBook rules, PositionReader reader, string? symbol, string unit, double markPrice, BandGrid grid)
    {
        _rules = rules;
        _reader = reader;
        _symbol = symbol;
        _unit = unit;
        _reportsPrices = reader.Has(ColumnNames.LiquidationPrice) && !settings.Recompute;
        _builder = new(grid, markPrice, new() { Unit = unit });
    }

    public double MarkPrice => _builder.MarkPrice;

    /// <summary>Takes a line by the first thing that says when it is liquidated: the venue's price, its margin, its leverage.</summary>
    public void Add(in PositionRecord record)
    {
        double price = _reportsPrices ? record.LiquidationPrice : double.NaN;
        CheckSize(record, double.IsNaN(price) ? Math.Max(MarkPrice, record.EntryPrice) : price);
        if (_priced + _positions == 0)
        {
            _firstLine = record.Line;
        }

        if (_reportsPrices)
        {
            bool inverse = RulesBook.KindOf(record) == ContractKind.Inverse;
            _price[_priced] = price;
            _notional[_priced++] = inverse ? record.SignedQuantity : record.SignedQuantity * (double.IsNaN(price) ? MarkPrice : price);
        }
        else if (record.Mode == MarginMode.Cross)
        {
            AddPosition(record, _rules.ContractOnly(record, _symbol, _unit), double.NaN, double.NaN);
        }
        else if (double.IsNaN(record.Margin) && double.IsNaN(record.Leverage))
        {
            throw _reader.Bad(_reader.Has(ColumnNames.Margin) ? ColumnNames.Margin : ColumnNames.Leverage, "a margin or a leverage");
        }
        else
        {
            AddPosition(record, _rules.For(record, _symbol, _unit, _reader), record.Margin, record.Leverage);
        }

        if (_priced == Block || _positions == Block)
        {
            Flush();
        }
    }

    public LiquidationMap ToMap()
    {
        Flush();
        return _builder.ToMap();
    }

    /// <summary>A position must fit the map's integers; saying so here names the line.</summary>
    private void CheckSize(in PositionRecord record, double price)
    {
        double notional = Math.Abs(record.SignedQuantity) * (RulesBook.KindOf(record) == ContractKind.Inverse ? 1 : price);
        if (!(notional > 0 && notional < 1e14 && double.IsFinite(record.SignedQuantity / record.EntryPrice)))
        {
            throw _reader.Bad(ColumnNames.Quantity, "a position worth more than 0 and less than 1e14");
        }
    }

    private void AddPosition(in PositionRecord record, MarginRules rules, double margin, double leverage)
    {
        if (!ReferenceEquals(rules, _blockRules))
        {
            Flush();
            _blockRules = rules;
        }

        _entry[_positions] = record.EntryPrice;
        _quantity[_positions] = record.SignedQuantity;
        _margin[_positions] = margin;
        _leverage[_positions++] = leverage;
    }

    private void Flush()
    {
        try
        {
            _builder.Add(new PricedColumns(_price.AsSpan(0, _priced), _notional.AsSpan(0, _priced)));
            if (_positions > 0)
            {
                _builder.Add(
                    new PositionColumns(_entry.AsSpan(0, _positions), _quantity.AsSpan(0, _positions), _margin.AsSpan(0, _positions), _leverage.AsSpan(0, _positions)),
                    _blockRules!);
            }
        }
        catch (Exception error) when (error is OverflowException or ArgumentException)
        {
            throw ToolException.BadInput($"from line {_firstLine}: expected positions that fit the map, were not: {error.Message}");
        }

        (_priced, _positions) = (0, 0);
    }
}
