namespace HeatMap.Cascades;

/// <summary>The least double for which something holds that, once it holds, holds for all greater ones.</summary>
/// <remarks>Doubles that are not negative are in the order of their bits, so that halving bits finds the very number: what rounding makes of a formula is met exactly.</remarks>
internal static class LeastDouble
{
    private const long Greatest = 0x7FEF_FFFF_FFFF_FFFF;

    /// <summary>The answer among all doubles from zero on, infinity where there is none; from a guess: steps that double until it is caught, then halving. A guess that is a rounding off costs three questions.</summary>
    /// <param name="guess">Any number; NaN where nothing is known.</param>
    /// <param name="test">What is asked.</param>
    public static double Around<T>(double guess, T test)
        where T : struct, IDoubleTest
    {
        long at = BitConverter.DoubleToInt64Bits(double.IsNaN(guess) ? 1 : Math.Clamp(guess, 0, double.MaxValue));
        bool holds = test.Holds(BitConverter.Int64BitsToDouble(at));
        long fails = holds ? -1 : at, passes = holds ? at : Greatest + 1;
        for (long step = 1; (holds ? at - step : Greatest - at - step) >= 0; step <<= 1)
        {
            long next = holds ? at - step : at + step;
            bool isCaught = test.Holds(BitConverter.Int64BitsToDouble(next)) != holds;
            (fails, passes) = isCaught == holds ? (next, passes) : (fails, next);
            if (isCaught)
            {
                break;
            }
        }

        while (passes - fails > 1)
        {
            long middle = fails + ((passes - fails) >> 1);
            if (test.Holds(BitConverter.Int64BitsToDouble(middle)))
            {
                passes = middle;
            }
            else
            {
                fails = middle;
            }
        }

        return passes > Greatest ? double.PositiveInfinity : BitConverter.Int64BitsToDouble(passes);
    }

    /// <summary>The answer where nothing is known.</summary>
    public static double Where(Func<double, bool> holds) => Around(double.NaN, new Asked(holds));

    private readonly record struct Asked(Func<double, bool> Question) : IDoubleTest
    {
        public bool Holds(double x) => Question(x);
    }
}
