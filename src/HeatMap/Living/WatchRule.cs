using System.Globalization;
using System.Runtime.CompilerServices;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Something to watch for between two snapshots of a map. A rule is a value: it keeps nothing and does nothing by itself.</summary>
/// <remarks>A rule speaks when what it watches for becomes true: it was not so before, and is now. So it can be asked after every refresh and speaks once.</remarks>
public sealed record WatchRule
{
    private WatchRule(WatchKind kind, PriceRange range) => (Kind, Range) = (kind, range);

    /// <summary>What is watched for.</summary>
    public WatchKind Kind { get; }

    /// <summary>The zone, band or range, quote per base.</summary>
    public PriceRange Range { get; }

    /// <summary>The side whose notional is watched; <see langword="null"/> for rules of price.</summary>
    public Side? Side { get; private init; }

    /// <summary>The standard deviation of the return over the horizon that matters, as a fraction; zero where none is needed.</summary>
    public double Volatility { get; private init; }

    /// <summary>How near in standard deviations, or how much notional; zero where neither is needed.</summary>
    public double Bound { get; private init; }

    /// <summary>The mark comes within some standard deviations of a zone.</summary>
    /// <param name="zone">Prices, low &lt; high.</param>
    /// <param name="volatility">The standard deviation of the return over the horizon that matters, as a fraction; finite and &gt; 0.</param>
    /// <param name="sigmas">How many of them; finite and &gt;= 0. Within the zone the distance is zero.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public static WatchRule PriceNear(PriceRange zone, double volatility, double sigmas) =>
        new(WatchKind.PriceNear, CheckedRange(zone)) { Volatility = Guard.Positive(volatility), Bound = Guard.NonNegative(sigmas) };

    /// <summary>The path of the mark touches a band that it was not in before.</summary>
    /// <param name="band">Prices, low &lt; high; half-open as a band is.</param>
    /// <exception cref="ArgumentException">The range is outside its domain.</exception>
    public static WatchRule BandCrossed(PriceRange band) => new(WatchKind.BandCrossed, CheckedRange(band));

    /// <summary>The notional of one side in a range reaches a bound.</summary>
    /// <param name="side">Long or short.</param>
    /// <param name="range">
    /// Prices, low &lt; high; counted by whole bands as <see cref="MapView.Notional"/> does. Where a part of it lies beyond the window, among positions that are known only as a sum, the reading is NaN and
    /// the rule is silent: keep the last reading that is a number.
    /// </param>
    /// <param name="bound">In the map's unit; finite and &gt; 0.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public static WatchRule NotionalBeyond(Side side, PriceRange range, double bound) =>
        new(WatchKind.NotionalBeyond, CheckedRange(range)) { Side = Guard.Defined(side), Bound = Guard.Positive(bound) };

    /// <summary>What the rule needs to know of a snapshot: keep it until the next one, where the snapshot itself does not last that long.</summary>
    /// <param name="view">A view of a map or reader.</param>
    /// <remarks>O(1), of a range O(its bands). Allocates nothing.</remarks>
    public WatchReading Read(MapView view) => new(view.MarkPrice, Measure(view));

    /// <summary>Whether it happened between two snapshots.</summary>
    /// <param name="before">The earlier one's reading.</param>
    /// <param name="now">The later one's.</param>
    /// <param name="path">Where the mark was in between, as <see cref="MapReader.Path"/> tells; <c>default</c> for straight from one mark to the other.</param>
    /// <returns>What happened; <see langword="null"/> where nothing did.</returns>
    /// <remarks>Allocates nothing.</remarks>
    public WatchEvent? Check(WatchReading before, WatchReading now, PriceRange path = default)
    {
        if (path == default)
        {
            path = new(Math.Min(before.MarkPrice, now.MarkPrice), Math.Max(before.MarkPrice, now.MarkPrice));
        }

        return Happened(before, now, path) ? new(this, now.MarkPrice, now.Value) : null;
    }

    /// <summary>Whether it happened between two snapshots whose mark went straight from one to the other.</summary>
    /// <param name="before">The earlier one.</param>
    /// <param name="now">The later one.</param>
    /// <returns>What happened; <see langword="null"/> where nothing did.</returns>
    public WatchEvent? Check(MapView before, MapView now) => Check(Read(before), Read(now));

    /// <summary>The distance in standard deviations, what is still in the band, or the notional.</summary>
    private double Measure(MapView view) => Kind switch
    {
        WatchKind.PriceNear => Math.Max(0, Math.Max(Range.Low - view.MarkPrice, view.MarkPrice - Range.High)) / (view.MarkPrice * Volatility),
        WatchKind.BandCrossed => view.Notional(HeatMap.Side.Long, Range) + view.Notional(HeatMap.Side.Short, Range),
        _ => IsKnown(view, Side!.Value) ? view.Notional(Side.Value, Range) : double.NaN,
    };

    /// <summary>Whether nothing of the range may hide in a tail: a window that moved away knows of it only as a sum.</summary>
    private bool IsKnown(MapView view, Side side)
    {
        double below = side == HeatMap.Side.Long ? view.Below.Long : view.Below.Short, above = side == HeatMap.Side.Long ? view.Above.Long : view.Above.Short;
        return (Range.Low >= view.Grid.Lower || below == 0) && (Range.High <= view.Grid.Upper || above == 0);
    }

    private bool Happened(WatchReading before, WatchReading now, PriceRange path) => Kind switch
    {
        WatchKind.PriceNear => now.Value <= Bound && !(before.Value <= Bound),
        WatchKind.BandCrossed => path.Low < Range.High && path.High >= Range.Low && !Range.Contains(before.MarkPrice),
        _ => now.Value >= Bound && before.Value < Bound,
    };

    private static PriceRange CheckedRange(PriceRange range, [CallerArgumentExpression(nameof(range))] string name = "")
    {
        if (!(range.Low >= 0 && range.Low < range.High && range.High < double.PositiveInfinity))
        {
            Throw.Argument(name, string.Create(CultureInfo.InvariantCulture, $"{name} must be finite with 0 <= low < high, was {range.Low} to {range.High}"));
        }

        return range;
    }
}
