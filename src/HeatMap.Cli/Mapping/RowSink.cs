using HeatMap.Cli.Input;
using HeatMap.Cli.Pricing;

namespace HeatMap.Cli.Mapping;

/// <summary>Gathers lines into columns and adds them to a map block by block.</summary>
internal sealed class RowSink
{
    private const int Block = 4096;
    private const string Expected = "a position worth more than 0 and less than 1e14";

    private static readonly HashSet<string> Dollars = new(StringComparer.Ordinal) { "USD", "USDT", "USDC", "BUSD", "FDUSD", "quote" };

    private readonly RulesBook _rules;
    private readonly RowInterpreter _interpreter;
    private readonly PositionReader _reader;
    private readonly string? _symbol;
    private readonly bool _reportsPrices;
    private readonly SourceNames _sources;
    private readonly bool _isModelled;
    private readonly RowLayers? _layers;
    private readonly HeldBook? _held;
    private readonly LiquidationMapBuilder? _builder;
    private readonly MapLayersBuilder? _layered;
    private readonly Dictionary<ContractSpec, MarginRules> _contractOnly = [];
    private readonly Dictionary<MarginRules, MarginRules> _counted = new(ReferenceEqualityComparer.Instance);

    private readonly double[] _price = new double[Block], _notional = new double[Block];
    private readonly double[] _entry = new double[Block], _quantity = new double[Block], _margin = new double[Block], _leverage = new double[Block];
    private readonly byte[] _pricedLayer = new byte[Block], _positionLayer = new byte[Block];
    private MarginRules? _blockRules;
    private int _priced, _positions;
    private long _firstLine, _lastLine;

    public RowSink(MapSettings settings, RulesBook rules, RowInterpreter interpreter, PositionReader reader, string? symbol, string unit, double markPrice)
    {
        _rules = rules;
        _interpreter = interpreter;
        _reader = reader;
        _symbol = symbol;
        Unit = unit;
        _reportsPrices = reader.Has(ColumnNames.LiquidationPrice) && !settings.Recompute;
        _sources = new(settings.File);
        if (settings.Venue is { } venue)
        {
            _sources.Take(venue);
        }

        _isModelled = settings.IsModelled;
        MarkPrice = markPrice;
        _held = settings.HoldsPositions ? new(interpreter, symbol, unit, markPrice) : null;
        BandGrid grid = settings.Bands.Grid(markPrice);
        var options = new MapOptions { Unit = unit };
        if (settings.Layers is { } layers)
        {
            _layers = new(layers);
            _layered = new(_layers.Names, grid, markPrice, options);
        }
        else
        {
            _builder = new(grid, markPrice, options);
        }
    }

    /// <summary>What notional is counted in, as far as the first line tells.</summary>
    public string Unit { get; }

    public double MarkPrice { get; }

    /// <summary>The positions one by one, in the order of the file; null when they are not kept.</summary>
    public IReadOnlyList<HeldPosition>? Held => _held?.ToList();

    /// <summary>What a map calls dollars, where it counts dollars.</summary>
    public static string DollarsOf(LiquidationMap map) => map.Unit is { } unit && Dollars.Contains(unit) ? unit : CoinGlassHeatMap.Usd;

    /// <summary>Takes a line by the first thing that says when it is liquidated: the venue's price, its margin, its leverage.</summary>
    public void Add(in PositionRecord record)
    {
        ContractSpec contract = _rules.Contract(record, _symbol, Unit);
        double quantity = _interpreter.SignedQuantity(record, contract), price = _reportsPrices ? record.LiquidationPrice : double.NaN;
        if (!Fits(contract, quantity, record.EntryPrice, double.IsNaN(price) ? Math.Max(MarkPrice, record.EntryPrice) : price))
        {
            throw _reader.Bad(ColumnNames.Quantity, Expected);
        }

        contract = Counted(contract) ?? throw _reader.Bad(ColumnNames.Venue, $"contracts counted in {Unit} like those before, not in {contract.NotionalAsset}");

        // A cross line for which nobody gives a price waits for its account, also beside lines that have one.
        if (_reportsPrices && !(double.IsNaN(price) && record.IsCross && !record.HasCollateral))
        {
            _held?.AddReported(record, contract, quantity, price);
            AddPriced(record, contract, quantity, price);
            return;
        }

        if (record.IsCross)
        {
            _held?.Add(record, contract, quantity, double.NaN, double.NaN);
            AddPosition(record, ContractOnly(contract), quantity, double.NaN, double.NaN);
        }
        else
        {
            InterpretedRow row = _interpreter.Isolated(record, _symbol, Unit);
            _held?.AddComputed(record, row);
            AddPosition(record, Counted(row.Rules), quantity, row.Margin, row.Leverage);
        }
    }

