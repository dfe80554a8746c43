using HeatMap.Internal;
using MathNet.Numerics.Distributions;

namespace HeatMap;

/// <summary>Fat tails by one number more: Brownian price whose volatility nobody knows, so that returns over every horizon follow Student's t.</summary>
/// <remarks>
/// <para>A path draws its volatility once, <c>σ √((ν − 2) / χ²)</c> with a chi-squared number of ν degrees of freedom, and keeps it: calm paths and wild ones. The log return over any time is Student's t with ν degrees of freedom and a
/// deviation of <c>σ √T</c>; tails do not thin out with the horizon, as they do for independent fat-tailed returns. It has no drift in the logarithm. For ν beyond some hundred it is <see cref="GeometricBrownian"/>.</para>
/// <para>One price is touched with twice the probability of ending beyond it, as the reflection principle has it for each volatility, and so for all: right to about 1e-12. Which of two comes first is summed over 256
/// volatilities: right to about 1e-9, some 0.1 ms.</para>
/// </remarks>
public sealed partial class StudentReturns : PriceModel
{
    /// <summary>Makes the law.</summary>
    /// <param name="volatility">Standard deviation of the log return per square root of a year of 365 days, as a fraction; finite and &gt;= 0.</param>
    /// <param name="degreesOfFreedom">ν: above 2, where the deviation is finite, and at most 10,000. Daily returns of coins fit 3 to 5.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public StudentReturns(double volatility, double degreesOfFreedom)
    {
        if (!(degreesOfFreedom is > 2 and <= 10_000))
        {
            Throw.OutOfRange(nameof(degreesOfFreedom), degreesOfFreedom, "above 2 and at most 10,000");
        }

        Volatility = Guard.NonNegative(volatility);
        DegreesOfFreedom = degreesOfFreedom;
    }

    /// <inheritdoc/>
    public override double Volatility { get; }

    /// <summary>ν: the lower, the fatter the tails.</summary>
    public double DegreesOfFreedom { get; }

    /// <inheritdoc/>
    public override PriceReach Within(TimeSpan horizon) => new Reach(this, horizon);

    /// <inheritdoc/>
    protected override void DrawMoves(RandomStream stream, TimeSpan step, Span<double> moves, Span<double> lows, Span<double> highs)
    {
        double own = Volatility * Math.Sqrt((DegreesOfFreedom - 2) / ChiSquared.InvCDF(DegreesOfFreedom, stream.Uniform(0)));
        GeometricBrownian.Draw(0, own, stream, 1, step, moves, lows, highs);
    }
}
