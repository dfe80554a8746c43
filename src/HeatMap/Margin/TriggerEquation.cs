using System.Numerics;

namespace HeatMap;

/// <summary>
/// The closed forms of one straight line of requirement: equity meets <c>rate × value + constant</c>, both in the settlement asset.
/// </summary>
/// <remarks>
/// Written once over <see cref="INumber{TSelf}"/>: engines run it in <c>double</c>, proofs in <c>decimal</c>. The order of operations is
/// part of the contract: whatever repeats it in vectors must give the same bits. Derivation: docs/method/liquidation-prices.md.
/// </remarks>
internal static class TriggerEquation
{
    /// <summary>Solves <c>W + Q (P − E) = rate |Q| P + constant</c> for P; linear and quanto.</summary>
    public static T LinearPrice<T>(T signedQuantity, T entryPrice, T margin, T rate, T constant)
        where T : INumber<T> =>
        ((signedQuantity * entryPrice) - margin + constant) / (signedQuantity - (T.Abs(signedQuantity) * rate));

    /// <summary>Solves <c>W + Q (1/E − 1/P) = rate |Q| / P + constant</c> for P; not positive where no price solves it.</summary>
    public static T InversePrice<T>(T signedQuantity, T entryPrice, T margin, T rate, T constant)
        where T : INumber<T> =>
        (signedQuantity + (T.Abs(signedQuantity) * rate)) / ((signedQuantity / entryPrice) + margin - constant);

    /// <summary>
    /// Solves <c>W + d (v − e) = b v + k v²</c> for the value v that is met first: from above where value and equity fall together
    /// (d = +1), from below where equity falls as value grows (d = −1). NaN where the account fails at every value; not positive where none fails.
    /// </summary>
    public static double QuadraticValue(int direction, double entryValue, double margin, double rate, double slope)
    {
        double linear, constant, discriminant;
        if (direction > 0)
        {
            (linear, constant) = (1 - rate, entryValue - margin);
            discriminant = (linear * linear) - (4 * slope * constant);
        }
        else
        {
            (linear, constant) = (1 + rate, entryValue + margin);
            discriminant = (linear * linear) + (4 * slope * constant);
        }

        // The form with the root below the line keeps its digits when the slope is small, and is the straight line when it is zero.
        return 2 * constant / (linear + Math.Sqrt(discriminant));
    }
}
