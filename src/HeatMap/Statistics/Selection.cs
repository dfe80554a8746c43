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
    public static T Select<T>(Span<T> values, int place)
        where T : IComparable<T>
    {
        int low = 0, high = values.Length - 1;
        while (low < high)
        {
            T pivot = MiddleOfThree(values[low], values[low + ((high - low) / 2)], values[high]);
            int i = low, j = high;
            while (i <= j)
            {
                while (values[i].CompareTo(pivot) < 0)
                {
                    i++;
                }

                while (values[j].CompareTo(pivot) > 0)
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

    private static T MiddleOfThree<T>(T a, T b, T c)
        where T : IComparable<T>
    {
        (T less, T more) = a.CompareTo(b) <= 0 ? (a, b) : (b, a);
        return c.CompareTo(less) <= 0 ? less : c.CompareTo(more) >= 0 ? more : c;
    }
}
