using System.Diagnostics;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>Money as whole units of 2^-40 quote in 128 bits: what is added can be taken away again, in any order, to the unit.</summary>
/// <remarks>
/// An amount of at least 4,096 quote is a whole number of units already, because the last bit of its double is worth one; below that, rounding costs at most half a unit, 4.5e-13.
/// With amounts below <see cref="Limit"/> no sum of as many as an array holds leaves 128 bits.
/// </remarks>
internal static class QuoteUnits
{
    /// <summary>The least amount that is refused: 2^55 quote.</summary>
    public const double Limit = 36_028_797_018_963_968;

    private const double PerQuote = 1_099_511_627_776;

    /// <summary>The nearest number of units of an amount that was checked.</summary>
    public static Int128 Of(double quote)
    {
        Debug.Assert(Math.Abs(quote) < Limit, "amounts are checked at the door");
        return (Int128)Math.Round(quote * PerQuote);
    }

    /// <summary>The nearest double of an amount.</summary>
    public static double ToQuote(Int128 units) => (double)units / PerQuote;

    public static double Amount(double quote, string name)
    {
        if (!(quote >= 0 && quote < Limit))
        {
            Throw.OutOfRange(name, quote, ">= 0 and < 2^55");
        }

        return quote;
    }
}
