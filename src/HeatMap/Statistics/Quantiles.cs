using System.Buffers;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Quantiles of numbers, with or without weights.</summary>
public static class Quantiles
{
    /// <summary>The value that a share of numbers stays below, with a straight line between neighbours (type 7 of Hyndman and Fan, 1996).</summary>
    /// <param name="values">In any order; finite.</param>
    /// <param name="level">The share, from 0, the least value, to 1, the greatest.</param>
    /// <returns>In the unit of the values; NaN of none.</returns>
    /// <exception cref="ArgumentException">A value or the level is outside its domain; the message names it.</exception>
    /// <remarks>O(n log n). Allocates nothing; scratch comes from the shared pool.</remarks>
    public static double Of(ReadOnlySpan<double> values, double level)
    {
        CheckLevel(level);
        ColumnGuard.Finite(values);
        double[] scratch = ArrayPool<double>.Shared.Rent(values.Length);
        Span<double> sorted = scratch.AsSpan(0, values.Length);
        values.CopyTo(sorted);
        sorted.Sort();
        double quantile = OfSorted(sorted, level);
        ArrayPool<double>.Shared.Return(scratch);
        return quantile;
    }

    /// <summary>The least value that at least a share of the weight does not exceed: the inverse of the weighted distribution, always one of the values.</summary>
    /// <param name="values">In any order; finite.</param>
    /// <param name="weights">The weight of each value, finite and &gt;= 0.</param>
    /// <param name="level">The share of the weight, from 0 to 1; 0 is the least value that has weight.</param>
    /// <returns>In the unit of the values; NaN when there is no weight.</returns>
    /// <exception cref="ArgumentException">A row or the level is outside its domain, the columns differ in length, or the weights' sum is not finite.</exception>
    /// <remarks>O(n log n). Allocates nothing; scratch comes from the shared pool.</remarks>
    public static double Weighted(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, double level)
    {
        CheckLevel(level);
        ColumnGuard.SameLength(values.Length, weights.Length, nameof(weights));
        ColumnGuard.Finite(values);
        ColumnGuard.NonNegative(weights);
        int n = values.Length;
        double[] sorted = ArrayPool<double>.Shared.Rent(n), parts = ArrayPool<double>.Shared.Rent(n);
        values.CopyTo(sorted);
        weights.CopyTo(parts);
        MemoryExtensions.Sort(sorted.AsSpan(0, n), parts.AsSpan(0, n));

        // Summed in sorted order both times, so that level 1 is reached exactly.
        double sum = 0, reached = 0, found = double.NaN;
        for (int i = 0; i < n; i++)
        {
            sum += parts[i];
        }

        for (int i = 0; i < n && double.IsNaN(found); i++)
        {
            reached += parts[i];
            found = parts[i] > 0 && reached >= level * sum ? sorted[i] : double.NaN;
        }

        ArrayPool<double>.Shared.Return(sorted);
        ArrayPool<double>.Shared.Return(parts);
        if (!double.IsFinite(sum))
        {
            Throw.OutOfRange(nameof(weights), sum, "of a finite sum");
        }

        return found;
    }

    /// <summary>As <see cref="Of"/>, of numbers that rise already and are not checked.</summary>
    internal static double OfSorted(ReadOnlySpan<double> sorted, double level)
    {
        if (sorted.IsEmpty)
        {
            return double.NaN;
        }

        double place = level * (sorted.Length - 1), share = place - Math.Floor(place);
        int low = (int)place, high = Math.Min(low + 1, sorted.Length - 1);
        return sorted[low] == sorted[high] ? sorted[low] : (sorted[low] * (1 - share)) + (sorted[high] * share);
    }

    private static void CheckLevel(double level)
    {
        if (!(level is >= 0 and <= 1))
        {
            Throw.OutOfRange(nameof(level), level, "from 0 to 1");
        }
    }
}
