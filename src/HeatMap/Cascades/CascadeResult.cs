using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>What a shock set off.</summary>
/// <remarks>Levels are liquidated from the nearest on, so that the first <see cref="Levels"/> of <see cref="Side"/> are those liquidated. Immutable and safe to share between threads.</remarks>
[TypeFormatterSource(typeof(NotebookFormatterSource))]
public sealed class CascadeResult
{
    private readonly PriceImpact _impact;

    internal CascadeResult(LiquidationLadder ladder, Shock shock, PriceImpact impact, double shockedPrice, double finalPrice, int levels, ImmutableArray<CascadeWave> waves)
    {
        _impact = impact;
        Ladder = ladder;
        Shock = shock;
        ShockedPrice = shockedPrice;
        FinalPrice = finalPrice;
        Levels = levels;
        Waves = waves;
        StaticLevels = Side.CountReached(shockedPrice);
        Worst = FindWorst();
    }

    /// <summary>The levels that the cascade ran over.</summary>
    public LiquidationLadder Ladder { get; }

    /// <summary>What came from outside.</summary>
    public Shock Shock { get; }

    /// <summary>Which way it went.</summary>
    public Direction Direction => Shock.Direction;

    /// <summary>The levels of the side that is hurt, in the order in which price meets them.</summary>
    public LadderSide Side => Ladder[Shock.Direction];

    /// <summary>Where price was before, quote per base.</summary>
    public double MarkPrice => Ladder.MarkPrice;

    /// <summary>Where the move alone took it, before anybody traded.</summary>
    public double ShockedPrice { get; }

    /// <summary>Where it comes to rest.</summary>
    public double FinalPrice { get; }

    /// <summary>The farthest that it got: with impact that stays, <see cref="FinalPrice"/>.</summary>
    public double ExtremePrice => FinalPrice;

    /// <summary>How many times the move of the shock the whole move is: 1 where nothing was set off. Null for a shock without a move.</summary>
    public double? Amplification => ShockedPrice == MarkPrice ? null : (FinalPrice - MarkPrice) / (ShockedPrice - MarkPrice);

    /// <summary>The generations, as they happened; empty where nobody is liquidated.</summary>
    public ImmutableArray<CascadeWave> Waves { get; }

    /// <summary>How many levels of <see cref="Side"/> are liquidated.</summary>
    public int Levels { get; }

    /// <summary>All who are liquidated.</summary>
    public LiquidatedSum Liquidated => Side.Between(0, Levels);

    /// <summary>How many levels the shocked price reaches by itself.</summary>
    public int StaticLevels { get; }

    /// <summary>Those whom the shocked price reaches by itself: what a map shows, without any impact.</summary>
    public LiquidatedSum Static => Side.Between(0, StaticLevels);

    /// <summary>The average price of the forced orders, quote per base; null without any quantity.</summary>
    /// <remarks>The exact mean of the impact curve over what they traded. O(1); for a book O(levels).</remarks>
    public double? AveragePrice => Side.CumulativeQuantity[Levels] > 0
        ? _impact.Mean(ShockedPrice, Shock.Quantity, Shock.Quantity + Side.CumulativeQuantity[Levels], Direction)
        : null;

    /// <summary>
    /// The worst price at which the cascade could rest as well, if everybody were closed to begin with: the least fixed point. How far it is from <see cref="FinalPrice"/> measures the risk of a run; they are equal where
    /// there is one answer only.
    /// </summary>
    public CascadeEnd Worst { get; }

    /// <summary>Where the depth came to its end; null where it did not.</summary>
    public Exhaustion? Exhausted
    {
        get
        {
            double remainder = _impact.Remainder(ShockedPrice, Shock.Quantity + Side.CumulativeQuantity[Levels], Direction);
            return remainder > 0 ? new(FinalPrice, remainder) : null;
        }
    }

    /// <summary>Whether the cascade ran out of the window of a map beyond which more of this side waits: then it may go on.</summary>
    public bool LeavesWindow => (Direction == Direction.Down ? Ladder.NotionalBeyondDown : Ladder.NotionalBeyondUp) > 0
        && PriceImpact.IsAtOrBeyond(FinalPrice, Direction == Direction.Down ? Ladder.Window.Low : Ladder.Window.High, Direction);

