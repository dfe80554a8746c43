using System.Buffers;
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

    /// <summary>So many peaks are ranked at first; seldom more are looked at.</summary>
    private const int Ranked = 64;

    internal static ZoneSelection Default { get; } = new();

    /// <summary>The zones of a side, the most prominent first.</summary>
    internal void AddTo(List<Zone> zones, MapView view, Side side, double minProminence = 0)
    {
        if (!MapReading.TryUnits(view, Math.Max(minProminence, MinProminence), out long leastUnits))
        {
            return;
        }

        int bands = view.Grid.Count;
        Persistence.Peak<long>[] scratch = ArrayPool<Persistence.Peak<long>>.Shared.Rent(Persistence.MostPeaks(bands));
        double[] densities = ArrayPool<double>.Shared.Rent(bands);
        try
        {
            Span<Persistence.Peak<long>> peaks = Persistence.Find(MapReading.UnitsOf(view, side), leastUnits, scratch, Ranked);
            Add(zones, view, new(view, side, densities), side == Side.Long ? view.InBands.Long : view.InBands.Short, peaks);
        }
        finally
        {
            ArrayPool<Persistence.Peak<long>>.Shared.Return(scratch);
            ArrayPool<double>.Shared.Return(densities);
        }
    }

    private void Add(List<Zone> zones, MapView view, ZoneShape shape, double all, Span<Persistence.Peak<long>> peaks)
    {
        int first = zones.Count;
        double least = MinShare * all, left = all;
        for (int i = 0; i < peaks.Length; i++)
        {
            if (i == Ranked)
            {
                Persistence.Rank(peaks[Ranked..], peaks.Length);
            }

            // Zones that are taken do not overlap, so when less is left than a zone must hold there are no more.
            if (zones.Count - first == MostZones || left < least)
            {
                return;
            }

            // Of two zones that overlap the less prominent lies within the other, so its peak tells before it is shaped.
            if (IsWithinAny(zones, first, view.Grid[peaks[i].Index].Middle))
            {
                continue;
            }

            Zone zone = shape.Zone(peaks[i]);
            if (zone.Notional >= least && !zone.IsPast)
            {
                zones.Add(zone);
                left -= zone.Notional;
            }
        }
    }

    private static bool IsWithinAny(List<Zone> zones, int first, double price)
    {
        for (int i = first; i < zones.Count; i++)
        {
            if (zones[i].Range.Contains(price))
            {
                return true;
            }
        }

        return false;
    }
}
