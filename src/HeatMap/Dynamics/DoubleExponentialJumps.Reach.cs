using System.Numerics;

namespace HeatMap;

public sealed partial class DoubleExponentialJumps
{
    private sealed class Reach : PriceReach
    {
        private readonly double _deviation, _unit;
        private readonly ScaledJumps _law;
        private readonly EulerInversion _inversion;
        private readonly JumpRoots[] _roots;
        private readonly Passage[] _up, _down;

        public Reach(DoubleExponentialJumps law, TimeSpan horizon)
            : base(horizon)
        {
            double years = Years.Of(horizon);
            _deviation = law.Volatility * Math.Sqrt(years);
            _unit = law.DiffusionVolatility * Math.Sqrt(years);
            _inversion = new(_unit == 0 ? 0 : Math.Max(Math.Abs(law.LogDrift * years / _unit), Math.Abs(law.MeanLogGain * years / _deviation)));
            if (_unit == 0)
            {
                (_roots, _up, _down) = ([], [], []);
                return;
            }

            ReadOnlySpan<Complex> nodes = _inversion.Nodes;
            _law = new ScaledJumps(law.LogDrift * years / _unit, law.JumpsPerYear * years, law.UpProbability, _unit / law.MeanUpJump, _unit / law.MeanDownJump)
                .WithIdlePolesAway(nodes[0].Real);
            _roots = JumpRoots.Find(_law, nodes);
            _up = [.. _roots.Select(r => new Passage(r.B, r.A, _law.Up))];
            _down = [.. _roots.Select(r => new Passage(-r.C, -r.D, _law.Down))];
        }

        public override double Deviation => _deviation;

        protected override double TouchOfMove(double logMove)
        {
            if (logMove == 0 || _unit == 0 || double.IsInfinity(logMove))
            {
                return logMove == 0 ? 1 : 0;
            }

            double distance = Math.Abs(logMove) / _unit, sum = 0;
            ReadOnlySpan<Complex> weights = _inversion.Weights;
            Passage[] passages = logMove > 0 ? _up : _down;
            for (int i = 0; i < passages.Length; i++)
            {
                sum += (weights[i] * passages[i].Transform(distance)).Real;
            }

            return Math.Clamp(sum, 0, 1);
        }

        protected override FirstTouch FirstOfMoves(double down, double up)
        {
            double mostDown = TouchOfMove(down), mostUp = TouchOfMove(up);
            if (mostDown == 0 || mostUp == 0 || double.IsInfinity(down) || double.IsInfinity(up))
            {
                double either = Math.Min(1, mostDown + mostUp);
                return new(mostDown, either - mostDown, 1 - either);
            }

            double lower = 0, upper = 0;
            ReadOnlySpan<Complex> weights = _inversion.Weights;
            for (int i = 0; i < _roots.Length; i++)
            {
                (Complex low, Complex high) = JumpExit.Transform(_law, _roots[i], -down / _unit, up / _unit);
                lower += (weights[i] * low).Real;
                upper += (weights[i] * high).Real;
            }

            lower = Math.Clamp(lower, 0, mostDown);
            upper = Math.Clamp(upper, 0, Math.Min(mostUp, 1 - lower));
            return new(lower, upper, Math.Max(0, 1 - (lower + upper)));
        }
    }

    /// <summary><c>E[exp(−α τ)]</c> of one barrier, for one α: a mix of two exponentials of the distance, so written that equal roots do no harm.</summary>
    private readonly struct Passage
    {
        private readonly Complex _slow, _gap, _mix;

        public Passage(Complex slow, Complex fast, double rate)
        {
            Complex gap = fast - slow, least = 1e-12 * fast;
            _slow = slow;
            _gap = Complex.Abs(gap) < Complex.Abs(least) ? least : gap;
            _mix = (fast - rate) * slow / (rate * _gap);
        }

        public Complex Transform(double distance) => Complex.Exp(-distance * _slow) * (1 + (_mix * ExpLessOne(-distance * _gap)));

        private static Complex ExpLessOne(Complex z) => Math.Abs(z.Real) + Math.Abs(z.Imaginary) < 1 ? 2 * Complex.Exp(z / 2) * Complex.Sinh(z / 2) : Complex.Exp(z) - 1;
    }
}
