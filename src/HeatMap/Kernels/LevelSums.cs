using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HeatMap.Kernels;

/// <summary>Sums of any run of cells at once: beside the cells lie sums of 16 and of 512 of them.</summary>
/// <remarks>
/// A run is the cells up to its end less the cells up to its start, and each of those is whole sums of 512, then whole sums of 16, then cells: about 80
/// numbers, added by vectors under a mask, without a branch on where the run ends. An update adds to three numbers. A Fenwick tree does both slower
/// (LivingAskBench).
/// </remarks>
internal static class LevelSums
{
    public const int Small = 16, Large = 512, SmallInLarge = Large / Small;

    /// <summary>As many ones as the longest masked run, then as many zeros.</summary>
    private static ReadOnlySpan<long> Masks =>
    [
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];

    /// <summary>How many sums of 16 some cells have, in whole blocks of 32 so that vectors may read a block.</summary>
    public static int SmallCount(int cells) => (cells + Large - 1) / Large * SmallInLarge;

    /// <summary>How many sums of 512 some cells have, in whole blocks likewise.</summary>
    public static int LargeCount(int cells) => ((cells + Large - 1) / Large + SmallInLarge - 1) / SmallInLarge * SmallInLarge;

    /// <summary>Adds to a cell and to the sums over it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(Span<long> memory, int cells, int small, int large, int cell, long units)
    {
        Debug.Assert(cell >= 0, "cells must be there");
        ref long start = ref MemoryMarshal.GetReference(memory);
        Unsafe.Add(ref start, cells + cell) += units;
        Unsafe.Add(ref start, small + (cell / Small)) += units;
        Unsafe.Add(ref start, large + (cell / Large)) += units;
    }

    /// <summary>The sum of the cells before one.</summary>
    /// <param name="memory">Where everything lies. From each place at least a block of 32 numbers must follow.</param>
    /// <param name="cells">The place of the first cell.</param>
    /// <param name="small">The place of the first sum of 16.</param>
    /// <param name="large">The place of the first sum of 512.</param>
    /// <param name="end">The cell before which to stop.</param>
    public static long Before(ReadOnlySpan<long> memory, int cells, int small, int large, int end)
    {
        Debug.Assert(end >= 0 && cells + (end / Small * Small) + Small <= memory.Length, "cells must be there");
        ref long start = ref MemoryMarshal.GetReference(memory), masks = ref MemoryMarshal.GetReference(Masks);
        int wholeLarge = end / Large, wholeSmall = end / Small;
        long sum = 0;
        for (; wholeLarge >= SmallInLarge; wholeLarge -= SmallInLarge)
        {
            sum += Masked(ref Unsafe.Add(ref start, large), ref masks, SmallInLarge);
            large += SmallInLarge;
        }

        sum += Masked(ref Unsafe.Add(ref start, large), ref Unsafe.Add(ref masks, SmallInLarge - wholeLarge), SmallInLarge);
        sum += Masked(ref Unsafe.Add(ref start, small + (wholeSmall & ~(SmallInLarge - 1))), ref Unsafe.Add(ref masks, SmallInLarge - (wholeSmall % SmallInLarge)), SmallInLarge);
        return sum + Masked(ref Unsafe.Add(ref start, cells + (wholeSmall * Small)), ref Unsafe.Add(ref masks, SmallInLarge - (end % Small)), Small);
    }

    /// <summary>Makes the sums over a side anew.</summary>
    public static void Build(Span<long> memory, int cells, int small, int large, int count)
    {
        memory.Slice(small, SmallCount(count)).Clear();
        memory.Slice(large, LargeCount(count)).Clear();
        for (int cell = 0; cell < count; cell++)
        {
            memory[small + (cell / Small)] += memory[cells + cell];
            memory[large + (cell / Large)] += memory[cells + cell];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Masked(ref long source, ref long masks, int count)
    {
        Debug.Assert(count % Small == 0, "whole vectors only");
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<long> sum = Vector512<long>.Zero;
            for (nuint i = 0; i < (nuint)count; i += 8)
            {
                sum += Vector512.LoadUnsafe(ref source, i) & Vector512.LoadUnsafe(ref masks, i);
            }

            return Vector512.Sum(sum);
        }

        Vector256<long> sum256 = Vector256<long>.Zero;
        for (nuint i = 0; i < (nuint)count; i += 4)
        {
            sum256 += Vector256.LoadUnsafe(ref source, i) & Vector256.LoadUnsafe(ref masks, i);
        }

        return Vector256.Sum(sum256);
    }
}
