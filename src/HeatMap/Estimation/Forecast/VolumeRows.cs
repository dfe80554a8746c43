using System.Collections.Immutable;
using System.Globalization;

namespace HeatMap.Estimation;

/// <summary>What a <see cref="ForcedVolumeModel"/> is fitted on: for each interval and side the liquidated volume, the path's row, and the share that each map had in the reach of the path.</summary>
/// <remarks>In time order, of an interval longs before shorts. Every number but the path of its own interval and the volume was known when the interval began. Immutable; made by <see cref="VolumeRowsBuilder"/>.</remarks>
public sealed class VolumeRows
{
    private readonly double[] _features, _targets, _swept, _deviations, _openInterest, _adverse;
    private readonly long[] _starts;

    internal VolumeRows(ImmutableArray<string> names, int mapCount, TimeSpan interval, double[][] columns, long[] starts)
    {
        (Names, MapCount, Interval, _starts) = (names, mapCount, interval, starts);
        (_features, _targets, _swept, _deviations, _openInterest, _adverse) = (columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]);
    }

    /// <summary>How many rows there are.</summary>
    public int Count => _starts.Length;

    /// <summary>How many maps were watched.</summary>
    public int MapCount { get; }

    /// <summary>The length of the intervals.</summary>
    public TimeSpan Interval { get; }

    /// <summary>What each number of a path row is.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>When the interval of each row begins, in milliseconds since 1970.</summary>
    public ReadOnlySpan<long> StartsUnixMs => _starts;

    /// <summary>What was liquidated, in quote.</summary>
    public ReadOnlySpan<double> Targets => _targets;

    /// <summary>The standard deviation of the log price over an interval, as it was known at the start.</summary>
    public ReadOnlySpan<double> Deviations => _deviations;

    /// <summary>Open interest at the start, in quote; NaN where unknown.</summary>
    public ReadOnlySpan<double> OpenInterest => _openInterest;

    /// <summary>How far the price went against the side, as a logarithm.</summary>
    public ReadOnlySpan<double> Adverse => _adverse;

    /// <summary>The side of a row.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> − 1.</param>
    public Side SideOf(int row) => Features(row)[SideColumn] < 0 ? Side.Long : Side.Short;

    /// <summary>The path row; NaN where a number is unknown.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public ReadOnlySpan<double> Features(int row) => _features.AsSpan(Check(row) * Names.Length, Names.Length);

    /// <summary>The share of a side's standing quantity that a map had in the reach of the path.</summary>
    /// <param name="row">From 0 to <see cref="Count"/> − 1.</param>
    /// <param name="map">From 0 to <see cref="MapCount"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row or map.</exception>
    public double SweptShare(int row, int map)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(map);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(map, MapCount);
        return _swept[(Check(row) * MapCount) + map];
    }

    private int SideColumn => Names.IndexOf(PathFeatures.SideName);

    private int Check(int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Count);
        return row;
    }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count:N0} intervals of {CompactNumber.Duration(Interval)}, {MapCount} maps");
}
