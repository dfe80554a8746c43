using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>What happens when price gets there: forced orders move the price, which forces more orders.</summary>
/// <remarks>
/// <para>A cascade is the first price at which it can rest: the fixed point of <c>p = G(volume + what is liquidated at p)</c> nearest to the shocked price, where a level is liquidated as soon as price touches it.
/// It is found without tolerance, by the waves in which it happens, and equals what a sweep level by level finds.</para>
/// <para>There is no default for the market's answer: it is stated as depth or as a law of impact. Impact here is immediate and stays; what fades, queues, pays or is taken from winners is the work of the full engine.
/// Immutable and safe to share between threads.</para>
/// </remarks>
public sealed class CascadeModel
{
    private readonly PriceImpact? _impact;

    /// <summary>The same law; one of the caller's own is checked at every answer.</summary>
    private readonly PriceImpact? _law;

    /// <summary>A model whose market is a depth.</summary>
    /// <param name="depth">A book, rows or a power law, already stressed as it should be.</param>
    public CascadeModel(DepthCurve depth)
    {
        ArgumentNullException.ThrowIfNull(depth);
        Depth = depth;
    }

    /// <summary>A model whose market is a law of impact.</summary>
    /// <param name="impact">The law.</param>
    public CascadeModel(PriceImpact impact)
    {
        ArgumentNullException.ThrowIfNull(impact);
        _impact = impact;
        _law = impact is LinearImpact or RelativeImpact or BookWalk ? impact : new CheckedImpact(impact);
    }

    /// <summary>The depth; null where a law was given.</summary>
    public DepthCurve? Depth { get; }

    /// <summary>The law at a mark: the given one, or that of the depth.</summary>
    /// <param name="markPrice">At which notional of a depth becomes quantity; finite and &gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="markPrice"/> is outside its domain.</exception>
    public PriceImpact ImpactAt(double markPrice) => _impact ?? Depth!.ToImpact(markPrice);

    /// <summary>One shock, in full.</summary>
    /// <param name="ladder">The liquidation levels.</param>
    /// <param name="shock">What comes from outside.</param>
    /// <exception cref="ArgumentException">
    /// The shock does not go with the mark, the depth says nothing about its direction, or the mark lies outside the spread of the book.
    /// </exception>
    /// <remarks>O(log levels) for each wave, and for each step back from everybody closed to the worst fixed point; at most O(levels × log levels). Allocates the result.</remarks>
    public CascadeResult Run(LiquidationLadder ladder, Shock shock)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        double start = shock.PriceFrom(ladder.MarkPrice);
        PriceImpact impact = LawFor(ladder.MarkPrice, shock.Direction);
        LadderSide side = ladder[shock.Direction];
        side.Traded(shock.Quantity);
        ImmutableArray<CascadeWave>.Builder waves = ImmutableArray.CreateBuilder<CascadeWave>();
        int levels = 0;
        double price = impact.After(start, shock.Quantity, shock.Direction);
        while (side.CountReached(price, levels) is var reached && reached > levels)
        {
            LiquidatedSum wave = side.Between(levels, reached);
            double trigger = price;
            price = impact.After(start, shock.Quantity + side.CumulativeQuantity[reached], shock.Direction);
            waves.Add(new(trigger, price, wave.Quantity, wave.Notional, wave.Count));
            levels = reached;
        }

