namespace HeatMap.Cascades;

/// <summary>The sum of a line and a power, which are laws of their own.</summary>
internal sealed class AlmgrenImpact(AlmgrenLaw law) : RelativeImpact
{
    private readonly double _slope = law.PermanentScale;
    private readonly PowerImpact _temporary = new(law.TemporaryScale, law.TemporaryVolume, law.Beta, 0);

    public override string ToString() => law.ToString();

    public override double Factor(double quantity, Direction direction)
    {
        double move = MoveOf(quantity);
        return direction == Direction.Down ? Math.Max(0, 1 - move) : 1 + move;
    }

    public override double MeanFactor(double from, double to, Direction direction)
    {
        if (direction == Direction.Up)
        {
            return 1 + MeanMove(from, to);
        }

        double end = Math.Min(to, QuantityToZero);
        return end > from ? Math.Max(0, 1 - MeanMove(from, end)) * ((end - from) / (to - from)) : 0;
    }

    public override double QuantityToFactor(double factor, Direction direction) => QuantityOf((int)direction * (factor - 1));

    protected override double QuantityToZero => QuantityOf(1);

    private double MeanMove(double from, double to) => (_slope * (from + (0.5 * (to - from)))) + _temporary.MeanMove(from, to);

    private double MoveOf(double quantity) => (_slope * quantity) + _temporary.Move(quantity);

    private double QuantityOf(double move) => LeastDouble.Around(double.NaN, new Moves(this, move));

    private readonly record struct Moves(AlmgrenImpact Law, double Move) : IDoubleTest
    {
        public bool Holds(double x) => Law.MoveOf(x) >= Move;
    }
}
