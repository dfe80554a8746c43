using System.Globalization;

namespace HeatMap.Cascades;

/// <summary>What an episode did in one direction: to longs and by sales on the way down, to shorts and by purchases on the way up.</summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public sealed class EpisodeSide
{
    internal EpisodeSide(ForcedFlow flow, double exogenousExtreme, IEnumerable<CascadeStep> steps, IEnumerable<CascadeFill> fills)
    {
        Ladder = flow.Side;
        Levels = flow.Levels;
        StaticLevels = flow.Side.CountReached(exogenousExtreme);
        QueuedQuantity = flow.Waiting;
        foreach (CascadeStep step in steps)
        {
            (double quantity, double? price) = Direction == Direction.Down ? (step.SoldQuantity, step.AverageSalePrice) : (step.BoughtQuantity, step.AveragePurchasePrice);
            if (price is { } average)
            {
                MarketQuantity += quantity;
                AveragePrice = AveragePrice is { } before ? before + ((average - before) * (quantity / MarketQuantity)) : average;
            }
        }

        foreach (CascadeFill fill in fills)
        {
            if (fill.Side != flow.Side.Side)
            {
                continue;
            }

            double quantity = fill.Quantity;
            if (fill.Source == FillSource.Stop)
            {
                StopQuantity += quantity;
                continue;
            }

            LiquidatedQuantity += quantity;
            LiquidatedNotional += quantity * fill.AveragePrice;
            BackstopQuantity += fill.Source == FillSource.Backstop ? quantity : 0;
            OffBookQuantity += fill.Source == FillSource.OffBook ? quantity : 0;
        }
    }

    /// <summary>Which way price goes to meet these levels.</summary>
    public Direction Direction => Ladder.Direction;

    /// <summary>How many levels the mark reached: of positions, of their steps, or bands, the nearest first.</summary>
    public int Levels { get; }

    /// <summary>All that these levels hold, at liquidation prices, whether it was closed in full or not.</summary>
    public LiquidatedSum Reached => Ladder.Between(0, Levels);

    /// <summary>How many levels the price from outside reaches by itself.</summary>
    public int StaticLevels { get; }

    /// <summary>All that those hold: what a map shows, without any impact.</summary>
    public LiquidatedSum Static => Ladder.Between(0, StaticLevels);

    /// <summary>Base of positions that was closed, in the market or elsewhere.</summary>
    public double LiquidatedQuantity { get; }

    /// <summary>What that brought or cost, quote.</summary>
    public double LiquidatedNotional { get; }

    /// <summary>Base that liquidations and stops traded in the market.</summary>
    public double MarketQuantity { get; }

    /// <summary>The average price of <see cref="MarketQuantity"/>, quote per base; null without any.</summary>
    public double? AveragePrice { get; }

    /// <summary>Base that stops traded, which is part of <see cref="MarketQuantity"/>.</summary>
    public double StopQuantity { get; }

    /// <summary>Base that a backstop took over.</summary>
    public double BackstopQuantity { get; }

    /// <summary>Base that was matched with winners.</summary>
    public double OffBookQuantity { get; }

    /// <summary>Base that was due in the end and still waited.</summary>
    public double QueuedQuantity { get; }

    /// <summary>How what nobody paid for this side was taken from winners; null where nothing was to be taken, or the layer is off.</summary>
    public AutoDeleveraging? Deleveraging { get; internal init; }

    /// <summary>The levels, in the order in which price meets them; their rows are the engine's own.</summary>
    internal LadderSide Ladder { get; }

    /// <summary>The side in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Direction}: {Levels} levels, {LiquidatedQuantity} base liquidated, {QueuedQuantity} queued");
}
