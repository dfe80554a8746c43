using HeatMap.Estimation;
using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>A simple estimator to compare with: all volume opens positions, on both sides, where it was traded.</summary>
/// <remarks>
/// <para>For each bar: levels that price met are taken away, then the bar's volume is spread evenly from low to high and opened, as much long as short.</para>
/// <para>Its defects are kept: nothing closes but what price meets, so sums grow without end and have nothing to do with open interest. A bar without volume only takes away.</para>
/// <para>For one writer. A refused bar leaves it as it was.</para>
/// </remarks>
public sealed class VolumeProfileEstimator : MapEstimator
{
    /// <summary>Entries of a bar: the middles of as many equal parts of its range.</summary>
    private const int Parts = 5;

    private readonly BandLedger _ledger;
    private readonly LeverageLadder _ladder;

    /// <summary>Prepares an estimator.</summary>
    /// <param name="grid">The price axis.</param>
    /// <param name="ladder">The leverages assumed; null for <see cref="LeverageLadder.ElevenRungs"/>.</param>
    public VolumeProfileEstimator(BandGrid grid, LeverageLadder? ladder = null)
        : base(grid) => (_ledger, _ladder) = (new(grid), ladder ?? LeverageLadder.ElevenRungs);

    /// <inheritdoc/>
    public override void Add(in MarketBar bar)
    {
        BarDomain.RequireNext(bar, LastOpenTimeUnixMs, Grid);
        _ledger.Consume(bar.LowestTrigger, bar.HighestTrigger);
        for (int part = 0; bar.Volume > 0 && part < Parts; part++)
        {
            double price = bar.Low + ((bar.High - bar.Low) * ((part + 0.5) / Parts));
            foreach (LeverageRung rung in _ladder)
            {
                _ledger.Add(Side.Long, LeverageLadder.Level(Side.Long, price, rung.Leverage), bar.Volume * rung.Share / Parts);
                _ledger.Add(Side.Short, LeverageLadder.Level(Side.Short, price, rung.Leverage), bar.Volume * rung.Share / Parts);
            }
        }

        (MarkPrice, LastOpenTimeUnixMs) = (bar.Close, bar.OpenTimeUnixMs);
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<double> Quantities(Side side) => _ledger.Quantities(Guard.Defined(side));

    /// <inheritdoc/>
    public override double StandingQuantity(Side side) => _ledger.Sum(Guard.Defined(side));
}
