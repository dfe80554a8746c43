using System.Collections.Immutable;

namespace HeatMap;

/// <summary>The count of a <see cref="TouchStudy"/>.</summary>
internal ref struct TouchCount
{
    private readonly ReadOnlySpan<LiquidationMap> _maps;
    private readonly MarkColumns _bars;
    private readonly TouchStudyOptions _options;
    private readonly List<Zone>[] _zones;
    private readonly int[] _firstBar;
    private readonly Dictionary<(Side Side, int Width, int Density), (TouchTally Zones, TouchTally Placebo)> _tallies = [];

    public TouchCount(ReadOnlySpan<LiquidationMap> maps, ReadOnlySpan<long> times, MarkColumns bars, TouchStudyOptions options)
    {
        _maps = maps;
        _bars = bars;
        _options = options;
        _zones = new List<Zone>[maps.Length];
        _firstBar = new int[maps.Length + 1];
        _firstBar[^1] = bars.Count;
        for (int i = 0; i < maps.Length; i++)
        {
            ZoneSelection selection = options.Selection ?? ZoneSelection.Default;
            _zones[i] = [];
            selection.AddTo(_zones[i], maps[i].View, Side.Long);
            selection.AddTo(_zones[i], maps[i].View, Side.Short);
            int place = bars.TimeUnixMs.BinarySearch(times[i]);
            _firstBar[i] = place < 0 ? ~place : place;
        }
    }

    public readonly List<ZoneTouch> Touches { get; } = [];

    public int LeftOut { get; private set; }

    public void Run()
    {
        for (int i = 0; i < _maps.Length; i++)
        {
            foreach (Zone zone in _zones[i])
            {
                Count(i, zone);
            }
        }
    }

    public ImmutableArray<TouchRow> Rows()
    {
        TouchStudyOptions options = _options;
        return
        [
            .. _tallies.OrderByDescending(static t => (int)t.Key.Side).ThenBy(static t => t.Key.Width).ThenBy(static t => t.Key.Density)
                .Select(t => new TouchRow(t.Key.Side, ClassEdges.RangeOf(t.Key.Width, options.WidthEdges), ClassEdges.RangeOf(t.Key.Density, options.DensityEdges), t.Value.Zones, t.Value.Placebo)),
        ];
    }

    private void Count(int snapshot, Zone zone)
    {
        (double near, double far) = zone.Side == Side.Long ? (zone.Range.High, zone.Range.Low) : (zone.Range.Low, zone.Range.High);
        double mark = zone.MarkPrice;
        if (zone.Side == Side.Long ? mark <= near : mark >= near)
        {
            return;
        }

        if (!TryWatch(snapshot, zone.Side, near, far, out TouchTally seen, out int touchedBy))
        {
            LeftOut++;
            return;
        }

        if (seen.Touched > 0)
        {
            Touches.Add(new(snapshot, zone, _bars.TimeUnixMs[touchedBy], seen.Bounced > 0 ? TouchOutcome.Bounced : seen.Held > 0 ? TouchOutcome.Held : TouchOutcome.Swept));
        }

        (Side, int, int) key = (zone.Side, ClassEdges.Of(zone.WidthFraction, _options.WidthEdges), ClassEdges.Of(zone.RelativeDensity, _options.DensityEdges));
        (TouchTally zones, TouchTally placebos) = _tallies.GetValueOrDefault(key);
        _tallies[key] = (zones + seen, placebos + Placebo(snapshot, zone.Side, near / mark, far / mark));
    }

    /// <summary>What happened at the same relative prices from other snapshots, as one range.</summary>
    private TouchTally Placebo(int snapshot, Side side, double near, double far)
    {
        var sum = default(TouchTally);
        for (int other = 0; other < _maps.Length; other++)
        {
            double mark = _maps[other].MarkPrice, low = mark * Math.Min(near, far), high = mark * Math.Max(near, far);
            bool fits = other != snapshot && low >= _maps[other].Grid.Lower && high <= _maps[other].Grid.Upper;
            foreach (Zone zone in _zones[other])
            {
                fits &= zone.Side != side || zone.Range.High <= low || zone.Range.Low >= high;
            }

            if (fits && TryWatch(other, side, mark * near, mark * far, out TouchTally seen, out _))
            {
                sum += seen;
            }
        }

        return sum.Ranges == 0 ? sum : new(1, sum.Bounced / sum.Ranges, sum.Held / sum.Ranges, sum.Swept / sum.Ranges);
    }

    /// <summary>What happened at a range that was seen in a snapshot; false where the bars end before the horizon of its touch.</summary>
    private bool TryWatch(int snapshot, Side side, double near, double far, out TouchTally seen, out int touchedBy)
    {
        seen = new(1, 0, 0, 0);
        for (touchedBy = _firstBar[snapshot]; touchedBy < _firstBar[snapshot + 1]; touchedBy++)
        {
            if (IsReached(touchedBy, side, near))
            {
                bool isKnown = TryOutcome(touchedBy, side, near, far, out TouchOutcome outcome);
                seen = outcome switch
                {
                    TouchOutcome.Bounced => seen with { Bounced = 1 },
                    TouchOutcome.Held => seen with { Held = 1 },
                    _ => seen with { Swept = 1 },
                };
                return isKnown;
            }
        }

        return true;
    }

    private bool TryOutcome(int touchedBy, Side side, double near, double far, out TouchOutcome outcome)
    {
        long end = _bars.TimeUnixMs[touchedBy] + (long)_options.OutcomeWithin.TotalMilliseconds;
        double rebound = Math.Max(_options.MinRebound * near, Math.Abs(near - far)), back = side == Side.Long ? near + rebound : near - rebound;
        Side other = side == Side.Long ? Side.Short : Side.Long;
        outcome = TouchOutcome.Held;
        if (_bars.TimeUnixMs[^1] < end)
        {
            // Also where the outcome is already seen: the quick ones alone would count more than their share.
            return false;
        }

        for (int bar = touchedBy; _bars.TimeUnixMs[bar] < end; bar++)
        {
            if (IsReached(bar, side, far))
            {
                outcome = TouchOutcome.Swept;
                return true;
            }

            if (bar > touchedBy && IsReached(bar, other, back))
            {
                outcome = TouchOutcome.Bounced;
                return true;
            }
        }

        return true;
    }

    /// <summary>Whether a bar came down to a price, for longs, or up to it, for shorts.</summary>
    private bool IsReached(int bar, Side side, double price) => side == Side.Long ? _bars.Low[bar] <= price : _bars.High[bar] >= price;
}
