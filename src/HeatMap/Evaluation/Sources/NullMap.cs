using HeatMap.Estimation;
using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>An estimator that is told prices only: open interest and volume are constants, everything else is unknown. Baseline B11.</summary>
/// <remarks>
/// What it knows is memory of the path. Whatever a map adds beyond it comes from real open interest and volume. An engine that spreads turnover by the range of bars (<see cref="VolumeUse.ByRange"/>) does so here too,
/// because range is part of the path; one that takes reported volume is told the same in every bar, and is the weaker baseline.
/// </remarks>
public sealed class NullMap : MapEstimator
{
    private readonly MapEstimator _inner;
    private readonly double _openInterest;
    private readonly double _volume;

    /// <summary>Wraps an estimator that has read nothing yet; it must be given to nobody else.</summary>
    /// <param name="inner">The same engine as the map's, with the same choices.</param>
    /// <param name="barLength">The length of the bars; &gt; 0.</param>
    /// <param name="openInterest">What is said of open interest, in base; finite and &gt; 0.</param>
    /// <param name="turnoverPerDay">Volume over open interest in one day; finite and &gt;= 0.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain, or the estimator has read bars.</exception>
    public NullMap(MapEstimator inner, TimeSpan barLength, double openInterest = 100_000, double turnoverPerDay = 1.7)
        : base(GridOf(inner))
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(barLength, TimeSpan.Zero);
        _inner = inner;
        _openInterest = Guard.Positive(openInterest);
        _volume = openInterest * Guard.NonNegative(turnoverPerDay) * barLength.TotalDays;
    }

    /// <inheritdoc/>
    public override void Add(in MarketBar bar)
    {
        _inner.Add(new MarketBar(bar.OpenTimeUnixMs, bar.Open, bar.High, bar.Low, bar.Close)
        {
            MarkOpen = bar.MarkOpen,
            MarkHigh = bar.MarkHigh,
            MarkLow = bar.MarkLow,
            MarkClose = bar.MarkClose,
            Volume = _volume,
            OpenInterest = _openInterest,
        });
        (Grid, MarkPrice, LastOpenTimeUnixMs) = (_inner.Grid, _inner.MarkPrice, _inner.LastOpenTimeUnixMs);
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Quantities(Side side) => _inner.Quantities(side);

    /// <inheritdoc/>
    public override double StandingQuantity(Side side) => _inner.StandingQuantity(side);

    private static BandGrid GridOf(MapEstimator inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        if (inner.LastOpenTimeUnixMs is not null)
        {
            Throw.Argument(nameof(inner), "the estimator must not have read bars, or it has seen real open interest");
        }

        return inner.Grid;
    }
}
