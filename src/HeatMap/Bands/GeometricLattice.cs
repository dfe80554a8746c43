using HeatMap.Kernels;

namespace HeatMap;

/// <summary>Edges at whole powers of <c>1 + step</c>.</summary>
/// <remarks>
/// Powers are made in pairs of doubles (about 106 bits) by squaring, with + − × ÷ and fused multiply-add only. Library functions such as
/// <c>Pow</c>, <c>Exp</c> and <c>Log</c> may differ between platforms in the last bit; these do not, and edges decide.
/// </remarks>
internal sealed class GeometricLattice : Lattice
{
    private readonly double _logStep;
    private readonly DoublePair[] _squares = new DoublePair[41];

    public GeometricLattice(double step)
    {
        // 1 + step without loss: the pair keeps what the sum rounds away.
        double sum = 1 + step;
        _squares[0] = new(sum, step - (sum - 1));
        for (int i = 1; i < _squares.Length; i++)
        {
            _squares[i] = _squares[i - 1] * _squares[i - 1];
        }

        // Only ever a guess of an index, which an edge then corrects.
        _logStep = Math.Log(sum);
    }

    public override double Edge(long index)
    {
        DoublePair power = new(1, 0);
        long rest = Math.Abs(index);
        for (int bit = 0; rest != 0; bit++, rest >>= 1)
        {
            if ((rest & 1) != 0)
            {
                power *= _squares[bit];
            }
        }

        return index < 0 ? power.Reciprocal() : power.High;
    }

    public override BandNumbers Numbers(long first, long last)
    {
        double bandsPerOctave = Math.Log(2) / _logStep, farthest = Math.Max(Math.Abs((double)first), Math.Abs((double)last));
        return new(true, bandsPerOctave, first, 0, 1, (bandsPerOctave * Log2Polynomial.Error) + (16 * farthest * double.ScaleB(1, -52)));
    }

    protected override double Guess(double price) => Math.Log(price) / _logStep;

    /// <summary>An unevaluated sum of two doubles, the second below half an ulp of the first.</summary>
    private readonly record struct DoublePair(double High, double Low)
    {
        public static DoublePair operator *(DoublePair x, DoublePair y)
        {
            double product = x.High * y.High;
            double error = Math.FusedMultiplyAdd(x.High, y.High, -product);
            error += (x.High * y.Low) + (x.Low * y.High);
            double high = product + error;
            return new(high, error - (high - product));
        }

        /// <summary>One over the pair, rounded to a double: one correction of the plain quotient.</summary>
        public double Reciprocal()
        {
            double quotient = 1 / High;
            double rest = Math.FusedMultiplyAdd(-quotient, High, 1) - (quotient * Low);
            return quotient + (rest * quotient);
        }
    }
}
