using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HeatMap.Kernels;

/// <summary>Sums of any run of cells at once: beside the cells lie sums of 16 of them and running sums over blocks of 256.</summary>
/// <remarks>
/// <para>
/// A run is the cells up to its end less the cells up to its start, and each of those is two running sums, at most 16 sums of 16 and at most 16 cells: eight
/// vectors under masks for both, without a branch on where the run ends.
/// </para>
/// <para>
/// Running sums come in pages of 64 blocks (16,384 cells). In a page they run in two steps, over the blocks before one among its eight neighbours and over the
/// eights before those, so that an update adds to two numbers and two vectors, however many cells there are. A Fenwick tree does both slower (LivingAskBench).
/// </para>
/// </remarks>
internal static class LevelSums
{
    public const int Small = 16, Block = 256, SmallInBlock = Block / Small;

    private const int Eight = 8, BlocksInPage = Eight * Eight;

    /// <summary>In a page: 64 sums over the neighbours before, from the place <see cref="Eights"/> on eight sums over all up to and with an eight, and a zero before them.</summary>
    private const int Eights = BlocksInPage + Eight, PageLength = Eights + Eight;

    /// <summary>As many ones as the longest masked run, then as many zeros.</summary>
    private static ReadOnlySpan<long> Masks => [-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>How many blocks some cells have.</summary>
    public static int BlockCount(int cells) => (cells + Block - 1) / Block;

    /// <summary>How many sums of 16 some cells have, in whole blocks so that vectors may read one.</summary>
    public static int SmallCount(int cells) => BlockCount(cells) * SmallInBlock;

    /// <summary>How many places running sums take: the end of the cells may be the start of a page.</summary>
    public static int RunningCount(int cells) => ((cells / Block / BlocksInPage) + 1) * PageLength;

    /// <summary>Adds to a cell and to the sums over it.</summary>
    public static void Add(Span<long> memory, int cells, int small, int running, int cell, long units)
    {
        Debug.Assert(cell >= 0 && running + RunningCount(cell) <= memory.Length, "cells must be there");
        ref long start = ref MemoryMarshal.GetReference(memory);
        Unsafe.Add(ref start, cells + cell) += units;
        Unsafe.Add(ref start, small + (cell / Small)) += units;
        int block = cell / Block;
        ref long page = ref Unsafe.Add(ref start, running + (block / BlocksInPage * PageLength));

        // The neighbours behind the block, and its own eight and those behind it.
        AddFrom(ref Unsafe.Add(ref page, block % BlocksInPage & -Eight), (block % Eight) + 1, units);
        AddFrom(ref Unsafe.Add(ref page, Eights), block / Eight % Eight, units);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFrom(ref long eight, int first, long units)
    {
        Vector512<long> lanes = Vector512.Create(0L, 1, 2, 3, 4, 5, 6, 7), sums = Vector512.LoadUnsafe(ref eight);
        Vector512.ConditionalSelect(Vector512.LessThan(lanes, Vector512.Create((long)first)), sums, sums + Vector512.Create(units)).StoreUnsafe(ref eight);
    }

    /// <summary>The sum of a run of cells.</summary>
    /// <param name="memory">Where everything lies. From each place at least a block of 16 numbers must follow.</param>
    /// <param name="cells">The place of the first cell.</param>
    /// <param name="small">The place of the first sum of 16.</param>
    /// <param name="running">The place of the first running sum.</param>
    /// <param name="first">The first cell of the run.</param>
    /// <param name="end">The cell before which to stop; not before the first.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Between(ReadOnlySpan<long> memory, int cells, int small, int running, int first, int end)
    {
        Debug.Assert(first >= 0 && end >= first && cells + (end / Small * Small) + Small <= memory.Length, "cells must be there");
        ref long start = ref MemoryMarshal.GetReference(memory);

        // Whole pages between; in windows of up to 16,384 bands there are none.
        int firstBlock = first / Block, endBlock = end / Block;
        long whole = Running(ref start, running, endBlock) - Running(ref start, running, firstBlock);
        for (int page = firstBlock / BlocksInPage; page < endBlock / BlocksInPage; page++)
        {
            whole += Unsafe.Add(ref start, running + ((page + 1) * PageLength) - 1);
        }

        ref long endCells = ref Unsafe.Add(ref start, cells + (end & -Small)), firstCells = ref Unsafe.Add(ref start, cells + (first & -Small));
        ref long endSmall = ref Unsafe.Add(ref start, small + (endBlock * SmallInBlock)), firstSmall = ref Unsafe.Add(ref start, small + (firstBlock * SmallInBlock));
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<long> a = Vector512.Create(0L, 1, 2, 3, 4, 5, 6, 7), b = Vector512.Create(8L, 9, 10, 11, 12, 13, 14, 15);
            Vector512<long> ends = Vector512.Create((long)(end / Small % SmallInBlock)), starts = Vector512.Create((long)(first / Small % SmallInBlock));
            Vector512<long> up = Masked(ref endSmall, 0, a, ends) + Masked(ref endSmall, 8, b, ends), down = Masked(ref firstSmall, 0, a, starts) + Masked(ref firstSmall, 8, b, starts);
            (ends, starts) = (Vector512.Create((long)(end % Small)), Vector512.Create((long)(first % Small)));
            up += Masked(ref endCells, 0, a, ends) + Masked(ref endCells, 8, b, ends);
            down += Masked(ref firstCells, 0, a, starts) + Masked(ref firstCells, 8, b, starts);
            return whole + Vector512.Sum(up - down);
        }

        ref long masks = ref MemoryMarshal.GetReference(Masks);
        ref long endCellsMask = ref Unsafe.Add(ref masks, Small - (end % Small)), firstCellsMask = ref Unsafe.Add(ref masks, Small - (first % Small));
        ref long endSmallMask = ref Unsafe.Add(ref masks, Small - (end / Small % SmallInBlock)), firstSmallMask = ref Unsafe.Add(ref masks, Small - (first / Small % SmallInBlock));
        Vector256<long> rise = Vector256<long>.Zero, fall = Vector256<long>.Zero;
        for (nuint i = 0; i < Small; i += 4)
        {
            rise += Vector256.LoadUnsafe(ref endSmall, i) & Vector256.LoadUnsafe(ref endSmallMask, i);
            fall += Vector256.LoadUnsafe(ref firstSmall, i) & Vector256.LoadUnsafe(ref firstSmallMask, i);
            rise += Vector256.LoadUnsafe(ref endCells, i) & Vector256.LoadUnsafe(ref endCellsMask, i);
            fall += Vector256.LoadUnsafe(ref firstCells, i) & Vector256.LoadUnsafe(ref firstCellsMask, i);
        }

        return whole + Vector256.Sum(rise - fall);
    }

    /// <summary>The sum of the blocks of a page that lie before one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Running(ref long start, int running, int block)
    {
        ref long page = ref Unsafe.Add(ref start, running + (block / BlocksInPage * PageLength));
        return Unsafe.Add(ref page, block % BlocksInPage) + Unsafe.Add(ref page, Eights - 1 + (block / Eight % Eight));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Masked(ref long source, nuint at, Vector512<long> lanes, Vector512<long> count) =>
        Vector512.ConditionalSelect(Vector512.LessThan(lanes, count), Vector512.LoadUnsafe(ref source, at), Vector512<long>.Zero);

    /// <summary>The block with which the sum from the first cell on reaches some units, more than none, which all cells together do.</summary>
    /// <param name="memory">Where everything lies; no cell is negative, so that running sums rise.</param>
    /// <param name="running">The place of the first running sum.</param>
    /// <param name="units">What is to be reached; then what of it is to be reached in the block.</param>
    public static int BlockWith(ReadOnlySpan<long> memory, int running, ref long units)
    {
        int page = 0;
        ReadOnlySpan<long> sums = memory.Slice(running, PageLength);
        for (; sums[^1] < units; sums = memory.Slice(running + (++page * PageLength), PageLength))
        {
            units -= sums[^1];
        }

        int eight = Below(sums[Eights..], units);
        units -= sums[Eights - 1 + eight];
        int block = (eight * Eight) + Below(sums[(eight * Eight)..], units) - 1;
        units -= sums[block];
        return (page * BlocksInPage) + block;
    }

    /// <summary>How many of eight rising sums are below some units.</summary>
    private static int Below(ReadOnlySpan<long> eight, long units) =>
        BitOperations.PopCount(Vector512.LessThan(Vector512.Create(eight), Vector512.Create(units)).ExtractMostSignificantBits());

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
    public static void Build(Span<long> memory, int cells, int small, int running, int count)
    {
        memory.Slice(small, SmallCount(count)).Clear();
        Span<long> sums = memory.Slice(running, RunningCount(count));
        sums.Clear();
        for (int cell = 0; cell < count; cell++)
        {
            memory[small + (cell / Small)] += memory[cells + cell];
        }

        for (int block = 0; block < BlockCount(count); block++)
        {
            long sum = Sum(memory.Slice(small + (block * SmallInBlock), SmallInBlock));
            Span<long> page = sums.Slice(block / BlocksInPage * PageLength, PageLength);
            AddFrom(ref page[block % BlocksInPage & -Eight], (block % Eight) + 1, sum);
            AddFrom(ref page[Eights], block / Eight % Eight, sum);
        }
    }

    private static long Sum(ReadOnlySpan<long> numbers)
    {
        long sum = 0;
        foreach (long number in numbers)
        {
            sum += number;
        }

        return sum;
    }
}
