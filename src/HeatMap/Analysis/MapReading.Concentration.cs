using System.Buffers;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <content>How concentrated notional is.</content>
public static partial class MapReading
{
    /// <summary>How concentrated notional is over the bands of the map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="side">Long or short; <see langword="null"/> for both together.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="side"/> is neither.</exception>
    /// <remarks>Allocates nothing. O(bands).</remarks>
    public static Concentration Concentration(this LiquidationMap map, Side? side = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        return map.View.Concentration(side);
    }

    /// <inheritdoc cref="Concentration(LiquidationMap, Side?)"/>
    /// <param name="view">The map.</param>
    /// <param name="side">Long or short; <see langword="null"/> for both together.</param>
    public static Concentration Concentration(this MapView view, Side? side = null)
    {
        int bands = view.Grid?.Count ?? 0;
        double[] scratch = ArrayPool<double>.Shared.Rent(bands);
        try
        {
            Span<double> shares = scratch.AsSpan(0, bands);
            ReadOnlySpan<double> edges = bands == 0 ? default : view.Grid!.Edges;
            double mass = Units(view, side, shares), squaresByWidth = 0;
            int filled = 0;
            for (int band = 0; band < bands; band++)
            {
                if (shares[band] > 0)
                {
                    double share = shares[band] / mass;
                    squaresByWidth += share * share / (edges[band + 1] - edges[band]);
                    shares[filled++] = share;
                }
            }

            return HeatMap.Concentration.OfShares(shares[..filled], bands, mass * view.Quantum, 1 / squaresByWidth);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(scratch);
        }
    }

    /// <summary>The share of the fullest bands, for any number of them (CRk).</summary>
    /// <param name="map">The map.</param>
    /// <param name="most">How many bands; &gt; 0.</param>
    /// <param name="side">Long or short; <see langword="null"/> for both together.</param>
    /// <returns>From 0 to 1; NaN of nothing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    /// <remarks>Allocates nothing. O(bands).</remarks>
    public static double TopShare(this LiquidationMap map, int most, Side? side = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        return map.View.TopShare(most, side);
    }

    /// <inheritdoc cref="TopShare(LiquidationMap, int, Side?)"/>
    /// <param name="view">The map.</param>
    /// <param name="most">How many bands; &gt; 0.</param>
    /// <param name="side">Long or short; <see langword="null"/> for both together.</param>
    public static double TopShare(this MapView view, int most, Side? side = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        int bands = view.Grid?.Count ?? 0;
        double[] scratch = ArrayPool<double>.Shared.Rent(bands);
        try
        {
            Span<double> notional = scratch.AsSpan(0, bands);
            double mass = Units(view, side, notional);
            RadixSort.Sort(notional);
            double top = 0;
            foreach (double units in notional[Math.Max(0, bands - most)..])
            {
                top += units;
            }

            return Math.Min(1, top / mass);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(scratch);
        }
    }

    /// <summary>The units of each band, of one side or both, and their sum.</summary>
    private static double Units(MapView view, Side? side, Span<double> units)
    {
        if (side is { } wanted)
        {
            Guard.Defined(wanted, nameof(side));
        }

        ReadOnlySpan<long> longs = side == Side.Short ? default : view.LongUnits, shorts = side == Side.Long ? default : view.ShortUnits;
        double mass = 0;
        for (int band = 0; band < units.Length; band++)
        {
            units[band] = (longs.IsEmpty ? 0 : (double)longs[band]) + (shorts.IsEmpty ? 0 : shorts[band]);
            mass += units[band];
        }

        return mass;
    }
}
