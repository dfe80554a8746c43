namespace HeatMap.Charts.Panels;

/// <summary>Numbers drawn in one colour.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Shape"><c>line</c>; <c>step</c>, level up to the next point; <c>points</c>; <c>bars</c> from <see cref="Low"/> to <see cref="High"/> along x; <c>band</c> between them along y; <c>spans</c>, along x around a point.</param>
/// <param name="X">Across.</param>
/// <param name="Y">Up; NaN is not drawn.</param>
/// <param name="Colour">A named colour.</param>
internal sealed record PanelTrace(string Name, string Shape, double[] X, double[] Y, string Colour)
{
    public double[] Low { get; init; } = [];

    public double[] High { get; init; } = [];

    public bool IsDashed { get; init; }
}
