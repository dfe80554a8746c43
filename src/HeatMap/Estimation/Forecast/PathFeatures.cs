using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>What is known of liquidations without any map: a row of numbers for a side and the path of an interval, from the past and from that path alone.</summary>
/// <remarks>
/// <para>Reads one bar after the other. A row explains an interval that begins where the last bar ended: it uses the bars read so far, open interest and liquidations up to there, and of the interval
/// nothing but its path. Whoever forecasts without knowing the path weighs paths by their probability.</para>
/// <para>What is unknown (open interest or liquidations that were never published) is NaN in the row. <see cref="ForcedVolumeModel"/> takes NaN as the mean of its training rows, which adds nothing.</para>
/// <para>Prices turned upside down with sides exchanged give the same rows, but for the sign of the side. For one writer; <see cref="Fill"/> allocates nothing.</para>
/// </remarks>
public sealed partial class PathFeatures
{
    private static readonly TimeSpan[] Windows = [TimeSpan.FromHours(4), TimeSpan.FromDays(1), TimeSpan.FromDays(3), TimeSpan.FromDays(7), TimeSpan.FromDays(30)];
    private static readonly TimeSpan[] LiquidationWindows = [TimeSpan.FromHours(4), TimeSpan.FromDays(1), TimeSpan.FromDays(7)];
    private static readonly long MonthMs = (long)TimeSpan.FromDays(30).TotalMilliseconds;

    private readonly PathFeaturesOptions _options;
    private readonly long[] _windows;
    private readonly long[] _liquidationWindows;
    private readonly long _barMs;
    private readonly long _intervalMs;

    // Of logarithms: the highest log price, and of the negative logarithm, which mirrors it bit for bit.
    private readonly RunningExtremes _highs = new(MonthMs);
    private readonly RunningExtremes _lows = new(MonthMs);
    private readonly PastMeans _longs = new(MonthMs);
    private readonly PastMeans _shorts = new(MonthMs);
    private readonly FadingMean _fast = new(6);
    private readonly FadingMean _slow = new(168);
    private double _openInterest = double.NaN;
    private long? _firstTime;

    /// <summary>Prepares the machine.</summary>
    /// <param name="barLength">The length of the bars that will come; &gt; 0 and at most 30 days.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    /// <exception cref="ArgumentException">The interval is no whole number of bars, or longer than 30 days.</exception>
    public PathFeatures(TimeSpan barLength, PathFeaturesOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(barLength, TimeSpan.FromMilliseconds(1));
        _options = options ?? PathFeaturesOptions.Default;
        Interval = _options.Interval ?? barLength;
        BarLength = barLength;
        (_barMs, _intervalMs) = ((long)barLength.TotalMilliseconds, (long)Interval.TotalMilliseconds);
        if (_intervalMs < _barMs || _intervalMs % _barMs != 0 || _intervalMs > MonthMs)
        {
            Throw.Argument(nameof(options), $"the interval must be a whole number of bars of {barLength} and at most 30 days, was {Interval}");
        }

        _windows = [_intervalMs, .. Milliseconds(Windows)];
        _liquidationWindows = [_intervalMs, .. Milliseconds(LiquidationWindows)];
        Names = MakeNames();
    }

    /// <summary>The length of the bars.</summary>
    public TimeSpan BarLength { get; }

    /// <summary>The length of the intervals that rows explain.</summary>
    public TimeSpan Interval { get; }

    /// <summary>What each number of a row is.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>How many numbers a row has.</summary>
    public int Count => Names.Length;

    /// <summary>The last price that liquidates, quote per base; NaN before the first bar.</summary>
    public double Price { get; private set; } = double.NaN;

    /// <summary>When the last bar ended, in milliseconds since 1970; null before the first.</summary>
    public long? EndUnixMs { get; private set; }

    /// <summary>Whether a day of bars has been read, before which volatility is a guess.</summary>
    public bool IsReady => EndUnixMs - _firstTime >= TimeSpan.MillisecondsPerDay;

    /// <summary>The standard deviation of the log price over one interval, from the ranges of the last week; NaN before the first bar.</summary>
    public double Deviation => Math.Sqrt(_slow.Mean * Interval.TotalHours);

    /// <summary>Open interest at the last price, in quote; NaN where it was never published.</summary>
    public double OpenInterestNotional => _openInterest * Price;

    /// <summary>Where an interval begins: at the last price, or at its own first bar's open after a hole.</summary>
    /// <param name="bar">The interval's first bar.</param>
    /// <returns>A price, quote per base.</returns>
    public double StartOf(in MarketBar bar) => EndUnixMs is { } end && bar.OpenTimeUnixMs - end <= _barMs / 2 ? Price : BarPrices.OpenOf(bar);

    /// <summary>Reads one bar.</summary>
    /// <param name="bar">A bar after the last one.</param>
    /// <exception cref="ArgumentException">A price is outside its domain, or the bar goes back in time. Nothing is changed then.</exception>
    public void Add(in MarketBar bar)
    {
        (double low, double high, double close) = BarPrices.Of(bar, nameof(bar));
        if (EndUnixMs is { } end && bar.OpenTimeUnixMs < end)
        {
            Throw.Argument(nameof(bar), $"a bar must begin where the last one ended, at {end}, or later; began at {bar.OpenTimeUnixMs}");
        }

        double start = StartOf(bar);
        (low, high) = (Math.Min(low, start), Math.Max(high, start));
        double range = Math.Log(high / low), hours = BarLength.TotalHours, variance = range * range / PathWalk.RangeSquares / hours;
        _fast.Add(variance, hours);
        _slow.Add(variance, hours);
        long time = bar.OpenTimeUnixMs;
        _highs.Add(time, Math.Log(high));
        _lows.Add(time, -Math.Log(low));
        _longs.Add(time, bar.LongLiquidations);
        _shorts.Add(time, bar.ShortLiquidations);
        _openInterest = bar.OpenInterest > 0 ? bar.OpenInterest : _openInterest;
        _firstTime ??= time;
        (Price, EndUnixMs) = (close, time + _barMs);
    }

    /// <summary>Windows longer than the interval itself; a shorter one would say the same again.</summary>
    private IEnumerable<long> Milliseconds(TimeSpan[] windows) => windows.Select(w => (long)w.TotalMilliseconds).Where(w => w > _intervalMs);
}
