using System.Buffers;
using HeatMap.Internal;
using MathNet.Numerics;

namespace HeatMap;

/// <summary>How good forecasts of a quantity were: of a whole distribution, of a quantile, of a mean.</summary>
/// <remarks>Scores are losses, and less is better, but for <see cref="PoissonLogScore"/>. All are proper: what one truly expects is the best to say. Nothing here allocates.</remarks>
public static class QuantityScore
{
    private const double RootTwoPi = 2.5066282746310005024, InverseRootPi = 0.56418958354775628695;

    /// <summary>The continuous ranked probability score of a normal forecast.</summary>
    /// <param name="mean">Of the forecast; finite, any unit.</param>
    /// <param name="deviation">Its standard deviation, same unit; finite and &gt;= 0. 0 is a point, whose score is the absolute error.</param>
    /// <param name="observation">What came; finite, same unit.</param>
    /// <returns>&gt;= 0, in the unit of the observation: <c>σ (z erf(z/√2) + 2 φ(z) − 1/√π)</c> (Gneiting, Raftery, 2007).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double CrpsNormal(double mean, double deviation, double observation)
    {
        Guard.Finite(mean);
        Guard.NonNegative(deviation);
        Guard.Finite(observation);
        double off = observation - mean, z = off / deviation;
        return deviation == 0 || double.IsInfinity(z) ? Math.Abs(off)
            : deviation * ((z * SpecialFunctions.Erf(z / Constants.Sqrt2)) + (2 * Math.Exp(-z * z / 2) / RootTwoPi) - InverseRootPi);
    }

    /// <summary>The continuous ranked probability score of an ensemble, each member as likely as the others.</summary>
    /// <param name="members">Of the forecast, in any order; finite, any unit.</param>
    /// <param name="observation">What came; finite, same unit.</param>
    /// <returns>&gt;= 0, in the unit of the observation: the mean distance of members and observation less half the mean distance over all pairs of members, a member and itself included. NaN of no members.</returns>
    /// <exception cref="ArgumentException">A member or the observation is not finite; the message names column and row.</exception>
    /// <remarks>O(m log m): sorted, the pairs are a weighted sum. Scratch comes from the shared pool.</remarks>
    public static double CrpsEnsemble(ReadOnlySpan<double> members, double observation)
    {
        ColumnGuard.Finite(members);
        Guard.Finite(observation);
        int m = members.Length;
        double[] scratch = ArrayPool<double>.Shared.Rent(m);
        Span<double> sorted = scratch.AsSpan(0, m);
        members.CopyTo(sorted);
        sorted.Sort();
        double distance = 0, pairs = 0;
        for (int i = 0; i < m; i++)
        {
            // From the observation, so that a common distance from zero costs no digits.
            double off = sorted[i] - observation;
            distance += Math.Abs(off);
            pairs += ((2.0 * i) + 1 - m) * off;
        }

        ArrayPool<double>.Shared.Return(scratch);
        return m == 0 ? double.NaN : Math.Max(0, (distance - (pairs / m)) / m);
    }

    /// <summary>The loss of a forecast quantile: what came above it costs the level, what came below one less the level, per unit of distance.</summary>
    /// <param name="quantile">The forecast; finite, any unit.</param>
    /// <param name="observation">What came; finite, same unit.</param>
    /// <param name="level">The share that should stay below, over 0 and below 1.</param>
    /// <returns>&gt;= 0, in the unit of the observation (Koenker, Bassett, 1978).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double Pinball(double quantile, double observation, double level)
    {
        Guard.Finite(quantile);
        Guard.Finite(observation);
        ColumnGuard.Inside(level);
        return PinballOf(quantile, observation, level);
    }

