using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace HeatMap;

/// <summary>Tail probabilities of the laws that tests compare with, without loss far out.</summary>
internal static class TailLaw
{
    /// <summary>The probability that a chi-square number exceeds a value &gt;= 0.</summary>
    public static double ChiSquareAbove(double value, int degrees) => degrees switch
    {
        _ when value <= 0 => 1,
        1 => SpecialFunctions.Erfc(Math.Sqrt(value / 2)),
        2 => Math.Exp(-value / 2),
        _ => SpecialFunctions.GammaUpperRegularized(degrees / 2.0, value / 2),
    };

    /// <summary>The probability that a t number is farther from zero than a value, on either side; NaN of NaN.</summary>
    public static double StudentBeyond(double value, int degrees) => double.IsNaN(value) ? double.NaN
        : double.IsInfinity(value) ? 0
        : Math.Min(1, 2 * StudentT.CDF(0, 1, degrees, -Math.Abs(value)));

    /// <summary>The probabilities of at most and of at least a number of hits in independent tries.</summary>
    /// <remarks>Weights relative to the likeliest number follow from ratios of neighbours, and their sum is the unit: no factorials, and all digits also where a tail is tiny. O(√n) of n tries, O(n) at worst.</remarks>
    public static (double AtMost, double AtLeast) Binomial(int tries, int hits, double probability)
    {
        int mode = (int)Math.Min(tries, Math.Floor((tries + 1.0) * probability));
        double odds = probability / (1 - probability);
        double below = 0, above = 0, here = 0, weight = 1;
        for (int k = mode; k <= tries && weight > 0; k++)
        {
            Place(k, weight);
            weight *= (double)(tries - k) / (k + 1) * odds;
        }

        weight = mode / ((tries - mode + 1.0) * odds);
        for (int k = mode - 1; k >= 0 && weight > 0; k--)
        {
            Place(k, weight);
            weight *= k / ((tries - k + 1.0) * odds);
        }

        double sum = below + here + above;
        return ((below + here) / sum, (above + here) / sum);

        void Place(int k, double part)
        {
            if (k < hits)
            {
                below += part;
            }
            else if (k > hits)
            {
                above += part;
            }
            else
            {
                here = part;
            }
        }
    }
}
