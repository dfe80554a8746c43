using HeatMap.Kernels;

namespace HeatMap;

/// <summary>Edges at whole multiples of a width.</summary>
/// <remarks>
/// A width with a short decimal form, such as 0.1, is not that number in binary, and neither are its multiples: 3 × 0.1 is not 0.3. So the
/// width is split into whole numbers, <c>width = numerator / 10^d</c>, and edge k is <c>k·numerator / 10^d</c>: one exact product and one
/// correctly rounded division, which give the double nearest to the decimal edge. A price printed on an edge lies on that edge.
/// </remarks>
internal sealed class UniformLattice : Lattice
{
    private readonly double _width, _numerator, _denominator;

    public UniformLattice(double width)
    {
        _width = width;
        (_numerator, _denominator) = (width, 1);

        // Powers of ten up to 10^22 are exact in double. Twelve digits leave room for k·numerator below 2^53.
        double power = 1;
        for (int digits = 0; digits <= 12; digits++, power *= 10)
        {
            double numerator = Math.Round(width * power);
            if (numerator < 1e12 && numerator / power == width)
            {
                (_numerator, _denominator) = (numerator, power);
                break;
            }
        }
    }

    public override double Edge(long index) => index * _numerator / _denominator;

    public override BandNumbers Numbers(long first, long last)
    {
        // Eight roundings of the farthest place, of which four happen.
        double farthest = Math.Max(Math.Abs((double)first), Math.Abs((double)last));
        return new(false, 1 / _width, first, _numerator, _denominator, 8 * farthest * double.ScaleB(1, -52));
    }

    protected override double Guess(double price) => price / _width;
}
