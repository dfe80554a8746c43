using HeatMap.Internal;

namespace HeatMap;

/// <summary>Which zones are worth following.</summary>
/// <remarks>Nested peaks count as part of the zone around them, so that the zones of a side never overlap. Zones that the mark is past (<see cref="Zone.IsPast"/>) are left out.</remarks>
public sealed record ZoneSelection
{
    /// <summary>The least prominence in the map's unit; finite and &gt;= 0, zero by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double MinProminence { get; init => field = Guard.NonNegative(value, nameof(MinProminence)); }

    /// <summary>The least that a zone holds, as a share of what the window holds of its side; from 0 to below 1, a fiftieth by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double MinShare { get; init => field = Guard.Rate(value, nameof(MinShare)); } = 0.02;

    /// <summary>How many of each side, the most prominent; &gt;= 0, ten by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MostZones { get; init => field = Guard.Count(value, nameof(MostZones)); } = 10;

    internal static ZoneSelection Default { get; } = new();

    /// <summary>The zones of a side, the most prominent first.</summary>
    internal void AddTo(List<Zone> zones, MapView view, Side side, double minProminence = 0)
    {
        SideTally inBands = view.InBands;
        double all = side == Side.Long ? inBands.Long : inBands.Short, least = MinShare * all, left = all, prominence = Math.Max(minProminence, MinProminence);
        var found = new Zone[view.Zones(side, prominence, [])];
        view.Zones(side, prominence, found);
        int first = zones.Count;
        foreach (Zone zone in found)
        {
            // Zones do not overlap, so when less is left than a zone must hold there are no more.
            if (zones.Count - first == MostZones || left < least)
            {
                return;
            }

            if (zone.Notional >= least && !zone.IsPast && !OverlapsAny(zones, first, zone.Range))
            {
                zones.Add(zone);
                left -= zone.Notional;
            }
        }
    }

    private static bool OverlapsAny(List<Zone> zones, int first, PriceRange range)
    {
        for (int i = first; i < zones.Count; i++)
        {
            if (zones[i].Range.Low < range.High && range.Low < zones[i].Range.High)
            {
                return true;
            }
        }

        return false;
    }
}
