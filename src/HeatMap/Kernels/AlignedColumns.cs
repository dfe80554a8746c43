using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace HeatMap.Kernels;

/// <summary>Columns of doubles that start where vectors like them to: each on a cache line, no two at the same place of a page.</summary>
/// <remarks>
/// One pinned array, so that the starts stay where they are. Columns whose starts agree in the low 12 bits of their addresses slow each other down, which
/// arrays whose length is a power of two do by themselves (MapFillBench).
/// </remarks>
internal sealed unsafe class AlignedColumns
{
    private const int Line = 64 / sizeof(double), Page = 4096 / sizeof(double);

    /// <summary>An odd number of lines.</summary>
    private const int Stagger = 17 * Line;

    private readonly double[] _memory;
    private readonly int _first, _stride;

    public AlignedColumns(int columns, int rows)
    {
        // Few rows are in the nearest cache anyhow and need no page of their own.
        _stride = rows < Page ? RoundUp(rows, Line) : checked(RoundUp(rows, Page) + Stagger);
        _memory = GC.AllocateArray<double>(checked((_stride * columns) + Line), pinned: true);
        nuint address = (nuint)Unsafe.AsPointer(ref _memory[0]);
        _first = (int)((64 - (address % 64)) % 64) / sizeof(double);
        Rows = rows;
        Debug.Assert(((address / sizeof(double)) + (nuint)_first) % Line == 0 && _first + (_stride * columns) <= _memory.Length, "columns start on lines and end in the array");
    }

    public int Rows { get; }

    public Span<double> this[int column] => _memory.AsSpan(_first + (column * _stride), Rows);

    private static int RoundUp(int count, int step) => checked(count + step - 1) / step * step;
}
