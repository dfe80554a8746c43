using HeatMap.Kernels;

namespace HeatMap.Cascades;

/// <summary>A price shock and a volume shock on a book at once: where the net depth first reaches zero, from the shocked price on.</summary>
/// <remarks>
/// Level k + 1 is not met where the book better than it, less what the levels before it sell, is at least what was pulled and what is traded from outside. The left side does not depend on the shock: maxima of blocks find the
/// first such level, and it is tested as the sweep tests it, because the difference may be a rounding off.
/// </remarks>
internal sealed class BookPassage
{
    /// <summary>Roundings of a few sums and differences of quantities, with room to spare.</summary>
    private const double Roundings = 16;

    private readonly LadderSide _side;
    private readonly BookWalk _book;
    private readonly MaxTree _slack;
    private readonly double _error;

    public BookPassage(LadderSide side, BookWalk book)
    {
        _side = side;
        _book = book;
        BookSide levels = book.Side(side.Direction);
        double total = levels.Cumulative[^1] + side.CumulativeQuantity[^1];
        _error = Roundings * (Math.BitIncrement(total) - total);
        var slack = new double[side.Count];
        for (int i = 0; i < slack.Length; i++)
        {
            // Beyond the last level of the book and where it ends nothing stops a fall but that price stands there.
            int better = levels.FirstFrom(side.Prices[i]);
            bool isNeverReached = better == levels.Count && !PriceImpact.IsAtOrBeyond(levels.EndPrice(side.MarkPrice, 0), side.Prices[i], side.Direction);
            slack[i] = isNeverReached ? double.PositiveInfinity : levels.Cumulative[better] - side.CumulativeQuantity[i];
        }

        _slack = new(slack);
    }

    public int Levels(double startPrice, double quantity)
    {
        BookSide levels = _book.Side(_side.Direction);
        double bound = levels.Cumulative[levels.FirstFrom(startPrice)] + quantity;
        double error = _error + (Roundings * (Math.BitIncrement(bound) - bound));
        int level = _side.CountReached(startPrice);
        while ((level = _slack.FirstAtLeast(bound - error, level)) < _side.Count)
        {
            double price = _book.After(startPrice, quantity + _side.CumulativeQuantity[level], _side.Direction);
            if (!PriceImpact.IsAtOrBeyond(price, _side.Prices[level], _side.Direction))
            {
                return level;
            }

            level++;
        }

        return level;
    }
}
