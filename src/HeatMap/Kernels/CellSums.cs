using System.Numerics.Tensors;

namespace HeatMap.Kernels;

/// <summary>Sums of whole columns of cells.</summary>
internal static class CellSums
{
    /// <summary>Whether cells and others can be added without leaving 64 bits. Cells may be negative.</summary>
    public static bool CanAdd(ReadOnlySpan<long> cells, ReadOnlySpan<long> added)
    {
        // The usual case needs no look at single cells.
        const long Half = long.MaxValue / 2;
        if (cells.IsEmpty || (Greatest(cells) <= Half && Greatest(added) <= Half && TensorPrimitives.Min(cells) >= -Half && TensorPrimitives.Min(added) >= -Half))
        {
            return true;
        }

        for (int i = 0; i < cells.Length; i++)
        {
            if (added[i] > 0 ? cells[i] > long.MaxValue - added[i] : cells[i] < long.MinValue - added[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds cells to cells.</summary>
    public static void Add(Span<long> cells, ReadOnlySpan<long> added) => TensorPrimitives.Add(cells, added, cells);

    /// <summary>The greatest cell; zero where there is none.</summary>
    public static long Greatest(ReadOnlySpan<long> cells) => cells.IsEmpty ? 0 : TensorPrimitives.Max(cells);

    /// <summary>The sum of all cells.</summary>
    public static Int128 Sum(ReadOnlySpan<long> cells)
    {
        long most = cells.IsEmpty ? 0 : long.MaxValue / cells.Length;
        if (Greatest(cells) <= most && (cells.IsEmpty || TensorPrimitives.Min(cells) >= -most))
        {
            return TensorPrimitives.Sum(cells);
        }

        Int128 sum = 0;
        foreach (long cell in cells)
        {
            sum += cell;
        }

        return sum;
    }
}