    /// <summary>The price at which a level of <see cref="Side"/> is executed, one after the other: the mean of the impact curve over its own quantity.</summary>
    /// <param name="level">From 0 to <see cref="Levels"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The level is not liquidated.</exception>
    public double ExecutionPrice(int level)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(level, Levels);
        return _impact.Mean(ShockedPrice, Shock.Quantity + Side.CumulativeQuantity[level], Shock.Quantity + Side.CumulativeQuantity[level + 1], Direction);
    }

    /// <summary>The forced orders as fills, in the order in which they were executed: what <see cref="Waterfall"/> takes.</summary>
    /// <param name="bankruptcyPrices">Quote per base for each row from which the ladder was made; NaN where it is not known. Bands have no such price.</param>
    /// <exception cref="ArgumentException">The levels are bands, or a liquidated row has no place in <paramref name="bankruptcyPrices"/>.</exception>
    /// <remarks>O(levels liquidated). Allocates the result.</remarks>
    public LiquidationFill[] Fills(ReadOnlySpan<double> bankruptcyPrices)
    {
        if (!Side.IsOfPositions)
        {
            Throw.Argument(nameof(bankruptcyPrices), "bands have no bankruptcy prices: run the cascade over positions");
        }

        var fills = new LiquidationFill[Levels];
        for (int i = 0; i < fills.Length; i++)
        {
            int row = Side.Rows[i];
            if (row >= bankruptcyPrices.Length)
            {
                Throw.Argument(nameof(bankruptcyPrices), $"bankruptcyPrices must have a price for row {row}, had {bankruptcyPrices.Length}");
            }

            fills[i] = new(row, Side.Side, Side.Quantities[i], ExecutionPrice(i), bankruptcyPrices[row]);
        }

        return fills;
    }

    /// <summary>Net depth against price, the picture of a cascade: it rests where the line first comes up to zero.</summary>
    /// <param name="to">The farthest price; finite, &gt; 0 and beyond <see cref="ShockedPrice"/>.</param>
    /// <param name="points">How many prices, spread evenly from the shocked price to there; at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    /// <remarks>O(points × log levels). Allocates the result.</remarks>
    public NetDepthPoint[] NetDepth(double to, int points = 201)
    {
        if (!Guard.IsPositive(to) || to == ShockedPrice || !PriceImpact.IsAtOrBeyond(to, ShockedPrice, Direction))
        {
            Throw.OutOfRange(nameof(to), to, string.Create(CultureInfo.InvariantCulture, $"finite, > 0 and beyond the shocked price, {ShockedPrice}"));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        var curve = new NetDepthPoint[points];
        for (int i = 0; i < points; i++)
        {
            double price = i == points - 1 ? to : ShockedPrice + ((to - ShockedPrice) * i / (points - 1));
            curve[i] = new(price, DepthTo(price), Shock.Quantity + Side.CumulativeQuantity[Side.CountReached(price)]);
        }

        return curve;
    }

    /// <summary>What each band loses, statically and in the cascade.</summary>
    /// <param name="grid">The bands; for a cascade over a map those of the map.</param>
    /// <returns>Quote at liquidation prices, for the bands of the grid; levels outside its window do not count.</returns>
    /// <exception cref="ArgumentException">The cascade ran over a map with other bands.</exception>
    /// <remarks>O(levels + bands). Allocates the result.</remarks>
    public CascadeBands ByBand(BandGrid grid) => CascadeBands.Of(grid, Side, StaticLevels, Levels);

    /// <summary>The result in a line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Shock} from {MarkPrice:G9}: {Levels} levels, {Liquidated.Quantity:G9} base in {Waves.Length} waves, final price {FinalPrice:G9}");

    /// <summary>A level of a book counts at its own price, where it is filled.</summary>
    private double DepthTo(double price)
    {
        if (_impact is not BookWalk book)
        {
            return price == ShockedPrice ? 0 : _impact.Needed(ShockedPrice, price, Direction);
        }

        BookSide side = book.Side(Direction);
        return side.Cumulative[side.FirstFrom(Direction == Direction.Down ? Math.BitDecrement(price) : Math.BitIncrement(price))] - side.Cumulative[side.FirstFrom(ShockedPrice)];
    }

    /// <summary>From everybody closed, back up: each price keeps those whom it reaches, until none comes back.</summary>
    private CascadeEnd FindWorst()
    {
        int levels = Side.Count;
        double price = _impact.After(ShockedPrice, Shock.Quantity + Side.CumulativeQuantity[levels], Direction);
        while (Side.CountReached(price) is var kept && kept < levels)
        {
            levels = kept;
            price = _impact.After(ShockedPrice, Shock.Quantity + Side.CumulativeQuantity[levels], Direction);
        }

        return new(price, Side.CumulativeQuantity[levels], levels);
    }
}
