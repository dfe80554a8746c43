using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Knows the hidden positions of a synthetic market: what an estimator could at best say.</summary>
/// <remarks>Lets the market run again beside the bars that it reads. Positions with a stop stand at the price that would liquidate them. For one writer; a refused bar leaves it as it was.</remarks>
public sealed class SyntheticOracle : MapEstimator
{
    private readonly SyntheticMarketRun _run;
    private readonly SyntheticEngine _engine;
    private readonly int[][] _longBands, _shortBands;
    private readonly double[] _longs, _shorts;
    private bool _isFresh;

    internal SyntheticOracle(SyntheticMarketRun run, BandGrid grid)
        : base(grid)
    {
        (_run, _engine) = (run, new(run.Options, run.Seed));
        (_longs, _shorts) = (new double[grid.Count], new double[grid.Count]);
        (_longBands, _shortBands) = (BandsOf(_engine.Longs), BandsOf(_engine.Shorts));

        int[][] BandsOf(SyntheticBook book)
        {
            var bands = new int[run.Options.TakerMix.Count][];
            for (int type = 0; type < bands.Length; type++)
            {
                bands[type] = new int[SyntheticBook.Bins];
                for (int bin = 0; bin < bands[type].Length; bin++)
                {
                    bands[type][bin] = grid.IndexOf(run.Options.StartPrice * Math.Exp(book.Trigger(type, bin)));
                }
            }

            return bands;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The bar is none of the run's, not after the last one, or leaves the grid.</exception>
    public override void Add(in MarketBar bar)
    {
        BarDomain.RequireNext(bar, LastOpenTimeUnixMs, Grid);
        long length = _run.Options.BarMinutes * SyntheticRecorder.MinuteMs, index = (bar.OpenTimeUnixMs - _run.Options.StartUnixMs) / length;
        if (index < 0 || index >= _run.Bars.Count || _run.Bars[(int)index] != bar)
        {
            Throw.Argument(nameof(bar), FormattableString.Invariant($"the bar of {bar.OpenTimeUnixMs} is none of the run's"));
        }

        int end = (_run.Options.WarmUpDays * SyntheticEngine.MinutesPerDay) + ((int)(index + 1) * _run.Options.BarMinutes);
        while (_engine.Minute < end)
        {
            _engine.Step();
        }

        (MarkPrice, LastOpenTimeUnixMs, _isFresh) = (bar.Close, bar.OpenTimeUnixMs, false);
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Quantities(Side side)
    {
        Guard.Defined(side);
        if (!_isFresh && LastOpenTimeUnixMs is not null)
        {
            _longs.AsSpan().Clear();
            _shorts.AsSpan().Clear();
            _engine.Longs.AddTo(_longBands, _longs);
            _engine.Shorts.AddTo(_shortBands, _shorts);
            _isFresh = true;
        }

        return side == Side.Long ? _longs : _shorts;
    }

    /// <inheritdoc/>
    public override double StandingQuantity(Side side)
    {
        Guard.Defined(side);
        return LastOpenTimeUnixMs is null ? 0 : (side == Side.Long ? _engine.Longs : _engine.Shorts).Standing;
    }
}