        return new(ladder, shock, impact, start, price, levels, waves.DrainToImmutable());
    }

    /// <summary>One shock over the bands of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="shock">What comes from outside.</param>
    /// <param name="edge">Where in its band notional waits.</param>
    /// <exception cref="ArgumentException">As for a ladder, or the map has notional on the wrong side of its mark.</exception>
    /// <remarks>O(bands). Allocates the result.</remarks>
    public CascadeResult Run(LiquidationMap map, Shock shock, BandEdge edge = BandEdge.Near) => Run(LiquidationLadder.FromMap(map, edge), shock);

    /// <summary>The two results between which the truth lies, whatever the prices of the positions within their bands.</summary>
    /// <param name="map">The map.</param>
    /// <param name="shock">What comes from outside.</param>
    /// <exception cref="ArgumentException">As for <see cref="Run(LiquidationMap, Shock, BandEdge)"/>.</exception>
    /// <remarks>Holds for what lies within the window, and up to the rounding of a band's notional, half a quantum a position. O(bands). Allocates the results.</remarks>
    public CascadeBracket Bracket(LiquidationMap map, Shock shock) => new(Run(map, shock, BandEdge.Near), Run(map, shock, BandEdge.Far));

    /// <summary>All price shocks of one direction at once.</summary>
    /// <param name="ladder">The liquidation levels.</param>
    /// <param name="direction">Which way price jumps.</param>
    /// <exception cref="ArgumentException">As for <see cref="Run(LiquidationLadder, Shock)"/>.</exception>
    /// <remarks>
    /// O(levels); for a book O((levels + book levels) × log). A law of the caller's own must give higher prices from higher starts, and is asked up to 130 times a level. Allocates the result, at most about 150 bytes a level.
    /// </remarks>
    public CascadeThresholds Thresholds(LiquidationLadder ladder, Direction direction)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        return CascadeThresholds.Of(ladder[direction], LawFor(ladder.MarkPrice, direction));
    }

    /// <summary>All price shocks of one direction at once, over the bands of a map.</summary>
    /// <param name="map">The map.</param>
    /// <param name="direction">Which way price jumps.</param>
    /// <param name="edge">Where in its band notional waits.</param>
    /// <exception cref="ArgumentException">As for a ladder.</exception>
    public CascadeThresholds Thresholds(LiquidationMap map, Direction direction, BandEdge edge = BandEdge.Near) => Thresholds(LiquidationLadder.FromMap(map, edge), direction);

    /// <summary>All quantities that somebody could trade from one price on, at once.</summary>
    /// <param name="ladder">The liquidation levels.</param>
    /// <param name="shock">The move before the trade, and the direction; its own quantity does not matter.</param>
    /// <exception cref="ArgumentException">As for <see cref="Run(LiquidationLadder, Shock)"/>.</exception>
    /// <remarks>O(levels) for the laws of this library, O(levels × log) for a book. Allocates the result.</remarks>
    public VolumeThresholds VolumeThresholds(LiquidationLadder ladder, Shock shock)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        double start = shock.PriceFrom(ladder.MarkPrice);
        return Cascades.VolumeThresholds.Of(ladder[shock.Direction], LawFor(ladder.MarkPrice, shock.Direction), start);
    }

    /// <summary>The gain of every band on one side of a map: where a cascade would keep itself going.</summary>
    /// <param name="map">The map.</param>
    /// <param name="direction">Which way price goes.</param>
    /// <exception cref="ArgumentException">As for <see cref="Run(LiquidationMap, Shock, BandEdge)"/>.</exception>
    /// <remarks>O(bands × log book levels). Allocates the result.</remarks>
    public BandGains Gains(LiquidationMap map, Direction direction)
    {
        ArgumentNullException.ThrowIfNull(map);
        return BandGains.Of(map.View, this, direction);
    }

    /// <summary>The law at a mark, after asking whether it can answer.</summary>
    internal PriceImpact LawFor(double markPrice, Direction direction)
    {
        Guard.Defined(direction);
        PriceImpact law = _law ?? Depth!.ToImpact(markPrice);
        law.RequireSide(direction);
        if (law is BookWalk book && !(book.BestBid <= markPrice && book.BestAsk >= markPrice))
        {
            Throw.OutOfRange(nameof(markPrice), markPrice, string.Create(CultureInfo.InvariantCulture, $"within the spread of the book, from {book.BestBid} to {book.BestAsk}"));
        }

        return law;
    }
}
