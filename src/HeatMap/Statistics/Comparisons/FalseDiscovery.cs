using System.Buffers;

namespace HeatMap;

/// <summary>Many tests at once: which to believe when a share of the believed may be wrong (Benjamini, Hochberg, 1995).</summary>
/// <remarks>Holds for independent tests and for those that are positively dependent.</remarks>
public static class FalseDiscovery
{
    /// <summary>The least rate of false discoveries at which each test would be believed: <c>min over j ≥ i of m p(j)/j</c>, i being the rank.</summary>
    /// <param name="pValues">In any order; from 0 to 1.</param>
    /// <param name="destination">Receives a number from 0 to 1 for each, at its place; may be <paramref name="pValues"/> itself.</param>
    /// <exception cref="ArgumentException">A row is outside its domain, or <paramref name="destination"/> is not as long.</exception>
    /// <remarks>O(m log m). Allocates nothing; scratch comes from the shared pool.</remarks>
    public static void Adjust(ReadOnlySpan<double> pValues, Span<double> destination)
    {
        int m = pValues.Length;
        ColumnGuard.Probability(pValues);
        ColumnGuard.SameLength(m, destination.Length, nameof(destination));
        double[] sorted = ArrayPool<double>.Shared.Rent(m);
        int[] order = ArrayPool<int>.Shared.Rent(m);
        pValues.CopyTo(sorted);
        for (int i = 0; i < m; i++)
        {
            order[i] = i;
        }

        MemoryExtensions.Sort(sorted.AsSpan(0, m), order.AsSpan(0, m));
        double least = 1;
        for (int i = m - 1; i >= 0; i--)
        {
            least = Math.Min(least, sorted[i] * m / (i + 1));
            destination[order[i]] = least;
        }

        ArrayPool<double>.Shared.Return(sorted);
        ArrayPool<int>.Shared.Return(order);
    }

    /// <summary>Which tests to believe.</summary>
    /// <param name="pValues">In any order; from 0 to 1.</param>
    /// <param name="rate">The expected share of false ones among the believed; over 0 and below 1.</param>
    /// <param name="destination">Receives true for each test to believe, at its place.</param>
    /// <returns>How many those are.</returns>
    /// <exception cref="ArgumentException">A row or the rate is outside its domain, or <paramref name="destination"/> is not as long.</exception>
    /// <remarks>O(m log m). Allocates nothing; scratch comes from the shared pool.</remarks>
    public static int Discover(ReadOnlySpan<double> pValues, double rate, Span<bool> destination)
    {
        ColumnGuard.Inside(rate);
        ColumnGuard.SameLength(pValues.Length, destination.Length, nameof(destination));
        double[] adjusted = ArrayPool<double>.Shared.Rent(pValues.Length);
        int count = 0;
        try
        {
            Adjust(pValues, adjusted.AsSpan(0, pValues.Length));
            for (int i = 0; i < destination.Length; i++)
            {
                destination[i] = adjusted[i] <= rate;
                count += destination[i] ? 1 : 0;
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(adjusted);
        }

        return count;
    }
}
