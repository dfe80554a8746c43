using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>A look at the numbers of a map or builder, without a copy.</summary>
/// <remarks>
/// A view of a map never changes; a view of a builder is valid until the builder's next <c>Add</c> or <c>Reset</c>. Nobody can write
/// through it. <c>default</c> is an empty map without a grid.
/// </remarks>
public readonly ref struct MapView
{
    private static readonly MapCells Nothing = new(0, counts: true);

    private readonly MapCells? _cells;
    private readonly int _layer;

    internal MapView(BandGrid grid, double markPrice, string? unit, double quantum, MapCells cells, int layer = 0)
    {
        Grid = grid;
        MarkPrice = markPrice;
        Unit = unit;
        Quantum = quantum;
        _cells = cells;
        _layer = layer;
    }

    /// <summary>The price axis.</summary>
    public BandGrid Grid { get; }

    /// <summary>The price that divides longs from shorts, quote per base.</summary>
    public double MarkPrice { get; }

    /// <summary>What notional is counted in, for example USDT; <see langword="null"/> when nobody said.</summary>
    public string? Unit { get; }

    /// <summary>The worth of one integer unit in <see cref="Unit"/>.</summary>
    public double Quantum { get; }

    /// <summary>Forced sales per band, in units of <see cref="Quantum"/>.</summary>
    public ReadOnlySpan<long> LongUnits => Cells.UnitsOf(Side.Long, _layer).Slice(1, Bands);

    /// <summary>Forced purchases per band, in units of <see cref="Quantum"/>.</summary>
    public ReadOnlySpan<long> ShortUnits => Cells.UnitsOf(Side.Short, _layer).Slice(1, Bands);

    /// <summary>Number of longs per band; empty in a map without counts.</summary>
    public ReadOnlySpan<long> LongCounts => Cells.HasCounts ? Cells.CountsOf(Side.Long, _layer).Slice(1, Bands) : default;

    /// <summary>Number of shorts per band; empty in a map without counts.</summary>
    public ReadOnlySpan<long> ShortCounts => Cells.HasCounts ? Cells.CountsOf(Side.Short, _layer).Slice(1, Bands) : default;

    /// <summary>What is liquidated below the window.</summary>
    public SideTally Below => Cells.Tally(0, Quantum, _layer);

    /// <summary>What is liquidated at or above the window's upper edge.</summary>
    public SideTally Above => Cells.Tally(Bands + 1, Quantum, _layer);

    /// <summary>What is in no band, by reason.</summary>
    public UnplacedRows Unplaced => Cells.Unplaced(Quantum, _layer);

    /// <summary>The sum of all bands. O(bands).</summary>
    public SideTally InBands => Cells.Sum(1, Bands, Quantum, _layer);

    /// <summary>Everything that was put in: bands, tails and unplaced. O(bands).</summary>
    public SideTally Total => Cells.Sum(0, Bands + 2, Quantum, _layer) + Unplaced.Total;

    /// <summary>One band's notional and counts.</summary>
    /// <param name="band">From 0 to the grid's count − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such band.</exception>
    public SideTally this[int band]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(band);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(band, Bands);
            return Cells.Tally(band + 1, Quantum, _layer);
        }
    }

    /// <summary>The notional of one side in a range of prices.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="range">Low &lt;= high; may reach beyond the window, where nothing is counted.</param>
    /// <returns>
    /// The sum over the bands whose lower edge lies in <c>[low, high)</c>: whole bands, so that ranges that follow each other add up.
    /// </returns>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    /// <remarks>Allocates nothing. O(bands in the range).</remarks>
    public double Notional(Side side, PriceRange range)
    {
        Guard.Defined(side);
        if (!(range.Low <= range.High))
        {
            Throw.Argument(nameof(range), string.Create(CultureInfo.InvariantCulture, $"range must have low <= high, was {range.Low} to {range.High}"));
        }

        if (Bands == 0)
        {
            return 0;
        }

        int first = Grid.FirstFrom(range.Low), last = Grid.FirstFrom(range.High);
        SideTally sum = Cells.Sum(first + 1, last - first, Quantum, _layer);
        return side == Side.Long ? sum.Long : sum.Short;
    }

    private MapCells Cells => _cells ?? Nothing;

    private int Bands => _cells is null ? 0 : Grid.Count;
}