    /// <summary>The mean loss of forecast quantiles.</summary>
    /// <param name="quantiles">The forecasts; finite.</param>
    /// <param name="observations">What came; as many, finite.</param>
    /// <param name="level">As of one.</param>
    /// <returns>&gt;= 0; NaN of none.</returns>
    /// <exception cref="ArgumentException">A row or the level is outside its domain, or the columns differ in length.</exception>
    /// <remarks>O(n).</remarks>
    public static double MeanPinball(ReadOnlySpan<double> quantiles, ReadOnlySpan<double> observations, double level)
    {
        ColumnGuard.SameLength(quantiles.Length, observations.Length, nameof(observations));
        ColumnGuard.Finite(quantiles);
        ColumnGuard.Finite(observations);
        ColumnGuard.Inside(level);
        double sum = 0;
        for (int i = 0; i < quantiles.Length; i++)
        {
            sum += PinballOf(quantiles[i], observations[i], level);
        }

        return sum / quantiles.Length;
    }

    /// <summary>The probability integral transform of a normal forecast: how likely it held a value at or below what came. Over many reliable forecasts these are spread evenly (<see cref="PitHistogram"/>).</summary>
    /// <param name="mean">Of the forecast; finite, any unit.</param>
    /// <param name="deviation">Its standard deviation; finite and &gt; 0.</param>
    /// <param name="observation">What came; finite.</param>
    /// <returns>From 0 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double PitNormal(double mean, double deviation, double observation)
    {
        Guard.Finite(mean);
        Guard.Positive(deviation);
        Guard.Finite(observation);
        return NormalLaw.Below((observation - mean) / deviation);
    }

    /// <summary>The rank of what came among an ensemble's members, as a share: the middle of its place among members + 1 equal parts, ties in the middle of theirs. No random numbers.</summary>
    /// <param name="members">Of the forecast, in any order; finite.</param>
    /// <param name="observation">What came; finite.</param>
    /// <returns>Over 0 and below 1: <c>(below + ties/2 + 1/2) / (m + 1)</c>. NaN of no members.</returns>
    /// <exception cref="ArgumentException">A member or the observation is not finite; the message names column and row.</exception>
    /// <remarks>O(m). For a histogram, m + 1 should be a multiple of the number of bins.</remarks>
    public static double PitEnsemble(ReadOnlySpan<double> members, double observation)
    {
        ColumnGuard.Finite(members);
        Guard.Finite(observation);
        int below = 0, ties = 0;
        foreach (double member in members)
        {
            below += member < observation ? 1 : 0;
            ties += member == observation ? 1 : 0;
        }

        return members.IsEmpty ? double.NaN : (below + (ties / 2.0) + 0.5) / (members.Length + 1.0);
    }

    /// <summary>The Tweedie deviance of a forecast mean: squared error at power 0, Poisson at 1, compound Poisson between, gamma at 2, inverse Gaussian at 3.</summary>
    /// <param name="observation">What came; finite, at power 0 any, below 2 &gt;= 0, from 2 on &gt; 0.</param>
    /// <param name="mean">The forecast; finite and &gt; 0, at power 0 any.</param>
    /// <param name="power">How variance grows with the mean: 0, or from 1 to 3.</param>
    /// <returns>&gt;= 0 and 0 only for the mean itself, in the unit of the observation to the power of 2 − p: <c>2 μ^(2−p) (r G(1−p) − G(2−p))</c> with r = y/μ and <c>G(a) = (r^a − 1)/a</c>, ln r at a = 0. The one
    /// expression goes through the limits at 1 and 2 without a step (Jørgensen, 1987).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double TweedieDeviance(double observation, double mean, double power)
    {
        CheckPower(power);
        if (!IsObservation(observation, power))
        {
            Throw.OutOfRange(nameof(observation), observation, Observations(power));
        }

        if (!IsMean(mean, power))
        {
            Throw.OutOfRange(nameof(mean), mean, Means(power));
        }

        return Tweedie.Deviance(observation, mean, power);
    }

