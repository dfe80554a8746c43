using System.Globalization;

namespace HeatMap.Cascades;

/// <summary><c>start × exp(∓kappa × Q)</c>.</summary>
internal sealed class ExponentialImpact(double kappa) : RelativeImpact
{
    /// <summary>Half a way, in the logarithm, from which on the nearer end of a fall, or the farther one of a rise, outweighs all else.</summary>
    private const double Far = 350;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"exponential: {kappa} of log price per base unit");

    public override double Factor(double quantity, Direction direction) => Math.Exp((int)direction * kappa * quantity);

    public override double MeanFactor(double from, double to, Direction direction)
    {
        double half = 0.5 * kappa * (to - from), middle = (int)direction * kappa * (from + (0.5 * (to - from)));
        if (half > Far)
        {
            // Where sinh leaves the range of numbers, the greater end is all there is: the other is less than e^-700 of it.
            double end = Math.Exp((int)direction * kappa * (direction == Direction.Down ? from : to));
            return double.IsInfinity(end) ? end : end / (2 * half);
        }

        // (e^b − e^a) / (b − a) = e^middle × sinh(h) / h with h half the way: no difference of near numbers.
        return Math.Exp(middle) * (half > 0 ? Math.Sinh(half) / half : 1);
    }

    public override double QuantityToFactor(double factor, Direction direction) => (int)direction * Math.Log(factor) / kappa;

    protected override double QuantityToZero => double.PositiveInfinity;
}
