using System.Globalization;

namespace HeatMap.Cascades;

/// <summary>A mean or a share of simulated paths, with its standard error.</summary>
/// <param name="Value">The mean or share.</param>
/// <param name="StandardError">How far it is off the truth of the model, as a standard deviation; NaN of a single path.</param>
public readonly record struct SimulatedValue(double Value, double StandardError)
{
    /// <summary>For example <c>0.0312 ± 0.0005</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value:G4} ± {StandardError:G2}");
}
