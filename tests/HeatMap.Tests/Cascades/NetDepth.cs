using HeatMap.Cascades;

namespace HeatMap.Tests.Cascades;

/// <summary>The cascade price on a book as net depth has it: the best candidate price at which the book takes all that is sold there.</summary>
internal static class NetDepth
{
    /// <summary>The price; null where the law is no book, or the book is too short.</summary>
    public static double? Price(LadderSide side, PriceImpact impact, double start, double volume)
    {
        if (impact is not BookWalk book)
        {
            return null;
        }

        BookSide levels = book.Side(side.Direction);
        double[] candidates = [start, .. levels.Prices.ToArray().Where(p => PriceImpact.IsAtOrBeyond(p, start, side.Direction))];
        foreach (double candidate in candidates)
        {
            if (Depth(levels, start, candidate) >= volume + side.CumulativeQuantity[side.CountReached(candidate)])
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>What stands between two prices, both included.</summary>
    private static double Depth(BookSide book, double start, double price)
    {
        double sum = 0;
        for (int i = 0; i < book.Count; i++)
        {
            bool isBetween = PriceImpact.IsAtOrBeyond(book.Prices[i], start, book.Direction) && PriceImpact.IsAtOrBeyond(price, book.Prices[i], book.Direction);
            sum += isBetween ? book.Cumulative[i + 1] - book.Cumulative[i] : 0;
        }

        return sum;
    }
}
