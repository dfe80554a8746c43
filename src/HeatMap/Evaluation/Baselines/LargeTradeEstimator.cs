using HeatMap.Estimation;
using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>A simple estimator to compare with: large takers open positions, buyers longs and sellers shorts.</summary>
/// <remarks>
/// <para>Of each bar, what takers bought and what takers sold are taken for two trades at the close; one of enough notional opens a position at every leverage of the ladder. Made from the description of a
/// public program, which reads single trades.</para>
/// <para>Its defects are kept: each leverage has the whole quantity, so that it counts four times; levels on the wrong side of the last price are hidden, but come back when price does, since the path
/// between is ignored; nothing ever closes, and sums have nothing to do with open interest. A bar without takers' volume changes nothing but the price.</para>
/// <para>For one writer. A refused bar leaves it as it was.</para>
/// </remarks>
public sealed class LargeTradeEstimator : MapEstimator
{
    private readonly BandLedger _ledger;
    private readonly LeverageLadder _ladder;
    private readonly double _leastNotional;
    private readonly double[] _longs, _shorts;

    /// <summary>Prepares an estimator.</summary>
    /// <param name="grid">The price axis.</param>
    /// <param name="ladder">The leverages assumed; null for <see cref="LeverageLadder.FourTimesAll"/>.</param>
    /// <param name="leastNotional">The least that is large, in quote; finite and &gt;= 0, 100,000 by default.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public LargeTradeEstimator(BandGrid grid, LeverageLadder? ladder = null, double leastNotional = 100_000)
        : base(grid)
    {
        (_ledger, _ladder, _leastNotional) = (new(grid), ladder ?? LeverageLadder.FourTimesAll, Guard.NonNegative(leastNotional));
        (_longs, _shorts) = (new double[grid.Count], new double[grid.Count]);
    }

    /// <inheritdoc/>
    public override void Add(in MarketBar bar)
    {
        BarDomain.RequireNext(bar, LastOpenTimeUnixMs, Grid);
        Open(Side.Long, bar.Close, bar.TakerBuyVolume);
        Open(Side.Short, bar.Close, bar.Volume - bar.TakerBuyVolume);
        (MarkPrice, LastOpenTimeUnixMs) = (bar.Close, bar.OpenTimeUnixMs);

        // Hidden, not removed: longs above the last price, shorts below. The band of the price holds both.
        int band = Grid.IndexOf(bar.Close);
        _longs.AsSpan().Clear();
        _shorts.AsSpan().Clear();
        _ledger.Quantities(Side.Long)[..(band + 1)].CopyTo(_longs);
        _ledger.Quantities(Side.Short)[band..].CopyTo(_shorts.AsSpan(band));
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Quantities(Side side) => Guard.Defined(side) == Side.Long ? _longs : _shorts;

    /// <inheritdoc/>
    /// <remarks>Of what is shown.</remarks>
    public override double StandingQuantity(Side side)
    {
        double sum = 0;
        foreach (double quantity in Quantities(side))
        {
            sum += quantity;
        }

        return sum;
    }

    private void Open(Side side, double price, double quantity)
    {
        if (!(quantity > 0 && quantity * price >= _leastNotional))
        {
            return;
        }

        foreach (LeverageRung rung in _ladder)
        {
            _ledger.Add(side, LeverageLadder.Level(side, price, rung.Leverage), quantity * rung.Share);
        }
    }
}
