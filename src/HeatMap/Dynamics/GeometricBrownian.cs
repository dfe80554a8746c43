using HeatMap.Internal;
using MathNet.Numerics;

namespace HeatMap;

/// <summary>Price whose logarithm is a Brownian motion with drift: the law of the closed forms.</summary>
/// <remarks>Volatility zero is a limit: price follows its drift, and without drift it stands still.</remarks>
public sealed class GeometricBrownian : PriceModel
{
    /// <summary>Makes the law.</summary>
    /// <param name="volatility">Standard deviation of the log return per square root of a year of 365 days, as a fraction; finite and &gt;= 0.</param>
    /// <param name="logDrift">What the logarithm of the price gains a year on average; finite. Zero, the default, makes up and down alike in the logarithm.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public GeometricBrownian(double volatility, double logDrift = 0)
    {
        Volatility = Guard.NonNegative(volatility);
        LogDrift = Guard.Finite(logDrift);
    }

    /// <inheritdoc/>
    public override double Volatility { get; }

    /// <summary>What the logarithm of the price gains a year on average, as a fraction.</summary>
    public double LogDrift { get; }

    /// <summary>The law whose price, rather than its logarithm, has a drift: <c>dS = drift S dt + volatility S dW</c>. A drift of zero makes the price a fair game.</summary>
    /// <param name="volatility">As of the constructor.</param>
    /// <param name="drift">What the price gains a year on average, as a fraction; finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static GeometricBrownian WithDrift(double volatility, double drift) =>
        new(volatility, Guard.Finite(drift) - (Guard.NonNegative(volatility) * volatility / 2));

    /// <inheritdoc/>
    public override PriceReach Within(TimeSpan horizon) => new Reach(this, horizon);

    private sealed class Reach : PriceReach
    {
        private readonly double _gain, _deviation, _driftRatio;

        public Reach(GeometricBrownian law, TimeSpan horizon)
            : base(horizon)
        {
            double years = Years.Of(horizon);
            _gain = law.LogDrift * years;
            _deviation = law.Volatility * Math.Sqrt(years);
            _driftRatio = 2 * law.LogDrift / (law.Volatility * law.Volatility);
        }

        public override double Deviation => _deviation;

        protected override double TouchOfMove(double logMove)
        {
            double distance = Math.Abs(logMove), gain = Math.CopySign(1, logMove) * _gain;
            if (distance == 0)
            {
                return 1;
            }

            if (_deviation == 0)
            {
                return gain >= distance ? 1 : 0;
            }

            if (double.IsInfinity(distance))
            {
                return 0;
            }

            double straight = Below((gain - distance) / _deviation);
            return Math.Min(1, _gain == 0 ? 2 * straight : straight + Reflected(logMove, (-distance - gain) / _deviation));
        }

        protected override FirstTouch FirstOfMoves(double down, double up) => throw new NotSupportedException();

        /// <summary>The part of the paths that touch and come back.</summary>
        private double Reflected(double logMove, double place)
        {
            double tail = Below(place);
            return tail == 0 ? 0 : Math.Exp(_driftRatio * logMove) * tail;
        }

        private static double Below(double x) => 0.5 * SpecialFunctions.Erfc(-x / Constants.Sqrt2);
    }
}
