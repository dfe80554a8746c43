using System.Runtime.CompilerServices;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Checks of whole columns: each refuses with the name of the column, the row, its value and what was allowed.</summary>
internal static class ColumnGuard
{
    public static void SameLength(int rows, int length, string name)
    {
        if (length != rows)
        {
            Throw.Argument(name, $"{name} must have {rows} rows like the others, had {length}");
        }
    }

    public static void Finite(ReadOnlySpan<double> column, [CallerArgumentExpression(nameof(column))] string name = "")
    {
        for (int i = 0; i < column.Length; i++)
        {
            if (!double.IsFinite(column[i]))
            {
                Throw.Row(name, i, column[i], "finite");
            }
        }
    }

    public static void NonNegative(ReadOnlySpan<double> column, [CallerArgumentExpression(nameof(column))] string name = "")
    {
        for (int i = 0; i < column.Length; i++)
        {
            if (!(column[i] >= 0 && column[i] < double.PositiveInfinity))
            {
                Throw.Row(name, i, column[i], "finite and >= 0");
            }
        }
    }

    public static void Positive(ReadOnlySpan<double> column, [CallerArgumentExpression(nameof(column))] string name = "")
    {
        for (int i = 0; i < column.Length; i++)
        {
            if (!Guard.IsPositive(column[i]))
            {
                Throw.Row(name, i, column[i], "finite and > 0");
            }
        }
    }

    public static void Probability(ReadOnlySpan<double> column, [CallerArgumentExpression(nameof(column))] string name = "")
    {
        for (int i = 0; i < column.Length; i++)
        {
            if (!(column[i] is >= 0 and <= 1))
            {
                Throw.Row(name, i, column[i], "from 0 to 1");
            }
        }
    }

    /// <summary>A level or a tail: strictly between 0 and 1.</summary>
    public static void Inside(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value is > 0 and < 1))
        {
            Throw.OutOfRange(name, value, "> 0 and < 1");
        }
    }
}
