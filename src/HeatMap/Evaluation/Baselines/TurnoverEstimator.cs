using HeatMap.Estimation;
using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>A simple estimator to compare with: turnover opens positions on both sides, and time closes them.</summary>
/// <remarks>
/// <para>For each bar, in order: each rung decays by its half-life; both sides are cleared in all bands that price met; a half of <c>volume × clamp(1 + 8 max(ΔOI / OI, 0), 1, 3)</c> is opened on
/// each side, 0.45 of it at the close, 0.275 at the high and at the low, and smeared over three bands. Made from the description of a public program.</para>
/// <para>Its defects are kept: what is opened does not know of open interest but for a factor; sides are brought to open interest only for show, and then it holds. What stands is share times half-life, so
/// that the shares of the ladder are not those of the map. A bar without volume opens nothing.</para>
/// <para>For one writer. A refused bar leaves it as it was.</para>
/// </remarks>
public sealed class TurnoverEstimator : MapEstimator
{
    private readonly TurnoverEstimatorOptions _options;
    private readonly BandLedger[] _ledgers;
    private readonly double[] _longs, _shorts;
    private double _openInterest = double.NaN, _longSum, _shortSum;

    /// <summary>Prepares an estimator.</summary>
    /// <param name="grid">The price axis.</param>
    /// <param name="options">Choices; null for the defaults.</param>
    public TurnoverEstimator(BandGrid grid, TurnoverEstimatorOptions? options = null)
        : base(grid)
    {
        _options = options ?? TurnoverEstimatorOptions.Default;
        _ledgers = [.. _options.Rungs.Select(_ => new BandLedger(grid))];
        (_longs, _shorts) = (new double[grid.Count], new double[grid.Count]);
    }

    /// <inheritdoc/>
    public override void Add(in MarketBar bar)
    {
        BarDomain.RequireNext(bar, LastOpenTimeUnixMs, Grid);
        double passedMs = LastOpenTimeUnixMs is { } last ? bar.OpenTimeUnixMs - (double)last : 0, rise = (bar.OpenInterest - _openInterest) / _openInterest;
        double boost = rise > 0 ? Math.Min(1 + (_options.Boost * rise), _options.MostBoost) : 1;
        for (int i = 0; i < _ledgers.Length; i++)
        {
            TurnoverRung rung = _options.Rungs[i];
            if (passedMs > 0)
            {
                _ledgers[i].Scale(Math.Pow(2, -passedMs / rung.HalfLife.TotalMilliseconds));
            }

            _ledgers[i].Clear(bar.LowestTrigger, bar.HighestTrigger);
            if (bar.Volume > 0)
            {
                double seed = 0.5 * bar.Volume * boost * rung.Share;
                Open(_ledgers[i], rung.Leverage, bar.Close, 0.45 * seed);
                Open(_ledgers[i], rung.Leverage, bar.High, 0.275 * seed);
                Open(_ledgers[i], rung.Leverage, bar.Low, 0.275 * seed);
            }
        }

        _openInterest = double.IsNaN(bar.OpenInterest) ? _openInterest : bar.OpenInterest;
        (MarkPrice, LastOpenTimeUnixMs) = (bar.Close, bar.OpenTimeUnixMs);
        _longSum = Show(Side.Long, _longs);
        _shortSum = Show(Side.Short, _shorts);
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Quantities(Side side) => Guard.Defined(side) == Side.Long ? _longs : _shorts;

    /// <inheritdoc/>
    public override double StandingQuantity(Side side) => Guard.Defined(side) == Side.Long ? _longSum : _shortSum;

    private static void Open(BandLedger ledger, double leverage, double price, double quantity)
    {
        ledger.AddSmeared(Side.Long, LeverageLadder.Level(Side.Long, price, leverage), quantity);
        ledger.AddSmeared(Side.Short, LeverageLadder.Level(Side.Short, price, leverage), quantity);
    }

    private double Show(Side side, double[] destination)
    {
        destination.AsSpan().Clear();
        double sum = 0;
        foreach (BandLedger ledger in _ledgers)
        {
            sum += ledger.Sum(side);
            ReadOnlySpan<double> quantities = ledger.Quantities(side);
            for (int band = 0; band < destination.Length; band++)
            {
                destination[band] += quantities[band];
            }
        }

        if (!_options.ShowsOpenInterest || double.IsNaN(_openInterest) || !(sum > 0))
        {
            return sum;
        }

        double factor = _openInterest / sum;
        for (int band = 0; band < destination.Length; band++)
        {
            destination[band] *= factor;
        }

        return _openInterest;
    }
}
