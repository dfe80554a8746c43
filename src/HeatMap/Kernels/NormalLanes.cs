using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace HeatMap.Kernels;

/// <summary>Normal numbers side by side: generators xoshiro256++, one to two lanes, and the transform of Box and Muller by polynomials.</summary>
/// <remarks>
/// <para>Only operations that round once, the same way on every machine: additions, multiplications, fused multiply-adds (which are exact in software too), square roots and conversions. So equal seeds
/// give equal bits at every width of vectors.</para>
/// <para>Blackman and Vigna: Scrambled linear pseudorandom number generators, 2021. A number is at most 6.56 from zero, where the law leaves 5e-11; polynomials are off by 8e-7 at most.</para>
/// </remarks>
[SuppressMessage("Naming", "CA1715", Justification = "Short names for the vectors, as in ISimd.")]
internal static unsafe class NormalLanes
{
    /// <summary>Generators of a group of 32 paths. Each has a state of four words: word 0 of all, then word 1, and so on.</summary>
    public const int Generators = 8;

    /// <summary>Words of a group's state.</summary>
    public const int SeedWords = 4 * Generators;

    /// <summary>The next 64 bits of each generator.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static I Next<S, F, I, U>(ref U a, ref U b, ref U c, ref U d)
        where S : struct, ILanes<F, I, U>
        where F : struct
        where I : struct
        where U : struct
    {
        U bits = S.Add(S.RotateLeft(S.Add(a, d), 23), a), shifted = S.ShiftLeft(b, 17);
        c = S.Xor(c, a);
        d = S.Xor(d, b);
        b = S.Xor(b, c);
        a = S.Xor(a, d);
        c = S.Xor(c, shifted);
        d = S.RotateLeft(d, 45);
        return S.Halves(bits);
    }

    /// <summary>Random points of a plane, whose two coordinates are normal numbers: <c>r cos</c> and <c>r sin</c> with <c>r² = −2 ln u</c>.</summary>
    /// <param name="forRadius">Random bits: 31 for the radius, the lowest for a sign.</param>
    /// <param name="forAngle">Random bits: the angle within a quarter of the circle; the lowest, which it hardly feels, for the other sign.</param>
    /// <param name="scale">Minus two times the square of the deviation that is wanted.</param>
    /// <param name="radius">The radii, &gt;= 0.</param>
    /// <param name="cosine">The first number is the radius times this one.</param>
    /// <param name="sine">The second number is the radius times this one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Polar<S, F, I, U>(I forRadius, I forAngle, F scale, out F radius, out F cosine, out F sine)
        where S : struct, ILanes<F, I, U>
        where F : struct
        where I : struct
        where U : struct
    {
        // u = m 2^e / 2^31 with m from sqrt(1/2) to sqrt(2): a whole number from 1 to 2^31 - 1 rounded to a float, in which small numbers are as fine as large ones.
        I u = S.AsInteger(S.Rounded(S.Or(S.ShiftRightLogical(forRadius, 1), S.Set(1))));
        I exponent = S.ShiftRight(S.Subtract(u, S.Set(0x3F3504F3)), 23);
        F m = S.Subtract(S.AsFloat(S.Subtract(u, S.ShiftLeft(exponent, 23))), S.Set(1f));

        // ln(1 + m) / m from sqrt(1/2) - 1 to sqrt(2) - 1, off by 1.7e-7 of itself.
        F log = S.MultiplyAdd(S.Set(-0.10106893652113169f), m, S.Set(0.1622257899414467f));
        log = S.MultiplyAdd(log, m, S.Set(-0.17250829707499282f));
        log = S.MultiplyAdd(log, m, S.Set(0.19900165672433842f));
        log = S.MultiplyAdd(log, m, S.Set(-0.24969909086312564f));
        log = S.MultiplyAdd(log, m, S.Set(0.3333505893891506f));
        log = S.MultiplyAdd(log, m, S.Set(-0.5000036512283146f));
        log = S.MultiplyAdd(log, m, S.Set(0.9999999453098217f));
        F whole = S.Multiply(S.Rounded(S.Subtract(exponent, S.Set(31))), S.Set(0.6931471805599453f));
        radius = S.SquareRoot(S.Multiply(S.MultiplyAdd(log, m, whole), scale));

        // An angle t pi/4 from the middle of the first quarter, t from -1 to 1: cos(pi/4 + t pi/4) = C - S and the sine is C + S, where C and S hold the factor sqrt(1/2). No lane has to be swapped.
        F t = S.Multiply(S.Rounded(forAngle), S.Set(1f / 2147483648f)), square = S.Multiply(t, t);
        F s = S.MultiplyAdd(S.Set(0.001722579066272763f), square, S.Set(-0.05708135735379798f));
        s = S.Multiply(S.MultiplyAdd(s, square, S.Set(0.5553595727786604f)), t);
        F c = S.MultiplyAdd(S.Set(-0.00022548257002491303f), square, S.Set(0.01120758255962556f));
        c = S.MultiplyAdd(c, square, S.Set(-0.2180888811761481f));
        c = S.MultiplyAdd(c, square, S.Set(0.7071067616868953f));
        cosine = S.AsFloat(S.Xor(S.AsInteger(S.Subtract(c, s)), S.ShiftLeft(forRadius, 31)));
        sine = S.AsFloat(S.Xor(S.AsInteger(S.Add(c, s)), S.ShiftLeft(forAngle, 31)));
    }
}
