namespace HeatMap.Kernels;

/// <summary>The plain forms of what <see cref="HeatKernel"/> does with vectors: what is right by definition.</summary>
internal static class HeatForms
{
    /// <summary>2^51: a notional of so many units or more is left to the caller.</summary>
    public const double RoundLimit = 2251799813685248.0;

    /// <summary><c>floor(units × kept / 2^32)</c> of a number that is not negative, exactly.</summary>
    public static long Decayed(long units, uint kept) => ((units >>> 32) * kept) + (long)(((ulong)(uint)units * kept) >> 32);

    /// <summary>Lets cells decay.</summary>
    /// <returns>What they lose together.</returns>
    public static Int128 Decay(Span<long> cells, uint kept)
    {
        Int128 lost = 0;
        foreach (ref long cell in cells)
        {
            long now = Decayed(cell, kept);
            lost += cell - now;
            cell = now;
        }

        return lost;
    }

    /// <summary>Rounds a notional with a sign to the nearest whole units, ties to even.</summary>
    /// <param name="notional">Any number.</param>
    /// <param name="unitsPerQuote">One over the quantum.</param>
    /// <param name="outside">Becomes negative where it is not below <see cref="RoundLimit"/>.</param>
    public static long Rounded(double notional, double unitsPerQuote, ref long outside)
    {
        double scaled = notional * unitsPerQuote;
        bool isSmall = Math.Abs(scaled) < RoundLimit;
        outside |= isSmall ? 0L : -1L;
        return isSmall ? (long)Math.Round(scaled, MidpointRounding.ToEven) : 0;
    }

    /// <summary>Turns one row into a cell and a magnitude, and adds it to the sums.</summary>
    /// <param name="band">From −1 to one less than there are cells of a side.</param>
    /// <param name="weight">Units with the sign of the side.</param>
    /// <param name="lastCell">The last cell of a side.</param>
    /// <param name="toShorts">From the cells of the longs to those of the shorts.</param>
    /// <param name="cell">Receives the cell.</param>
    /// <param name="sums">What is added to.</param>
    /// <returns>The magnitude.</returns>
    public static long Prepare(int band, long weight, int lastCell, int toShorts, out int cell, ref WeightSums sums)
    {
        long place = (long)band + 1, sign = weight >> 63, magnitude = (weight ^ sign) - sign;
        cell = (int)(place + (sign & toShorts));
        sums.Outside |= place | (lastCell - place);
        sums.Bits |= magnitude;
        sums.Magnitudes += magnitude;
        sums.Signed += weight;
        if (sign < 0)
        {
            sums.Shorts = (Math.Min(sums.Shorts.Least, place), Math.Max(sums.Shorts.Greatest, place));
        }
        else
        {
            sums.Longs = (Math.Min(sums.Longs.Least, place), Math.Max(sums.Longs.Greatest, place));
        }

        return magnitude;
    }
}
