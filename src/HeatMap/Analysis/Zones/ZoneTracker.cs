using System.Globalization;
using System.Runtime.InteropServices;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Follows zones from snapshot to snapshot: which are the same, which grew, moved, merged, were swept.</summary>
/// <remarks>
/// <para>Zones of one side are one when their prices overlap; of several that do, the best fit goes first (overlap over the prices of both), then the older. A zone that price went through is swept
/// and ends there, also if something waits at the same prices afterwards: that is born anew.</para>
/// <para>A machine of one writer: not safe for several threads at once.</para>
/// </remarks>
public sealed class ZoneTracker
{
    private readonly ZoneTrackerOptions _options;
    private readonly List<ZoneEvent> _events = [];
    private readonly List<Zone> _found = [];
    private readonly List<ZonePair> _pairs = [];

    /// <summary>For each known zone the place of what it is now, and for each found one the place of what it was; −1 for none.</summary>
    private readonly List<int> _next = [], _origin = [];

    private List<TrackedZone> _zones = [], _spare = [];
    private int _given;
    private double _mark = double.NaN;

    /// <summary>Makes a tracker that has seen nothing.</summary>
    /// <param name="options">When zones are one; <see langword="null"/> for the defaults.</param>
    public ZoneTracker(ZoneTrackerOptions? options = null) => _options = options ?? ZoneTrackerOptions.Default;

    /// <summary>The zones of the last snapshot, longs first, of each side the most prominent first. Valid until the next call.</summary>
    public ReadOnlySpan<TrackedZone> Zones => CollectionsMarshal.AsSpan(_zones);

    /// <summary>Takes the next snapshot.</summary>
    /// <param name="view">The map as it is now; not <c>default</c>. Grids may differ from snapshot to snapshot.</param>
    /// <param name="path">The lowest and highest mark since the last snapshot; <c>default</c> for straight from that mark to this one.</param>
    /// <returns>What happened: first to the zones that were there, in their order, then what is new. At the first snapshot every zone is born. Valid until the next call.</returns>
    /// <exception cref="ArgumentException"><paramref name="view"/> is <c>default</c>, or <paramref name="path"/> is reversed or not a number.</exception>
    /// <remarks>O(bands + z² log z) for z zones, as long as a zone fits few others; memory is kept from call to call.</remarks>
    public ReadOnlySpan<ZoneEvent> Observe(MapView view, PriceRange path = default)
    {
        PriceRange crossed = CheckedPath(view, path);
        Match(view, crossed);
        _events.Clear();
        for (int i = 0; i < _zones.Count; i++)
        {
            Tell(i, crossed);
        }

        Continue(isTold: true);
        for (int now = 0; now < _found.Count; now++)
        {
            if (_origin[now] < 0)
            {
                int parent = Parent(now);
                _events.Add(new() { Kind = parent == 0 ? ZoneEventKind.Born : ZoneEventKind.Split, Id = _spare[now].Id, OtherId = parent, After = _found[now], WasTouched = IsTouched(_found[now], crossed) });
            }
        }

        (_zones, _spare) = (_spare, _zones);
        _mark = view.MarkPrice;
        return CollectionsMarshal.AsSpan(_events);
    }

    /// <summary>Takes the last snapshot again, seen differently: with other positions, so that it can be compared with the next one like with like.</summary>
    /// <param name="view">The map of the same moment; not <c>default</c>.</param>
    /// <remarks>Zones that overlap with those that are known keep their identity; the others are forgotten or new, without an event.</remarks>
    /// <exception cref="ArgumentException"><paramref name="view"/> is <c>default</c>.</exception>
    public void Rebase(MapView view)
    {
        CheckedPath(view, default);
        Match(view, new(double.PositiveInfinity, double.NegativeInfinity));
        Continue(isTold: false);
        (_zones, _spare) = (_spare, _zones);
        _mark = view.MarkPrice;
    }

    private static bool IsTouched(Zone zone, PriceRange path) => zone.Side == Side.Long ? path.Low <= zone.Range.High : path.High >= zone.Range.Low;

    private static bool IsSwept(Zone zone, PriceRange path) => zone.Side == Side.Long ? path.Low <= zone.Range.Low : path.High >= zone.Range.High;

    private PriceRange CheckedPath(MapView view, PriceRange path)
    {
        if (view.Grid is null)
        {
            Throw.Argument(nameof(view), "view must be of a map; a default view has neither grid nor mark");
        }

        if (!(path.Low <= path.High))
        {
            Throw.Argument(nameof(path), string.Create(CultureInfo.InvariantCulture, $"path must have low <= high, was {path.Low} to {path.High}"));
        }

        double before = double.IsNaN(_mark) ? view.MarkPrice : _mark;
        return path == default ? new(Math.Min(before, view.MarkPrice), Math.Max(before, view.MarkPrice)) : path;
    }

