using MathNet.Numerics;

namespace HeatMap;

/// <summary>The normal distribution, also far out in its tails.</summary>
internal static class NormalLaw
{
    private const double RootPi = 1.7724538509055160273;

    /// <summary>From here on the continued fraction takes over from erfc times exp; seventeen terms give all digits there, fewer farther out.</summary>
    private const double FarTail = 5;

    private const int Terms = 20;

    /// <summary>The probability of a standard normal number at or below x.</summary>
    public static double Below(double x) => 0.5 * SpecialFunctions.Erfc(-x / Constants.Sqrt2);

    /// <summary>The number that a standard normal one stays below with a probability in (0, 1). Odd about one half where 1 − p is exact, as it is for numbers of a <see cref="RandomStream"/>.</summary>
    public static double Inverse(double p) => p <= 0.5 ? -Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * p) : Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * (1 - p));

    /// <summary><c>exp(x²/2) × P(X &gt; x)</c> for x &gt;= 0: the tail without its fast part, so that it never underflows.</summary>
    public static double ScaledTail(double x)
    {
        double y = x / Constants.Sqrt2;
        return y < FarTail ? 0.5 * Math.Exp(y * y) * SpecialFunctions.Erfc(y) : 0.5 / (RootPi * Fraction(y));
    }

    /// <summary><c>exp(x) − 1</c> without loss near zero.</summary>
    public static double ExpLessOne(double x) => Math.Abs(x) < 1 ? 2 * Math.Exp(x / 2) * Math.Sinh(x / 2) : Math.Exp(x) - 1;

    /// <summary>Laplace's continued fraction of erfc, from its end: <c>y + (1/2)/(y + 1/(y + (3/2)/(y + ...)))</c>.</summary>
    private static double Fraction(double y)
    {
        double value = y;
        for (int i = Terms; i > 0; i--)
        {
            value = y + (i / 2.0 / value);
        }

        return value;
    }
}
