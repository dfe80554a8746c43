using System.Globalization;

namespace HeatMap;

/// <summary>A class of zones in a <see cref="TouchStudy"/>: how price behaved at them, and at placebos.</summary>
/// <param name="Side">Whose zones.</param>
/// <param name="Width">Widths as fractions of the mark, from low to below high.</param>
/// <param name="Density">Relative densities, from low to below high.</param>
/// <param name="Zones">What happened at zones.</param>
/// <param name="Placebo">What happened at ranges of the same side, distance and width where no zone was; each zone weighs one, spread evenly over its placebos. Zones without any placebo are not in it.</param>
public readonly record struct TouchRow(Side Side, PriceRange Width, PriceRange Density, TouchTally Zones, TouchTally Placebo)
{
    /// <summary>For example <c>long, 0.25 % to 1 % wide, density 2 to 5: 12 of 40 touched … (placebo …)</c>.</summary>
    public override string ToString() => $"{ReadingWords.Of(Side)}, {Class(Width, CompactNumber.Fraction)} wide, density {Class(Density, Plain)}: {Zones} (placebo {Placebo})";

    private static string Class(PriceRange range, Func<double, string> text) => double.IsFinite(range.High)
        ? $"{text(range.Low)} to {text(range.High)}"
        : $"{text(range.Low)} and more";

    private static string Plain(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
