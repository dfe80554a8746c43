using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace HeatMap.Kernels;

/// <summary>The memory of live rows, aligned so that a row lies in one cache line, with requests to fetch rows ahead of their use.</summary>
/// <remarks>One million rows are far larger than the caches, and come in no order: what a row costs is what its lines cost to fetch.</remarks>
internal sealed unsafe class RowTable
{
    /// <summary>No row.</summary>
    public const uint None = uint.MaxValue;

    /// <summary>Bytes of a row in this table.</summary>
    public const int BytesPerRow = 48;

    private readonly byte[] _memory;
    private readonly LiveRow* _rows;
    private readonly RowTerms* _terms;

    public RowTable(int capacity)
    {
        Debug.Assert(sizeof(LiveRow) + sizeof(RowTerms) == BytesPerRow && 64 % sizeof(LiveRow) == 0, "rows must not straddle lines");
        Capacity = capacity;
        long bytes = (long)capacity * BytesPerRow;
        _memory = GC.AllocateArray<byte>(checked((int)bytes + 64), pinned: true);
        nuint start = (nuint)Unsafe.AsPointer(ref _memory[0]);
        _rows = (LiveRow*)((start + 63) & ~(nuint)63);
        _terms = (RowTerms*)(_rows + capacity);
    }

    /// <summary>The most rows that one array can hold.</summary>
    public static int MaxCapacity => (Array.MaxLength - 64) / BytesPerRow;

    public int Capacity { get; }

    public ref LiveRow this[uint row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Debug.Assert(row < (uint)Capacity, "rows must be there");
            return ref _rows[row];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref RowTerms Terms(uint row)
    {
        Debug.Assert(row < (uint)Capacity, "rows must be there");
        return ref _terms[row];
    }

    /// <summary>Asks for a row's line; rows that are not there are passed over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(uint row)
    {
        if (Sse.IsSupported && row < (uint)Capacity)
        {
            Sse.Prefetch0(_rows + row);
        }
    }

    /// <summary>Asks for the line of a row's terms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FetchTerms(uint row)
    {
        if (Sse.IsSupported && row < (uint)Capacity)
        {
            Sse.Prefetch0(_terms + row);
        }
    }

    /// <summary>Takes over the rows of a smaller table.</summary>
    public void Take(RowTable smaller)
    {
        Debug.Assert(smaller.Capacity <= Capacity, "no row may be lost");
        new ReadOnlySpan<LiveRow>(smaller._rows, smaller.Capacity).CopyTo(new(_rows, Capacity));
        new ReadOnlySpan<RowTerms>(smaller._terms, smaller.Capacity).CopyTo(new(_terms, Capacity));
    }
}
