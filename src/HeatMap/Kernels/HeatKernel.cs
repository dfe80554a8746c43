using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace HeatMap.Kernels;

/// <summary>Loops over the cells and cohorts of a heat map, at the width that a caller names; each gives the bits of <see cref="HeatForms"/>.</summary>
internal static unsafe class HeatKernel
{
    /// <summary>1.5 × 2^52: added to a small number, it leaves the nearest whole one in the low bits, ties to even, with its sign.</summary>
    private const double Wholes = 6755399441055744.0;

    private const long LowHalf = 0xFFFFFFFF;

    /// <summary>More than any cell.</summary>
    private const long Far = 1L << 40;

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

    /// <summary>Turns rows with weights in units into cells and magnitudes.</summary>
    /// <param name="bands">Bands of the rows.</param>
    /// <param name="weights">Their weights with the signs of their sides.</param>
    /// <param name="lastCell">The last cell of a side.</param>
    /// <param name="toShorts">From the cells of the longs to those of the shorts.</param>
    /// <param name="cells">Receives the cells; good for nothing where a row is outside.</param>
    /// <param name="magnitudes">Receives the magnitudes.</param>
    /// <param name="vectorBits">The width.</param>
    /// <returns>What the rows have in common.</returns>
    public static WeightSums Prepare(ReadOnlySpan<int> bands, ReadOnlySpan<long> weights, int lastCell, int toShorts, Span<int> cells, Span<long> magnitudes, int vectorBits)
    {
        Debug.Assert(weights.Length == bands.Length && cells.Length >= bands.Length && magnitudes.Length >= bands.Length, "every row must have room");
        fixed (long* weight = weights)
        {
            return Prepare<No>(bands, weight, 0, lastCell, toShorts, cells, magnitudes, vectorBits);
        }
    }

    /// <summary>The same for weights in quote, which are rounded to the nearest units, ties to even; one that is not below <see cref="HeatForms.RoundLimit"/> units counts as outside.</summary>
    public static WeightSums Prepare(
        ReadOnlySpan<int> bands, ReadOnlySpan<double> notional, double unitsPerQuote, int lastCell, int toShorts, Span<int> cells, Span<long> magnitudes, int vectorBits)
    {
        Debug.Assert(notional.Length == bands.Length && cells.Length >= bands.Length && magnitudes.Length >= bands.Length, "every row must have room");
        fixed (double* value = notional)
        {
            return Prepare<Yes>(bands, (long*)value, unitsPerQuote, lastCell, toShorts, cells, magnitudes, vectorBits);
        }
    }

    /// <summary>Adds magnitudes to cells, one after the other. Cells were prepared, so they are there.</summary>
    /// <param name="places">Cells of the rows.</param>
    /// <param name="magnitudes">What is added.</param>
    /// <param name="cells">What is added to.</param>
    /// <param name="bands">The bands that the rows came from. What lies behind them in memory is fetched meanwhile: the rows of the next column, if the caller keeps them together.</param>
    /// <param name="weights">The same for their weights.</param>
    public static void Add(ReadOnlySpan<int> places, ReadOnlySpan<long> magnitudes, Span<long> cells, ReadOnlySpan<int> bands, ReadOnlySpan<long> weights)
    {
        fixed (long* weight = weights)
        {
            Add(places, magnitudes, cells, bands, weight);
        }
    }

    /// <summary>The same for rows whose weights are in quote.</summary>
    public static void Add(ReadOnlySpan<int> places, ReadOnlySpan<long> magnitudes, Span<long> cells, ReadOnlySpan<int> bands, ReadOnlySpan<double> notional)
    {
        fixed (double* weight = notional)
        {
            Add(places, magnitudes, cells, bands, (long*)weight);
        }
    }

