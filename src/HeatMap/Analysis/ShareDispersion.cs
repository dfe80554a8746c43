using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>How much several maps disagree about each band's share of notional, for example one map a venue.</summary>
/// <remarks>Immutable. Maps without notional in bands have no shares and are left out; <see cref="Count"/> says how many remained.</remarks>
public sealed class ShareDispersion
{
    private readonly double[] _mean, _deviation, _lowest, _highest;

    private ShareDispersion(BandGrid grid, int count, double[] mean, double[] deviation, double[] lowest, double[] highest)
    {
        (Grid, Count) = (grid, count);
        (_mean, _deviation, _lowest, _highest) = (mean, deviation, lowest, highest);
    }

    /// <summary>The price axis, over all windows.</summary>
    public BandGrid Grid { get; }

    /// <summary>How many maps have notional in bands.</summary>
    public int Count { get; }

    /// <summary>The mean share of each band, a fraction; NaN where no map has notional.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>The sample standard deviation of each band's shares, a fraction; NaN of fewer than two maps.</summary>
    public ReadOnlySpan<double> Deviation => _deviation;

    /// <summary>One band.</summary>
    /// <param name="band">From 0 to the grid's count − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such band.</exception>
    public BandSpread this[int band] => new(Grid[band], _mean[band], _deviation[band], _lowest[band], _highest[band]);

    /// <summary>Compares the shares of several maps.</summary>
    /// <param name="maps">At least one: one lattice, unit and quantum. Windows, marks and counts may differ; a window holds nothing beyond its ends.</param>
    /// <param name="side">Long or short; <see langword="null"/> for both sides' sum in each band.</param>
    /// <exception cref="ArgumentException">There is no map, or two differ in what they must share; the message says in what.</exception>
    /// <remarks>O(maps × bands). Allocates the result and a column of shares a map.</remarks>
    public static ShareDispersion Of(ReadOnlySpan<LiquidationMap> maps, Side? side = null)
    {
        if (maps.IsEmpty)
        {
            Throw.Argument(nameof(maps), "there must be at least one map");
        }

        ArgumentNullException.ThrowIfNull(maps[0], nameof(maps));
        BandGrid grid = maps[0].Grid;
        foreach (LiquidationMap map in maps)
        {
            ArgumentNullException.ThrowIfNull(map, nameof(maps));
            MapPair.RequireAlike(maps[0].View, map.View, nameof(maps), nameof(maps));
            grid = grid.Cover(map.Grid);
        }

        var columns = new List<double[]>();
        foreach (LiquidationMap map in maps)
        {
            if (new BandMass(map.View, side).Total > 0)
            {
                columns.Add(MapDistances.SharesIn(grid, map.View, side));
            }
        }

        double[] mean = new double[grid.Count], deviation = new double[grid.Count], lowest = new double[grid.Count], highest = new double[grid.Count];
        for (int band = 0; band < grid.Count; band++)
        {
            FoldedSum sum = default, squares = default;
            (lowest[band], highest[band]) = columns.Count == 0 ? (double.NaN, double.NaN) : (double.PositiveInfinity, 0);
            foreach (double[] column in columns)
            {
                sum.Add(column[band]);
                (lowest[band], highest[band]) = (Math.Min(lowest[band], column[band]), Math.Max(highest[band], column[band]));
            }

            mean[band] = sum.Value / columns.Count;
            foreach (double[] column in columns)
            {
                squares.Add((column[band] - mean[band]) * (column[band] - mean[band]));
            }

            deviation[band] = columns.Count < 2 ? double.NaN : lowest[band] == highest[band] ? 0 : Math.Sqrt(squares.Value / (columns.Count - 1));
        }

        return new(grid, columns.Count, mean, deviation, lowest, highest);
    }

    /// <summary>The bands that maps disagree about most, by deviation, the greatest first; of equal ones the lowest first. Bands of one opinion are left out.</summary>
    /// <param name="count">How many at most; &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <remarks>O(bands × log bands). Allocates the result and scratch.</remarks>
    public ImmutableArray<BandSpread> Top(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return [.. Greatest.Bands(_deviation, count).Select(band => this[band])];
    }

    /// <summary>For example <c>shares of 3 maps in 10 uniform bands of 10 from 50 to 150; widest 50 to 60: …</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"shares of {Count} maps in {Grid}{(Top(1) is [var widest] ? $"; widest {widest}" : "")}");
}
