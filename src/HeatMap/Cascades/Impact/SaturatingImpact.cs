using System.Globalization;

namespace HeatMap.Cascades;

/// <summary><c>start × (1 ∓ cap × (1 − exp(−Q / (cap × depth))))</c>.</summary>
internal sealed class SaturatingImpact(double cap, double depth) : RelativeImpact
{
    private readonly double _rate = 1 / (cap * depth);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"saturating: at most {cap} of the price, depth {depth}");

    public override double Factor(double quantity, Direction direction) => 1 + ((int)direction * cap * (1 - Math.Exp(-quantity * _rate)));

    public override double MeanFactor(double from, double to, Direction direction)
    {
        double half = 0.5 * _rate * (to - from);
        double decayed = half > 0
            ? Math.Exp(-_rate * from) * -NormalLaw.ExpLessOne(-2 * half) / (2 * half)
            : Math.Exp(-_rate * from);
        return 1 + ((int)direction * cap * (1 - decayed));
    }

    public override double QuantityToFactor(double factor, Direction direction)
    {
        double share = (int)direction * (factor - 1) / cap;
        return share < 1 ? -Math.Log(1 - share) / _rate : double.PositiveInfinity;
    }

    protected override double QuantityToZero => double.PositiveInfinity;
}
