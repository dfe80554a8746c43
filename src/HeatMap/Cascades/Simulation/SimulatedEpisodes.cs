using System.Globalization;

namespace HeatMap.Cascades;

/// <summary>What simulated episodes of the full engine came to.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed class SimulatedEpisodes
{
    internal SimulatedEpisodes(double markPrice, CascadeSimulationOptions options, int steps, EpisodeColumns columns)
    {
        (MarkPrice, Options, Steps) = (markPrice, options, steps);
        (Fall, Rise) = (new(columns.Fall, 0), new(columns.Rise, 0));
        (FallOvershoot, RiseOvershoot) = (new(columns.FallOvershoot, 0), new(columns.RiseOvershoot, 0));
        (LongQuantity, ShortQuantity) = (new(columns.LongQuantity, 0), new(columns.ShortQuantity, 0));
        (EndMove, BadDebt, Uncovered, FundEnd) = (new(columns.EndMove, 0), Of(columns.BadDebt), Of(columns.Uncovered), Of(columns.FundEnd));
        long unsettled = columns.IsUnsettled.Count(static u => u);
        Unsettled = SimulatedDistribution.ShareOf(unsettled, options.Paths);
    }

    /// <summary>Where paths begin, quote per base.</summary>
    public double MarkPrice { get; }

    /// <summary>The choices.</summary>
    public CascadeSimulationOptions Options { get; }

    /// <summary>The number of paths.</summary>
    public int Paths => Options.Paths;

    /// <summary>The number of steps of a path, without those in which it settles.</summary>
    public int Steps { get; }

    /// <summary>How far below the mark price got at most: a fraction of the mark, &gt;= 0.</summary>
    public SimulatedDistribution Fall { get; }

    /// <summary>How far above the mark price got at most: a fraction of the mark, &gt;= 0.</summary>
    public SimulatedDistribution Rise { get; }

    /// <summary>How much farther it fell than price from outside did: a fraction of the mark. Below zero where forced purchases held it up.</summary>
    public SimulatedDistribution FallOvershoot { get; }

    /// <summary>How much farther it rose than price from outside did: a fraction of the mark. Below zero where forced sales held it down.</summary>
    public SimulatedDistribution RiseOvershoot { get; }

    /// <summary>Where price stood in the end, against the mark: −0.1 for 10 % below.</summary>
    public SimulatedDistribution EndMove { get; }

    /// <summary>Base of longs that were liquidated.</summary>
    public SimulatedDistribution LongQuantity { get; }

    /// <summary>Base of shorts that were liquidated.</summary>
    public SimulatedDistribution ShortQuantity { get; }

    /// <summary>What positions owed beyond their margin, quote; null without a waterfall.</summary>
    public SimulatedDistribution? BadDebt { get; }

    /// <summary>What of it the fund did not cover; null without a waterfall.</summary>
    public SimulatedDistribution? Uncovered { get; }

    /// <summary>What the fund held in the end; null without a waterfall.</summary>
    public SimulatedDistribution? FundEnd { get; }

    /// <summary>The share of paths at whose end orders were still queued or impact had not faded.</summary>
    public SimulatedValue Unsettled { get; }

    private static SimulatedDistribution? Of(double[]? values) => values is null ? null : new(values, 0);

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Paths} paths of {Steps} steps from {MarkPrice}; fall 99 % {CompactNumber.Fraction(Fall.Quantile(0.99))}, rise 99 % {CompactNumber.Fraction(Rise.Quantile(0.99))}");
}
