namespace HeatMap;

/// <summary>Whether losses beyond a value at risk are as great as the expected shortfall says: the first two tests of Acerbi and Szekely (2014).</summary>
/// <remarks>Both statistics are 0 on average when the model is right, and below zero when risk is understated. The second's critical value at 5 %, for 250 periods and a tail of 2.5 %, is about −0.70 whatever the law; elsewhere
/// simulate. <c>default</c> says nothing.</remarks>
public readonly record struct AcerbiSzekelyTest
{
    /// <summary>In how many periods the return was below minus the value at risk.</summary>
    public int Exceptions { get; init; }

    /// <summary>Z1: the mean over exceptions of return over shortfall, plus one. Null without exceptions.</summary>
    public double? Conditional { get; init; }

    /// <summary>Z2: the sum over exceptions of return over shortfall, by the expected number of exceptions, plus one. Sees too many exceptions as well as too deep ones; 1 without any.</summary>
    public double Unconditional { get; init; }

    /// <summary>Tests returns.</summary>
    /// <param name="returns">The signed return of each period, as a fraction or in money; finite, at least one.</param>
    /// <param name="valuesAtRisk">The value at risk forecast for each period, same unit, a loss being positive; finite.</param>
    /// <param name="expectedShortfalls">The expected shortfall forecast for each period; finite and &gt; 0.</param>
    /// <param name="tailProbability">One less the confidence of both, a fraction over 0 and below 1.</param>
    /// <exception cref="ArgumentException">A row or the tail is outside its domain, there is no period, or the columns differ in length; the message names column and row.</exception>
    /// <remarks>O(n). Allocates nothing.</remarks>
    public static AcerbiSzekelyTest Of(ReadOnlySpan<double> returns, ReadOnlySpan<double> valuesAtRisk, ReadOnlySpan<double> expectedShortfalls, double tailProbability)
    {
        int n = returns.Length;
        ArgumentOutOfRangeException.ThrowIfZero(n, nameof(returns));
        ColumnGuard.SameLength(n, valuesAtRisk.Length, nameof(valuesAtRisk));
        ColumnGuard.SameLength(n, expectedShortfalls.Length, nameof(expectedShortfalls));
        ColumnGuard.Finite(returns);
        ColumnGuard.Finite(valuesAtRisk);
        ColumnGuard.Positive(expectedShortfalls);
        ColumnGuard.Inside(tailProbability);
        int exceptions = 0;
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            if (returns[i] < -valuesAtRisk[i])
            {
                exceptions++;
                sum += returns[i] / expectedShortfalls[i];
            }
        }

        return new()
        {
            Exceptions = exceptions,
            Conditional = exceptions == 0 ? null : (sum / exceptions) + 1,
            Unconditional = (sum / (n * tailProbability)) + 1,
        };
    }
}
