using System.Globalization;

namespace HeatMap.Cascades;

/// <summary>A walk through the levels of a book: the price is that of the last level from which something is taken. Levels better than the start price are pulled.</summary>
internal sealed class BookWalk(BookSide bids, BookSide asks) : PriceImpact
{
    /// <summary>The highest bid; zero without any.</summary>
    public double BestBid => bids.Count > 0 ? bids.Prices[0] : 0;

    /// <summary>The lowest ask; infinity without any.</summary>
    public double BestAsk => asks.Count > 0 ? asks.Prices[0] : double.PositiveInfinity;

    public BookSide Side(Direction direction) => direction == Direction.Down ? bids : asks;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"book of {bids.Count} bids and {asks.Count} asks");

    internal override bool Has(Direction direction) => Side(direction) is var side && (side.Count > 0 || side.End is not null);

    protected internal override double After(double startPrice, double quantity, Direction direction)
    {
        if (!(quantity > 0))
        {
            return startPrice;
        }

        BookSide side = Side(direction);
        int first = side.FirstFrom(startPrice);
        int level = side.LevelOf(side.Cumulative[first] + quantity, first);
        return level < side.Count ? side.Prices[level] : side.EndPrice(startPrice, first);
    }

    protected internal override double Mean(double startPrice, double from, double to, Direction direction)
    {
        if (!(to > from))
        {
            return After(startPrice, from, direction);
        }

        BookSide side = Side(direction);
        int first = side.FirstFrom(startPrice);
        double pulled = side.Cumulative[first], mean = 0, at = from;
        int last = side.LevelOf(pulled + to, first);
        for (int level = side.LevelOf(pulled + from, first); level < last; level++)
        {
            double end = Math.Min(to, side.Cumulative[level + 1] - pulled);
            mean += Math.Max(0, end - at) / (to - from) * side.Prices[level];
            at = Math.Max(at, end);
        }

        return mean + ((to - at) / (to - from) * (last < side.Count ? side.Prices[last] : side.EndPrice(startPrice, first)));
    }

    protected internal override double Needed(double startPrice, double price, Direction direction)
    {
        BookSide side = Side(direction);
        int first = side.FirstFrom(startPrice), level = side.FirstFrom(price);
        return level < side.Count || IsAtOrBeyond(side.EndPrice(startPrice, first), price, direction)
            ? side.Cumulative[level] - side.Cumulative[first]
            : double.PositiveInfinity;
    }

    internal override double StartFor(double level, double quantity, Direction direction)
    {
        // What must have been pulled, and so which level, that the quantity eats through what is better than the level.
        BookSide side = Side(direction);
        double pulled = side.Cumulative[side.FirstFrom(level)] - quantity;
        int pulls = side.LevelOf(pulled, 0);
        pulls += pulls < side.Count && side.Cumulative[pulls + 1] <= pulled ? 1 : 0;
        return pulls < side.Count ? direction == Direction.Down ? Math.BitDecrement(side.Prices[pulls]) : Math.BitIncrement(side.Prices[pulls]) : level;
    }

    /// <summary>The least quantity with which price gets to a level that it is not at, after a quantity that was traded before; to the last bit.</summary>
    public double VolumeTo(double startPrice, double price, double before, Direction direction)
    {
        BookSide side = Side(direction);
        int first = side.FirstFrom(startPrice), better = side.FirstFrom(price);
        if (better == side.Count && !IsAtOrBeyond(side.EndPrice(startPrice, first), price, direction))
        {
            return double.PositiveInfinity;
        }

        var test = new EatsThrough(side.Cumulative[first], before, side.Cumulative[better], better <= first);
        return test.Holds(0) ? 0 : LeastDouble.Around(test.Better - test.Pulled - before, test);
    }

    internal override double Remainder(double startPrice, double quantity, Direction direction)
    {
        // As After adds it up: what ends with the last level leaves nothing over.
        BookSide side = Side(direction);
        int first = side.FirstFrom(startPrice);
        return first == side.Count ? quantity : side.Cumulative[first] + quantity - side.Cumulative[^1];
    }

    protected internal override double Limit(double startPrice, Direction direction)
    {
        BookSide side = Side(direction);
        return side.Cumulative[^1] - side.Cumulative[side.FirstFrom(startPrice)];
    }

    /// <summary>Whether a quantity, with what was pulled and traded before, is more than what is better than a level. As <see cref="After"/> adds it up.</summary>
    private readonly record struct EatsThrough(double Pulled, double Before, double Better, bool IsNext) : IDoubleTest
    {
        public bool Holds(double x) => x + Before > 0 && (IsNext || Pulled + (x + Before) > Better);
    }
}
