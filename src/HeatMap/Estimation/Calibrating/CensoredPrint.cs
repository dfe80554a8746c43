using MathNet.Numerics;

namespace HeatMap.Estimation;

/// <summary>What a print that is at least some amount says: the upper tail of a Poisson law of clumps.</summary>
/// <remarks>
/// With λ = mean ÷ clump and m = seen ÷ clump, <c>P(n &gt;= m) = λ^m e^(−λ) S / Γ(m + 1)</c> and <c>E[n | n &gt;= m] = λ + m / S</c>, where <c>S = Σ λ^j / ((m + 1)…(m + j))</c>. Between whole
/// m both go on smoothly, and the second stays mean × the slope of the logarithm of the first, which is why a round of the fit never loses.
/// </remarks>
internal static class CensoredPrint
{
    /// <summary>The mean of a print that is at least what was seen.</summary>
    public static double Expected(double mean, double seen, double? clump)
    {
        if (clump is not { } size)
        {
            return Math.Max(mean, seen);
        }

        double rate = mean / size, least = seen / size;
        return mean + (least > 0 ? seen / Series(rate, least) : 0);
    }

    /// <summary>The logarithm of the likelihood, in the unit of prints: times the clump where there is one.</summary>
    public static double LogLikelihood(double mean, double seen, double? clump)
    {
        if (clump is not { } size)
        {
            return Amount(Math.Min(mean, seen), seen);
        }

        double rate = mean / size, least = seen / size;
        if (!(least > 0))
        {
            return 0;
        }

        double log = rate < least + 1
            ? (least * Math.Log(rate)) - rate - SpecialFunctions.GammaLn(least + 1) + Math.Log(Series(rate, least))
            : Math.Log(SpecialFunctions.GammaLowerRegularized(least, rate));
        return size * Math.Min(log, 0);
    }

    /// <summary>The logarithm of the likelihood of a print that is known, but for a constant.</summary>
    public static double Amount(double mean, double print) => (print > 0 ? print * Math.Log(mean) : 0) - mean;

    private static double Series(double rate, double least)
    {
        // Terms rise while m + j is below the rate; a sum so great that m / S is lost beside the rate is as good as infinite.
        double term = 1, sum = 1, enough = 1e18 * Math.Max(least, 1);
        for (int j = 1; term > 1e-17 * sum && sum < enough; j++)
        {
            term *= rate / (least + j);
            sum += term;
        }

        return sum;
    }
}
