using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Distances between distributions that are given as plain numbers.</summary>
/// <remarks>
/// Weights are finite and &gt;= 0 and need not add up to one: each distribution is divided by its own sum. Two without weight are alike (zero); where only one has weight the
/// answer is NaN. Sums are folded in the order of positions, with compensation. Definitions: <c>docs/method/map-distances.md</c>.
/// </remarks>
public static partial class Divergence
{
    /// <summary>Jensen-Shannon, total variation, Hellinger and Kolmogorov of two distributions over the same places.</summary>
    /// <param name="weights">The first, by place.</param>
    /// <param name="otherWeights">The second; as long as the first.</param>
    /// <exception cref="ArgumentException">The lengths differ, or a weight or a sum of weights is outside its domain; the message names it.</exception>
    /// <remarks>O(n). Allocates nothing.</remarks>
    public static ShareDistance OfShares(ReadOnlySpan<double> weights, ReadOnlySpan<double> otherWeights)
    {
        RequireLength(weights.Length, otherWeights.Length, nameof(otherWeights));
        double sum = CheckedSum(weights), otherSum = CheckedSum(otherWeights);
        if (sum == 0 || otherSum == 0)
        {
            return sum == otherSum ? default : ShareDistance.None;
        }

        var fold = default(ShareFold);
        FoldedSum cumulative = default, otherCumulative = default;
        for (int i = 0; i < weights.Length; i++)
        {
            cumulative.Add(weights[i]);
            otherCumulative.Add(otherWeights[i]);
            fold.Add(weights[i] / sum, otherWeights[i] / otherSum, i, (cumulative.Value / sum) - (otherCumulative.Value / otherSum));
        }

        return fold.Shares;
    }

    /// <summary>What each place adds to the Jensen-Shannon divergence, in nats; the parts are &gt;= 0 and add up to it.</summary>
    /// <param name="weights">The first distribution, by place.</param>
    /// <param name="otherWeights">The second; as long as the first.</param>
    /// <param name="nats">Receives one number a place; NaN where only one distribution has weight. May be one of the inputs.</param>
    /// <exception cref="ArgumentException">The lengths differ, <paramref name="nats"/> is shorter, or a weight or a sum of weights is outside its domain.</exception>
    /// <remarks>O(n). Allocates nothing.</remarks>
    public static void JensenShannonParts(ReadOnlySpan<double> weights, ReadOnlySpan<double> otherWeights, Span<double> nats)
    {
        RequireLength(weights.Length, otherWeights.Length, nameof(otherWeights));
        if (nats.Length < weights.Length)
        {
            Throw.Argument(nameof(nats), $"nats must have room for {weights.Length} numbers, had {nats.Length}");
        }

        double sum = CheckedSum(weights), otherSum = CheckedSum(otherWeights);
        for (int i = 0; i < weights.Length; i++)
        {
            nats[i] = sum == 0 && otherSum == 0 ? 0 : sum == 0 || otherSum == 0 ? double.NaN : ShareDistance.Nats(weights[i] / sum, otherWeights[i] / otherSum);
        }
    }

