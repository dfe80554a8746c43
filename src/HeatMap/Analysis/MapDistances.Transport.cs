using System.Buffers;
using HeatMap.Internal;

namespace HeatMap;

/// <content>Distances that see shape and amount at once.</content>
public static partial class MapDistances
{
    /// <summary>What it costs to make this map the other: moving notional costs the distance in price, making or destroying it a penalty.</summary>
    /// <param name="map">The map that is asked.</param>
    /// <param name="other">The map to compare with: one lattice, unit and quantum. Windows, marks and counts may differ; a window holds nothing beyond its ends.</param>
    /// <param name="penalty">
    /// The price distance, quote per base, that making or destroying a unit of notional is worth; finite and &gt; 0. Nothing is moved farther than twice that.
    /// </param>
    /// <param name="side">Long or short; <see langword="null"/> for both sides' sum in each band.</param>
    /// <returns>
    /// In quote times price: the exact flat (Kantorovich-Rubinstein) distance of the unnormalised notional in bands, a metric. Zero where both are empty, penalty × notional where one is. With equal notional and a large
    /// penalty it is notional × <see cref="MapDistance.WassersteinPrice"/>. Tails and unplaced rows are not part.
    /// </returns>
    /// <exception cref="ArgumentException">The maps differ in what they must share, or an argument is outside its domain; the message says in what.</exception>
    /// <remarks>O(bands × log bands). Allocates nothing beyond pooled scratch. The method: <c>docs/method/map-distances.md</c>.</remarks>
    public static double TransportCost(this LiquidationMap map, LiquidationMap other, double penalty, Side? side = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(other);
        return map.View.TransportCost(other.View, penalty, side);
    }

    /// <inheritdoc cref="TransportCost(LiquidationMap, LiquidationMap, double, Side?)"/>
    public static double TransportCost(this MapView map, MapView other, double penalty, Side? side = null)
    {
        MapPair.RequireAlike(map, other, nameof(map), nameof(other));
        Guard.Positive(penalty);
        BandMass first = new(map, side), second = new(other, side);
        var pairs = new BandPairs(map.Grid, first, other.Grid, second);
        double low = double.NaN, high = double.NaN, price = pairs.PricePerPosition;
        Int128 difference = 0;
        int count = 0;
        for (BandPairs all = pairs; all.MoveNext(); count++)
        {
            difference += (Int128)all.First - all.Second;
            low = count == 0 ? all.Position : low;
            high = all.Position;
        }

        if (count == 0)
        {
            return 0;
        }

        // From half the range on, all that can be moved is; a larger penalty is only paid for the difference, and would cost digits on the way.
        double walked = Math.Min(penalty / price, (high - low) / 2), beyond = Math.Max(0, penalty - (walked * price));
        Bend[] scratch = ArrayPool<Bend>.Shared.Rent(2 * count);
        var walk = new TransportWalk(walked, scratch.AsSpan(0, count), scratch.AsSpan(count, count));
        for (double last = low; pairs.MoveNext(); last = high)
        {
            high = pairs.Position;
            walk.Advance(high - last);
            walk.Add((double)((Int128)pairs.First - pairs.Second));
        }

        ArrayPool<Bend>.Shared.Return(scratch);
        return ((walk.Cost * price) + (beyond * (double)Int128.Abs(difference))) * map.Quantum;
    }
}
