namespace HeatMap.Cascades;

/// <summary>The least double for which something holds that, once it holds, holds for all greater ones.</summary>
/// <remarks>Doubles that are not negative are in the order of their bits, so that halving bits finds the very number: what rounding makes of a formula is met exactly.</remarks>
internal static class LeastDouble
{
    /// <summary>How many neighbours of a good guess are tried one by one.</summary>
    private const int Near = 8;

    /// <summary>The least number from low to high that passes, or infinity where high does not. 0 &lt;= low &lt;= high.</summary>
    public static double Where(double low, double high, Func<double, bool> holds)
    {
        if (!holds(high))
        {
            return double.PositiveInfinity;
        }

        long fails = BitConverter.DoubleToInt64Bits(low) - 1, passes = BitConverter.DoubleToInt64Bits(high);
        while (passes - fails > 1)
        {
            long middle = fails + ((passes - fails) >> 1);
            if (holds(BitConverter.Int64BitsToDouble(middle)))
            {
                passes = middle;
            }
            else
            {
                fails = middle;
            }
        }

        return BitConverter.Int64BitsToDouble(passes);
    }

    /// <summary>The same from a guess that is a few roundings off, or not: then by halving.</summary>
    public static double Around<T>(double guess, T test)
        where T : struct, IDoubleTest
    {
        double x = Math.Clamp(guess, 0, double.MaxValue);
        if (double.IsNaN(guess))
        {
            return Where(0, double.MaxValue, test.Holds);
        }

        bool holds = test.Holds(x);
        for (int i = 0; i < Near; i++)
        {
            double next = holds ? Math.BitDecrement(x) : Math.BitIncrement(x);
            if (next < 0 || double.IsInfinity(next))
            {
                return holds ? x : double.PositiveInfinity;
            }

            if (test.Holds(next) != holds)
            {
                return holds ? x : next;
            }

            x = next;
        }

        return Where(0, double.MaxValue, test.Holds);
    }
}

/// <summary>Something that holds from some number on.</summary>
internal interface IDoubleTest
{
    bool Holds(double x);
}
