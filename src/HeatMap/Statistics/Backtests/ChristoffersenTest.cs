namespace HeatMap;

/// <summary>Whether exceptions of a value at risk come one by one rather than in clusters, and as often as it says: Christoffersen's tests (1998).</summary>
/// <remarks>
/// <para>Independence compares one probability of an exception with one for each state of the period before, on the n − 1 transitions. The unconditional part uses all n periods (<see cref="KupiecTest"/>), and
/// conditional coverage is the sum of both. Chi-square laws with one, one and two degrees of freedom.</para>
/// <para><c>default</c> has zeros everywhere and says nothing.</para>
/// </remarks>
public readonly record struct ChristoffersenTest
{
    /// <summary>How often a quiet period followed a quiet one.</summary>
    public int QuietAfterQuiet { get; init; }

    /// <summary>How often an exception followed a quiet period.</summary>
    public int ExceptionAfterQuiet { get; init; }

    /// <summary>How often a quiet period followed an exception.</summary>
    public int QuietAfterException { get; init; }

    /// <summary>How often an exception followed an exception.</summary>
    public int ExceptionAfterException { get; init; }

    /// <summary>The number of exceptions, on all periods.</summary>
    public KupiecTest Coverage { get; init; }

    /// <summary>The likelihood ratio of independence, &gt;= 0.</summary>
    public double IndependenceRatio { get; init; }

    /// <summary>How likely independent exceptions are to look as clustered, or as evenly spaced, or more.</summary>
    public double IndependencePValue { get; init; }

    /// <summary>The likelihood ratio of both together, &gt;= 0.</summary>
    public double ConditionalRatio { get; init; }

    /// <summary>How likely a right value at risk is to be as far off in both together.</summary>
    public double ConditionalPValue { get; init; }

    /// <summary>Tests exceptions in time order.</summary>
    /// <param name="exceptions">Whether each period's loss exceeded the value at risk; at least one.</param>
    /// <param name="tailProbability">One less the confidence of the value at risk, a fraction over 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no periods, or the tail is outside its domain.</exception>
    /// <remarks>O(n). Allocates nothing.</remarks>
    public static ChristoffersenTest Of(ReadOnlySpan<bool> exceptions, double tailProbability)
    {
        int quietQuiet = 0, quietHit = 0, hitQuiet = 0, hitHit = 0, hits = 0;
        for (int i = 0; i < exceptions.Length; i++)
        {
            hits += exceptions[i] ? 1 : 0;
            if (i > 0)
            {
                _ = (exceptions[i - 1], exceptions[i]) switch
                {
                    (false, false) => quietQuiet++,
                    (false, true) => quietHit++,
                    (true, false) => hitQuiet++,
                    _ => hitHit++,
                };
            }
        }

        ArgumentOutOfRangeException.ThrowIfZero(exceptions.Length, nameof(exceptions));
        var coverage = KupiecTest.Of(exceptions.Length, hits, tailProbability);
        double independence = Independence(quietQuiet, quietHit, hitQuiet, hitHit), both = coverage.LikelihoodRatio + independence;
        return new()
        {
            QuietAfterQuiet = quietQuiet,
            ExceptionAfterQuiet = quietHit,
            QuietAfterException = hitQuiet,
            ExceptionAfterException = hitHit,
            Coverage = coverage,
            IndependenceRatio = independence,
            IndependencePValue = TailLaw.ChiSquareAbove(independence, 1),
            ConditionalRatio = both,
            ConditionalPValue = TailLaw.ChiSquareAbove(both, 2),
        };
    }

    /// <summary>The likelihood ratio of independence from counts of transitions, against the chi-square law with one degree of freedom.</summary>
    /// <param name="quietAfterQuiet">How often a quiet period followed a quiet one; &gt;= 0.</param>
    /// <param name="exceptionAfterQuiet">How often an exception followed a quiet period; &gt;= 0.</param>
    /// <param name="quietAfterException">How often a quiet period followed an exception; &gt;= 0.</param>
    /// <param name="exceptionAfterException">How often an exception followed an exception; &gt;= 0.</param>
    /// <returns>&gt;= 0; 0 where one state never came.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    /// <remarks>O(1). Allocates nothing.</remarks>
    public static double Independence(int quietAfterQuiet, int exceptionAfterQuiet, int quietAfterException, int exceptionAfterException)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(quietAfterQuiet);
        ArgumentOutOfRangeException.ThrowIfNegative(exceptionAfterQuiet);
        ArgumentOutOfRangeException.ThrowIfNegative(quietAfterException);
        ArgumentOutOfRangeException.ThrowIfNegative(exceptionAfterException);
        long quiet = (long)quietAfterQuiet + exceptionAfterQuiet, hit = (long)quietAfterException + exceptionAfterException;
        long next = (long)exceptionAfterQuiet + exceptionAfterException;
        if (next == 0 || next == quiet + hit)
        {
            return 0;
        }

        double common = (double)next / (quiet + hit);
        return BernoulliRatio.Twice(exceptionAfterQuiet, quiet, common) + BernoulliRatio.Twice(exceptionAfterException, hit, common);
    }
}
