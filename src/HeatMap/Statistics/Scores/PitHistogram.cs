using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Whether forecasts of a distribution were reliable: their probability integral transforms in equal bins, which should be equally full.</summary>
/// <remarks>A hump in the middle says that forecasts were too wide, full ends that they were too narrow, a slope that they were off to one side. Immutable.</remarks>
public sealed class PitHistogram
{
    private PitHistogram(ImmutableArray<int> counts, double chiSquare) =>
        (Counts, ChiSquare, PValue) = (counts, chiSquare, double.IsNaN(chiSquare) ? double.NaN : TailLaw.ChiSquareAbove(chiSquare, counts.Length - 1));

    /// <summary>How many lie in each bin; a bin holds its lower edge, the last its upper one too.</summary>
    public ImmutableArray<int> Counts { get; }

    /// <summary>Pearson's sum of squared differences from equal counts over the equal count; NaN of none.</summary>
    public double ChiSquare { get; }

    /// <summary>How likely reliable and independent forecasts are to be as uneven or more, by the chi-square law with bins − 1 degrees of freedom, which wants some five to a bin; NaN of none.</summary>
    public double PValue { get; }

    /// <summary>Counts transforms.</summary>
    /// <param name="transforms">From 0 to 1, of <see cref="QuantityScore.PitNormal"/> or <see cref="QuantityScore.PitEnsemble"/>.</param>
    /// <param name="bins">From 2 to 10,000.</param>
    /// <exception cref="ArgumentException">A transform or the number of bins is outside its domain; the message names column and row.</exception>
    /// <remarks>O(n). Allocates the counts.</remarks>
    public static PitHistogram Of(ReadOnlySpan<double> transforms, int bins = 10)
    {
        if (bins is < 2 or > 10_000)
        {
            Throw.OutOfRange(nameof(bins), bins, "from 2 to 10000");
        }

        ColumnGuard.Probability(transforms);
        int[] counts = new int[bins];
        foreach (double transform in transforms)
        {
            counts[Math.Min((int)(transform * bins), bins - 1)]++;
        }

        double expected = (double)transforms.Length / bins, chiSquare = 0;
        foreach (int count in counts)
        {
            chiSquare += (count - expected) * (count - expected) / expected;
        }

        return new([.. counts], chiSquare);
    }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Counts.Length} cells of {Counts.Sum():N0} in all, chi-square {ChiSquare:0.##}, p {PValue:0.###}");
}
