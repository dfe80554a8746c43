namespace HeatMap;

/// <summary>The places of the greatest numbers.</summary>
internal static class Greatest
{
    /// <summary>The greatest first, of equal ones the first; zeros and NaN are left out.</summary>
    public static int[] Bands(double[] values, int count) =>
        [.. Enumerable.Range(0, values.Length).Where(band => values[band] > 0).OrderByDescending(band => values[band]).ThenBy(static band => band).Take(count)];
}
