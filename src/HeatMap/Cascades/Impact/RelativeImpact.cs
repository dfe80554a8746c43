namespace HeatMap.Cascades;

/// <summary>An impact that is the same fraction of every start price: <c>start × g(Q)</c>.</summary>
internal abstract class RelativeImpact : PriceImpact
{
    internal sealed override ImpactScaling Scaling => ImpactScaling.Multiplicative;

    /// <summary>Price as a fraction of the start.</summary>
    public abstract double Factor(double quantity, Direction direction);

    /// <summary>The mean of <see cref="Factor"/> from one quantity to a greater one.</summary>
    public abstract double MeanFactor(double from, double to, Direction direction);

    /// <summary>The least quantity with a factor at or beyond one that is beyond 1, up to rounding; infinity where there is none.</summary>
    public abstract double QuantityToFactor(double factor, Direction direction);

    protected internal sealed override double After(double startPrice, double quantity, Direction direction) => startPrice * Factor(quantity, direction);

    protected internal sealed override double Mean(double startPrice, double from, double to, Direction direction)
    {
        double first = Factor(from, direction);
        if (!(to > from))
        {
            return startPrice * first;
        }

        // A mean lies between the ends, whatever rounding makes of a difference.
        double last = Factor(to, direction), mean = MeanFactor(from, to, direction);
        return startPrice * Math.Max(Math.Min(first, last), Math.Min(Math.Max(first, last), mean));
    }

    protected internal sealed override double Needed(double startPrice, double price, Direction direction) => QuantityToFactor(price / startPrice, direction);

    internal sealed override double StartFor(double level, double quantity, Direction direction) => level / Factor(quantity, direction);

    protected internal sealed override double Limit(double startPrice, Direction direction) => direction == Direction.Down ? QuantityToZero : UpwardLimit;

    /// <summary>The least quantity that leaves nothing of the price; infinity where there is none.</summary>
    protected abstract double QuantityToZero { get; }

    /// <summary>What is known to be for sale.</summary>
    protected virtual double UpwardLimit => double.PositiveInfinity;
}