    private static void Add(ReadOnlySpan<int> places, ReadOnlySpan<long> magnitudes, Span<long> cells, ReadOnlySpan<int> bands, long* weight)
    {
        fixed (int* place = places, band = bands)
        fixed (long* magnitude = magnitudes, cell = cells)
        {
            int i = 0, count = places.Length;
            for (; i <= count - 8; i += 8)
            {
                if (Sse.IsSupported)
                {
                    Sse.Prefetch0(weight + count + i);
                    Sse.Prefetch0(band + count + i);
                }

                for (int j = 0; j < 8; j++)
                {
                    Debug.Assert((uint)place[i + j] < (uint)cells.Length, "the cell is there");
                    cell[place[i + j]] += magnitude[i + j];
                }
            }

            for (; i < count; i++)
            {
                cell[place[i]] += magnitude[i];
            }
        }
    }

    /// <summary>Copies cells past the caches: what is written once and read late should not drive out what is needed soon. <see cref="Settle"/> makes an end of it.</summary>
    /// <param name="source">Whole lines.</param>
    /// <param name="destination">As many, at the start of a line.</param>
    /// <param name="vectorBits">The width.</param>
    public static void CopyAround(ReadOnlySpan<long> source, Span<long> destination, int vectorBits)
    {
        Debug.Assert(source.Length == destination.Length && source.Length % AlignedCells.Line == 0, "whole lines");
        fixed (long* from = source, to = destination)
        {
            Debug.Assert((nuint)to % 64 == 0, "the start of a line");
            switch (vectorBits)
            {
                case 512:
                    CopyAround<Simd512, Vector512<double>, Vector512<long>>(from, to, source.Length);
                    break;
                case 256:
                    CopyAround<Simd256, Vector256<double>, Vector256<long>>(from, to, source.Length);
                    break;
                default:
                    source.CopyTo(destination);
                    break;
            }
        }
    }

    /// <summary>Makes stores past the caches visible to other threads before those that follow. It waits for them: whoever has something else to do does it first.</summary>
    public static void Settle()
    {
        if (Sse.IsSupported)
        {
            Sse.StoreFence();
        }
        else
        {
            Interlocked.MemoryBarrier();
        }
    }

