using System.Globalization;
using MathNet.Numerics.Integration;

namespace HeatMap.Cascades;

/// <summary><c>start × (1 ∓ scale × (((Q + offset) / volume)^delta − (offset / volume)^delta))</c>, not below zero.</summary>
internal sealed class PowerImpact(double scale, double volume, double delta, double offset) : RelativeImpact
{
    /// <summary>Where the interval is at most this much of its start, a short quadrature is better than the difference of two powers.</summary>
    private const double Narrow = 0.5;

    private const int Nodes = 12;

    private readonly double _atZero = Math.Pow(offset / volume, delta);

    public override string ToString() => offset > 0
        ? string.Create(CultureInfo.InvariantCulture, $"shifted power: {scale} x (((Q + {offset}) / {volume})^{delta} - ({offset} / {volume})^{delta})")
        : string.Create(CultureInfo.InvariantCulture, $"power: {scale} x (Q / {volume})^{delta}");

    public override double Factor(double quantity, Direction direction)
    {
        double move = Move(quantity);
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

    private double Move(double quantity) => scale * (Power((quantity + offset) / volume) - _atZero);

    /// <summary>A square root is exact to the last bit and ten times as fast as a power.</summary>
    private double Power(double x) => delta == 0.5 ? Math.Sqrt(x) : Math.Pow(x, delta);

    private double QuantityOf(double move) => scale > 0 ? Math.Max(0, (volume * Math.Pow((move / scale) + _atZero, 1 / delta)) - offset) : double.PositiveInfinity;

    private double MeanMove(double from, double to)
    {
        double a = (from + offset) / volume, b = (to + offset) / volume;
        if (!(b > a))
        {
            return Move(from);
        }

        double mean = b - a <= Narrow * a
            ? GaussLegendreRule.Integrate(Power, a, b, Nodes) / (b - a)
            : ((b * Power(b)) - (a * Power(a))) / ((delta + 1) * (b - a));
        return scale * (mean - _atZero);
    }
}
