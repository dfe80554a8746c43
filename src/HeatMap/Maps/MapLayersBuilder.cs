using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Reusable layers under construction: add batches, look, freeze or reset. The layered form of <see cref="LiquidationMapBuilder"/>.</summary>
/// <remarks>For one writer. A refused batch leaves it as it was. <c>Add</c>, <see cref="View(int)"/> and <see cref="Reset"/> allocate nothing on one thread.</remarks>
public sealed class MapLayersBuilder
{
    private readonly MapCells _cells;
    private readonly FillSettings _settings;
    private string? _unit;

    /// <summary>Prepares empty layers.</summary>
    /// <param name="names">From 1 to <see cref="MapLayers.MaxCount"/> names, each once and not empty.</param>
    /// <param name="grid">The price axis of all.</param>
    /// <param name="markPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="options">Choices; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public MapLayersBuilder(ReadOnlySpan<string> names, BandGrid grid, double markPrice, MapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        Names = MapLayers.CheckedNames(names);
        _settings = new(grid, Guard.Positive(markPrice), options ?? MapOptions.Default);
        _unit = _settings.Options.Unit;
        _cells = new(grid.Count, _settings.Options.Counts, names.Length);
    }

    /// <summary>The names, in their order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The price axis.</summary>
    public BandGrid Grid => _settings.Grid;

    /// <summary>The price that divides longs from shorts.</summary>
    public double MarkPrice => _settings.MarkPrice;

    /// <summary>What notional is counted in; <see langword="null"/> until options or rules say it.</summary>
    public string? Unit => _unit;

    /// <summary>Prices positions of one contract and adds each to its band in its layer.</summary>
    /// <param name="positions">Columns; see <see cref="PositionColumns"/>.</param>
    /// <param name="layerOfRow">The layer of each row, as a place in <see cref="Names"/>.</param>
    /// <param name="rules">Contract, schedule and trigger of the venue.</param>
    /// <exception cref="ArgumentException">The rules count notional in another asset, or the columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A layer does not exist, or a row is outside its domain and options do not place it; the message names the row.</exception>
    /// <exception cref="OverflowException">A row's notional, or a cell with it, is 2^63 units or more; the message names the row.</exception>
    /// <remarks>O(n × tiers). After an exception the builder is as it was. Allocates nothing on one thread.</remarks>
    public void Add(PositionColumns positions, ReadOnlySpan<byte> layerOfRow, MarginRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        CheckLayers(layerOfRow, positions.Count);
        string unit = MapFill.UnitOf(rules, _unit);
        new MapFill(_settings, _cells).Add(positions, rules, layerOfRow);
        _unit = unit;
    }

    /// <summary>Adds positions whose prices are known, each to its band in its layer.</summary>
    /// <param name="rows">Columns; see <see cref="PricedColumns"/>.</param>
    /// <param name="layerOfRow">The layer of each row, as a place in <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A layer does not exist, or a row is outside its domain and options do not place it; the message names the row.</exception>
    /// <exception cref="OverflowException">A row's notional, or a cell with it, is 2^63 units or more; the message names the row.</exception>
    /// <remarks>O(n). After an exception the builder is as it was. Allocates nothing on one thread.</remarks>
    public void Add(PricedColumns rows, ReadOnlySpan<byte> layerOfRow)
    {
        CheckLayers(layerOfRow, rows.Count);
        new MapFill(_settings, _cells).Add(rows, layerOfRow);
    }

    /// <summary>Prices positions of one contract and adds all of them to one layer, for example that of their venue.</summary>
    /// <param name="positions">Columns; see <see cref="PositionColumns"/>.</param>
    /// <param name="layer">One of <see cref="Names"/>.</param>
    /// <param name="rules">Contract, schedule and trigger of the venue.</param>
    /// <exception cref="ArgumentException">There is no such layer, or the rules count notional in another asset.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row is outside its domain and options do not place it; the message names the row.</exception>
    /// <exception cref="OverflowException">A row's notional, or a cell with it, is 2^63 units or more; the message names the row.</exception>
    /// <remarks>O(n × tiers). After an exception the builder is as it was. Allocates nothing on one thread.</remarks>
    public void Add(PositionColumns positions, string layer, MarginRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        int index = MapLayers.Find(Names, layer);
        string unit = MapFill.UnitOf(rules, _unit);
        new MapFill(_settings with { Layer = index }, _cells).Add(positions, rules);
        _unit = unit;
    }

    /// <summary>Adds positions whose prices are known, or other orders such as resting stops, to one layer.</summary>
    /// <param name="rows">Columns; see <see cref="PricedColumns"/>.</param>
    /// <param name="layer">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such layer.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row is outside its domain and options do not place it; the message names the row.</exception>
    /// <exception cref="OverflowException">A row's notional, or a cell with it, is 2^63 units or more; the message names the row.</exception>
    /// <remarks>O(n). After an exception the builder is as it was. Allocates nothing on one thread.</remarks>
    public void Add(PricedColumns rows, string layer) => new MapFill(_settings with { Layer = MapLayers.Find(Names, layer) }, _cells).Add(rows);

    /// <summary>The numbers of a layer so far; valid until the next <c>Add</c> or <see cref="Reset"/>.</summary>
    /// <param name="layer">From 0 to the number of names − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public MapView View(int layer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, Names.Length);
        return new(Grid, MarkPrice, _unit, _settings.Options.Quantum, _cells, layer);
    }

    /// <summary>Empties all layers for other positions of the same unit, grid and mark.</summary>
    /// <remarks>O(layers × bands). Allocates nothing.</remarks>
    public void Reset() => _cells.Clear();

    /// <summary>Freezes the numbers so far. Allocates exactly the layers and their total; the builder goes on.</summary>
    /// <exception cref="OverflowException">A band of the total would reach 2^63 units, although none of the layers does.</exception>
    /// <remarks>State where layers come from with <see cref="MapLayers.From"/>.</remarks>
    public MapLayers ToLayers()
    {
        var layers = new (string, LiquidationMap)[Names.Length];
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i] = (Names[i], new(Grid, MarkPrice, _unit, _settings.Options.Quantum, _cells.Copy(i)));
        }

        return new(layers);
    }

    private void CheckLayers(ReadOnlySpan<byte> layerOfRow, int rows)
    {
        if (layerOfRow.Length != rows)
        {
            Throw.Argument(nameof(layerOfRow), $"layerOfRow must have one layer for each of the {rows} rows, had {layerOfRow.Length}");
        }

        int wrong = layerOfRow.IndexOfAnyExceptInRange((byte)0, (byte)(Names.Length - 1));
        if (wrong >= 0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(layerOfRow),
                layerOfRow[wrong],
                string.Create(CultureInfo.InvariantCulture, $"row {wrong}: the layer must be from 0 to {Names.Length - 1}, was {layerOfRow[wrong]}"));
        }
    }
}
