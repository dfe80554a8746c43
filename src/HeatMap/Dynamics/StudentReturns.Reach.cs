using MathNet.Numerics.Distributions;

namespace HeatMap;

public sealed partial class StudentReturns
{
    private sealed class Reach : PriceReach
    {
        private const int Points = 256;

        /// <summary>Below this deviation nothing is left to chance.</summary>
        private const double Least = 1e-300;

        /// <summary>What is left out on either side weighs less than e^−40.</summary>
        private const double Negligible = 40;

        private readonly double _freedom, _scale;

        /// <summary>Deviations of the horizon by which the mixture is summed, and their weights.</summary>
        private readonly double[] _deviations = new double[Points], _weights = new double[Points];

        public Reach(StudentReturns law, TimeSpan horizon)
            : base(horizon)
        {
            _freedom = law.DegreesOfFreedom;
            Deviation = law.Volatility * Math.Sqrt(Years.Of(horizon));
            _scale = Deviation * Math.Sqrt((_freedom - 2) / _freedom);
            Spread();
        }

        public override double Deviation { get; }

        protected override double TouchOfMove(double logMove) => logMove == 0 ? 1
            : double.IsInfinity(logMove) || _scale < Least ? 0
            : Math.Min(1, 2 * StudentT.CDF(0, 1, _freedom, -Math.Abs(logMove) / _scale));

        protected override FirstTouch FirstOfMoves(double down, double up)
        {
            if (double.IsInfinity(down) || double.IsInfinity(up) || _scale < Least)
            {
                (double one, double other) = (TouchOfMove(down), TouchOfMove(up));
                return new(one, other, 1 - (one + other));
            }

            (double lower, double upper) = (0, 0);
            for (int i = 0; i < Points; i++)
            {
                double below = -down / _deviations[i], above = up / _deviations[i];
                lower += _weights[i] * BrownianFirst.Lower(below, above, 0);
                upper += _weights[i] * BrownianFirst.Lower(above, below, 0);
            }

            lower = Math.Min(1, lower);
            upper = Math.Min(1 - lower, upper);
            return new(lower, upper, Math.Max(0, 1 - (lower + upper)));
        }

        /// <summary>Equal steps in the logarithm of the chi-squared number, whose density falls off so fast on both sides that the plain sum converges like an exponential.</summary>
        private void Spread()
        {
            double mode = Math.Log(_freedom), sigmas = 10 * Math.Sqrt(2 / _freedom);
            double from = mode - (2 * Negligible / _freedom) - sigmas, to = Math.Log(_freedom + (2 * Negligible) + (10 * Math.Sqrt(2 * _freedom))), sum = 0;
            for (int i = 0; i < Points; i++)
            {
                double x = from + ((to - from) * i / (Points - 1));
                _weights[i] = Math.Exp((0.5 * _freedom * (x - mode)) - (0.5 * (Math.Exp(x) - _freedom)));
                _deviations[i] = Deviation * Math.Sqrt((_freedom - 2) * Math.Exp(-x));
                sum += _weights[i];
            }

            for (int i = 0; i < Points; i++)
            {
                _weights[i] /= sum;
            }
        }
    }
}
