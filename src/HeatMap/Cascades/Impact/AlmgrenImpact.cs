namespace HeatMap.Cascades;

/// <summary>The sum of a line and a power, which are laws of their own.</summary>
internal sealed class AlmgrenImpact(AlmgrenLaw law) : MoveImpact
{
    private readonly double _slope = law.PermanentScale;
    private readonly PowerImpact _temporary = new(law.TemporaryScale, law.TemporaryVolume, law.Beta, 0);

    public override string ToString() => law.ToString();

    public override double MeanMove(double from, double to) => (_slope * (from + (0.5 * (to - from)))) + _temporary.MeanMove(from, to);

    public override double Move(double quantity) => (_slope * quantity) + _temporary.Move(quantity);

    protected override double QuantityOf(double move) => LeastDouble.Around(double.NaN, new Moves(this, move));

    private readonly record struct Moves(AlmgrenImpact Law, double Target) : IDoubleTest
    {
        public bool Holds(double x) => Law.Move(x) >= Target;
    }
}
