using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HeatMap.Internal;

/// <summary>Throwing code, kept out of the checked paths so that those stay small.</summary>
internal static class Throw
{
    [DoesNotReturn]
    public static void OutOfRange(string name, double value, string allowed) =>
        throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"{name} must be {allowed}, was {value}"));

    [DoesNotReturn]
    public static void NotDefined<T>(string name, T value)
        where T : struct, Enum =>
        throw new ArgumentOutOfRangeException(
            name,
            value,
            $"{name} must be one of {string.Join(", ", Enum.GetNames<T>())}, was {value}");

    /// <summary>A value in a row of a batch is outside its domain.</summary>
    [DoesNotReturn]
    public static void Row(string column, int row, double value, string allowed) =>
        throw new ArgumentOutOfRangeException(
            column,
            value,
            string.Create(CultureInfo.InvariantCulture, $"row {row}: {column} must be {allowed}, was {value}"));

    [DoesNotReturn]
    public static void Argument(string name, string message) => throw new ArgumentException(message, name);
}
