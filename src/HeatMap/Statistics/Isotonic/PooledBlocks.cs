namespace HeatMap;

/// <summary>Pools neighbours that fall until means rise: the one loop behind all isotonic fits.</summary>
/// <remarks>Works on sums rather than means, so that counts stay exact.</remarks>
internal static class PooledBlocks
{
    /// <summary>Pools adjacent violators in place: block b ends before row <c>ends[b]</c>, and its sum and weight are the entries at b. Means of blocks strictly rise. O(n).</summary>
    /// <returns>The number of blocks.</returns>
    public static int Pool(Span<double> sums, Span<double> weights, Span<int> ends)
    {
        int count = 0;
        for (int i = 0; i < sums.Length; i++)
        {
            double sum = sums[i], weight = weights[i];
            while (count > 0 && sums[count - 1] * weight >= sum * weights[count - 1])
            {
                count--;
                sum += sums[count];
                weight += weights[count];
            }

            (sums[count], weights[count], ends[count]) = (sum, weight, i + 1);
            count++;
        }

        return count;
    }
}
