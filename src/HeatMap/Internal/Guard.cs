using System.Runtime.CompilerServices;

namespace HeatMap.Internal;

/// <summary>Checks of arguments. The built-in helpers treat NaN by sign or ordering and let some through; these do not.</summary>
internal static class Guard
{
    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!double.IsFinite(value))
        {
            Throw.OutOfRange(name, value, "finite");
        }

        return value;
    }

    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!IsPositive(value))
        {
            Throw.OutOfRange(name, value, "finite and > 0");
        }

        return value;
    }

    public static double NonNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0 && value < double.PositiveInfinity))
        {
            Throw.OutOfRange(name, value, "finite and >= 0");
        }

        return value;
    }

    /// <summary>A rate that a trigger may count: a fraction of value, below one.</summary>
    public static double Rate(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0 && value < 1))
        {
            Throw.OutOfRange(name, value, "a fraction >= 0 and < 1");
        }

        return value;
    }

    public static T Defined<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            Throw.NotDefined(name, value);
        }

        return value;
    }

    public static bool IsPositive(double value) => value > 0 && value < double.PositiveInfinity;
}