    /// <summary>The mean Tweedie deviance of forecast means.</summary>
    /// <param name="observations">What came; as of one.</param>
    /// <param name="means">The forecasts; as many, as of one.</param>
    /// <param name="power">0, or from 1 to 3.</param>
    /// <param name="weights">The weight of each row, finite and &gt;= 0; empty means 1.</param>
    /// <returns>&gt;= 0; NaN of none, and without weight.</returns>
    /// <exception cref="ArgumentException">A row or the power is outside its domain, or the columns differ in length; the message names column and row.</exception>
    /// <remarks>O(n).</remarks>
    public static double MeanTweedieDeviance(ReadOnlySpan<double> observations, ReadOnlySpan<double> means, double power, ReadOnlySpan<double> weights = default)
    {
        CheckPower(power);
        ColumnGuard.SameLength(observations.Length, means.Length, nameof(means));
        if (!weights.IsEmpty)
        {
            ColumnGuard.SameLength(observations.Length, weights.Length, nameof(weights));
            ColumnGuard.NonNegative(weights);
        }

        double sum = 0, weightSum = 0;
        for (int i = 0; i < observations.Length; i++)
        {
            if (!IsObservation(observations[i], power))
            {
                Throw.Row(nameof(observations), i, observations[i], Observations(power));
            }

            if (!IsMean(means[i], power))
            {
                Throw.Row(nameof(means), i, means[i], Means(power));
            }

            double weight = weights.IsEmpty ? 1 : weights[i];
            sum += weight == 0 ? 0 : weight * Tweedie.Deviance(observations[i], means[i], power);
            weightSum += weight;
        }

        return sum / weightSum;
    }

    /// <summary>The logarithm of the Poisson likelihood of a forecast mean, but for what depends on the count alone: more is better.</summary>
    /// <param name="observation">The count that came, or any quantity; finite and &gt;= 0.</param>
    /// <param name="mean">The forecast; finite and &gt;= 0.</param>
    /// <returns><c>y ln μ − μ</c>, with 0 ln 0 = 0; minus infinity when something came of a mean of 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double PoissonLogScore(double observation, double mean)
    {
        Guard.NonNegative(observation);
        Guard.NonNegative(mean);
        return (observation == 0 ? 0 : observation * Math.Log(mean)) - mean;
    }

    /// <summary>The mean of the Poisson log score.</summary>
    /// <param name="observations">The counts; finite and &gt;= 0.</param>
    /// <param name="means">The forecasts; as many, finite and &gt;= 0.</param>
    /// <returns>As of one; NaN of none.</returns>
    /// <exception cref="ArgumentException">A row is outside its domain, or the columns differ in length; the message names column and row.</exception>
    /// <remarks>O(n).</remarks>
    public static double MeanPoissonLogScore(ReadOnlySpan<double> observations, ReadOnlySpan<double> means)
    {
        ColumnGuard.SameLength(observations.Length, means.Length, nameof(means));
        ColumnGuard.NonNegative(observations);
        ColumnGuard.NonNegative(means);
        double sum = 0;
        for (int i = 0; i < observations.Length; i++)
        {
            sum += PoissonLogScore(observations[i], means[i]);
        }

        return sum / observations.Length;
    }

    private static double PinballOf(double quantile, double observation, double level) =>
        observation >= quantile ? level * (observation - quantile) : (1 - level) * (quantile - observation);

    private static void CheckPower(double power)
    {
        if (!(power is 0 or (>= 1 and <= 3)))
        {
            Throw.OutOfRange(nameof(power), power, "0 or from 1 to 3");
        }
    }

    private static bool IsObservation(double y, double power) => double.IsFinite(y) && (power == 0 || (power < 2 ? y >= 0 : y > 0));

    private static bool IsMean(double mean, double power) => power == 0 ? double.IsFinite(mean) : Guard.IsPositive(mean);

    private static string Observations(double power) => power == 0 ? "finite" : power < 2 ? "finite and >= 0" : "finite and > 0";

    private static string Means(double power) => power == 0 ? "finite" : "finite and > 0";
}
