using System.Diagnostics.CodeAnalysis;

namespace HeatMap;

/// <summary>A stream of random numbers that is a pure function of seed, stream and place: the same everywhere, in any order, from any number of threads.</summary>
/// <remarks>
/// <para>Nothing moves on: a number is asked for by its place, so a stream has no state to share or to lose. Streams of one seed are independent of each other; the usual way is one
/// stream for each path. Each stream has 2^63 places; the kinds of numbers at one place come from the same bits.</para>
/// <para>Philox4x32-10 (Salmon, Moraes, Dror, Shaw, 2011): seed is its key, place and stream are its counter, and a block holds two places. Bits, uniform numbers and indices are
/// the same on every platform; normal and exponential numbers go through <see cref="Math.Log(double)"/>, whose last bit may differ.</para>
/// <para><c>default</c> is stream 0 of seed 0 and as good as any. Not for secrets. Allocates nothing.</para>
/// </remarks>
/// <param name="Seed">Any number.</param>
/// <param name="Stream">Any number; which of the seed's streams.</param>
[SuppressMessage("Naming", "CA1711", Justification = "A stream of numbers, not of bytes.")]
public readonly record struct RandomStream(long Seed, long Stream)
{
    private const double Fraction52 = 1.0 / (1L << 52);

    /// <summary>64 random bits.</summary>
    /// <param name="index">The place, &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public ulong Bits(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        (ulong even, ulong odd) = Block(index >> 1);
        return (index & 1) == 0 ? even : odd;
    }

    /// <summary>A number spread evenly over (0, 1), never 0 or 1: the middle of one of 2^52 equal parts, which is a number of 53 bits. One less the number is as likely, and exact.</summary>
    /// <param name="index">The place, &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public double Uniform(long index) => ToUniform(Bits(index));

    /// <summary>A normal number of mean 0 and deviation 1: the inverse distribution of <see cref="Uniform"/>; at most 8.3 from zero.</summary>
    /// <param name="index">The place, &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public double Normal(long index) => NormalLaw.Inverse(Uniform(index));

    /// <summary>An exponential number of mean 1: minus the logarithm of <see cref="Uniform"/>; over 0 and at most 36.8.</summary>
    /// <param name="index">The place, &gt;= 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public double Exponential(long index) => -Math.Log(Uniform(index));

    /// <summary>Evenly one of 0 to <paramref name="count"/> − 1. No one is favoured by more than 2^-32 of its share.</summary>
    /// <param name="index">The place, &gt;= 0.</param>
    /// <param name="count">&gt; 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its domain.</exception>
    public int Below(long index, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return (int)Math.BigMul(Bits(index), (ulong)count, out _);
    }

    /// <summary>The numbers of <see cref="Uniform"/> at places that follow each other, two for the price of one.</summary>
    /// <param name="first">The place of the first, &gt;= 0; the last must not be beyond <see cref="long.MaxValue"/>.</param>
    /// <param name="destination">Receives the numbers; may be empty.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="first"/> is outside its domain.</exception>
    public void Uniforms(long first, Span<double> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, long.MaxValue - Math.Max(0, destination.Length - 1));
        int i = 0;
        if ((first & 1) == 1 && destination.Length > 0)
        {
            destination[i++] = Uniform(first);
        }

        for (; i + 1 < destination.Length; i += 2)
        {
            (ulong even, ulong odd) = Block((first + i) >> 1);
            destination[i] = ToUniform(even);
            destination[i + 1] = ToUniform(odd);
        }

        if (i < destination.Length)
        {
            destination[i] = Uniform(first + i);
        }
    }

    /// <summary>The numbers of <see cref="Normal"/> at places that follow each other.</summary>
    /// <param name="first">The place of the first, &gt;= 0; the last must not be beyond <see cref="long.MaxValue"/>.</param>
    /// <param name="destination">Receives the numbers; may be empty.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="first"/> is outside its domain.</exception>
    public void Normals(long first, Span<double> destination)
    {
        Uniforms(first, destination);
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = NormalLaw.Inverse(destination[i]);
        }
    }

    /// <summary>The numbers of <see cref="Exponential"/> at places that follow each other.</summary>
    /// <param name="first">The place of the first, &gt;= 0; the last must not be beyond <see cref="long.MaxValue"/>.</param>
    /// <param name="destination">Receives the numbers; may be empty.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="first"/> is outside its domain.</exception>
    public void Exponentials(long first, Span<double> destination)
    {
        Uniforms(first, destination);
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = -Math.Log(destination[i]);
        }
    }

    private static double ToUniform(ulong bits) => ((bits >> 12) + 0.5) * Fraction52;

    private (ulong Even, ulong Odd) Block(long block) => Philox.Mix((ulong)block, (ulong)Stream, (ulong)Seed);
}
