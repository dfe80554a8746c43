namespace HeatMap;

/// <summary>Order statistics in place: partly sorts what it is given, in O(n) on average, and allocates nothing.</summary>
internal static class Selection
{
    /// <summary>The middle value, of an even number the mean of the middle two; NaN of none.</summary>
    public static double Median(Span<double> values)
    {
        if (values.IsEmpty)
        {
            return double.NaN;
        }

        int middle = values.Length / 2;
        double upper = Select(values, middle);
        if (values.Length % 2 == 1)
        {
            return upper;
        }

        // All that lies before the place is not greater than what is there.
        double lower = values[0];
        foreach (double value in values[1..middle])
        {
            lower = Math.Max(lower, value);
        }

        return lower + ((upper - lower) / 2);
    }

    /// <summary>The value that sorting would put at a place; what is before it is not greater, what is behind it not less. No value is NaN.</summary>
    public static double Select(Span<double> values, int place)
    {
        int low = 0, high = values.Length - 1;
        while (low < high)
        {
            double pivot = MiddleOfThree(values[low], values[low + ((high - low) / 2)], values[high]);
            int i = low, j = high;
            while (i <= j)
            {
                while (values[i] < pivot)
                {
                    i++;
                }

                while (values[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (place <= j)
            {
                high = j;
            }
            else if (place >= i)
            {
                low = i;
            }
            else
            {
                break;
            }
        }

        return values[place];
    }

    private static double MiddleOfThree(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
