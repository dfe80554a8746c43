using System.Diagnostics.CodeAnalysis;

namespace HeatMap.Kernels;

/// <summary>A width of vectors for walks in single precision: the few operations that they are written in, so that one loop serves every width.</summary>
/// <remarks>Every operation is exact or rounds once, the same way at every width and in software. Minimum and maximum see neither NaN nor a negative zero here.</remarks>
/// <typeparam name="F">A vector of floats.</typeparam>
/// <typeparam name="I">A vector of as many 32-bit integers.</typeparam>
/// <typeparam name="U">A vector of half as many 64-bit integers.</typeparam>
[SuppressMessage("Naming", "CA1715", Justification = "Short names for the vectors, as in ISimd.")]
internal unsafe interface ILanes<F, I, U>
    where F : struct
    where I : struct
    where U : struct
{
    /// <summary>How many floats.</summary>
    static abstract int Count { get; }

    static abstract U Load(ulong* source);

    static abstract U Add(U x, U y);

    static abstract U Xor(U x, U y);

    static abstract U ShiftLeft(U x, [ConstantExpected] int bits);

    static abstract U RotateLeft(U x, [ConstantExpected] byte bits);

    static abstract I Halves(U x);

    static abstract I Set(int value);

    static abstract I Subtract(I x, I y);

    static abstract I Or(I x, I y);

    static abstract I Xor(I x, I y);

    static abstract I ShiftLeft(I x, [ConstantExpected] int bits);

    static abstract I ShiftRight(I x, [ConstantExpected] int bits);

    static abstract I ShiftRightLogical(I x, [ConstantExpected] int bits);

    static abstract F Rounded(I x);

    static abstract I AsInteger(F x);

    static abstract F AsFloat(I x);

    static abstract F Set(float value);

    static abstract void Store(F value, float* destination);

    static abstract F Add(F x, F y);

    static abstract F Subtract(F x, F y);

    static abstract F Multiply(F x, F y);

    /// <summary><c>x y + z</c>, rounded once.</summary>
    static abstract F MultiplyAdd(F x, F y, F z);

    static abstract F Negate(F x);

    static abstract F SquareRoot(F x);

    static abstract F Min(F x, F y);

    static abstract F Max(F x, F y);

    /// <summary>One bit a lane, the first lane lowest.</summary>
    static abstract uint LessOrEqual(F x, F y);

    /// <summary>One bit a lane, the first lane lowest.</summary>
    static abstract uint GreaterOrEqual(F x, F y);

    /// <summary>The mask of one lane; of none where there is no such lane.</summary>
    static abstract F Lane(int lane);

    /// <summary>Lanes of <paramref name="x"/> where the mask is set, of <paramref name="y"/> elsewhere.</summary>
    static abstract F Select(F mask, F x, F y);
}
