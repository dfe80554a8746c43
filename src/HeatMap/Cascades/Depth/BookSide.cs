using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>One side of a book: levels from the best price on, without those that hold nothing.</summary>
internal sealed class BookSide
{
    private readonly double[] _prices;
    private readonly double[] _cumulative;
    private readonly double? _end;

    private BookSide(Direction direction, double[] prices, double[] cumulative, double? end)
    {
        Direction = direction;
        _prices = prices;
        _cumulative = cumulative;
        _end = end;
    }

    /// <summary>Down for bids, which a fall eats; up for asks.</summary>
    public Direction Direction { get; }

    /// <summary>From the best price on.</summary>
    public ReadOnlySpan<double> Prices => _prices;

    /// <summary>What stands before each level, and at the end all of it; one more than levels.</summary>
    public ReadOnlySpan<double> Cumulative => _cumulative;

    public int Count => _prices.Length;

    public double? End => _end;

    /// <summary>Checks levels and sums them up.</summary>
    public static BookSide Of(ReadOnlySpan<BookLevel> levels, Direction direction, double? end, string name, string endName)
    {
        var prices = new double[levels.Length];
        var cumulative = new double[levels.Length + 1];
        int count = 0;
        for (int i = 0; i < levels.Length; i++)
        {
            BookLevel level = levels[i];
            if (!Guard.IsPositive(level.Price))
            {
                Throw.Row($"{name} price", i, level.Price, "finite and > 0");
            }

            if (!(level.Quantity >= 0 && level.Quantity < double.PositiveInfinity))
            {
                Throw.Row($"{name} quantity", i, level.Quantity, "finite and >= 0");
            }

            if (i > 0 && (int)direction * (level.Price - levels[i - 1].Price) < 0)
            {
                string order = direction == Direction.Down ? "highest price first, so at most" : "lowest price first, so at least";
                Throw.Row($"{name} price", i, level.Price, FormattableString.Invariant($"sorted, {order} {levels[i - 1].Price}"));
            }

            if (level.Quantity > 0)
            {
                prices[count] = level.Price;
                cumulative[count + 1] = cumulative[count] + level.Quantity;
                if (!double.IsFinite(cumulative[count + 1]))
                {
                    Throw.Row($"{name} quantity", i, level.Quantity, FormattableString.Invariant($"so small that with the {cumulative[count]} before it is a number"));
                }

                count++;
            }
        }

        if (end is { } price && !(double.IsFinite(price) && price >= 0 && (count == 0 || PriceImpact.IsAtOrBeyond(price, prices[count - 1], direction))))
        {
            Throw.OutOfRange(endName, price, count == 0 ? "finite and >= 0" : FormattableString.Invariant($"finite, >= 0 and no better than the last level, {prices[count - 1]}"));
        }

        return new(direction, prices[..count], cumulative[..(count + 1)], end);
    }

    /// <summary>How many levels are better than a price, and so the first that a walk from there meets.</summary>
    public int FirstFrom(double startPrice)
    {
        int low = 0, high = _prices.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (PriceImpact.IsAtOrBeyond(_prices[middle], startPrice, Direction))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>The level in which a cumulative quantity ends: the first that reaches it, from one on; <see cref="Count"/> where none does.</summary>
    public int LevelOf(double cumulative, int first) => first + SortedNumbers.FirstAtLeast(_cumulative.AsSpan(first + 1), cumulative);

    /// <summary>Where price stands when the levels from one on are gone.</summary>
    public double EndPrice(double startPrice, int first)
    {
        double end = _end ?? (first < _prices.Length ? _prices[^1] : startPrice);
        return PriceImpact.IsAtOrBeyond(end, startPrice, Direction) ? end : startPrice;
    }

    /// <summary>The same prices with other quantities. It ends where it ended, also where its last levels hold nothing any more: with less depth price goes no less far.</summary>
    public BookSide With(Func<double, double> factorAt)
    {
        var levels = new BookLevel[_prices.Length];
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = new(_prices[i], (_cumulative[i + 1] - _cumulative[i]) * factorAt(_prices[i]));
        }

        return Of(levels, Direction, _end ?? (levels.Length > 0 ? _prices[^1] : null), "level", "end");
    }
}
