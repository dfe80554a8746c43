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

    /// <summary>The sum of a run of cells.</summary>
    /// <param name="memory">Where everything lies. From each place at least a block of 32 numbers must follow.</param>
    /// <param name="cells">The place of the first cell.</param>
    /// <param name="small">The place of the first sum of 16.</param>
    /// <param name="large">The place of the first sum of 512.</param>
    /// <param name="first">The first cell of the run.</param>
    /// <param name="end">The cell before which to stop; not before the first.</param>
    public static long Between(ReadOnlySpan<long> memory, int cells, int small, int large, int first, int end)
    {
        Debug.Assert(first >= 0 && end >= first && cells + (end / Small * Small) + Small <= memory.Length, "cells must be there");
        ref long start = ref MemoryMarshal.GetReference(memory), masks = ref MemoryMarshal.GetReference(Masks);

        // Up to the block of large sums in which the run ends, whole blocks; beyond the window of most maps there are none.
        long whole = 0;
        int firstLarge = first / Large, endLarge = end / Large;
        for (int i = firstLarge & -SmallInLarge; i < (endLarge & -SmallInLarge); i++)
        {
            whole += Unsafe.Add(ref start, large + i);
        }

        ref long endCells = ref Unsafe.Add(ref start, cells + (end & -Small)), firstCells = ref Unsafe.Add(ref start, cells + (first & -Small));
        ref long endSmall = ref Unsafe.Add(ref start, small + ((end / Small) & -SmallInLarge)), firstSmall = ref Unsafe.Add(ref start, small + ((first / Small) & -SmallInLarge));
        ref long endBlock = ref Unsafe.Add(ref start, large + (endLarge & -SmallInLarge)), firstBlock = ref Unsafe.Add(ref start, large + (firstLarge & -SmallInLarge));
        ref long endCellsMask = ref Unsafe.Add(ref masks, SmallInLarge - (end % Small)), firstCellsMask = ref Unsafe.Add(ref masks, SmallInLarge - (first % Small));
        ref long endSmallMask = ref Unsafe.Add(ref masks, SmallInLarge - (end / Small % SmallInLarge)), firstSmallMask = ref Unsafe.Add(ref masks, SmallInLarge - (first / Small % SmallInLarge));
        ref long endBlockMask = ref Unsafe.Add(ref masks, SmallInLarge - (endLarge % SmallInLarge)), firstBlockMask = ref Unsafe.Add(ref masks, SmallInLarge - (firstLarge % SmallInLarge));
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<long> a = Vector512.Create(0L, 1, 2, 3, 4, 5, 6, 7), b = Vector512.Create(8L, 9, 10, 11, 12, 13, 14, 15);
            Vector512<long> c = Vector512.Create(16L, 17, 18, 19, 20, 21, 22, 23), d = Vector512.Create(24L, 25, 26, 27, 28, 29, 30, 31);
            Vector512<long> ends = Vector512.Create((long)(end / Small % SmallInLarge)), starts = Vector512.Create((long)(first / Small % SmallInLarge));
            Vector512<long> up = Masked(ref endSmall, 0, a, ends) + Masked(ref endSmall, 8, b, ends) + (Masked(ref endSmall, 16, c, ends) + Masked(ref endSmall, 24, d, ends));
            Vector512<long> down = Masked(ref firstSmall, 0, a, starts) + Masked(ref firstSmall, 8, b, starts) + (Masked(ref firstSmall, 16, c, starts) + Masked(ref firstSmall, 24, d, starts));
            (ends, starts) = (Vector512.Create((long)(end % Small)), Vector512.Create((long)(first % Small)));
            up += Masked(ref endCells, 0, a, ends) + Masked(ref endCells, 8, b, ends);
            down += Masked(ref firstCells, 0, a, starts) + Masked(ref firstCells, 8, b, starts);
            (ends, starts) = (Vector512.Create((long)(endLarge % SmallInLarge)), Vector512.Create((long)(firstLarge % SmallInLarge)));
            up += Masked(ref endBlock, 0, a, ends) + Masked(ref endBlock, 8, b, ends) + (Masked(ref endBlock, 16, c, ends) + Masked(ref endBlock, 24, d, ends));
            down += Masked(ref firstBlock, 0, a, starts) + Masked(ref firstBlock, 8, b, starts) + (Masked(ref firstBlock, 16, c, starts) + Masked(ref firstBlock, 24, d, starts));
            return whole + Vector512.Sum(up - down);
        }

        Vector256<long> rise = Vector256<long>.Zero, fall = Vector256<long>.Zero;
        for (nuint i = 0; i < SmallInLarge; i += 4)
        {
            rise += Vector256.LoadUnsafe(ref endBlock, i) & Vector256.LoadUnsafe(ref endBlockMask, i);
            fall += Vector256.LoadUnsafe(ref firstBlock, i) & Vector256.LoadUnsafe(ref firstBlockMask, i);
            rise += Vector256.LoadUnsafe(ref endSmall, i) & Vector256.LoadUnsafe(ref endSmallMask, i);
            fall += Vector256.LoadUnsafe(ref firstSmall, i) & Vector256.LoadUnsafe(ref firstSmallMask, i);
        }

        for (nuint i = 0; i < Small; i += 4)
        {
            rise += Vector256.LoadUnsafe(ref endCells, i) & Vector256.LoadUnsafe(ref endCellsMask, i);
            fall += Vector256.LoadUnsafe(ref firstCells, i) & Vector256.LoadUnsafe(ref firstCellsMask, i);
        }

        return whole + Vector256.Sum(rise - fall);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Masked(ref long source, nuint at, Vector512<long> lanes, Vector512<long> count) =>
        Vector512.ConditionalSelect(Vector512.LessThan(lanes, count), Vector512.LoadUnsafe(ref source, at), Vector512<long>.Zero);

    /// <summary>Copies a block of 16 cells and its sum from one memory to another of the same shape.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyBlock(ReadOnlySpan<long> from, Span<long> to, int cells, int small, int block)
    {
        Debug.Assert(from.Length == to.Length && cells + ((block + 1) * Small) <= to.Length, "blocks must be there");
        ref long source = ref MemoryMarshal.GetReference(from), target = ref MemoryMarshal.GetReference(to);
        nuint at = (nuint)(cells + (block * Small));
        Vector512<long> first = Vector512.LoadUnsafe(ref source, at), second = Vector512.LoadUnsafe(ref source, at + 8);
        first.StoreUnsafe(ref target, at);
        second.StoreUnsafe(ref target, at + 8);
        Unsafe.Add(ref target, small + block) = Unsafe.Add(ref source, small + block);
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
}
