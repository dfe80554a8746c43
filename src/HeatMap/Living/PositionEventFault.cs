using System.Globalization;

namespace HeatMap;

/// <summary>What is wrong with an event: the field, its value, and what would have been right.</summary>
/// <param name="Field">The name of the property of <see cref="PositionEvent"/>.</param>
/// <param name="Value">What it holds; of kinds and sides the number behind the name.</param>
/// <param name="Allowed">What it may hold, to be read after "must be".</param>
/// <remarks><c>default</c> is no fault of any event.</remarks>
public readonly record struct PositionEventFault(string Field, double Value, string Allowed)
{
    /// <summary>A line for people, for example <c>Quantity must be finite and &gt; 0, was -1</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Field} must be {Allowed}, was {Value}");
}