    /// <summary>Takes a line that its account priced, or could not.</summary>
    public void Add(PricedRow row)
    {
        ContractSpec contract = row.Rules?.Contract ?? _rules.Contract(row.Record, _symbol, Unit);
        double quantity = _interpreter.SignedQuantity(row.Record, contract);
        double price = row.LiquidationPrice, valued = double.IsNaN(price) ? Math.Max(MarkPrice, row.Record.EntryPrice) : price;
        if (!Fits(contract, quantity, row.Record.EntryPrice, valued))
        {
            throw new BadRow(row.Record.Line, ColumnNames.Quantity, quantity.ToString(CultureInfo.InvariantCulture), Expected);
        }

        contract = Counted(contract) ?? throw new BadRow(row.Record.Line, ColumnNames.Venue, contract.NotionalAsset, $"contracts counted in {Unit} like those before");

        _held?.Add(row.Record, contract, quantity, price, row.BankruptcyPrice);
        if (row.Account is null)
        {
            AddPosition(row.Record, ContractOnly(contract), quantity, double.NaN, double.NaN);
        }
        else
        {
            AddPriced(row.Record, contract, quantity, price);
        }
    }

    /// <summary>The map with its sources, and its layers where they are asked for.</summary>
    public (LiquidationMap Map, MapLayers? Layers) ToMap()
    {
        Flush();
        MapLayers? layers = _layered?.ToLayers();
        LiquidationMap map = layers?.Total ?? _builder!.ToMap();
        MapSource[] sources = _sources.ToSources(_isModelled);
        foreach (string name in layers?.Names ?? [])
        {
            layers = layers!.From(name, sources);
        }

        return (map.From(sources), layers);
    }

    /// <summary>A position must fit the map's integers; saying so here names the line.</summary>
    private static bool Fits(ContractSpec contract, double quantity, double entryPrice, double price)
    {
        double notional = contract.Notional(Math.Abs(quantity), price);
        return notional > 0 && notional < 1e14 && double.IsFinite(quantity / entryPrice);
    }

    /// <summary>
    /// A contract whose notional the map can add: dollars of all venues are counted as one, and so is a file that does not tell. Null where it is counted in
    /// something else.
    /// </summary>
    private ContractSpec? Counted(ContractSpec contract)
    {
        bool alike = Dollars.Contains(contract.NotionalAsset) && Dollars.Contains(Unit) && contract.Kind != ContractKind.Quanto;
        return contract.NotionalAsset == Unit ? contract : alike ? contract with { QuoteAsset = Unit } : null;
    }

    private MarginRules Counted(MarginRules rules)
    {
        if (rules.Contract.NotionalAsset == Unit)
        {
            return rules;
        }

        if (!_counted.TryGetValue(rules, out MarginRules? counted))
        {
            counted = rules with { Contract = Counted(rules.Contract)! };
            _counted.Add(rules, counted);
        }

        return counted;
    }

    /// <summary>Rules that only say what is traded, for lines that cannot be priced.</summary>
    private MarginRules ContractOnly(ContractSpec contract)
    {
        if (!_contractOnly.TryGetValue(contract, out MarginRules? rules))
        {
            rules = new(contract, MaintenanceSchedule.SingleRate(0));
            _contractOnly.Add(contract, rules);
        }

        return rules;
    }

    private void AddPriced(in PositionRecord record, ContractSpec contract, double quantity, double price)
    {
        Begin(record);
        _pricedLayer[_priced] = _layers?.Of(record, contract, quantity) ?? 0;
        _price[_priced] = price;
        _notional[_priced++] = contract.Notional(quantity, double.IsNaN(price) ? MarkPrice : price);
        FlushWhenFull();
    }

    private void AddPosition(in PositionRecord record, MarginRules rules, double quantity, double margin, double leverage)
    {
        if (!ReferenceEquals(rules, _blockRules))
        {
            Flush();
            _blockRules = rules;
        }

        Begin(record);
        _positionLayer[_positions] = _layers?.Of(record, rules.Contract, quantity) ?? 0;
        _entry[_positions] = record.EntryPrice;
        _quantity[_positions] = quantity;
        _margin[_positions] = margin;
        _leverage[_positions++] = leverage;
        FlushWhenFull();
    }

    private void Begin(in PositionRecord record)
    {
        _firstLine = _priced + _positions == 0 ? record.Line : _firstLine;
        _lastLine = record.Line;
        _sources.Take(_rules.VenueOf(record));
    }

    private void FlushWhenFull()
    {
        if (_priced == Block || _positions == Block)
        {
            Flush();
        }
    }

    private void Flush()
    {
        try
        {
            AddTo(
                new PricedColumns(_price.AsSpan(0, _priced), _notional.AsSpan(0, _priced)),
                new PositionColumns(_entry.AsSpan(0, _positions), _quantity.AsSpan(0, _positions), _margin.AsSpan(0, _positions), _leverage.AsSpan(0, _positions)));
        }
        catch (OverflowException)
        {
            throw ToolException.BadInput($"lines {_firstLine} to {_lastLine}: expected bands that hold less than 1.4e14, was more");
        }
        catch (ArgumentException error)
        {
            throw ToolException.BadInput($"lines {_firstLine} to {_lastLine}: expected positions that can be priced, were not: {Message.Of(error)}");
        }

        (_priced, _positions) = (0, 0);
    }

    private void AddTo(PricedColumns priced, PositionColumns positions)
    {
        _builder?.Add(priced);
        _layered?.Add(priced, _pricedLayer.AsSpan(0, _priced));
        if (_positions > 0)
        {
            _builder?.Add(positions, _blockRules!);
            _layered?.Add(positions, _positionLayer.AsSpan(0, _positions), _blockRules!);
        }
    }
}