    /// <summary>Finds the zones of a map, and which of the known ones each is.</summary>
    private void Match(MapView view, PriceRange crossed)
    {
        _found.Clear();
        ZoneSelection selection = _options.Selection ?? ZoneSelection.Default;
        selection.AddTo(_found, view, Side.Long);
        selection.AddTo(_found, view, Side.Short);
        _pairs.Clear();
        for (int before = 0; before < _zones.Count; before++)
        {
            for (int now = 0; now < _found.Count && !IsSwept(_zones[before].Zone, crossed); now++)
            {
                if (Fit(_zones[before].Zone, _found[now]) is { } fit)
                {
                    _pairs.Add(new(before, now, fit));
                }
            }
        }

        // The best pairs first; each zone is one other at most, and the rest of the pairs tell of mergers and splits.
        _pairs.Sort(static (x, y) => x.Fit != y.Fit ? y.Fit.CompareTo(x.Fit) : x.Before != y.Before ? x.Before.CompareTo(y.Before) : x.Now.CompareTo(y.Now));
        Fill(_next, _zones.Count);
        Fill(_origin, _found.Count);
        foreach (ZonePair pair in _pairs)
        {
            if (_next[pair.Before] < 0 && _origin[pair.Now] < 0)
            {
                (_next[pair.Before], _origin[pair.Now]) = (pair.Now, pair.Before);
            }
        }
    }

    private static void Fill(List<int> places, int count)
    {
        places.Clear();
        for (int i = 0; i < count; i++)
        {
            places.Add(-1);
        }
    }

    /// <summary>How well two zones fit, the overlap over the prices of both; null where they are not one.</summary>
    private double? Fit(Zone before, Zone now)
    {
        double wider = _options.Tolerance * now.MarkPrice;
        double overlap = Math.Min(before.Range.High, now.Range.High) - Math.Max(before.Range.Low, now.Range.Low) + (2 * wider);
        double narrower = Math.Min(before.Width, now.Width) + (2 * wider), both = before.Width + now.Width + (4 * wider) - overlap;
        return before.Side == now.Side && overlap >= _options.MinOverlap * narrower ? overlap / both : null;
    }

    /// <summary>What happened to a zone that was there.</summary>
    private void Tell(int place, PriceRange path)
    {
        Zone before = _zones[place].Zone;
        var said = new ZoneEvent { Id = _zones[place].Id, Before = before, WasTouched = IsTouched(before, path) };
        if (_next[place] < 0)
        {
            int heir = Heir(place);
            _events.Add(said with { Kind = IsSwept(before, path) ? ZoneEventKind.Swept : heir > 0 ? ZoneEventKind.Merged : ZoneEventKind.Gone, OtherId = heir });
            return;
        }

        Zone now = _found[_next[place]];
        said = said with { After = now };
        double change = now.Notional - before.Notional;
        if (change != 0 && Math.Abs(change) >= _options.NotableChange * before.Notional)
        {
            _events.Add(said with { Kind = change > 0 ? ZoneEventKind.Grew : ZoneEventKind.Thinned });
        }

        if (now.PeakPrice != before.PeakPrice && Math.Abs(now.PeakPrice - before.PeakPrice) >= _options.NotableMove * now.MarkPrice)
        {
            _events.Add(said with { Kind = ZoneEventKind.Moved });
        }
    }

    /// <summary>The known zone that goes on where another ended; zero where none does.</summary>
    private int Heir(int place)
    {
        foreach (ZonePair pair in _pairs)
        {
            if (pair.Before == place && _origin[pair.Now] >= 0)
            {
                return _zones[_origin[pair.Now]].Id;
            }
        }

        return 0;
    }

    /// <summary>The known zone that a new one overlaps and that went on elsewhere; zero where there is none.</summary>
    private int Parent(int place)
    {
        foreach (ZonePair pair in _pairs)
        {
            if (pair.Now == place && _next[pair.Before] >= 0)
            {
                return _zones[pair.Before].Id;
            }
        }

        return 0;
    }

    /// <summary>Puts the zones that were found beside the known ones, with the identities of those that they are.</summary>
    private void Continue(bool isTold)
    {
        _spare.Clear();
        for (int now = 0; now < _found.Count; now++)
        {
            int before = _origin[now];
            _spare.Add(before < 0 ? new(++_given, _found[now], 1) : new(_zones[before].Id, _found[now], _zones[before].Snapshots + (isTold ? 1 : 0)));
        }
    }

    /// <summary>Two zones that overlap, by their places.</summary>
    private readonly record struct ZonePair(int Before, int Now, double Fit);
}
