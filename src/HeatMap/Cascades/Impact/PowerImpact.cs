using System.Globalization;
using MathNet.Numerics.Integration;

namespace HeatMap.Cascades;

/// <summary><c>start × (1 ∓ scale × (((Q + offset) / volume)^delta − (offset / volume)^delta))</c>, not below zero.</summary>
internal sealed class PowerImpact : MoveImpact
{
    /// <summary>Where the interval is at most this much of its end, a short quadrature is better than the difference of two powers.</summary>
    private const double Narrow = 1.0 / 3;

    private const int Nodes = 12;

    private readonly double _scale, _volume, _delta, _offset, _atZero;

    /// <summary>Kept, so that a mean allocates nothing.</summary>
    private readonly Func<double, double> _power;

    /// <summary>Takes numbers that are checked, alone and together: see <see cref="PriceImpact.ShiftedPower"/>.</summary>
    public PowerImpact(double scale, double volume, double delta, double offset)
    {
        (_scale, _volume, _delta, _offset) = (scale, volume, delta, offset);
        _power = Power;
        _atZero = Power(offset / volume);
    }

    public override string ToString() => _offset > 0
        ? string.Create(CultureInfo.InvariantCulture, $"shifted power: {_scale} x (((Q + {_offset}) / {_volume})^{_delta} - ({_offset} / {_volume})^{_delta})")
        : string.Create(CultureInfo.InvariantCulture, $"power: {_scale} x (Q / {_volume})^{_delta}");

    public override double Move(double quantity) => _scale * (Power((quantity + _offset) / _volume) - _atZero);

    /// <summary>A square root is exact to the last bit and ten times as fast as a power.</summary>
    private double Power(double x) => _delta == 0.5 ? Math.Sqrt(x) : Math.Pow(x, _delta);

    protected override double QuantityOf(double move) => Math.Max(0, (_volume * Math.Pow((move / _scale) + _atZero, 1 / _delta)) - _offset);

    public override double MeanMove(double from, double to)
    {
        double a = (from + _offset) / _volume, b = (to + _offset) / _volume;
        if (!(b > a))
        {
            return Move(from);
        }

        // In units of the greater end, so that what a number can hold for the price is not left in between.
        double rest = 1 - (a / b);
        double mean = !(rest > 0) ? 1
            : rest <= Narrow ? GaussLegendreRule.Integrate(_power, 1 - rest, 1, Nodes) / rest
            : (1 - ((1 - rest) * Power(1 - rest))) / ((_delta + 1) * rest);
        return _scale * ((Power(b) * mean) - _atZero);
    }
}
