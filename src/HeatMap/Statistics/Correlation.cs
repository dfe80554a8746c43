using System.Buffers;

namespace HeatMap;

/// <summary>How two columns go together, from −1 to 1.</summary>
public static class Correlation
{
    /// <summary>Pearson's correlation: of the values themselves, along a straight line.</summary>
    /// <param name="first">Finite.</param>
    /// <param name="second">As many rows; finite.</param>
    /// <returns>From −1 to 1; NaN of fewer than two rows, or when a column is constant.</returns>
    /// <exception cref="ArgumentException">A row is not finite, or the columns differ in length; the message names column and row.</exception>
    /// <remarks>O(n), two passes. Allocates nothing. Squares of differences from the mean must not overflow.</remarks>
    public static double Pearson(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        ColumnGuard.SameLength(first.Length, second.Length, nameof(second));
        ColumnGuard.Finite(first);
        ColumnGuard.Finite(second);
        return Unchecked(first, second);
    }

    /// <summary>Spearman's correlation: of the ranks, so that any rising change of a column leaves it as it is. Ties share their mean rank.</summary>
    /// <param name="first">Finite.</param>
    /// <param name="second">As many rows; finite.</param>
    /// <returns>From −1 to 1; NaN of fewer than two rows, or when a column is constant.</returns>
    /// <exception cref="ArgumentException">A row is not finite, or the columns differ in length; the message names column and row.</exception>
    /// <remarks>O(n log n). Allocates nothing; scratch comes from the shared pool.</remarks>
    public static double Spearman(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        ColumnGuard.SameLength(first.Length, second.Length, nameof(second));
        ColumnGuard.Finite(first);
        ColumnGuard.Finite(second);
        int n = first.Length;
        double[] ranks = ArrayPool<double>.Shared.Rent(n), otherRanks = ArrayPool<double>.Shared.Rent(n);
        Rank(first, ranks);
        Rank(second, otherRanks);
        double correlation = Unchecked(ranks.AsSpan(0, n), otherRanks.AsSpan(0, n));
        ArrayPool<double>.Shared.Return(ranks);
        ArrayPool<double>.Shared.Return(otherRanks);
        return correlation;
    }

    private static double Unchecked(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        int n = first.Length;
        double mean = 0, otherMean = 0;
        bool varies = false, otherVaries = false;
        for (int i = 0; i < n; i++)
        {
            mean += (first[i] - mean) / (i + 1);
            otherMean += (second[i] - otherMean) / (i + 1);
            varies |= first[i] != first[0];
            otherVaries |= second[i] != second[0];
        }

        if (!varies || !otherVaries)
        {
            return double.NaN;
        }

        double squares = 0, otherSquares = 0, products = 0;
        for (int i = 0; i < n; i++)
        {
            double off = first[i] - mean, otherOff = second[i] - otherMean;
            squares += off * off;
            otherSquares += otherOff * otherOff;
            products += off * otherOff;
        }

        return Math.Clamp(products / (Math.Sqrt(squares) * Math.Sqrt(otherSquares)), -1, 1);
    }

    private static void Rank(ReadOnlySpan<double> values, Span<double> ranks)
    {
        int n = values.Length;
        double[] sorted = ArrayPool<double>.Shared.Rent(n);
        int[] order = ArrayPool<int>.Shared.Rent(n);
        values.CopyTo(sorted);
        for (int i = 0; i < n; i++)
        {
            order[i] = i;
        }

        MemoryExtensions.Sort(sorted.AsSpan(0, n), order.AsSpan(0, n));
        for (int start = 0, end; start < n; start = end)
        {
            for (end = start + 1; end < n && sorted[end] == sorted[start]; end++)
            {
            }

            for (int i = start; i < end; i++)
            {
                ranks[order[i]] = (start + end - 1) / 2.0;
            }
        }

        ArrayPool<double>.Shared.Return(sorted);
        ArrayPool<int>.Shared.Return(order);
    }
}
