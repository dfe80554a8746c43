using HeatMap.Internal;

namespace HeatMap;

/// <summary>A reusable map under construction: add batches, look, freeze or reset.</summary>
/// <remarks>
/// <para>For one writer. A refused batch leaves it as it was. <c>Add</c>, <see cref="View"/> and <see cref="Reset"/> allocate nothing on one thread;
/// more threads each have cells of their own for the length of the call. Columns must not change while a call reads them.</para>
/// <para>Each position's notional is rounded once to the quantum and added as an integer, so the result does not depend on the order of
/// rows or batches.</para>
/// </remarks>
public sealed class LiquidationMapBuilder
{
    private readonly MapCells _cells;
    private readonly FillSettings _settings;
    private string? _unit;

    /// <summary>Prepares an empty map.</summary>
    /// <param name="grid">The price axis.</param>
    /// <param name="markPrice">Quote per base; finite and &gt; 0. Longs are liquidated below it, shorts above.</param>
    /// <param name="options">Choices; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public LiquidationMapBuilder(BandGrid grid, double markPrice, MapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        _settings = new(grid, Guard.Positive(markPrice), options ?? MapOptions.Default);
        _unit = _settings.Options.Unit;
        _cells = new(grid.Count, _settings.Options.Counts);
    }

    /// <summary>The price axis.</summary>
    public BandGrid Grid => _settings.Grid;

    /// <summary>The price that divides longs from shorts.</summary>
    public double MarkPrice => _settings.MarkPrice;

    /// <summary>What notional is counted in; <see langword="null"/> until options or rules say it.</summary>
    public string? Unit => _unit;

    /// <summary>The numbers so far; valid until the next <c>Add</c> or <see cref="Reset"/>.</summary>
    public MapView View => new(Grid, MarkPrice, _unit, _settings.Options.Quantum, _cells);

    /// <summary>Prices positions of one contract and adds each to its band.</summary>
    /// <param name="positions">Columns; see <see cref="PositionColumns"/>.</param>
    /// <param name="rules">Contract, schedule and trigger of the venue.</param>
    /// <exception cref="ArgumentException">The rules count notional in another asset than the map.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A row is outside its domain, unless options place bad rows; the message names row, column and value.</exception>
    /// <exception cref="OverflowException">A row's notional, or a cell with it, is 2^63 units or more; the message names the row.</exception>
    /// <remarks>O(n × tiers). After an exception the builder is as it was. Allocates nothing on one thread.</remarks>
    public void Add(PositionColumns positions, MarginRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        string unit = MapFill.UnitOf(rules, _unit);
        Fill.Add(positions, rules);
        _unit = unit;
    }

    /// <summary>Adds positions whose liquidation prices are known.</summary>
    /// <param name="rows">Columns; see <see cref="PricedColumns"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A row is outside its domain, unless options place bad rows; the message names row, column and value.</exception>
    /// <exception cref="OverflowException">A row's notional, or a cell with it, is 2^63 units or more; the message names the row.</exception>
    /// <remarks>O(n). After an exception the builder is as it was. Allocates nothing on one thread.</remarks>
    public void Add(PricedColumns rows) => Fill.Add(rows);

    /// <summary>Empties the map for other positions of the same unit, grid and mark.</summary>
    /// <remarks>O(bands). Allocates nothing.</remarks>
    public void Reset() => _cells.Clear();

    /// <summary>Freezes the numbers so far into a map. Allocates exactly the map; the builder goes on.</summary>
    public LiquidationMap ToMap() => new(Grid, MarkPrice, _unit, _settings.Options.Quantum, _cells.Copy());

    private MapFill Fill => new(_settings, _cells);

    /// <summary>Freezes without a copy; the builder must not be used afterwards.</summary>
    internal LiquidationMap Hand() => new(Grid, MarkPrice, _unit, _settings.Options.Quantum, _cells);
}
