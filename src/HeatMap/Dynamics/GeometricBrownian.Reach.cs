namespace HeatMap;

public sealed partial class GeometricBrownian
{
    private sealed class Reach : PriceReach
    {
        /// <summary>Below this deviation no price of a number's precision is left to chance, and a distance over it might not be finite.</summary>
        private const double Least = 1e-300;

        private readonly double _gain, _deviation, _gainInDeviations;
        private readonly bool _isCertain;

        public Reach(GeometricBrownian law, TimeSpan horizon)
            : base(horizon)
        {
            double years = Years.Of(horizon);
            _gain = law.LogDrift * years;
            _deviation = law.Volatility * Math.Sqrt(years);
            _gainInDeviations = _gain / _deviation;
            _isCertain = _deviation < Least || !double.IsFinite(_gainInDeviations * _gainInDeviations);
        }

        public override double Deviation => _deviation;

        protected override double TouchOfMove(double logMove)
        {
            double distance = Math.Abs(logMove), sign = Math.Sign(logMove);
            return distance == 0 ? 1
                : double.IsInfinity(distance) ? 0
                : _isCertain ? (sign * _gain >= distance ? 1 : 0)
                : BrownianFirst.Touch(distance / _deviation, sign * _gainInDeviations);
        }

        protected override FirstTouch FirstOfMoves(double down, double up)
        {
            if (double.IsInfinity(down) || double.IsInfinity(up) || _isCertain)
            {
                (double one, double other) = (TouchOfMove(down), TouchOfMove(up));
                return new(one, other, 1 - (one + other));
            }

            double below = -down / _deviation, above = up / _deviation;
            double lower = BrownianFirst.Lower(below, above, -_gainInDeviations);
            double upper = Math.Min(1 - lower, BrownianFirst.Lower(above, below, _gainInDeviations));
            return new(lower, upper, Math.Max(0, 1 - (lower + upper)));
        }
    }
}
