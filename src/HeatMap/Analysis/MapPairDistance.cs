using System.Globalization;

namespace HeatMap;

/// <summary>Two maps of a <see cref="DivergenceMatrix"/> and how far apart they lie.</summary>
/// <param name="First">The place of the first.</param>
/// <param name="Second">The place of the second; greater.</param>
/// <param name="FirstName">Its name.</param>
/// <param name="SecondName">Its name.</param>
/// <param name="Value">The measure that was asked for.</param>
public readonly record struct MapPairDistance(int First, int Second, string FirstName, string SecondName, double Value)
{
    /// <summary>For example <c>binance and bybit: 12.5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{FirstName} and {SecondName}: {Value:G6}");
}