    /// <summary>Wasserstein-1 between two sets of weighted points: the mean distance that weight has to be moved.</summary>
    /// <param name="positions">Where the first lies, in any order; finite.</param>
    /// <param name="weights">How much lies there.</param>
    /// <param name="otherPositions">Where the second lies; need be neither as many nor the same.</param>
    /// <param name="otherWeights">How much lies there.</param>
    /// <returns>In the unit of positions.</returns>
    /// <exception cref="ArgumentException">Positions and weights are not equally many, or a number is outside its domain; the message names it.</exception>
    /// <remarks>O(n log n). Allocates nothing beyond pooled scratch.</remarks>
    public static double Wasserstein(ReadOnlySpan<double> positions, ReadOnlySpan<double> weights, ReadOnlySpan<double> otherPositions, ReadOnlySpan<double> otherWeights)
    {
        RequireLength(positions.Length, weights.Length, nameof(weights));
        RequireLength(otherPositions.Length, otherWeights.Length, nameof(otherWeights));
        double sum = CheckedSum(weights), otherSum = CheckedSum(otherWeights);
        CheckPositions(positions);
        CheckPositions(otherPositions);
        if (sum == 0 || otherSum == 0)
        {
            return sum == otherSum ? 0 : double.NaN;
        }

        // The second is taken away from the first, so that one sorted walk sees both.
        int count = positions.Length + otherPositions.Length;
        double[] places = ArrayPool<double>.Shared.Rent(count), moved = ArrayPool<double>.Shared.Rent(count);
        positions.CopyTo(places);
        otherPositions.CopyTo(places.AsSpan(positions.Length));
        weights.CopyTo(moved);
        for (int i = 0; i < otherWeights.Length; i++)
        {
            moved[positions.Length + i] = -otherWeights[i];
        }

        MemoryExtensions.Sort(places.AsSpan(0, count), moved.AsSpan(0, count));
        var fold = default(ShareFold);
        FoldedSum cumulative = default, otherCumulative = default;
        for (int i = 0; i < count; i++)
        {
            cumulative.Add(Math.Max(moved[i], 0));
            otherCumulative.Add(Math.Max(-moved[i], 0));
            fold.Move(places[i], (cumulative.Value / sum) - (otherCumulative.Value / otherSum));
        }

        ArrayPool<double>.Shared.Return(places);
        ArrayPool<double>.Shared.Return(moved);
        return fold.Transport;
    }

    /// <summary>Wasserstein-1 between two weightings of the same points.</summary>
    /// <param name="positions">Where weight lies, in any order; finite.</param>
    /// <param name="weights">How much the first has there.</param>
    /// <param name="otherWeights">How much the second has there.</param>
    /// <returns>In the unit of positions.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a number is outside its domain; the message names it.</exception>
    /// <remarks>O(n log n). Allocates nothing beyond pooled scratch.</remarks>
    public static double Wasserstein(ReadOnlySpan<double> positions, ReadOnlySpan<double> weights, ReadOnlySpan<double> otherWeights) =>
        Wasserstein(positions, weights, positions, otherWeights);

    /// <summary>Wasserstein-1 between two samples, every point of a sample with the same weight.</summary>
    /// <param name="samples">The first, in any order; finite.</param>
    /// <param name="otherSamples">The second; need not be as many.</param>
    /// <returns>In the unit of the samples; 0 where both are empty, NaN where one is.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A sample is not finite; the message names it.</exception>
    /// <remarks>O(n log n). Allocates nothing beyond pooled scratch.</remarks>
    public static double WassersteinOfSamples(ReadOnlySpan<double> samples, ReadOnlySpan<double> otherSamples)
    {
        CheckPositions(samples);
        CheckPositions(otherSamples);
        int count = Math.Max(samples.Length, otherSamples.Length);
        double[] ones = ArrayPool<double>.Shared.Rent(count);
        ones.AsSpan(0, count).Fill(1);
        double distance = Wasserstein(samples, ones.AsSpan(0, samples.Length), otherSamples, ones.AsSpan(0, otherSamples.Length));
        ArrayPool<double>.Shared.Return(ones);
        return distance;
    }

    private static void RequireLength(int expected, int actual, string name)
    {
        if (expected != actual)
        {
            Throw.Argument(name, $"{name} must be {expected}, as many as the others, were {actual}");
        }
    }

    private static double CheckedSum(ReadOnlySpan<double> weights, [CallerArgumentExpression(nameof(weights))] string name = "")
    {
        var sum = default(FoldedSum);
        for (int i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0 && weights[i] < double.PositiveInfinity))
            {
                Throw.Row(name, i, weights[i], "finite and >= 0");
            }

            sum.Add(weights[i]);
        }

        if (!double.IsFinite(sum.Value))
        {
            Throw.Argument(name, string.Create(CultureInfo.InvariantCulture, $"the sum of {name} must be finite; divide them by their greatest first"));
        }

        return sum.Value;
    }

    private static void CheckPositions(ReadOnlySpan<double> positions, [CallerArgumentExpression(nameof(positions))] string name = "")
    {
        for (int i = 0; i < positions.Length; i++)
        {
            if (!double.IsFinite(positions[i]))
            {
                Throw.Row(name, i, positions[i], "finite");
            }
        }
    }
}
