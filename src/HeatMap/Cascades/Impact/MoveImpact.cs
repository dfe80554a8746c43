namespace HeatMap.Cascades;

/// <summary>An impact by how far it moves price, as a fraction of the start, the same both ways: <c>start × (1 ∓ move(Q))</c>, not below zero.</summary>
internal abstract class MoveImpact : RelativeImpact
{
    protected sealed override double QuantityToZero => QuantityOf(1);

    /// <summary>How far price goes, as a fraction of the start; rises from zero.</summary>
    public abstract double Move(double quantity);

    /// <summary>The mean of <see cref="Move"/> between two quantities.</summary>
    public abstract double MeanMove(double from, double to);

    public sealed override double Factor(double quantity, Direction direction)
    {
        double move = Move(quantity);
        return direction == Direction.Down ? Math.Max(0, 1 - move) : 1 + move;
    }

    public sealed override double MeanFactor(double from, double to, Direction direction)
    {
        if (direction == Direction.Up)
        {
            return 1 + MeanMove(from, to);
        }

        // Price stops at zero, and what is sold from there on brings nothing.
        double end = Math.Min(to, QuantityToZero);
        return end > from ? Math.Max(0, 1 - MeanMove(from, end)) * ((end - from) / (to - from)) : 0;
    }

    public sealed override double QuantityToFactor(double factor, Direction direction) => QuantityOf((int)direction * (factor - 1));

    /// <summary>The least quantity that moves price so far, up to rounding.</summary>
    protected abstract double QuantityOf(double move);
}
