using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>What a synthetic market published, and the way to what it hid.</summary>
/// <remarks>Immutable. The mark equals the last trade. The truth is not stored: it is made anew from the seed by <see cref="Oracle"/>.</remarks>
public sealed class SyntheticMarketRun
{
    private readonly double[] _low, _high, _close;

    internal SyntheticMarketRun(long seed, SyntheticMarketOptions options, MarketBars bars, SyntheticPrints prints, SyntheticTotals totals, double[] low, double[] high, double[] close) =>
        (Seed, Options, Bars, Prints, Totals, _low, _high, _close) = (seed, options, bars, prints, totals, low, high, close);

    /// <summary>The seed that it was made from.</summary>
    public long Seed { get; }

    /// <summary>What it was made of.</summary>
    public SyntheticMarketOptions Options { get; }

    /// <summary>What the public sees.</summary>
    public MarketBars Bars { get; }

    /// <summary>The liquidation orders.</summary>
    public SyntheticPrints Prints { get; }

    /// <summary>What happened in all.</summary>
    public SyntheticTotals Totals { get; }

    /// <summary>The lowest price of each minute, quote per base; bar i has minutes i × <see cref="SyntheticMarketOptions.BarMinutes"/> and following.</summary>
    public ReadOnlySpan<double> MinuteLow => _low;

    /// <summary>The highest price of each minute.</summary>
    public ReadOnlySpan<double> MinuteHigh => _high;

    /// <summary>The last price of each minute.</summary>
    public ReadOnlySpan<double> MinuteClose => _close;

    /// <summary>A geometric grid over all prices that were met, and farther on both sides.</summary>
    /// <param name="step">A fraction, 0.0025 for a quarter of a percent; at least 1e-6 and at most 10.</param>
    /// <param name="margin">By what factor the window goes beyond the lowest and the highest price; finite and &gt; 1, 1.6 by default.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public BandGrid CoveringGrid(double step = BandGrid.DefaultStep, double margin = 1.6)
    {
        if (!(margin > 1 && margin < double.PositiveInfinity))
        {
            Throw.OutOfRange(nameof(margin), margin, "finite and > 1");
        }

        return BandGrid.Geometric(step, new(_low.Min() / margin, _high.Max() * margin));
    }

    /// <summary>Somebody who knows all positions, in the shape of an estimator: after each bar it says what truly stands.</summary>
    /// <param name="grid">The price axis; must hold every price of the bars that it reads.</param>
    public SyntheticOracle Oracle(BandGrid grid) => new(this, grid);

    /// <summary>What truly stands at the end of a bar.</summary>
    /// <param name="bar">From 0 to the number of bars − 1.</param>
    /// <param name="grid">The price axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such bar, or its price is outside the grid.</exception>
    /// <remarks>Runs the market up to the bar; for many bars take an <see cref="Oracle"/> along.</remarks>
    public LiquidationMap TrueMap(int bar, BandGrid grid)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bar);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bar, Bars.Count);
        SyntheticOracle oracle = Oracle(grid);
        oracle.Add(Bars[bar]);
        return oracle.ToLiquidationMap();
    }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"seed {Seed}: {Bars.Count:N0} bars of {CompactNumber.Duration(Bars.Interval)}, {Prints.Count:N0} prints");
}
