using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HeatMap;

/// <summary>Turns a notional into whole units, once, so that sums are exact in any order.</summary>
internal static class FixedPoint
{
    /// <summary>2^63: the first notional in units that a 64-bit cell cannot hold.</summary>
    private const double Limit = 9223372036854775808.0;

    /// <summary>The nearest number of units, ties to even; false where it does not fit 64 bits.</summary>
    /// <param name="notional">Quote value &gt;= 0.</param>
    /// <param name="unitsPerQuote">One over the quantum: a power of two, so the product is exact.</param>
    /// <param name="units">Whole units.</param>
    public static bool TryUnits(double notional, double unitsPerQuote, out long units)
    {
        double scaled = Math.Round(notional * unitsPerQuote, MidpointRounding.ToEven);
        bool fits = scaled < Limit;
        units = fits ? (long)scaled : 0;
        return fits;
    }

    [DoesNotReturn]
    public static void ThrowTooLarge(int row, double notional, double quantum) => throw new OverflowException(string.Create(
        CultureInfo.InvariantCulture,
        $"row {row}: notional {notional} is 2^63 units of {quantum} or more; choose a larger MapOptions.Quantum"));

    [DoesNotReturn]
    public static void ThrowCellFull(int row, double notional, double quantum) => throw new OverflowException(string.Create(
        CultureInfo.InvariantCulture,
        $"row {row}: notional {notional} would take its band or tail to 2^63 units of {quantum} or more; choose a larger MapOptions.Quantum"));
}
