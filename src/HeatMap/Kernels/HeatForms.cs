namespace HeatMap.Kernels;

/// <summary>The plain forms of what <see cref="HeatKernel"/> does with vectors: what is right by definition.</summary>
internal static class HeatForms
{
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

    /// <summary>What weights with signs add up to.</summary>
    public static WeightSums Sums(ReadOnlySpan<long> weights)
    {
        long bits = 0, magnitudes = 0, signed = 0;
        foreach (long weight in weights)
        {
            long sign = weight >> 63, magnitude = (weight ^ sign) - sign;
            bits |= magnitude;
            magnitudes += magnitude;
            signed += weight;
        }

        return new(bits, magnitudes, signed);
    }

    /// <summary>Rounds notional with a sign to the nearest whole units, ties to even; false where one is not below 2^51 units.</summary>
    public static bool TryRound(ReadOnlySpan<double> notional, double unitsPerQuote, Span<long> weights)
    {
        bool fits = true;
        for (int i = 0; i < notional.Length; i++)
        {
            double scaled = notional[i] * unitsPerQuote;
            bool isSmall = Math.Abs(scaled) < HeatKernel.RoundLimit;
            fits &= isSmall;
            weights[i] = isSmall ? (long)Math.Round(scaled, MidpointRounding.ToEven) : 0;
        }

        return fits;
    }
}
