using System.Globalization;

namespace HeatMap.Charts.Drawing;

/// <summary>Argument checks whose messages name the parameter, the value and the limit.</summary>
internal static class Check
{
    public const int MaxPixels = 8192;

    public static int Pixels(int value, int least, string name) => value >= least && value <= MaxPixels
        ? value
        : throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"{name} must be from {least} to {MaxPixels} pixels, was {value}"));

    public static T Named<T>(T value, string name)
        where T : struct, Enum => Enum.IsDefined(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be one of {string.Join(", ", Enum.GetNames<T>())}, was {value}");
}
