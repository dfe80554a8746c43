namespace HeatMap;

/// <summary>SplitMix64: random numbers as a mix of a counter, the same everywhere and at any place in the stream.</summary>
/// <remarks>Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014. Shapes of distributions come from + − × ÷ and square roots only, which
/// every platform rounds alike.</remarks>
internal sealed class SplitMix(long seed)
{
    private const double Fraction53 = 1.0 / (1L << 53);
    private const double RootOfThreeHalves = 1.224744871391589;

    private ulong _counter = unchecked((ulong)seed);

    public ulong Bits()
    {
        ulong z = unchecked(_counter += 0x9E3779B97F4A7C15);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return z ^ (z >> 31);
    }

    /// <summary>Evenly from 0 (without it) to 1.</summary>
    public double Uniform() => ((Bits() >> 11) + 1) * Fraction53;

    /// <summary>Evenly one of 0 to <paramref name="count"/> − 1.</summary>
    public int Index(int count) => (int)(((Bits() >> 32) * (ulong)count) >> 32);

    /// <summary>Nearly normal with mean 0 and deviation 1, never beyond 4.9: the sum of eight numbers that are spread evenly.</summary>
    public double Normal()
    {
        ulong first = Bits(), second = Bits();
        int sum = 0;
        for (int shift = 0; shift < 64; shift += 16)
        {
            sum += (int)((first >> shift) & 0xFFFF) + (int)((second >> shift) & 0xFFFF);
        }

        return (sum - (4 * 65535)) * (RootOfThreeHalves / 65536);
    }

    /// <summary>From 1 up to 1,000 with a heavy tail: P(X &gt; x) = x^(−4/3).</summary>
    public double Tail()
    {
        double root = Math.Sqrt(Uniform());
        return Math.Min(1000, 1 / (root * Math.Sqrt(root)));
    }

    /// <summary>A whole number with a given mean.</summary>
    public int Rounded(double mean) => (int)(mean + 1 - Uniform());
}
