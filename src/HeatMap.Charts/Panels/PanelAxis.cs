using System.Collections.Immutable;

namespace HeatMap.Charts.Panels;

/// <summary>An axis: its name with the unit, how its numbers are written (<c>price</c>, <c>number</c>, <c>percent</c> of a fraction), names in the place of 0, 1, 2 ..., and a range that must be seen.</summary>
internal sealed record PanelAxis(string Name, string Format)
{
    public ImmutableArray<string> Labels { get; init; } = [];

    public double Low { get; init; } = double.NaN;

    public double High { get; init; } = double.NaN;
}
