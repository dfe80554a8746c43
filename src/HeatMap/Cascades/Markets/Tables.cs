using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>Checks of columns and tables over assets.</summary>
internal static class Tables
{
    /// <summary>A table row by row.</summary>
    public static double[] Flat(double[,] table)
    {
        var flat = new double[table.Length];
        Buffer.BlockCopy(table, 0, flat, 0, checked(sizeof(double) * flat.Length));
        return flat;
    }

    public static void RequireLength(string name, int length, int expected, string what)
    {
        if (length != expected)
        {
            Throw.Argument(name, string.Create(CultureInfo.InvariantCulture, $"{name} must have {expected} numbers, one per {what}, had {length}"));
        }
    }

    public static void RequireFinite(string name, ReadOnlySpan<double> column, string what) => Require(name, column, what, double.NegativeInfinity, "finite");

    public static void RequireNonNegative(string name, ReadOnlySpan<double> column, string what) => Require(name, column, what, 0, "finite and >= 0");

    public static void RequirePositive(string name, ReadOnlySpan<double> column, string what) => Require(name, column, what, double.Epsilon, "finite and > 0");

    public static void RequireRates(string name, ReadOnlySpan<double> column, string what)
    {
        for (int i = 0; i < column.Length; i++)
        {
            if (!(column[i] is >= 0 and < 1))
            {
                Refuse(name, string.Create(CultureInfo.InvariantCulture, $"{what} {i}"), column[i], "a fraction >= 0 and < 1");
            }
        }
    }

    /// <summary>Refuses a place that a table does not have.</summary>
    public static int Place(int place, int count, string name)
    {
        if ((uint)place >= (uint)count)
        {
            Throw.OutOfRange(name, place, string.Create(CultureInfo.InvariantCulture, $"at least 0 and below {count}"));
        }

        return place;
    }

    [DoesNotReturn]
    public static void Refuse(string column, string place, double value, string allowed) =>
        throw new ArgumentOutOfRangeException(column, value, string.Create(CultureInfo.InvariantCulture, $"{place}: {column} must be {allowed}, was {value}"));

    private static void Require(string name, ReadOnlySpan<double> column, string what, double least, string allowed)
    {
        for (int i = 0; i < column.Length; i++)
        {
            if (!(double.IsFinite(column[i]) && column[i] >= least))
            {
                Refuse(name, string.Create(CultureInfo.InvariantCulture, $"{what} {i}"), column[i], allowed);
            }
        }
    }
}
