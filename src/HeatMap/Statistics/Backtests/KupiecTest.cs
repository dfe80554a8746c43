using HeatMap.Internal;

namespace HeatMap;

/// <summary>Whether a value at risk is exceeded as often as it says: Kupiec's proportion of failures (1995), the exact binomial tails and the traffic light.</summary>
/// <remarks>
/// <para><c>LR = −2 ln[(1−p)^(n−x) p^x / ((1−x/n)^(n−x) (x/n)^x)]</c>, with 0 ln 0 = 0, against the chi-square law with one degree of freedom. That law is poor where fewer than five exceptions are expected: there
/// read the tails.</para>
/// <para><c>default</c> has zeros everywhere and says nothing.</para>
/// </remarks>
public readonly record struct KupiecTest
{
    private const double YellowFrom = 0.95, RedFrom = 0.9999;

    /// <summary>The number of periods.</summary>
    public int Observations { get; init; }

    /// <summary>In how many the loss exceeded the value at risk.</summary>
    public int Exceptions { get; init; }

    /// <summary>The probability of an exception that the value at risk claims.</summary>
    public double TailProbability { get; init; }

    /// <summary>The likelihood ratio; &gt;= 0, and 0 when the share of exceptions is the claimed one.</summary>
    public double LikelihoodRatio { get; init; }

    /// <summary>How likely a right value at risk is to be as far off or farther, by the chi-square law.</summary>
    public double PValue { get; init; }

    /// <summary>The exact probability of at most as many exceptions.</summary>
    public double AtMost { get; init; }

    /// <summary>The exact probability of at least as many exceptions.</summary>
    public double AtLeast { get; init; }

    /// <summary>The traffic light, by <see cref="AtMost"/>.</summary>
    public BacktestZone Zone { get; init; }

    /// <summary>Tests counts.</summary>
    /// <param name="observations">The number of periods; &gt; 0.</param>
    /// <param name="exceptions">From 0 to <paramref name="observations"/>.</param>
    /// <param name="tailProbability">One less the confidence of the value at risk, a fraction over 0 and below 1: 0.01 at 99 %.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    /// <remarks>O(√n) of n observations, O(n) at worst. Allocates nothing.</remarks>
    public static KupiecTest Of(int observations, int exceptions, double tailProbability)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(observations);
        if (exceptions < 0 || exceptions > observations)
        {
            Throw.OutOfRange(nameof(exceptions), exceptions, $"from 0 to {observations}");
        }

        ColumnGuard.Inside(tailProbability);
        double ratio = BernoulliRatio.Twice(exceptions, observations, tailProbability);
        (double atMost, double atLeast) = TailLaw.Binomial(observations, exceptions, tailProbability);
        return new()
        {
            Observations = observations,
            Exceptions = exceptions,
            TailProbability = tailProbability,
            LikelihoodRatio = ratio,
            PValue = TailLaw.ChiSquareAbove(ratio, 1),
            AtMost = atMost,
            AtLeast = atLeast,
            Zone = atMost < YellowFrom ? BacktestZone.Green : atMost < RedFrom ? BacktestZone.Yellow : BacktestZone.Red,
        };
    }
}
