namespace HeatMap.Cascades;

/// <summary>The mildest shock from which a quantity still takes price to a level, to the last bit.</summary>
internal static class StartThreshold
{
    /// <summary>The highest start price of a fall, or the lowest of a rise, but not on the near side of the mark.</summary>
    public static double Of(PriceImpact impact, double level, double quantity, double markPrice, Direction direction)
    {
        if (PriceImpact.IsAtOrBeyond(impact.After(markPrice, quantity, direction), level, direction))
        {
            return markPrice;
        }

        double guess = impact.StartFor(level, quantity, direction);
        return direction == Direction.Up
            ? LeastDouble.Around(guess, new Reaches(impact, level, quantity, direction, Wanted: true))
            : Math.BitDecrement(LeastDouble.Around(Math.BitIncrement(guess), new Reaches(impact, level, quantity, direction, Wanted: false)));
    }

    /// <summary>Whether price gets to the level from a start, or whether it does not.</summary>
    private readonly record struct Reaches(PriceImpact Impact, double Level, double Quantity, Direction Direction, bool Wanted) : IDoubleTest
    {
        public bool Holds(double x) => PriceImpact.IsAtOrBeyond(Impact.After(x, Quantity, Direction), Level, Direction) == Wanted;
    }
}
