using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Follows how a map's two sides build up: what owners did last, against what they usually do, and where the standing notional is going.</summary>
/// <remarks>
/// <para>For one writer. Takes one change after the other; remembers the last <see cref="BuildUpOptions.Window"/> of them. A refused call leaves it as it was.</para>
/// <para>The verdict: a side builds where its slope's t statistic is at least <see cref="BuildUpOptions.TrendStatistic"/>, declines where it is at most its negative, and else has no trend.</para>
/// <para>Everything is summed anew from the window at every call, so nothing drifts and a replay gives the same bits.</para>
/// </remarks>
public sealed class BuildUpTracker
{
    private const double MsPerHour = 3_600_000;

    private readonly BuildUpOptions _options;
    private readonly long[] _time;
    private readonly History _long, _short;
    private string? _unit;
    private int _next;

    /// <summary>A tracker that has seen nothing.</summary>
    /// <param name="options">Choices; <see langword="null"/> for the defaults.</param>
    /// <remarks>Allocates the window: 40 bytes a change.</remarks>
    public BuildUpTracker(BuildUpOptions? options = null)
    {
        _options = options ?? BuildUpOptions.Default;
        _time = new long[_options.Window];
        (_long, _short) = (new(_options.Window), new(_options.Window));
    }

    /// <summary>How many changes the window holds.</summary>
    public int Count { get; private set; }

    /// <summary>The last reading; <see langword="null"/> before the first change.</summary>
    public BuildUpReading? Last { get; private set; }

    /// <summary>Takes a change.</summary>
    /// <param name="timeUnixMs">When the later map was, in milliseconds since 1970; after that of the last change.</param>
    /// <param name="change">The change; in the unit of those before.</param>
    /// <exception cref="ArgumentException">The time does not go on, or the unit differs.</exception>
    /// <remarks>O(window). Allocates nothing.</remarks>
    public BuildUpReading Add(long timeUnixMs, MapChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (Count > 0 && change.Unit != _unit)
        {
            Throw.Argument(nameof(change), $"the units differ: {_unit ?? "nothing stated"} so far and {change.Unit ?? "nothing stated"} in change");
        }

        BuildUpReading reading = Add(timeUnixMs, change.Long, change.Short);
        _unit = change.Unit;
        return reading;
    }

    /// <summary>Takes a change as its two sides, as the form of <see cref="MapChanges.ChangeTo(MapView, MapView, PriceRange, Side, MapChangeOptions?)"/> that does not allocate gives them.</summary>
    /// <param name="timeUnixMs">When the later map was, in milliseconds since 1970; after that of the last change.</param>
    /// <param name="longs">The longs.</param>
    /// <param name="shorts">The shorts.</param>
    /// <exception cref="ArgumentException">The time does not go on, or a change is of the other side.</exception>
    /// <remarks>O(window). Allocates nothing. Units of quote are the caller's matter.</remarks>
    public BuildUpReading Add(long timeUnixMs, SideChange longs, SideChange shorts)
    {
        if (Last is { } last && timeUnixMs <= last.TimeUnixMs)
        {
            throw new ArgumentOutOfRangeException(
                nameof(timeUnixMs), timeUnixMs, string.Create(CultureInfo.InvariantCulture, $"timeUnixMs must be after {last.TimeUnixMs}, the last change, was {timeUnixMs}"));
        }

        RequireSide(longs, Side.Long, nameof(longs));
        RequireSide(shorts, Side.Short, nameof(shorts));
        double longScore = Score(_long.Net, longs.NetBuildUp), shortScore = Score(_short.Net, shorts.NetBuildUp);
        (_time[_next], _long.Net[_next], _short.Net[_next]) = (timeUnixMs, longs.NetBuildUp, shorts.NetBuildUp);
        (_long.Standing[_next], _short.Standing[_next]) = (longs.After, shorts.After);
        _next = (_next + 1) % _time.Length;
        Count = Math.Min(Count + 1, _time.Length);

        (double longSlope, double longStatistic) = Slope(_long.Standing);
        (double shortSlope, double shortStatistic) = Slope(_short.Standing);
        var reading = new BuildUpReading(
            timeUnixMs,
            new(longs.NetBuildUp, longScore, longs.After, longSlope, longStatistic),
            new(shorts.NetBuildUp, shortScore, shorts.After, shortSlope, shortStatistic),
            Count,
            double.IsNaN(longStatistic) || double.IsNaN(shortStatistic) ? null : Verdict(Direction(longStatistic), Direction(shortStatistic)));
        Last = reading;
        return reading;
    }

