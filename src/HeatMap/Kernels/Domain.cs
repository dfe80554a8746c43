using System.Runtime.CompilerServices;

namespace HeatMap.Kernels;

/// <summary>The range of numbers in which no step of a kernel can overflow, underflow or meet a NaN.</summary>
/// <remarks>
/// Prices and sizes from 2^-255 to 2^257, margins from 0 to 2^257, by their bits. It lies inside the domain of a row, which products and quotients
/// decide; the few rows between the two are for the plain form to judge.
/// </remarks>
internal static class Domain<S, D, L>
    where S : struct, ISimd<D, L>
    where D : struct
    where L : struct
{
    /// <summary>Set somewhere in <see cref="Outside"/> where a number is outside.</summary>
    public const long OutsideBits = unchecked((long)0xE000_0000_0000_0000);

    private const long Least = 0x3000_0000_0000_0000, Limit = 0x5000_0000_0000_0000, LeastWeight = 0x22D0_0000_0000_0000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L Outside(D x) => S.Subtract(S.AsInteger(x), S.Set(Least));

    /// <summary>The same for weights from 2^-466 to 2^46: half of what a packed word holds, since a weight is rounded up later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L OutsideWeight(D x) => S.Subtract(S.AsInteger(x), S.Set(LeastWeight));

    /// <summary>The highest bit is set where a margin is negative or outside: from <c>Limit</c> on, the sum carries into it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static L OutsideMargin(D x) => S.Or(S.AsInteger(x), S.Add(S.AsInteger(x), S.Set(unchecked(long.MinValue - Limit))));

    /// <summary>The mask of numbers inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static D Holds(D x) => S.And(S.GreaterOrEqual(x, S.AsDouble(S.Set(Least))), S.Less(x, S.AsDouble(S.Set(Limit))));

    /// <summary>The mask of margins inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static D HoldsMargin(D x) => S.And(S.GreaterOrEqual(x, S.Set(0.0)), S.Less(x, S.AsDouble(S.Set(Limit))));
}
