namespace HeatMap;

/// <summary>Round numbers along an axis.</summary>
internal static class NiceTicks
{
    private const int Most = 64;

    /// <summary>The least of 1, 2, 2.5 and 5 times a power of ten that cuts a span into at most so many parts.</summary>
    public static double Step(double span, int parts)
    {
        double exact = span / Math.Max(1, parts), power = Math.Pow(10, Math.Floor(Math.Log10(exact)));
        double share = exact / power;
        double digit = share <= 1 ? 1 : share <= 2 ? 2 : share <= 2.5 ? 2.5 : share <= 5 ? 5 : 10;
        return digit * power;
    }

    /// <summary>The whole multiples of a step from low to high.</summary>
    public static List<double> Linear(double low, double high, double step)
    {
        var ticks = new List<double>();
        double first = Math.Ceiling(low / step);

        // Counted by an integer: far from zero, first + 1 may equal first.
        for (int i = 0; i < Most && (first + i) * step <= high; i++)
        {
            ticks.Add((first + i) * step);
        }

        return ticks;
    }

    /// <summary>1, 2 and 5 times the powers of ten from low to high; powers alone, or fewer, where there would be too many.</summary>
    public static List<double> Logarithmic(double low, double high, int parts)
    {
        int first = (int)Math.Floor(Math.Log10(low)), last = (int)Math.Ceiling(Math.Log10(high));
        int decades = last - first, stride = Math.Max(1, (decades + parts - 1) / Math.Max(1, parts));
        double[] digits = 3 * decades <= parts ? [1, 2, 5] : [1];
        var ticks = new List<double>();
        for (int exponent = first; exponent <= last && ticks.Count < Most; exponent += stride)
        {
            foreach (double digit in digits)
            {
                double tick = digit * Math.Pow(10, exponent);
                if (tick >= low && tick <= high)
                {
                    ticks.Add(tick);
                }
            }
        }

        return ticks;
    }
}
