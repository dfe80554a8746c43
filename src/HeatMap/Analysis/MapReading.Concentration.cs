using System.Buffers;
using HeatMap.Internal;

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
        if (side is { } wanted)
        {
            Guard.Defined(wanted, nameof(side));
        }

        ReadOnlySpan<long> longs = side == Side.Short ? default : view.LongUnits, shorts = side == Side.Long ? default : view.ShortUnits;
        int bands = view.Grid?.Count ?? 0;
        double[] scratch = ArrayPool<double>.Shared.Rent(bands);
        try
        {
            Span<double> shares = scratch.AsSpan(0, bands);
            ReadOnlySpan<double> edges = bands == 0 ? default : view.Grid!.Edges;
            double mass = 0, squaresByWidth = 0;
            for (int band = 0; band < bands; band++)
            {
                shares[band] = (longs.IsEmpty ? 0 : (double)longs[band]) + (shorts.IsEmpty ? 0 : shorts[band]);
                mass += shares[band];
            }

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
}
