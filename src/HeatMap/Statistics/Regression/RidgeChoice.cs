using System.Collections.Immutable;
using System.Globalization;

namespace HeatMap;

/// <summary>How each ridge did on rows that came after those it was fitted on.</summary>
/// <remarks>Immutable.</remarks>
public sealed class RidgeChoice
{
    internal RidgeChoice(ImmutableArray<double> ridges, ImmutableArray<double> deviances)
    {
        (Ridges, MeanDeviances) = (ridges, deviances);
        int best = 0;
        for (int i = 1; i < ridges.Length; i++)
        {
            bool isBetter = deviances[i] < deviances[best], isTie = deviances[i] == deviances[best] && ridges[i] > ridges[best];
            best = isBetter || isTie ? i : best;
        }

        Best = ridges[best];
    }

    /// <summary>The ridge of the least mean deviance; of several the greatest.</summary>
    public double Best { get; }

    /// <summary>The ridges, as they were given.</summary>
    public ImmutableArray<double> Ridges { get; }

    /// <summary>The weighted mean deviance of each ridge over all validated rows, in the target's unit to the power of 2 − p.</summary>
    public ImmutableArray<double> MeanDeviances { get; }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"ridge {Best:G4} of {Ridges.Length}");
}
