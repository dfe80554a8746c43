using System.Buffers;
using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>How long notional stands in its band, by its distance from the mark when it was seen.</summary>
/// <remarks>
/// Immutable. Closing, moving to another band and liquidation all end it; notional that comes back before the later snapshot was never gone. In whole units until the last division.
/// Only what lies in bands is followed.
/// </remarks>
public sealed class MapHalfLife
{
    private MapHalfLife(TimeSpan interval, ImmutableArray<HalfLifeCurve> curves)
    {
        Interval = interval;
        Classes = curves[..^1];
        All = curves[^1];
    }

    /// <summary>The time between two snapshots: one lag.</summary>
    public TimeSpan Interval { get; }

    /// <summary>A curve a class of distance, the nearest first.</summary>
    public ImmutableArray<HalfLifeCurve> Classes { get; }

    /// <summary>The curve of all distances together.</summary>
    public HalfLifeCurve All { get; }

    /// <summary>Measures snapshots that lie equally far apart.</summary>
    /// <param name="snapshots">In the order of time; one window, unit and quantum. Fewer than two give curves of lag 0 alone.</param>
    /// <param name="interval">The time between them; &gt; 0.</param>
    /// <param name="options">Choices; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">Snapshots differ in what they must share or there is none, or the interval is not &gt; 0; the message says in what.</exception>
    /// <remarks>O(snapshots × lags × bands). Allocates the result, and scratch of 17 bytes a band and lag.</remarks>
    public static MapHalfLife Of(ReadOnlySpan<LiquidationMap> snapshots, TimeSpan interval, HalfLifeOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        if (snapshots.IsEmpty)
        {
            Throw.Argument(nameof(snapshots), "there must be at least one snapshot");
        }

        foreach (LiquidationMap snapshot in snapshots)
        {
            ArgumentNullException.ThrowIfNull(snapshot, nameof(snapshots));
            MapPair.RequireAlike(snapshots[0].View, snapshot.View, nameof(snapshots), nameof(snapshots));
            if (!snapshots[0].Grid.Equals(snapshot.Grid))
            {
                Throw.Argument(nameof(snapshots), $"the windows differ: {snapshots[0].Grid} and {snapshot.Grid}; give them one with Reband");
            }
        }

        var fold = new HalfLifeFold(snapshots[0].Grid, options ?? HalfLifeOptions.Default, snapshots.Length);
        foreach (LiquidationMap snapshot in snapshots)
        {
            (long[] longs, long[] shorts) = fold.Next();
            snapshot.View.LongUnits.CopyTo(longs);
            snapshot.View.ShortUnits.CopyTo(shorts);
            fold.Add(isThere: true, snapshot.MarkPrice);
        }

        return new(interval, fold.Curves(interval.TotalHours, snapshots[0].Quantum));
    }

    /// <summary>Measures the columns of a standing heat map, all layers together.</summary>
    /// <param name="heatMap">A heat map of what waits. Columns that nobody gave are left out, carried ones too: they would claim that all stood. A column without a known price is followed to, not from.</param>
    /// <param name="options">Choices; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">The heat map is one of executed liquidations.</exception>
    /// <exception cref="OverflowException">The layers of a band add up to 2^63 units or more.</exception>
    /// <remarks>O(columns × lags × bands). Allocates the result, and scratch of 17 bytes a band and lag.</remarks>
    public static MapHalfLife Of(LiquidationHeatMap heatMap, HalfLifeOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(heatMap);
        if (heatMap.Kind != HeatMapKind.Standing)
        {
            Throw.Argument(nameof(heatMap), "heatMap must be of what stands; what was executed does not stand");
        }

        var fold = new HalfLifeFold(heatMap.Grid, options ?? HalfLifeOptions.Default, heatMap.ColumnCount);
        long[] scratch = ArrayPool<long>.Shared.Rent(heatMap.Grid.Count);
        for (int column = 0; column < heatMap.ColumnCount; column++)
        {
            (long[] longs, long[] shorts) = fold.Next();
            bool isThere = heatMap.StateOf(column) == HeatMapColumnState.Given;
            if (isThere)
            {
                CopyLayers(heatMap, column, Side.Long, longs, scratch);
                CopyLayers(heatMap, column, Side.Short, shorts, scratch);
            }

            fold.Add(isThere, heatMap.PathOf(column) is { IsKnown: true } path ? path.Last : double.NaN);
        }

        ArrayPool<long>.Shared.Return(scratch);
        return new(heatMap.Interval, fold.Curves(heatMap.Interval.TotalHours, heatMap.Quantum));
    }

    /// <summary>For example <c>0 % to 1 %: half-life 2 h, fitted 2.2 h; …; all: half-life 8 h, fitted 9 h</c>.</summary>
    public override string ToString() => string.Join("; ", Classes.Select(static c => c.ToString())) + "; all " + All;

    private static void CopyLayers(LiquidationHeatMap heatMap, int column, Side side, long[] units, long[] scratch)
    {
        heatMap.CopyUnits(column, side, 0, units);
        for (int layer = 1; layer < heatMap.Layers.Length; layer++)
        {
            heatMap.CopyUnits(column, side, layer, scratch);
            for (int band = 0; band < units.Length; band++)
            {
                units[band] = checked(units[band] + scratch[band]);
            }
        }
    }
}
