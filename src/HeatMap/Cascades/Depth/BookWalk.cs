using System.Globalization;

namespace HeatMap.Cascades;

/// <summary>A walk through the levels of a book: the price is that of the last level from which something is taken. Levels better than the start price are pulled.</summary>
internal sealed class BookWalk(BookSide bids, BookSide asks) : PriceImpact
{
    public BookSide Side(Direction direction) => direction == Direction.Down ? bids : asks;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"book of {bids.Count} bids and {asks.Count} asks");

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
        double pulled = side.Cumulative[first], paid = 0, at = from;
        for (int level = side.LevelOf(pulled + from, first); level < side.Count && at < to; level++)
        {
            double end = Math.Min(to, side.Cumulative[level + 1] - pulled);
            paid += Math.Max(0, end - at) * side.Prices[level];
            at = Math.Max(at, end);
        }

        paid += (to - at) * side.EndPrice(startPrice, first);
        return paid / (to - from);
    }

    protected internal override double Needed(double startPrice, double price, Direction direction)
    {
        BookSide side = Side(direction);
        int first = side.FirstFrom(startPrice), level = side.CountBefore(price);
        return level < side.Count || IsAtOrBeyond(side.EndPrice(startPrice, first), price, direction)
            ? side.Cumulative[level] - side.Cumulative[first]
            : double.PositiveInfinity;
    }

    internal override double StartFor(double level, double quantity, Direction direction)
    {
        // What must have been pulled, and so which level, that the quantity eats through what is better than the level.
        BookSide side = Side(direction);
        double pulled = side.Cumulative[side.CountBefore(level)] - quantity;
        int pulls = side.LevelOf(pulled, 0);
        pulls += pulls < side.Count && side.Cumulative[pulls + 1] <= pulled ? 1 : 0;
        return pulls < side.Count ? direction == Direction.Down ? Math.BitDecrement(side.Prices[pulls]) : Math.BitIncrement(side.Prices[pulls]) : level;
    }

    protected internal override double Limit(double startPrice, Direction direction)
    {
        BookSide side = Side(direction);
        return side.Cumulative[^1] - side.Cumulative[side.FirstFrom(startPrice)];
    }
}
