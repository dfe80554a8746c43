using System.Buffers;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>What a map says: zones, asymmetry, concentration, gaps, and what price may touch.</summary>
/// <remarks>
/// <para>Readings speak of what lies in the window. What lies beyond it (<see cref="LiquidationMap.Below"/>, <see cref="LiquidationMap.Above"/>) and what has no place on the axis (<see cref="LiquidationMap.Unplaced"/>)
/// is known only as a sum and takes no part; a <see cref="MapReport"/> says how much that is.</para>
/// <para>Each reading has a form on <see cref="MapView"/>, for views of builders, readers and living maps, that writes into the caller's memory and allocates nothing.</para>
/// </remarks>
public static partial class MapReading
{
    /// <summary>Where forced orders cluster: the peaks of each side that stand out far enough, the most prominent first.</summary>
    /// <param name="map">The map.</param>
    /// <param name="minProminence">In the map's unit; &gt;= 0 and not NaN. Zero finds every peak.</param>
    /// <returns>Zones of both sides; of equal prominence longs first, then the lower price. None in an empty map. Allocates the result.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minProminence"/> is outside its domain.</exception>
    /// <remarks>O(bands + z log z) for z zones.</remarks>
    public static Zone[] Zones(this LiquidationMap map, double minProminence = 0)
    {
        ArgumentNullException.ThrowIfNull(map);
        MapView view = map.View;
        var all = new Zone[view.Zones(minProminence, [])];
        view.Zones(minProminence, all);
        return all;
    }

    /// <summary>Where forced orders cluster: the peaks of each side that stand out far enough, the most prominent first.</summary>
    /// <param name="view">The map.</param>
    /// <param name="minProminence">In the map's unit; &gt;= 0 and not NaN. Zero finds every peak.</param>
    /// <param name="destination">Receives the most prominent zones, as many as it holds; of equal prominence longs first, then the lower price.</param>
    /// <returns>How many there are, which may be more than <paramref name="destination"/> holds. None in an empty map.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minProminence"/> is outside its domain.</exception>
    /// <remarks>Allocates nothing. O(bands + z log z) for z zones.</remarks>
    public static int Zones(this MapView view, double minProminence, Span<Zone> destination) => FindZones(view, Side.Long, Side.Short, minProminence, destination);

    /// <summary>Where forced orders of one side cluster, the most prominent first.</summary>
    /// <param name="view">The map.</param>
    /// <param name="side">Long or short.</param>
    /// <param name="minProminence">In the map's unit; &gt;= 0 and not NaN. Zero finds every peak.</param>
    /// <param name="destination">Receives the most prominent zones, as many as it holds; of equal prominence the lower price first.</param>
    /// <returns>How many there are, which may be more than <paramref name="destination"/> holds. None in an empty map.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    /// <remarks>Allocates nothing. O(bands + z log z) for z zones.</remarks>
    public static int Zones(this MapView view, Side side, double minProminence, Span<Zone> destination) =>
        FindZones(view, Guard.Defined(side), null, minProminence, destination);

    private static int FindZones(MapView view, Side one, Side? other, double minProminence, Span<Zone> destination)
    {
        Persistence.RequireProminence(minProminence);
        if (!TryUnits(view, minProminence, out long leastUnits))
        {
            return 0;
        }

        // The peaks of one side and of the other, each ranked, in one piece of scratch.
        int bands = view.Grid.Count, most = Persistence.MostPeaks(bands);
        Persistence.Peak<long>[] peaks = ArrayPool<Persistence.Peak<long>>.Shared.Rent(2 * most);
        double[] densities = ArrayPool<double>.Shared.Rent(destination.IsEmpty ? 0 : bands);
        try
        {
            Span<Persistence.Peak<long>> ones = Persistence.Find(UnitsOf(view, one), leastUnits, peaks.AsSpan(0, most), destination.Length);
            Span<Persistence.Peak<long>> others = other is { } second ? Persistence.Find(UnitsOf(view, second), leastUnits, peaks.AsSpan(most, most), destination.Length) : [];
            if (!destination.IsEmpty)
            {
                ZoneShape ofOnes = new(view, one, densities), ofOthers = others.IsEmpty ? default : new(view, other!.Value, densities);
                int i = 0, j = 0;
                while (i + j < Math.Min(destination.Length, ones.Length + others.Length))
                {
                    bool isOne = j == others.Length || (i < ones.Length && ones[i].Prominence >= others[j].Prominence);
                    destination[i + j] = isOne ? ofOnes.Zone(ones[i++]) : ofOthers.Zone(others[j++]);
                }
            }

            return ones.Length + others.Length;
        }
        finally
        {
            ArrayPool<Persistence.Peak<long>>.Shared.Return(peaks);
            ArrayPool<double>.Shared.Return(densities);
        }
    }

    internal static ReadOnlySpan<long> UnitsOf(MapView view, Side side) => side == Side.Long ? view.LongUnits : view.ShortUnits;

    /// <summary>The least whole number of units that is worth as much; false where no cell can be.</summary>
    internal static bool TryUnits(MapView view, double notional, out long units)
    {
        // Quanta are powers of two: the quotient is exact.
        double least = view.Grid is null ? double.PositiveInfinity : Math.Ceiling(notional / view.Quantum);
        bool can = least < long.MaxValue;
        units = can ? (long)least : 0;
        return can;
    }
}
