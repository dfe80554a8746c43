namespace HeatMap.Kernels;

/// <summary>A grid as the plain numbers that a kernel needs.</summary>
/// <param name="IsGeometric">Whether places are counted in octaves of price; otherwise in price.</param>
/// <param name="BandsPerUnit">Bands in a unit of price, or in an octave.</param>
/// <param name="FirstIndex">The place of the window on its lattice.</param>
/// <param name="Numerator">Uniform edges are k × numerator ÷ denominator.</param>
/// <param name="Denominator">See <paramref name="Numerator"/>.</param>
/// <param name="GuessError">By how many bands a guessed place can be wrong.</param>
internal readonly record struct BandNumbers(bool IsGeometric, double BandsPerUnit, double FirstIndex, double Numerator, double Denominator, double GuessError)
{
    /// <summary>The error in 2^-16 of a band, with the rounding to them.</summary>
    public long Near => (long)Math.Ceiling(GuessError * 65536) + 1;

    /// <summary>Whether a guess is good enough to be corrected by one band.</summary>
    public bool CanGuess => GuessError < 0.25 && double.IsFinite(BandsPerUnit);
}
