using System.Runtime.CompilerServices;

namespace HeatMap.Internal;

/// <summary>Checks of arguments. The built-in helpers treat NaN by sign or ordering and let some through; these do not.</summary>
internal static class Guard
{
    /// <summary>The most characters that a name may have.</summary>
    public const int MaxNameLength = 200;

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

    /// <summary>How many of something: zero or more.</summary>
    public static int Count(int value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
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

    /// <summary>A name that can be written down and read again: not empty, not long, no halves of characters.</summary>
    public static string Name(string value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        if (value.Length > MaxNameLength)
        {
            Throw.Argument(name, $"{name} must have at most {MaxNameLength} characters, had {value.Length}");
        }

        for (int i = 0; i < value.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(value[i]) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]);
            if (char.IsSurrogate(value[i]) && !isPair)
            {
                Throw.Argument(name, $"{name} must be text, had half a character at place {i}");
            }

            i += isPair ? 1 : 0;
        }

        return value;
    }

    public static bool IsPositive(double value) => value > 0 && value < double.PositiveInfinity;
}
