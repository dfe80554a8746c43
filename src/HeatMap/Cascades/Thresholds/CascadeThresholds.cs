using System.Globalization;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap.Cascades;

/// <summary>All price shocks of one direction at once: the exact step function from where a shock takes price to whom the cascade liquidates.</summary>
/// <remarks>
/// <para>A level is passed by every shock up to a price of its own, which is found to the last bit; a cascade stops at the first level whose price the shock does not reach. So only those levels count that are harder than
/// all before them, the records: they are the steps. What is asked here is what <see cref="CascadeModel.Run(LiquidationLadder, Shock)"/> answers, bit for bit.</para>
/// <para>Holds for every law whose price rises with the price it starts from, books among them. Immutable and safe to share between threads.</para>
/// </remarks>
public sealed class CascadeThresholds
{
    private readonly PriceImpact _impact;
    private readonly BookPassage? _passage;

    /// <summary>Records by rising price; for a rise as they are met, for a fall the other way round.</summary>
    private readonly StepTable _table;

    /// <summary>How many levels are liquidated when so many records are met.</summary>
    private readonly int[] _stops;
    private readonly CascadeJump[] _jumps;

    private CascadeThresholds(LadderSide side, PriceImpact impact, List<double> triggers, int[] stops)
    {
        Side = side;
        _impact = impact;
        _stops = stops;
        _jumps = new CascadeJump[triggers.Count];
        for (int i = 0; i < _jumps.Length; i++)
        {
            double trigger = triggers[i];
            int levels = stops[i + 1];
            _jumps[i] = new(
                trigger,
                impact.After(trigger, side.CumulativeQuantity[levels], Direction),
                impact.After(Before(trigger, side.CumulativeQuantity[stops[i]]), side.CumulativeQuantity[stops[i]], Direction),
                side.CumulativeQuantity[levels],
                side.CumulativeNotional[levels],
                levels,
                side.CountReached(trigger));
        }

        // A fall has passed the records that are at or above it: all but those below it, which are those whose neighbour upward is at most it.
        _table = Direction == Direction.Up ? new([.. triggers]) : new([.. triggers.AsEnumerable().Reverse().Select(Math.BitIncrement)]);
        _passage = impact is BookWalk book ? new(side, book) : null;
    }

    /// <summary>The levels.</summary>
    public LadderSide Side { get; }

    /// <summary>Which way price jumps.</summary>
    public Direction Direction => Side.Direction;

    /// <summary>Where price is before.</summary>
    public double MarkPrice => Side.MarkPrice;

    /// <summary>The steps, the smallest shock first.</summary>
    public ReadOnlySpan<CascadeJump> Jumps => _jumps;

    /// <summary>The smallest shock that liquidates anybody; null where there is nobody.</summary>
    public CascadeJump? First => _jumps.Length > 0 ? _jumps[0] : null;

    /// <summary>The smallest shock whose forced orders force further ones: the smallest move that starts a cascade. Null where none does.</summary>
    public CascadeJump? FirstCascade
    {
        get
        {
            int i = Array.FindIndex(_jumps, j => j.IsCascade);
            return i >= 0 ? _jumps[i] : null;
        }
    }

    /// <summary>How many levels a shock liquidates.</summary>
    /// <param name="shockedPrice">Where it takes price, quote per base.</param>
    /// <returns>Of the levels of <see cref="Side"/>, from the nearest on; 0 for a price on the near side of the mark, and for NaN.</returns>
    /// <remarks>A look-up and a step or two; at most O(log levels). Allocates nothing.</remarks>
    public int Levels(double shockedPrice)
    {
        int passed = _table.CountAtMost(shockedPrice);
        return Direction == Direction.Up ? _stops[passed] : double.IsNaN(shockedPrice) ? 0 : _stops[_jumps.Length - passed];
    }

    /// <summary>How many levels a shock liquidates after which somebody trades a quantity.</summary>
    /// <param name="shockedPrice">Where the move takes price; finite, &gt; 0 and not on the near side of the mark.</param>
    /// <param name="quantity">Base traded then in the same direction; finite and &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    /// <remarks>On a book a first passage from that price on, O(log levels); for laws O(waves × log levels). Allocates nothing.</remarks>
    public int Levels(double shockedPrice, double quantity)
    {
        CheckStart(shockedPrice);
        if (Guard.NonNegative(quantity) == 0)
        {
            return Levels(shockedPrice);
        }

        return _passage is { } passage ? passage.Levels(shockedPrice, quantity) : CascadeWaves.Levels(Side, _impact, shockedPrice, quantity);
    }

