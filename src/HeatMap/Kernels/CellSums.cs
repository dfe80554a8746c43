using System.Numerics.Tensors;

namespace HeatMap.Kernels;

/// <summary>Sums of whole columns of cells.</summary>
internal static class CellSums
{
    /// <summary>Adds cells to cells; false, and nothing is changed, where a sum leaves 64 bits. Cells may be negative.</summary>
    public static bool TryAdd(Span<long> cells, ReadOnlySpan<long> added)
    {
        // The usual case needs no look at single cells.
        if (cells.IsEmpty || (Greatest(cells) <= long.MaxValue / 2 && Greatest(added) <= long.MaxValue / 2 && TensorPrimitives.Min<long>(cells) >= long.MinValue / 2 && TensorPrimitives.Min(added) >= long.MinValue / 2))
        {
            TensorPrimitives.Add(cells, added, cells);
            return true;
        }

        for (int i = 0; i < cells.Length; i++)
        {
            if (added[i] > 0 ? cells[i] > long.MaxValue - added[i] : cells[i] < long.MinValue - added[i])
            {
                return false;
            }
        }

        TensorPrimitives.Add(cells, added, cells);
        return true;
    }

    /// <summary>The greatest cell; zero where there is none.</summary>
    public static long Greatest(ReadOnlySpan<long> cells) => cells.IsEmpty ? 0 : TensorPrimitives.Max(cells);
}
