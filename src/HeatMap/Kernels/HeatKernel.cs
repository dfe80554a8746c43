using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace HeatMap.Kernels;

/// <summary>Loops over the cells and cohorts of a heat map, at the width that a caller names; each gives the bits of <see cref="HeatForms"/>.</summary>
internal static unsafe class HeatKernel
{
    /// <summary>2^51: from here on a sum with <see cref="Wholes"/> has no room for all bits.</summary>
    public const double RoundLimit = 2251799813685248.0;

    /// <summary>1.5 × 2^52: added to a small number, it leaves the nearest whole one in the low bits, ties to even, with its sign.</summary>
    private const double Wholes = 6755399441055744.0;

    private const long LowHalf = 0xFFFFFFFF;

    /// <summary>Lets cells decay to <c>floor(cell × kept / 2^32)</c>; none is negative.</summary>
    /// <returns>What they lose together.</returns>
    public static Int128 Decay(Span<long> cells, uint kept, int vectorBits)
    {
        fixed (long* cell = cells)
        {
            return vectorBits switch
            {
                512 => Decay<Simd512, Vector512<double>, Vector512<long>>(cell, cells.Length, kept),
                256 => Decay<Simd256, Vector256<double>, Vector256<long>>(cell, cells.Length, kept),
                128 => Decay<Simd128, Vector128<double>, Vector128<long>>(cell, cells.Length, kept),
                _ => HeatForms.Decay(cells, kept),
            };
        }
    }

    /// <summary>What weights with signs add up to.</summary>
    public static WeightSums Sums(ReadOnlySpan<long> weights, int vectorBits)
    {
        fixed (long* weight = weights)
        {
            return vectorBits switch
            {
                512 => Sums<Simd512, Vector512<double>, Vector512<long>>(weight, weights.Length),
                256 => Sums<Simd256, Vector256<double>, Vector256<long>>(weight, weights.Length),
                128 => Sums<Simd128, Vector128<double>, Vector128<long>>(weight, weights.Length),
                _ => HeatForms.Sums(weights),
            };
        }
    }

    /// <summary>Rounds notional with a sign to the nearest whole units, ties to even; false where one is not below 2^51 units, and the weights are good for nothing.</summary>
    public static bool TryRound(ReadOnlySpan<double> notional, double unitsPerQuote, Span<long> weights, int vectorBits)
    {
        Debug.Assert(weights.Length >= notional.Length, "every row must have room");
        fixed (double* value = notional)
        fixed (long* weight = weights)
        {
            return vectorBits switch
            {
                512 => TryRound<Simd512, Vector512<double>, Vector512<long>>(value, notional.Length, unitsPerQuote, weight),
                256 => TryRound<Simd256, Vector256<double>, Vector256<long>>(value, notional.Length, unitsPerQuote, weight),
                128 => TryRound<Simd128, Vector128<double>, Vector128<long>>(value, notional.Length, unitsPerQuote, weight),
                _ => HeatForms.TryRound(notional, unitsPerQuote, weights),
            };
        }
    }

    private static Int128 Decay<S, D, L>(long* cells, int count, uint kept)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
    {
        // Losses are summed in halves: so many 32-bit numbers cannot leave 64 bits.
        L factor = S.Set((long)kept), half = S.Set(LowHalf), low = S.Set(0L), high = low;
        int i = 0;
        for (; i <= count - S.Lanes; i += S.Lanes)
        {
            L cell = S.AsInteger(S.Load((double*)(cells + i)));
            L now = S.Add(S.MultiplyHalves(S.ShiftRight(cell, 32), factor), S.ShiftRight(S.MultiplyHalves(cell, factor), 32));
            L lost = S.Subtract(cell, now);
            low = S.Add(low, S.And(lost, half));
            high = S.Add(high, S.ShiftRight(lost, 32));
            S.Store(now, cells + i);
        }

        long* lanes = stackalloc long[16];
        S.Store(low, lanes);
        S.Store(high, lanes + 8);
        Int128 sum = HeatForms.Decay(new(cells + i, count - i), kept);
        for (int lane = 0; lane < S.Lanes; lane++)
        {
            sum += ((Int128)lanes[8 + lane] << 32) + lanes[lane];
        }

        return sum;
    }

    private static WeightSums Sums<S, D, L>(long* weights, int count)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
    {
        L zero = S.Set(0L), bits = zero, magnitudes = zero, signed = zero;
        int i = 0;
        for (; i <= count - S.Lanes; i += S.Lanes)
        {
            L weight = S.AsInteger(S.Load((double*)(weights + i)));

            // All bits where the sign is set: x ^ s − s is the magnitude.
            L sign = S.Subtract(zero, S.ShiftRight(weight, 63));
            L magnitude = S.Subtract(S.AsInteger(S.Xor(S.AsDouble(weight), S.AsDouble(sign))), sign);
            bits = S.Or(bits, magnitude);
            magnitudes = S.Add(magnitudes, magnitude);
            signed = S.Add(signed, weight);
        }

        long* lanes = stackalloc long[24];
        S.Store(bits, lanes);
        S.Store(magnitudes, lanes + 8);
        S.Store(signed, lanes + 16);
        WeightSums sums = HeatForms.Sums(new(weights + i, count - i));
        (long b, long m, long s) = sums;
        for (int lane = 0; lane < S.Lanes; lane++)
        {
            b |= lanes[lane];
            m += lanes[8 + lane];
            s += lanes[16 + lane];
        }

        return new(b, m, s);
    }

    private static bool TryRound<S, D, L>(double* notional, int count, double unitsPerQuote, long* weights)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
    {
        D scale = S.Set(unitsPerQuote), wholes = S.Set(Wholes), limit = S.Set(RoundLimit);
        L zero = S.AsInteger(wholes);
        uint all = uint.MaxValue >> (32 - S.Lanes), small = all;
        int i = 0;
        for (; i <= count - S.Lanes; i += S.Lanes)
        {
            D scaled = S.Multiply(S.Load(notional + i), scale);
            small &= S.Bits(S.Less(S.Abs(scaled), limit));
            S.Store(S.Subtract(S.AsInteger(S.Add(scaled, wholes)), zero), weights + i);
        }

        return HeatForms.TryRound(new(notional + i, count - i), unitsPerQuote, new(weights + i, count - i)) && small == all;
    }
}
