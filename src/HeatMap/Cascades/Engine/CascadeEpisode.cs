using System.Collections.Immutable;
using System.Globalization;

namespace HeatMap.Cascades;

/// <summary>What happened along a path: the answer of a <see cref="CascadeEngine"/>.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed class CascadeEpisode
{
    internal CascadeEpisode(CascadePositions positions, CascadeEngineOptions options, EngineRun run, ImmutableArray<NonMonotoneCause> causes)
    {
        MarkPrice = positions.MarkPrice;
        (LowestPrice, HighestPrice, LowestExogenousPrice, HighestExogenousPrice) = (run.Lowest, run.Highest, run.LowestExogenous, run.HighestExogenous);
        IsSettled = run.IsSettled;
        NonMonotoneCauses = causes;
        double final = run.Steps[^1].Price;
        AutoDeleveraging? longs = null, shorts = null;
        if (options.Waterfall is { } payments)
        {
            LiquidationFill[] fills = EpisodeAccounts.Fills(run.Fills, run.BankruptcyPrices);
            Waterfall = Waterfall.Of(fills, payments);
            EpisodeAccounts.WriteFund(run.Steps, run.Fills, Waterfall);
            if (options.Deleveraging is { } rule)
            {
                longs = EpisodeAccounts.Deleverage(positions, run, fills, payments, Side.Long, final, rule);
                shorts = EpisodeAccounts.Deleverage(positions, run, fills, payments, Side.Short, final, rule);
            }
        }

        Steps = [.. run.Steps];
        Fills = [.. run.Fills];
        OffBookMatches = [.. run.Matches];
        Down = new(run[Direction.Down], run.LowestExogenous, run.Steps, run.Fills) { Deleveraging = longs };
        Up = new(run[Direction.Up], run.HighestExogenous, run.Steps, run.Fills) { Deleveraging = shorts };
    }

    /// <summary>Where price was before, quote per base.</summary>
    public double MarkPrice { get; }

    /// <summary>Where it stood in the end.</summary>
    public double FinalPrice => Steps[^1].Price;

    /// <summary>The lowest that it got, the mark before included.</summary>
    public double LowestPrice { get; }

    /// <summary>The highest that it got, the mark before included.</summary>
    public double HighestPrice { get; }

    /// <summary>How many times the farthest move from outside the farthest move is, in the direction in which price went farther: 1 where nothing was set off. Null where nothing moved from outside that way.</summary>
    public double? Amplification
    {
        get
        {
            bool isDown = MarkPrice - LowestPrice >= HighestPrice - MarkPrice;
            double move = (isDown ? LowestPrice : HighestPrice) - MarkPrice, outside = (isDown ? LowestExogenousPrice : HighestExogenousPrice) - MarkPrice;
            return outside == 0 ? null : move / outside;
        }
    }

    /// <summary>The series, one a step of the path, and of what follows it until all is settled.</summary>
    public ImmutableArray<CascadeStep> Steps { get; }

    /// <summary>All forced orders as they were executed.</summary>
    public ImmutableArray<CascadeFill> Fills { get; }

    /// <summary>Longs, sales, and the way down.</summary>
    public EpisodeSide Down { get; }

    /// <summary>Shorts, purchases, and the way up.</summary>
    public EpisodeSide Up { get; }

    /// <summary>Who paid; null without that layer. Its settlements are those of <see cref="Fills"/> that are no stops, in their order.</summary>
    public Waterfall? Waterfall { get; }

    /// <summary>Bankrupt positions matched with winners during the event.</summary>
    public ImmutableArray<OffBookMatch> OffBookMatches { get; }

    /// <summary>Whether nothing was left to happen: nothing queued, and impact faded or there to stay. If not, the horizon came first.</summary>
    public bool IsSettled { get; }

    /// <summary>Whether more shock is sure to mean no better price and no fewer liquidations with these options, whatever the positions.</summary>
    public bool IsMonotone => NonMonotoneCauses.IsEmpty;

    /// <summary>Why not.</summary>
    public ImmutableArray<NonMonotoneCause> NonMonotoneCauses { get; }

    private double LowestExogenousPrice { get; }

    private double HighestExogenousPrice { get; }

    /// <summary>The episode in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Steps.Length} steps from {MarkPrice} to {FinalPrice}, {LowestPrice} to {HighestPrice} on the way, {Down.LiquidatedQuantity} base of longs and {Up.LiquidatedQuantity} of shorts liquidated");
}