    /// <summary>Where a shock ends.</summary>
    /// <param name="shockedPrice">Where it takes price; finite, &gt; 0 and not on the near side of the mark.</param>
    /// <returns>Quote per base.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="shockedPrice"/> is outside its domain.</exception>
    public double FinalPrice(double shockedPrice)
    {
        CheckStart(shockedPrice);
        return _impact.After(shockedPrice, Side.CumulativeQuantity[Levels(shockedPrice)], Direction);
    }

    /// <summary>How much a shock liquidates.</summary>
    /// <param name="shockedPrice">Where it takes price, quote per base.</param>
    public LiquidatedSum Liquidated(double shockedPrice) => Side.Between(0, Levels(shockedPrice));

    /// <summary>The amplification curve: where shocks of every size end.</summary>
    /// <param name="to">The farthest shock, as a price; finite, &gt; 0 and beyond the mark.</param>
    /// <param name="points">How many shocks are spread evenly from the mark to there; at least 2.</param>
    /// <returns>Points by growing shock, and at each jump on the way one on both sides of it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public CascadePoint[] Curve(double to, int points = 101)
    {
        CheckStart(to);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        var curve = new List<CascadePoint>(points + (2 * _jumps.Length));
        int jump = 0;
        for (int i = 0; i < points; i++)
        {
            double price = i == points - 1 ? to : MarkPrice + ((to - MarkPrice) * i / (points - 1));
            for (; jump < _jumps.Length && PriceImpact.IsAtOrBeyond(price, _jumps[jump].TriggerPrice, Direction); jump++)
            {
                CascadeJump at = _jumps[jump];
                curve.Add(new(at.TriggerPrice, at.PriceBefore, Side.CumulativeQuantity[_stops[jump]]));
                curve.Add(new(at.TriggerPrice, at.EndPrice, at.Quantity));
            }

            int levels = Levels(price);
            curve.Add(new(price, _impact.After(price, Side.CumulativeQuantity[levels], Direction), Side.CumulativeQuantity[levels]));
        }

        return [.. curve];
    }

    /// <summary>The function in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_jumps.Length} jumps over {Side.Count} levels, {Direction} from {MarkPrice}");

    internal PriceImpact Impact => _impact;

    internal static CascadeThresholds Of(LadderSide side, PriceImpact impact)
    {
        var triggers = new List<double>();
        var stops = new List<int> { 0 };
        for (int level = 0; level < side.Count; level++)
        {
            // What the hardest shock so far passes is no step.
            if (triggers.Count > 0 && PriceImpact.IsAtOrBeyond(impact.After(triggers[^1], side.CumulativeQuantity[level], side.Direction), side.Prices[level], side.Direction))
            {
                continue;
            }

            double price = StartThreshold.Of(impact, side.Prices[level], side.CumulativeQuantity[level], side.MarkPrice, side.Direction);
            if (triggers.Count > 0)
            {
                stops.Add(level);
            }

            triggers.Add(price);
        }

        if (triggers.Count > 0)
        {
            stops.Add(side.Count);
        }

        return new(side, impact, triggers, [.. stops]);
    }

    /// <summary>The start from which what went before is executed when a shock stops just short. Laws are continuous in it; in a book a level may be quoted there that a shock to the trigger pulls.</summary>
    private double Before(double trigger, double quantity) => _impact is not BookWalk || quantity == 0 || trigger == MarkPrice ? trigger
        : Direction == Direction.Up ? Math.BitDecrement(trigger) : Math.BitIncrement(trigger);

    private void CheckStart(double shockedPrice)
    {
        if (!Guard.IsPositive(shockedPrice) || !PriceImpact.IsAtOrBeyond(shockedPrice, MarkPrice, Direction))
        {
            Throw.OutOfRange(nameof(shockedPrice), shockedPrice, string.Create(CultureInfo.InvariantCulture, $"finite, > 0 and {(Direction == Direction.Down ? "at most" : "at least")} the mark, {MarkPrice}"));
        }
    }
}
