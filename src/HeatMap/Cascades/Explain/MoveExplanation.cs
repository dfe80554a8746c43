using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>A past move, read against the map before it: which part came from outside and which from forced orders.</summary>
/// <remarks>
/// <para>Positions are those of the map: who opens, closes or adds margin on the way is not seen, and each level is liquidated once, when price first reaches it. A bar that takes price farther than all before it
/// liquidates what lies between. The model's market, fresh for each bar, then says how mild a shock would have met these levels one after the other and led to where price got: the way to there is exogenous, the rest forced.</para>
/// <para>It is an account by a model, not a measurement: with less depth the forced part is greater, and nothing here measures depth. Immutable.</para>
/// </remarks>
public sealed class MoveExplanation
{
    private MoveExplanation(double markPrice, ImmutableArray<ExplainedBar> bars, ExplainedSide down, ExplainedSide up)
    {
        MarkPrice = markPrice;
        Bars = bars;
        Down = down;
        Up = up;
    }

    /// <summary>Where price was before, quote per base.</summary>
    public double MarkPrice { get; }

    /// <summary>The bars that took price farther than before, by time; one that did so both ways comes twice, down first.</summary>
    public ImmutableArray<ExplainedBar> Bars { get; }

    /// <summary>The fall as a whole.</summary>
    public ExplainedSide Down { get; }

    /// <summary>The rise as a whole.</summary>
    public ExplainedSide Up { get; }

    /// <summary>Explains the bars that followed a map.</summary>
    /// <param name="ladder">Who waited where before the first bar.</param>
    /// <param name="model">The market that took the forced orders, in each bar anew.</param>
    /// <param name="lows">The lowest price of each bar, by time, quote per base; finite and &gt; 0.</param>
    /// <param name="highs">The highest price of each bar; finite and at least the low. As many.</param>
    /// <param name="zones">Zones of the map, if it should be told when price came to them; places in the result are places here.</param>
    /// <exception cref="ArgumentException">A bar is outside its domain, the columns differ in length, or the model says nothing about a direction that price took; the message names the row.</exception>
    /// <remarks>O(levels met + bars × (log levels + zones)). Allocates the result.</remarks>
    public static MoveExplanation Of(LiquidationLadder ladder, CascadeModel model, ReadOnlySpan<double> lows, ReadOnlySpan<double> highs, ReadOnlySpan<Zone> zones = default)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        ArgumentNullException.ThrowIfNull(model);
        if (highs.Length != lows.Length)
        {
            Throw.Argument(nameof(highs), $"highs must have as many rows as lows ({lows.Length}), had {highs.Length}");
        }

        for (int i = 0; i < lows.Length; i++)
        {
            if (!Guard.IsPositive(lows[i]))
            {
                Throw.Row(nameof(lows), i, lows[i], "finite and > 0");
            }

            if (!(highs[i] >= lows[i] && highs[i] < double.PositiveInfinity))
            {
                Throw.Row(nameof(highs), i, highs[i], FormattableString.Invariant($"finite and at least the low, {lows[i]}"));
            }
        }

        ImmutableArray<ExplainedBar>.Builder bars = ImmutableArray.CreateBuilder<ExplainedBar>();
        Way down = new(ladder.Down), up = new(ladder.Up);
        for (int i = 0; i < lows.Length; i++)
        {
            foreach ((Way way, double price) in ((Way, double)[])[(down, lows[i]), (up, highs[i])])
            {
                if (way.IsFarther(price))
                {
                    bars.Add(way.Go(i, price, model, zones));
                }
            }
        }

        return new(ladder.MarkPrice, bars.DrainToImmutable(), down.Sum, up.Sum);
    }

    /// <summary>The account in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"from {MarkPrice} down to {Down.FarthestPrice} ({Down.ForcedShare ?? 0:P0} forced) and up to {Up.FarthestPrice} ({Up.ForcedShare ?? 0:P0} forced)");

    /// <summary>How far price has gone in one direction, and what that took.</summary>
    private sealed class Way(LadderSide side)
    {
        private int _levels;
        private double _farthest = side.MarkPrice, _exogenous, _forced;

        public ExplainedSide Sum => new(side.Direction, _farthest, side.Between(0, _levels), _exogenous, _forced);

        public bool IsFarther(double price) => price != _farthest && PriceImpact.IsAtOrBeyond(price, _farthest, side.Direction);

        public ExplainedBar Go(int bar, double price, CascadeModel model, ReadOnlySpan<Zone> zones)
        {
            PriceImpact impact = model.LawFor(side.MarkPrice, side.Direction);
            int levels = side.CountReached(price, _levels);
            LiquidatedSum forced = side.Between(_levels, levels);

            // The mildest start that meets every level in turn, each after what those before it sold, and leads to where price got.
            double way = Math.Abs(price - _farthest), start = _farthest, before = side.CumulativeQuantity[_levels];
            for (int i = _levels; i <= levels; i++)
            {
                double to = i < levels ? side.Prices[i] : price;
                double needed = StartThreshold.Of(impact, to, side.CumulativeQuantity[i] - before, _farthest, side.Direction);
                start = PriceImpact.IsAtOrBeyond(needed, start, side.Direction) ? needed : start;
            }

            double exogenous = Math.Min(way, Math.Abs(start - _farthest)), alone = Math.Abs(_farthest - impact.After(_farthest, forced.Quantity, side.Direction));
            var result = new ExplainedBar(bar, side.Direction, _farthest, price, forced, exogenous, way - exogenous, alone / way, Met(zones, price, isEntry: true), Met(zones, price, isEntry: false));
            _exogenous += exogenous;
            _forced += way - exogenous;
            (_levels, _farthest) = (levels, price);
            return result;
        }

        /// <summary>The zones whose near edge, or far edge, lies between the farthest price before and a price. A zone that holds the mark is never entered: price was in it.</summary>
        private ImmutableArray<int> Met(ReadOnlySpan<Zone> zones, double price, bool isEntry)
        {
            ImmutableArray<int>.Builder met = ImmutableArray.CreateBuilder<int>();
            for (int i = 0; i < zones.Length; i++)
            {
                if (zones[i].Side == side.Side)
                {
                    double edge = isEntry == (side.Direction == Direction.Down) ? zones[i].Range.High : zones[i].Range.Low;
                    if (PriceImpact.IsAtOrBeyond(price, edge, side.Direction) && !PriceImpact.IsAtOrBeyond(_farthest, edge, side.Direction))
                    {
                        met.Add(i);
                    }
                }
            }

            return met.DrainToImmutable();
        }
    }
}
