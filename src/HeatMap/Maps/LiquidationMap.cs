using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Where forced orders wait: notional and number of positions per price band and side.</summary>
/// <remarks>
/// <para>A band's notional is the quote value of the forced orders at their own liquidation prices: <c>quantity × price</c> for linear
/// contracts, the face value for inverse ones. Longs (forced sales) lie below the mark, shorts (forced purchases) above.</para>
/// <para>Nothing is lost: what falls outside the window is in <see cref="Below"/> and <see cref="Above"/>, what has no place on the axis
/// in <see cref="Unplaced"/>, and the parts add up to <see cref="Total"/> exactly.</para>
/// <para>Immutable for ever and safe to share between threads.</para>
/// </remarks>
[TypeFormatterSource(typeof(NotebookFormatterSource))]
public sealed partial class LiquidationMap
{
    private readonly MapCells _cells;
    private readonly MapSources _sources;

    internal LiquidationMap(BandGrid grid, double markPrice, string? unit, double quantum, MapCells cells, MapSources? sources = null)
    {
        _sources = sources ?? new([], HasUnstated: !cells.IsEmpty);
        Grid = grid;
        MarkPrice = markPrice;
        Unit = unit;
        Quantum = quantum;
        _cells = cells;
    }

    /// <summary>The numbers, for a map that is made of them.</summary>
    internal MapCells CopyCells() => _cells.Copy();

    /// <summary>The price axis.</summary>
    public BandGrid Grid { get; }

    /// <summary>The price that divides longs from shorts, quote per base.</summary>
    public double MarkPrice { get; }

    /// <summary>What notional is counted in, for example USDT; <see langword="null"/> when nobody said.</summary>
    public string? Unit { get; }

    /// <summary>The worth of one integer unit in <see cref="Unit"/>.</summary>
    public double Quantum { get; }

    /// <summary>The numbers as spans, without a copy.</summary>
    public MapView View => new(Grid, MarkPrice, Unit, Quantum, _cells);

    /// <summary>Whether positions were counted beside their notional.</summary>
    public bool HasCounts => _cells.HasCounts;

    /// <inheritdoc cref="MapView.Below"/>
    public SideTally Below => View.Below;

    /// <inheritdoc cref="MapView.Above"/>
    public SideTally Above => View.Above;

    /// <inheritdoc cref="MapView.Unplaced"/>
    public UnplacedRows Unplaced => View.Unplaced;

    /// <inheritdoc cref="MapView.InBands"/>
    public SideTally InBands => View.InBands;

    /// <inheritdoc cref="MapView.Total"/>
    public SideTally Total => View.Total;

    /// <inheritdoc cref="MapView.this[int]"/>
    public SideTally this[int band] => View[band];

    /// <summary>Prices positions of one contract and adds them up by band and side.</summary>
    /// <param name="positions">Columns or a <see cref="PositionBatch"/>.</param>
    /// <param name="rules">Contract, schedule and trigger of the venue.</param>
    /// <param name="grid">The price axis.</param>
    /// <param name="markPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="options">Choices; <see langword="null"/> for the defaults.</param>
    /// <returns>The map. Allocates exactly the result; O(n × tiers).</returns>
    /// <exception cref="ArgumentException">An argument or a row is outside its domain; the message names it.</exception>
    /// <exception cref="OverflowException">A notional does not fit the map's integers; the message names the row.</exception>
    public static LiquidationMap Build(PositionColumns positions, MarginRules rules, BandGrid grid, double markPrice, MapOptions? options = null)
    {
        var builder = new LiquidationMapBuilder(grid, markPrice, options);
        builder.Add(positions, rules);
        return builder.Hand();
    }

    /// <summary>Adds up positions with known liquidation prices by band and side.</summary>
    /// <param name="rows">Columns of price and signed notional.</param>
    /// <param name="grid">The price axis.</param>
    /// <param name="markPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="options">Choices; <see langword="null"/> for the defaults.</param>
    /// <returns>The map. Allocates exactly the result; O(n).</returns>
    /// <exception cref="ArgumentException">An argument or a row is outside its domain; the message names it.</exception>
    /// <exception cref="OverflowException">A notional does not fit the map's integers; the message names the row.</exception>
    public static LiquidationMap Build(PricedColumns rows, BandGrid grid, double markPrice, MapOptions? options = null)
    {
        var builder = new LiquidationMapBuilder(grid, markPrice, options);
        builder.Add(rows);
        return builder.Hand();
    }

    /// <inheritdoc cref="MapView.Notional(Side, PriceRange)"/>
    public double Notional(Side side, PriceRange range) => View.Notional(side, range);

    /// <summary>A line for people: grid, mark and sums.</summary>
    public override string ToString()
    {
        SideTally placed = InBands, unplaced = Unplaced.Total, outside = Below + Above;
        string unit = Unit is null ? "" : " " + Unit;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"mark {MarkPrice:G9}, long {placed.Long:N0}, short {placed.Short:N0}{unit} in {Grid}; outside {outside.Notional:N0}, unplaced {unplaced.Notional:N0} ({unplaced.Count} rows)");
    }
}
