using HeatMap.Estimation;
using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>A simple estimator to compare with: growth of open interest goes to both sides.</summary>
/// <remarks>
/// <para>For each bar: everything decays, levels that price met are taken away, and a rise of open interest is opened at the close, as much long as short. Made from the description of a public program.</para>
/// <para>Its defects are kept: a fall of open interest changes nothing, volume opens nothing, and sums are not open interest. A bar without open interest only takes away.
/// Published liquidations, which the program also subtracts, are not read: they have no price in a bar, and levels that price met are gone whole, so they would be taken away twice.</para>
/// <para>For one writer. A refused bar leaves it as it was.</para>
/// </remarks>
public sealed class BothSidesEstimator : MapEstimator
{
    private readonly BandLedger _ledger;
    private readonly LeverageLadder _ladder = LeverageLadder.ElevenRungs;
    private readonly DistanceMix? _mix;
    private readonly double _kept;
    private double _openInterest = double.NaN;

    /// <summary>Prepares an estimator.</summary>
    /// <param name="grid">The price axis.</param>
    /// <param name="ladder">The leverages assumed; null for <see cref="LeverageLadder.ElevenRungs"/>.</param>
    /// <param name="keptPerMinute">What a minute leaves of everything, from 0 to 1; 1, the default, for no decay. The public program has 0.995.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public BothSidesEstimator(BandGrid grid, LeverageLadder? ladder = null, double keptPerMinute = 1)
        : base(grid) => (_ledger, _ladder, _kept) = (new(grid), ladder ?? LeverageLadder.ElevenRungs, Kept(keptPerMinute));

    /// <summary>Prepares an estimator that places positions by distance rather than by leverage.</summary>
    /// <param name="grid">The price axis.</param>
    /// <param name="mix">The mix of distances.</param>
    /// <param name="keptPerMinute">What a minute leaves of everything, from 0 to 1; 1, the default, for no decay.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public BothSidesEstimator(BandGrid grid, DistanceMix mix, double keptPerMinute = 1)
        : base(grid)
    {
        ArgumentNullException.ThrowIfNull(mix);
        (_ledger, _mix, _kept) = (new(grid), mix, Kept(keptPerMinute));
    }

    /// <inheritdoc/>
    public override void Add(in MarketBar bar)
    {
        BarDomain.RequireNext(bar, LastOpenTimeUnixMs, Grid);
        if (_kept < 1 && LastOpenTimeUnixMs is { } last)
        {
            _ledger.Scale(Math.Pow(_kept, (bar.OpenTimeUnixMs - (double)last) / TimeSpan.MillisecondsPerMinute));
        }

        _ledger.Consume(bar.LowestTrigger, bar.HighestTrigger);
        double change = bar.OpenInterest - _openInterest;
        if (change > 0)
        {
            Open(Side.Long, bar.Close, change);
            Open(Side.Short, bar.Close, change);
        }

        _openInterest = double.IsNaN(bar.OpenInterest) ? _openInterest : bar.OpenInterest;
        (MarkPrice, LastOpenTimeUnixMs) = (bar.Close, bar.OpenTimeUnixMs);
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Quantities(Side side) => _ledger.Quantities(Guard.Defined(side));

    /// <inheritdoc/>
    public override double StandingQuantity(Side side) => _ledger.Sum(Guard.Defined(side));

    private static double Kept(double keptPerMinute)
    {
        if (!(keptPerMinute is >= 0 and <= 1))
        {
            Throw.OutOfRange(nameof(keptPerMinute), keptPerMinute, "from 0 to 1");
        }

        return keptPerMinute;
    }

    private void Open(Side side, double price, double quantity)
    {
        if (_mix is null)
        {
            foreach (LeverageRung rung in _ladder)
            {
                _ledger.Add(side, LeverageLadder.Level(side, price, rung.Leverage), quantity * rung.Share);
            }

            return;
        }

        foreach (DistanceClass type in _mix)
        {
            _ledger.Add(side, price * Math.Exp(-(int)side * type.Distance), quantity * type.Share(side));
        }
    }
}