    private static void CopyAround<S, D, L>(long* from, long* to, int count)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
    {
        for (int i = 0; i < count; i += S.Lanes)
        {
            S.StoreAround(S.AsInteger(S.Load((double*)(from + i))), to + i);
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

    private static WeightSums Prepare<TQuote>(
        ReadOnlySpan<int> bands, long* weights, double unitsPerQuote, int lastCell, int toShorts, Span<int> cells, Span<long> magnitudes, int vectorBits)
        where TQuote : struct, IFlag
    {
        WeightSums sums = new();
        fixed (int* band = bands, cell = cells)
        fixed (long* magnitude = magnitudes)
        {
            int done = vectorBits switch
            {
                512 => Prepare<Simd512, Vector512<double>, Vector512<long>, TQuote>(band, weights, bands.Length, unitsPerQuote, lastCell, toShorts, cell, magnitude, ref sums),
                256 => Prepare<Simd256, Vector256<double>, Vector256<long>, TQuote>(band, weights, bands.Length, unitsPerQuote, lastCell, toShorts, cell, magnitude, ref sums),
                128 => Prepare<Simd128, Vector128<double>, Vector128<long>, TQuote>(band, weights, bands.Length, unitsPerQuote, lastCell, toShorts, cell, magnitude, ref sums),
                _ => 0,
            };
            long outside = sums.Outside;
            for (; done < bands.Length; done++)
            {
                long weight = TQuote.On ? HeatForms.Rounded(((double*)weights)[done], unitsPerQuote, ref outside) : weights[done];
                magnitude[done] = HeatForms.Prepare(band[done], weight, lastCell, toShorts, out cell[done], ref sums);
            }

            sums.Outside |= outside;
        }

        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Prepare<S, D, L, TQuote>(
        int* bands, long* weights, int count, double unitsPerQuote, int lastCell, int toShorts, int* cells, long* magnitudes, ref WeightSums sums)
        where S : struct, ISimd<D, L>
        where D : struct
        where L : struct
        where TQuote : struct, IFlag
    {
        D scale = S.Set(unitsPerQuote), wholes = S.Set(Wholes), limit = S.Set(HeatForms.RoundLimit);
        L zero = S.Set(0L), one = S.Set(1L), wholeBits = S.AsInteger(wholes), last = S.Set((long)lastCell), shorts = S.Set((long)toShorts), none = S.Set(-1L), far = S.Set(Far);
        L bits = zero, sum = zero, signed = zero, outside = zero, least = S.Set(long.MaxValue), longMost = none, shortLeast = zero, most = none;
        long* lanes = stackalloc long[64];
        D small = S.AsDouble(none);
        int i = 0;
        for (; i <= count - S.Lanes; i += S.Lanes)
        {
            L weight;
            if (TQuote.On)
            {
                D scaled = S.Multiply(S.Load((double*)(weights + i)), scale);
                small = S.And(small, S.Less(S.Abs(scaled), limit));
                weight = S.Subtract(S.AsInteger(S.Add(scaled, wholes)), wholeBits);
            }
            else
            {
                weight = S.AsInteger(S.Load((double*)(weights + i)));
            }

            // All bits where the sign is set: x ^ s − s is the magnitude.
            L sign = S.Subtract(zero, S.ShiftRight(weight, 63)), place = S.Add(S.LoadWidened(bands + i), one);
            L magnitude = S.Subtract(S.AsInteger(S.Xor(S.AsDouble(weight), S.AsDouble(sign))), sign);
            outside = S.Or(outside, S.Or(place, S.Subtract(last, place)));
            bits = S.Or(bits, magnitude);
            sum = S.Add(sum, magnitude);
            signed = S.Add(signed, weight);

            // All cells of shorts come after those of longs, so two of the four ends need no choice. For the others a row of the other side must not count: it is −1 where the
            // greatest is sought, and 0 where the least is, among cells that are made negative.
            L cell = S.Add(place, S.And(sign, shorts));
            least = S.Min(least, cell);
            longMost = S.Max(longMost, S.Or(place, sign));
            shortLeast = S.Min(shortLeast, S.And(S.Subtract(place, far), sign));
            most = S.Max(most, cell);
            S.StoreNarrowed(cell, cells + i);
            S.Store(magnitude, magnitudes + i);
        }

        // No call before this: what lives across one would be kept in memory throughout the loop.
        S.Store(bits, lanes);
        S.Store(sum, lanes + 8);
        S.Store(signed, lanes + 16);
        S.Store(TQuote.On ? S.Or(outside, S.Subtract(none, S.AsInteger(small))) : outside, lanes + 24);
        S.Store(least, lanes + 32);
        S.Store(longMost, lanes + 40);
        S.Store(shortLeast, lanes + 48);
        S.Store(most, lanes + 56);
        if (i > 0)
        {
            Gather(lanes, S.Lanes, toShorts, ref sums);
        }

        return i;
    }

    private static void Gather(long* lanes, int count, int toShorts, ref WeightSums sums)
    {
        (long least, long most, long longMost, long shortLeast) = (long.MaxValue, -1L, -1L, 0L);
        for (int lane = 0; lane < count; lane++)
        {
            sums.Bits |= lanes[lane];
            sums.Magnitudes += lanes[8 + lane];
            sums.Signed += lanes[16 + lane];
            sums.Outside |= lanes[24 + lane];
            least = Math.Min(least, lanes[32 + lane]);
            longMost = Math.Max(longMost, lanes[40 + lane]);
            shortLeast = Math.Min(shortLeast, lanes[48 + lane]);
            most = Math.Max(most, lanes[56 + lane]);
        }

        sums.Longs = longMost >= 0 ? (least, longMost) : sums.Longs;
        sums.Shorts = shortLeast < 0 ? (shortLeast + Far, most - toShorts) : sums.Shorts;
    }
}
