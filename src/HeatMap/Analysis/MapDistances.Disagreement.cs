using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <content>Disagreement band by band.</content>
public static partial class MapDistances
{
    /// <summary>Where this map and another disagree, band by band.</summary>
    /// <param name="map">The map that is asked.</param>
    /// <param name="other">The map to compare with: one lattice, unit and quantum. Windows, marks and counts may differ; a window holds nothing beyond its ends.</param>
    /// <param name="side">Long or short; <see langword="null"/> for both sides' sum in each band.</param>
    /// <exception cref="ArgumentException">The maps differ in what they must share, or one window over both would have too many bands; the message says in what.</exception>
    /// <remarks>O(bands). Allocates the result.</remarks>
    public static BandDisagreement DisagreementWith(this LiquidationMap map, LiquidationMap other, Side? side = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(other);
        MapPair.RequireAlike(map.View, other.View, nameof(map), nameof(other));
        BandGrid grid = map.Grid.Cover(other.Grid);
        double[] shares = SharesIn(grid, map.View, side), otherShares = SharesIn(grid, other.View, side), nats = new double[grid.Count];
        FillNats(shares, otherShares, nats);
        return new(grid, nats, shares, otherShares);
    }

    /// <summary>Where a view and another of the same window disagree, into the caller's memory.</summary>
    /// <param name="map">The map that is asked.</param>
    /// <param name="other">The map to compare with: one window, unit and quantum.</param>
    /// <param name="nats">Receives what each band adds to the Jensen-Shannon divergence.</param>
    /// <param name="shareDifference">Receives the other's share of each band less that of the map that is asked.</param>
    /// <param name="side">Long or short; <see langword="null"/> for both sides' sum in each band.</param>
    /// <returns>The divergence in nats. Zeros where neither has notional in bands, NaN where only one has.</returns>
    /// <exception cref="ArgumentException">The maps differ in what they must share, or a destination is shorter than the grid; the message says in what.</exception>
    /// <remarks>O(bands). Allocates nothing.</remarks>
    public static double DisagreementWith(this MapView map, MapView other, Span<double> nats, Span<double> shareDifference, Side? side = null)
    {
        MapPair.RequireAlike(map, other, nameof(map), nameof(other));
        int count = map.Grid.Count;
        if (!map.Grid.Equals(other.Grid))
        {
            Throw.Argument(nameof(other), $"the windows differ: {map.Grid} and {other.Grid}; the form that allocates covers both");
        }

        RequireRoom(nats, count, nameof(nats));
        RequireRoom(shareDifference, count, nameof(shareDifference));
        BandMass first = new(map, side), second = new(other, side);
        double mass = (double)first.Total, otherMass = (double)second.Total;
        var sum = default(FoldedSum);
        for (int band = 0; band < count; band++)
        {
            double p = ShareOf(first[band], mass), q = ShareOf(second[band], otherMass);
            nats[band] = NatsOf(p, q, mass, otherMass);
            shareDifference[band] = mass == 0 && otherMass == 0 ? 0 : mass == 0 || otherMass == 0 ? double.NaN : q - p;
            sum.Add(nats[band]);
        }

        return sum.Value;
    }

    /// <summary>Shares of a map in a window that covers its own; zeros of a map without notional in bands.</summary>
    internal static double[] SharesIn(BandGrid grid, MapView map, Side? side)
    {
        var mass = new BandMass(map, side);
        double[] shares = new double[grid.Count];
        double total = (double)mass.Total;
        int first = (int)(map.Grid.FirstIndex - grid.FirstIndex);
        for (int band = 0; band < mass.Count; band++)
        {
            shares[first + band] = ShareOf(mass[band], total);
        }

        return shares;
    }

    private static void FillNats(double[] shares, double[] otherShares, double[] nats)
    {
        double mass = shares.AsSpan().ContainsAnyExcept(0.0) ? 1 : 0, otherMass = otherShares.AsSpan().ContainsAnyExcept(0.0) ? 1 : 0;
        for (int band = 0; band < nats.Length; band++)
        {
            nats[band] = NatsOf(shares[band], otherShares[band], mass, otherMass);
        }
    }

    private static double ShareOf(ulong units, double total) => total == 0 ? 0 : units / total;

    private static double NatsOf(double p, double q, double mass, double otherMass) => mass == 0 != (otherMass == 0) ? double.NaN : ShareDistance.Nats(p, q);

    private static void RequireRoom(Span<double> destination, int count, string name)
    {
        if (destination.Length < count)
        {
            Throw.Argument(name, string.Create(CultureInfo.InvariantCulture, $"{name} must have room for {count} bands, had {destination.Length}"));
        }
    }
}
