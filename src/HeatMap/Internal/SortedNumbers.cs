namespace HeatMap.Internal;

/// <summary>Look-ups in rising numbers.</summary>
internal static class SortedNumbers
{
    /// <summary>The first place whose number is at least a value; the number of places where there is none.</summary>
    public static int FirstAtLeast(ReadOnlySpan<double> sorted, double value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (sorted[middle] >= value)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
