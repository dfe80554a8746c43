using System.Globalization;

namespace HeatMap.Cascades;

/// <summary>What the members of an ensemble of maps say about one number.</summary>
/// <param name="Low">Below it lies half of what the interval leaves out.</param>
/// <param name="Median">The middle.</param>
/// <param name="High">Above it lies the other half.</param>
/// <param name="Members">How many members there are.</param>
public readonly record struct EnsembleInterval(double Low, double Median, double High, int Members)
{
    /// <summary>For example <c>0.031 (0.027 to 0.036, 20 members)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:G4} ({Low:G4} to {High:G4}, {Members} members)");
}
