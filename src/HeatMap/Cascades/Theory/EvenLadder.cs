using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>The cascade down a ladder of equal positions at equal distances: levels <c>P0 − j·spacing</c>, j = 1, 2, …, without end, each lowering price by the same impact.</summary>
/// <remarks>
/// With shock x, spacing d and impact i: nothing while x &lt; d; then <c>floor((x − d)/(d − i)) + 1</c> positions while i &lt; d, and all of them otherwise. A level that is touched is liquidated. Allocates nothing.
/// </remarks>
public static class EvenLadder
{
    /// <summary>How many positions are liquidated.</summary>
    /// <param name="shock">By how much price falls before the first sale, quote per base; finite and &gt;= 0.</param>
    /// <param name="spacing">The distance between levels, quote per base; finite and &gt; 0.</param>
    /// <param name="impact">By how much each position lowers price, quote per base; finite and &gt;= 0.</param>
    /// <returns>A whole number; infinity where the ladder does not hold.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double Liquidated(double shock, double spacing, double impact)
    {
        Guard.NonNegative(shock);
        Guard.Positive(spacing);
        Guard.NonNegative(impact);
        if (shock < spacing)
        {
            return 0;
        }

        if (impact >= spacing)
        {
            return double.PositiveInfinity;
        }

        // The quotient may lie a hair beside a whole number; the level itself decides.
        double count = Math.Floor((shock - spacing) / (spacing - impact)) + 1;
        return (count + 1) * spacing <= shock + (count * impact) ? count + 1
            : count * spacing > shock + ((count - 1) * impact) ? count - 1
            : count;
    }

    /// <summary>By how much price falls in all: the shock and the impact of everything liquidated.</summary>
    /// <param name="shock">As of <see cref="Liquidated"/>.</param>
    /// <param name="spacing">As of <see cref="Liquidated"/>.</param>
    /// <param name="impact">As of <see cref="Liquidated"/>.</param>
    /// <returns>Quote per base; infinity where the ladder does not hold.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public static double TotalDrop(double shock, double spacing, double impact)
    {
        double count = Liquidated(shock, spacing, impact);
        return count == 0 ? shock : shock + (count * impact);
    }
}
