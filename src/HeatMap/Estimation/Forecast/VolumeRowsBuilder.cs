using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Walks through bars once, asks maps and path at the start of every interval, and keeps rows to fit on.</summary>
/// <remarks>Maps are frozen at an interval's start: they read its bars only after they have been asked. So no row knows anything of later bars but its own path and volume.</remarks>
public sealed class VolumeRowsBuilder
{
    private static readonly Side[] Sides = [Side.Long, Side.Short];

    private readonly PathFeatures _features;
    private readonly ImmutableArray<MapEstimator> _maps;
    private readonly List<double>[] _columns = [[], [], [], [], [], []];
    private readonly List<long> _starts = [];
    private readonly double[] _row;

    /// <summary>Prepares a walk.</summary>
    /// <param name="features">The path machine, and how long intervals are. The builder feeds it.</param>
    /// <param name="maps">The maps to watch; may be none. The builder feeds them, and each only once.</param>
    public VolumeRowsBuilder(PathFeatures features, params ReadOnlySpan<MapEstimator> maps)
    {
        ArgumentNullException.ThrowIfNull(features);
        foreach (MapEstimator map in maps)
        {
            ArgumentNullException.ThrowIfNull(map, nameof(maps));
        }

        (_features, _maps, _row) = (features, [.. maps], new double[features.Count]);
        BarsPerInterval = (int)(features.Interval.Ticks / features.BarLength.Ticks);
    }

    /// <summary>How many bars an interval has.</summary>
    public int BarsPerInterval { get; }

    /// <summary>How many rows there are so far.</summary>
    public int Count => _starts.Count;

    /// <summary>Whether intervals are only fed, without rows.</summary>
    internal bool IsPaused { get; set; }

    /// <summary>Reads one interval: asks first, then feeds its bars.</summary>
    /// <param name="bars">At most <see cref="BarsPerInterval"/> bars that follow each other. Fewer, as before a hole, are fed without a row.</param>
    /// <returns>The interval's path; null where no row was kept: the interval is not whole, its liquidations are unknown, or less than a day was read before it.</returns>
    /// <exception cref="ArgumentException">There is no bar, or a bar is refused by the path machine or a map.</exception>
    public IntervalPath? Add(ReadOnlySpan<MarketBar> bars)
    {
        IntervalPath? kept = Peek(bars);
        if (kept is { } path)
        {
            foreach (Side side in Sides)
            {
                Keep(side, path, Sum(bars, side));
            }
        }

        foreach (MarketBar bar in bars)
        {
            foreach (MapEstimator map in _maps)
            {
                map.Add(bar);
            }

            _features.Add(bar);
        }

        return kept;
    }

    /// <summary>The path of an interval that would be kept, before anything reads its bars; null where none would.</summary>
    internal IntervalPath? Peek(ReadOnlySpan<MarketBar> bars)
    {
        if (bars.IsEmpty || bars.Length > BarsPerInterval)
        {
            Throw.Argument(nameof(bars), $"bars must be 1 to {BarsPerInterval}, were {bars.Length}");
        }

        bool isKnown = double.IsFinite(Sum(bars, Side.Long)) && double.IsFinite(Sum(bars, Side.Short));
        return !IsPaused && _features.IsReady && isKnown && bars.Length == BarsPerInterval ? IntervalPath.Through(bars, _features.StartOf(bars[0])) : null;
    }

    /// <summary>Cuts bars into intervals and reads them all. A hole ends an interval; intervals begin at whole multiples of their length.</summary>
    /// <param name="bars">By rising time.</param>
    /// <exception cref="ArgumentException">A bar is refused.</exception>
    public void AddAll(ReadOnlySpan<MarketBar> bars)
    {
        while (!bars.IsEmpty)
        {
            int count = IntervalLength(bars);
            Add(bars[..count]);
            bars = bars[count..];
        }
    }

    /// <summary>How many of the next bars belong to one interval.</summary>
    internal int IntervalLength(ReadOnlySpan<MarketBar> bars)
    {
        long bar = (long)_features.BarLength.TotalMilliseconds, interval = (long)_features.Interval.TotalMilliseconds, start = bars[0].OpenTimeUnixMs;
        int count = 1;
        while (count < bars.Length && count < BarsPerInterval && bars[count].OpenTimeUnixMs == start + (count * bar) && bars[count].OpenTimeUnixMs % interval != 0)
        {
            count++;
        }

        return count;
    }

    /// <summary>Freezes the rows so far.</summary>
    public VolumeRows ToRows() => new(_features.Names, _maps.Length, _features.Interval, [.. _columns.Select(c => c.ToArray())], [.. _starts]);

    private void Keep(Side side, in IntervalPath path, double volume)
    {
        _features.Fill(side, path, _row);
        _columns[0].AddRange(_row);
        _columns[1].Add(volume);
        foreach (MapEstimator map in _maps)
        {
            _columns[2].Add(map.LastOpenTimeUnixMs is null ? 0 : map.SweptShare(side, path.Reached(side)));
        }

        _columns[3].Add(_features.Deviation);
        _columns[4].Add(_features.OpenInterestNotional);
        _columns[5].Add(path.Adverse(side));
        _starts.Add(path.StartUnixMs);
    }

    private static double Sum(ReadOnlySpan<MarketBar> bars, Side side)
    {
        double sum = 0;
        foreach (MarketBar bar in bars)
        {
            sum += bar.Liquidations(side);
        }

        return sum;
    }
}
