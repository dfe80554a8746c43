using System.Diagnostics.CodeAnalysis;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>The domain of one row of <see cref="PositionColumns"/>, stated once.</summary>
internal static class PositionRow
{
    public static bool IsValid(PositionColumns positions, int row)
    {
        double entry = positions.EntryPrice[row], quantity = Math.Abs(positions.SignedQuantity[row]), margin = positions.Margin[row];
        return Guard.IsPositive(entry)
            && Guard.IsPositive(quantity)
            && Guard.IsPositive(entry * quantity)
            && Guard.IsPositive(quantity / entry)
            && (double.IsNaN(margin) ? HasValidLeverage(positions, row) : margin >= 0 && margin < double.PositiveInfinity);
    }

    /// <summary>Whether the row's collateral lies in an account that the batch does not know.</summary>
    public static bool NeedsAccount(PositionColumns positions, int row) =>
        double.IsNaN(positions.Margin[row]) && (positions.Leverage.IsEmpty || double.IsNaN(positions.Leverage[row]));

    /// <summary>Says which column of an invalid row is wrong.</summary>
    [DoesNotReturn]
    public static void Refuse(PositionColumns positions, int row)
    {
        double entry = positions.EntryPrice[row], quantity = positions.SignedQuantity[row], margin = positions.Margin[row];
        if (!Guard.IsPositive(entry))
        {
            Throw.Row("entryPrice", row, entry, "finite and > 0");
        }

        if (!Guard.IsPositive(Math.Abs(quantity)))
        {
            Throw.Row("signedQuantity", row, quantity, "finite and not zero");
        }

        if (!double.IsNaN(margin) && !(margin >= 0 && margin < double.PositiveInfinity))
        {
            Throw.Row("margin", row, margin, "finite and >= 0, or NaN");
        }

        if (double.IsNaN(margin) && !HasValidLeverage(positions, row))
        {
            Throw.Row("leverage", row, positions.Leverage[row], "finite and > 0, or NaN");
        }

        Throw.Row("signedQuantity", row, quantity, "worth a finite value > 0 at its entry price");
    }

    private static bool HasValidLeverage(PositionColumns positions, int row) =>
        positions.Leverage.IsEmpty || double.IsNaN(positions.Leverage[row]) || Guard.IsPositive(positions.Leverage[row]);
}
