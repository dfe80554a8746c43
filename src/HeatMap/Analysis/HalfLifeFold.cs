using System.Collections.Immutable;

namespace HeatMap;

/// <summary>Follows bands through snapshots that come one after the other, and keeps no more of them than the longest lag asks for.</summary>
internal sealed class HalfLifeFold
{
    private readonly BandGrid _grid;
    private readonly HalfLifeOptions _options;
    private readonly Slot[] _slots;
    private readonly Int128[] _kept, _stood;
    private readonly int _classes;
    private int _added, _origins;

    public HalfLifeFold(BandGrid grid, HalfLifeOptions options, int snapshots)
    {
        (_grid, _options) = (grid, options);
        _slots = new Slot[Math.Clamp(snapshots - 1, 0, options.LongestLag) + 1];
        for (int i = 0; i < _slots.Length; i++)
        {
            _slots[i] = new(grid.Count);
        }

        // The last class is everything.
        _classes = options.Edges.Length + 2;
        (_kept, _stood) = (new Int128[_classes * _slots.Length], new Int128[_classes * _slots.Length]);
    }

    /// <summary>Room for the next snapshot.</summary>
    public (long[] Longs, long[] Shorts) Next()
    {
        Slot slot = _slots[_added % _slots.Length];
        return (slot.Longs, slot.Shorts);
    }

    /// <summary>Counts the snapshot in <see cref="Next"/>.</summary>
    /// <param name="isThere">Whether it is one.</param>
    /// <param name="mark">Its mark; NaN where nobody knows it, and bands have no distance.</param>
    public void Add(bool isThere, double mark)
    {
        Slot now = _slots[_added % _slots.Length];
        (now.IsThere, now.HasMark) = (isThere, isThere && mark > 0);
        for (int band = 0; band < _grid.Count && now.HasMark; band++)
        {
            now.Class[band] = (byte)DistanceClasses.Of(Math.Abs((_grid[band].Middle / mark) - 1), _options.Edges);
        }

        if (now.HasMark)
        {
            _origins++;
            Compare(now, now, 0);
        }

        for (int lag = 1; lag <= Math.Min(_added, _slots.Length - 1) && isThere; lag++)
        {
            Slot then = _slots[(_added - lag) % _slots.Length];
            if (then.HasMark)
            {
                Compare(then, now, lag);
            }
        }

        _added++;
    }

    public ImmutableArray<HalfLifeCurve> Curves(double hoursPerLag, double quantum)
    {
        var curves = ImmutableArray.CreateBuilder<HalfLifeCurve>(_classes);
        for (int i = 0; i < _classes; i++)
        {
            double[] overlap = new double[_slots.Length];
            for (int lag = 0; lag < overlap.Length; lag++)
            {
                int cell = (lag * _classes) + i;
                overlap[lag] = (double)_kept[cell] / (double)_stood[cell];
            }

            bool isAll = i == _classes - 1;
            double from = isAll || i == 0 ? 0 : _options.Edges[i - 1], to = i < _options.Edges.Length ? _options.Edges[i] : double.PositiveInfinity;
            curves.Add(new(from, to, hoursPerLag, (double)_stood[i] * quantum / _origins, overlap));
        }

        return curves.MoveToImmutable();
    }

    private void Compare(Slot then, Slot now, int lag)
    {
        Span<Int128> kept = _kept.AsSpan(lag * _classes, _classes), stood = _stood.AsSpan(lag * _classes, _classes);
        if (_options.Side != Side.Short)
        {
            Compare(then.Longs, now.Longs, then.Class, kept, stood);
        }

        if (_options.Side != Side.Long)
        {
            Compare(then.Shorts, now.Shorts, then.Class, kept, stood);
        }
    }

    private static void Compare(long[] then, long[] now, byte[] classes, Span<Int128> kept, Span<Int128> stood)
    {
        for (int band = 0; band < then.Length; band++)
        {
            long units = then[band];
            if (units != 0)
            {
                long still = Math.Min(units, now[band]);
                kept[classes[band]] += still;
                stood[classes[band]] += units;
                kept[^1] += still;
                stood[^1] += units;
            }
        }
    }

    private sealed class Slot(int bands)
    {
        public long[] Longs { get; } = new long[bands];

        public long[] Shorts { get; } = new long[bands];

        public byte[] Class { get; } = new byte[bands];

        public bool IsThere { get; set; }

        public bool HasMark { get; set; }
    }
}
