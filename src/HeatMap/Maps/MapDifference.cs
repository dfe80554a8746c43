using System.Globalization;

namespace HeatMap;

/// <summary>One map less another: what each band has more (positive) or less (negative).</summary>
/// <remarks>
/// Immutable. Exact: whole units of <see cref="Quantum"/>. Positions that only moved show as as much less in one band as more in another, and leave
/// <see cref="Total"/> zero where their notional is the same.
/// </remarks>
public sealed class MapDifference
{
    private readonly MapCells _cells;

    internal MapDifference(LiquidationMap left, LiquidationMap right, BandGrid grid, MapCells cells)
    {
        Grid = grid;
        (MarkPrice, OtherMarkPrice) = (left.MarkPrice, right.MarkPrice);
        (Unit, Quantum) = (left.Unit, left.Quantum);
        _cells = cells;
    }

    /// <summary>The price axis, over both windows.</summary>
    public BandGrid Grid { get; }

    /// <summary>The mark of the map that was taken from, quote per base.</summary>
    public double MarkPrice { get; }

    /// <summary>The mark of the map that was taken, quote per base.</summary>
    public double OtherMarkPrice { get; }

    /// <summary>What notional is counted in; <see langword="null"/> when nobody said.</summary>
    public string? Unit { get; }

    /// <summary>The worth of one integer unit in <see cref="Unit"/>.</summary>
    public double Quantum { get; }

    /// <summary>Forced sales per band, in units of <see cref="Quantum"/>.</summary>
    public ReadOnlySpan<long> LongUnits => _cells.UnitsOf(Side.Long).Slice(1, Grid.Count);

    /// <summary>Forced purchases per band, in units of <see cref="Quantum"/>.</summary>
    public ReadOnlySpan<long> ShortUnits => _cells.UnitsOf(Side.Short).Slice(1, Grid.Count);

    /// <summary>Number of longs per band; empty where the maps have no counts.</summary>
    public ReadOnlySpan<long> LongCounts => _cells.HasCounts ? _cells.CountsOf(Side.Long).Slice(1, Grid.Count) : default;

    /// <summary>Number of shorts per band; empty where the maps have no counts.</summary>
    public ReadOnlySpan<long> ShortCounts => _cells.HasCounts ? _cells.CountsOf(Side.Short).Slice(1, Grid.Count) : default;

    /// <summary>The difference below the window.</summary>
    public SideTally Below => _cells.Tally(0, Quantum);

    /// <summary>The difference at and above the window's upper edge.</summary>
    public SideTally Above => _cells.Tally(Grid.Count + 1, Quantum);

    /// <summary>The difference in what is in no band, by reason.</summary>
    public UnplacedRows Unplaced => _cells.Unplaced(Quantum);

    /// <summary>The sum of the differences of all bands. O(bands).</summary>
    public SideTally InBands => _cells.Sum(1, Grid.Count, Quantum);

    /// <summary>Everything: bands, tails and unplaced. O(bands).</summary>
    public SideTally Total => _cells.Sum(0, Grid.Count + 2, Quantum) + Unplaced.Total;

    /// <summary>Whether the two maps have the same numbers everywhere.</summary>
    public bool IsZero => _cells.IsEmpty;

    /// <summary>One band's difference.</summary>
    /// <param name="band">From 0 to the grid's count − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such band.</exception>
    public SideTally this[int band]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(band);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(band, Grid.Count);
            return _cells.Tally(band + 1, Quantum);
        }
    }

    /// <summary>A line for people: sums and how much moved.</summary>
    public override string ToString()
    {
        SideTally sum = Total;
        return string.Create(CultureInfo.InvariantCulture, $"long {sum.Long:+#,0;-#,0;0}, short {sum.Short:+#,0;-#,0;0}{(Unit is null ? "" : " " + Unit)} in {Grid}");
    }
}
