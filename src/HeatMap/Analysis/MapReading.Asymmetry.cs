using System.Buffers;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <content>Which side is exposed.</content>
public static partial class MapReading
{
    /// <summary>Which side is exposed within some distance of the mark.</summary>
    /// <param name="map">The map.</param>
    /// <param name="within">How far, as a fraction of the mark; finite and &gt; 0.</param>
    /// <returns>Both sides' notional, of the bands whose middle lies within.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="within"/> is outside its domain.</exception>
    /// <remarks>Allocates nothing. O(bands).</remarks>
    public static Asymmetry Asymmetry(this LiquidationMap map, double within)
    {
        ArgumentNullException.ThrowIfNull(map);
        return map.View.Asymmetry(within);
    }

    /// <inheritdoc cref="Asymmetry(LiquidationMap, double)"/>
    /// <param name="view">The map.</param>
    /// <param name="within">How far, as a fraction of the mark; finite and &gt; 0.</param>
    public static Asymmetry Asymmetry(this MapView view, double within)
    {
        Guard.Positive(within);
        if (view.Grid is null)
        {
            return new(within, 0, 0);
        }

        int first = FirstMiddleFrom(view.Grid, view.MarkPrice * (1 - within), orAbove: false), end = FirstMiddleFrom(view.Grid, view.MarkPrice * (1 + within), orAbove: true);
        return new(within, (double)CellSums.Sum(view.LongUnits[first..]) * view.Quantum, (double)CellSums.Sum(view.ShortUnits[..end]) * view.Quantum);
    }

    /// <summary>The signed curve: which side is exposed as the distance grows, with the cumulative notional of each.</summary>
    /// <param name="map">The map.</param>
    /// <param name="within">Distances as fractions of the mark, each finite and &gt; 0; for example 0.01, 0.02, 0.05, 0.1.</param>
    /// <returns>A reading for each distance. Allocates the result.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A distance is outside its domain.</exception>
    public static Asymmetry[] AsymmetryCurve(this LiquidationMap map, params ReadOnlySpan<double> within)
    {
        ArgumentNullException.ThrowIfNull(map);
        var curve = new Asymmetry[within.Length];
        map.View.AsymmetryCurve(within, curve);
        return curve;
    }

    /// <summary>The signed curve: which side is exposed as the distance grows, with the cumulative notional of each.</summary>
    /// <param name="view">The map.</param>
    /// <param name="within">Distances as fractions of the mark, each finite and &gt; 0.</param>
    /// <param name="destination">Receives a reading for each.</param>
    /// <exception cref="ArgumentException">A distance is outside its domain, or <paramref name="destination"/> is too short.</exception>
    /// <remarks>Allocates nothing. O(bands) for each distance.</remarks>
    public static void AsymmetryCurve(this MapView view, ReadOnlySpan<double> within, Span<Asymmetry> destination)
    {
        RequireRoom(within.Length, destination.Length, nameof(destination));
        for (int i = 0; i < within.Length; i++)
        {
            if (!Guard.IsPositive(within[i]))
            {
                Throw.Row(nameof(within), i, within[i], "finite and > 0");
            }
        }

        for (int i = 0; i < within.Length; i++)
        {
            destination[i] = view.Asymmetry(within[i]);
        }
    }

    /// <summary>How the forced orders lie around the mark: centre of mass, spread and skew of each side and of both.</summary>
    /// <param name="map">The map.</param>
    /// <returns>Moments of log distance, each band at its middle.</returns>
    /// <remarks>O(bands).</remarks>
    public static MapShape Shape(this LiquidationMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return map.View.Shape();
    }

    /// <inheritdoc cref="Shape(LiquidationMap)"/>
    /// <param name="view">The map.</param>
    public static MapShape Shape(this MapView view)
    {
        int bands = view.Grid?.Count ?? 0;
        double[] scratch = ArrayPool<double>.Shared.Rent(4 * bands);
        try
        {
            Span<double> logs = scratch.AsSpan(0, 2 * bands), weights = scratch.AsSpan(2 * bands, 2 * bands);
            int longs = Distances(view, view.LongUnits, logs, weights);
            int all = longs + Distances(view, view.ShortUnits, logs[longs..], weights[longs..]);
            return new(
                SideShape.Of(view.MarkPrice, logs[..longs], weights[..longs], view.Quantum),
                SideShape.Of(view.MarkPrice, logs[longs..all], weights[longs..all], view.Quantum),
                SideShape.Of(view.MarkPrice, logs[..all], weights[..all], view.Quantum));
        }
        finally
        {
            ArrayPool<double>.Shared.Return(scratch);
        }
    }

    /// <summary>The log distance of each band that holds anything, and its units.</summary>
    private static int Distances(MapView view, ReadOnlySpan<long> units, Span<double> logs, Span<double> weights)
    {
        int filled = 0;
        for (int band = 0; band < units.Length; band++)
        {
            if (units[band] > 0)
            {
                (logs[filled], weights[filled]) = (Math.Log(view.Grid[band].Middle / view.MarkPrice), units[band]);
                filled++;
            }
        }

        return filled;
    }

    /// <summary>The first band whose middle is at or above a price, or above it; the number of bands where there is none.</summary>
    private static int FirstMiddleFrom(BandGrid grid, double price, bool orAbove)
    {
        int band = Math.Clamp(grid.Find(price), 0, grid.Count);
        if (band == grid.Count)
        {
            return band;
        }

        double middle = grid[band].Middle;
        return middle > price || (middle == price && !orAbove) ? band : band + 1;
    }

    private static void RequireRoom(int needed, int room, string name)
    {
        if (room < needed)
        {
            Throw.Argument(name, $"{name} must hold {needed} readings, had room for {room}");
        }
    }
}
