using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace HeatMap.Kernels;

/// <summary>Integers that start on a cache line, all zero at first, and stay where they are.</summary>
internal sealed unsafe class AlignedCells
{
    /// <summary>Integers in a cache line.</summary>
    public const int Line = 64 / sizeof(long);

    private readonly long[] _memory;
    private readonly int _first;

    public AlignedCells(int length)
    {
        _memory = GC.AllocateArray<long>(checked(length + Line), pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref _memory[0]);
        _first = (int)((64 - (address % 64)) % 64) / sizeof(long);
        Length = length;
        Debug.Assert(((address / sizeof(long)) + (nuint)_first) % Line == 0, "cells start on a line");
    }

    public int Length { get; }

    public Span<long> All => _memory.AsSpan(_first, Length);
}
