using System.Globalization;

namespace HeatMap.Cascades;

/// <summary><c>start × exp(∓kappa × Q)</c>.</summary>
internal sealed class ExponentialImpact(double kappa) : RelativeImpact
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"exponential: {kappa} of log price per base unit");

    public override double Factor(double quantity, Direction direction) => Math.Exp((int)direction * kappa * quantity);

    public override double MeanFactor(double from, double to, Direction direction)
    {
        // (e^b − e^a) / (b − a) = e^middle × sinh(h) / h with h half the way: no difference of near numbers.
        double half = 0.5 * kappa * (to - from), middle = (int)direction * kappa * (from + (0.5 * (to - from)));
        return Math.Exp(middle) * (half > 0 ? Math.Sinh(half) / half : 1);
    }

    public override double QuantityToFactor(double factor, Direction direction) => kappa > 0 ? (int)direction * Math.Log(factor) / kappa : double.PositiveInfinity;

    protected override double QuantityToZero => double.PositiveInfinity;
}
