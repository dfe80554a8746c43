namespace HeatMap.Cascades;

/// <summary>The sum of a line and a power, which are laws of their own.</summary>
internal sealed class AlmgrenImpact(AlmgrenLaw law) : RelativeImpact
{
    private readonly double _slope = law.PermanentScale;
    private readonly PowerImpact _temporary = new(law.TemporaryScale, law.TemporaryVolume, law.Beta, 0);
    private readonly double _quantityToZero = QuantityOf(law, 1);

    public override string ToString() => law.ToString();

    public override double Factor(double quantity, Direction direction)
    {
        double move = (_slope * quantity) + (_temporary.Factor(quantity, Direction.Up) - 1);
        return direction == Direction.Down ? Math.Max(0, 1 - move) : 1 + move;
    }

    public override double MeanFactor(double from, double to, Direction direction)
    {
        if (direction == Direction.Up)
        {
            return 1 + MeanMove(from, to);
        }

        double end = Math.Min(to, _quantityToZero);
        return end > from ? Math.Max(0, 1 - MeanMove(from, end)) * ((end - from) / (to - from)) : 0;
    }

    public override double QuantityToFactor(double factor, Direction direction) => QuantityOf(law, (int)direction * (factor - 1));

    protected override double QuantityToZero => _quantityToZero;

    private double MeanMove(double from, double to) => (_slope * (from + (0.5 * (to - from)))) + (_temporary.MeanFactor(from, to, Direction.Up) - 1);

    private static double QuantityOf(AlmgrenLaw law, double move) =>
        LeastDouble.Where(0, double.MaxValue, q => (law.PermanentScale * q) + (law.TemporaryScale * Math.Pow(q / law.TemporaryVolume, law.Beta)) >= move);
}