    /// <summary>Forgets everything.</summary>
    /// <remarks>O(1). Allocates nothing.</remarks>
    public void Reset()
    {
        (Count, _next, _unit) = (0, 0, null);
        Last = null;
    }

    private static BuildUpTrend Verdict(int longs, int shorts) => (longs, shorts) switch
    {
        (0, 0) => BuildUpTrend.Steady,
        (1, 0) => BuildUpTrend.LongsBuilding,
        (0, 1) => BuildUpTrend.ShortsBuilding,
        (1, 1) => BuildUpTrend.BothBuilding,
        (-1, 0) => BuildUpTrend.LongsDeclining,
        (0, -1) => BuildUpTrend.ShortsDeclining,
        (-1, -1) => BuildUpTrend.BothDeclining,
        (1, -1) => BuildUpTrend.LongsBuildingShortsDeclining,
        _ => BuildUpTrend.ShortsBuildingLongsDeclining,
    };

    private static void RequireSide(SideChange change, Side side, string name)
    {
        if (change.Side != side)
        {
            Throw.Argument(name, $"{name} must be a change of side {side}, was {change.Side}");
        }
    }

    private int Direction(double statistic) => statistic >= _options.TrendStatistic ? 1 : statistic <= -_options.TrendStatistic ? -1 : 0;

    /// <summary>A place of the window; 0 is the oldest.</summary>
    private int Place(int age) => (_next - Count + age + _time.Length) % _time.Length;

    private double Mean(double[] values, out bool areAlike)
    {
        var sum = default(FoldedSum);
        areAlike = true;
        for (int i = 0; i < Count; i++)
        {
            sum.Add(values[Place(i)]);
            areAlike &= values[Place(i)] == values[Place(0)];
        }

        return sum.Value / Count;
    }

    private double Score(double[] history, double value)
    {
        if (Count < _options.LeastHistory)
        {
            return double.NaN;
        }

        double mean = Mean(history, out bool areAlike);
        var squares = default(FoldedSum);
        for (int i = 0; i < Count; i++)
        {
            double off = history[Place(i)] - mean;
            squares.Add(off * off);
        }

        return areAlike ? double.NaN : (value - mean) / Math.Sqrt(squares.Value / (Count - 1));
    }

    private (double PerHour, double Statistic) Slope(double[] values)
    {
        if (Count < _options.LeastHistory)
        {
            return (double.NaN, double.NaN);
        }

        double mean = Mean(values, out bool areAlike);
        if (areAlike)
        {
            return (0, 0);
        }

        var hours = default(FoldedSum);
        for (int i = 0; i < Count; i++)
        {
            hours.Add(Hours(i));
        }

        double middle = hours.Value / Count;
        FoldedSum squares = default, products = default, rest = default;
        for (int i = 0; i < Count; i++)
        {
            double hour = Hours(i) - middle;
            squares.Add(hour * hour);
            products.Add(hour * (values[Place(i)] - mean));
        }

        double slope = products.Value / squares.Value;
        for (int i = 0; i < Count; i++)
        {
            double off = values[Place(i)] - mean - (slope * (Hours(i) - middle));
            rest.Add(off * off);
        }

        return (slope, slope / Math.Sqrt(rest.Value / (Count - 2) / squares.Value));
    }

    /// <summary>Since the oldest change in the window.</summary>
    private double Hours(int age) => (_time[Place(age)] - _time[Place(0)]) / MsPerHour;

    private sealed class History(int window)
    {
        public double[] Net { get; } = new double[window];

        public double[] Standing { get; } = new double[window];
    }
}
