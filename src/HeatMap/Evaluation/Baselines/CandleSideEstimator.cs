using HeatMap.Estimation;
using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>A simple estimator to compare with: growth of open interest goes to the side of the candle.</summary>
/// <remarks>
/// <para>For each bar: levels that price met are taken away; if open interest rose, all of the rise is opened at the close, as longs after a rising candle and as shorts otherwise; if it fell, everything
/// shrinks in proportion. The rule of several public programs, made from its description.</para>
/// <para>Its defects are kept: a side's sum is not open interest, for a contract has a long and a short. The maintenance rate is divided by the leverage, so that levels are too far away. A bar
/// without open interest only takes away.</para>
/// <para>For one writer. A refused bar leaves it as it was.</para>
/// </remarks>
public sealed class CandleSideEstimator : MapEstimator
{
    private readonly BandLedger _ledger;
    private readonly LeverageLadder _ladder;
    private readonly double _maintenanceRate;
    private double _openInterest = double.NaN;

    /// <summary>Prepares an estimator.</summary>
    /// <param name="grid">The price axis.</param>
    /// <param name="ladder">The leverages assumed; null for <see cref="LeverageLadder.FiveRungs"/>.</param>
    /// <param name="maintenanceRate">A fraction, 0.004 by default; the level of a long is <c>p (1 − (1 − rate) / L)</c>.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public CandleSideEstimator(BandGrid grid, LeverageLadder? ladder = null, double maintenanceRate = 0.004)
        : base(grid) => (_ledger, _ladder, _maintenanceRate) = (new(grid), ladder ?? LeverageLadder.FiveRungs, Guard.Rate(maintenanceRate));

    /// <inheritdoc/>
    public override void Add(in MarketBar bar)
    {
        BarDomain.RequireNext(bar, LastOpenTimeUnixMs, Grid);
        _ledger.Consume(bar.LowestTrigger, bar.HighestTrigger);
        double change = bar.OpenInterest - _openInterest;
        if (change > 0)
        {
            Side side = bar.Close > bar.Open ? Side.Long : Side.Short;
            foreach (LeverageRung rung in _ladder)
            {
                _ledger.Add(side, LeverageLadder.Level(side, bar.Close, rung.Leverage / (1 - _maintenanceRate)), change * rung.Share);
            }
        }
        else if (change < 0)
        {
            _ledger.Scale(bar.OpenInterest / _openInterest);
        }

        _openInterest = double.IsNaN(bar.OpenInterest) ? _openInterest : bar.OpenInterest;
        (MarkPrice, LastOpenTimeUnixMs) = (bar.Close, bar.OpenTimeUnixMs);
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Quantities(Side side) => _ledger.Quantities(Guard.Defined(side));

    /// <inheritdoc/>
    public override double StandingQuantity(Side side) => _ledger.Sum(Guard.Defined(side));
}
