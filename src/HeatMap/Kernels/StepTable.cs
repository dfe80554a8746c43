using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HeatMap.Kernels;

/// <summary>How many of sorted thresholds a number has reached: a look-up by its leading bits, then one comparison with four neighbours.</summary>
/// <remarks>
/// Doubles that are not negative are in the order of their bits, so the leading ones name a cell of a table. Cells are as fine as it takes that none holds more than four thresholds, which are compared at once:
/// no branch to mispredict. Where thresholds crowd so much that the table would be large, crowded cells are searched by halving.
/// </remarks>
internal sealed class StepTable
{
    /// <summary>How many thresholds one comparison sees.</summary>
    private const int Lanes = 4;

    private const int LeastCells = 1 << 10, CellsForEach = 16;

    /// <summary>Followed by four that are not numbers, so that the last comparison has something to load.</summary>
    private readonly double[] _thresholds;
    private readonly int[] _cells;
    private readonly int _count;
    private readonly int _shift;
    private readonly long _firstCell;
    private readonly bool _isCrowded;

    /// <param name="thresholds">Rising, &gt;= 0 and finite.</param>
    public StepTable(ReadOnlySpan<double> thresholds)
    {
        _count = thresholds.Length;
        _thresholds = new double[_count + Lanes];
        Array.Fill(_thresholds, double.NaN);
        thresholds.CopyTo(_thresholds);
        if (_count == 0)
        {
            _cells = [0, 0];
            return;
        }

        long first = BitConverter.DoubleToInt64Bits(thresholds[0]), last = BitConverter.DoubleToInt64Bits(thresholds[^1]);
        long most = Math.Max(LeastCells, (long)CellsForEach * _count);
        _shift = Math.Max(0, 63 - BitOperations.LeadingZeroCount((ulong)(last - first) | 1));
        while (_shift > 0 && (last >> (_shift - 1)) - (first >> (_shift - 1)) < most && IsCrowded())
        {
            _shift--;
        }

        _isCrowded = IsCrowded();
        _firstCell = first >> _shift;

        // A cell holds how many thresholds lie below it; the one after the last closes it.
        _cells = new int[(last >> _shift) - _firstCell + 2];
        int reached = 0;
        for (int cell = 0; cell < _cells.Length; cell++)
        {
            while (reached < _count && Cell(_thresholds[reached]) - _firstCell < cell)
            {
                reached++;
            }

            _cells[cell] = reached;
        }
    }

    /// <summary>The thresholds, rising.</summary>
    public ReadOnlySpan<double> Thresholds => _thresholds.AsSpan(0, _count);

    /// <summary>How many thresholds are at most a number; none for one below zero and for NaN, all for infinity.</summary>
    public int CountAtMost(double x)
    {
        double[] thresholds = _thresholds;
        if (!(x >= thresholds[0]))
        {
            return 0;
        }

        int[] cells = _cells;
        int cell = (int)Math.Min(Cell(x) - _firstCell, cells.Length - 2), low = cells[cell];
        if (_isCrowded)
        {
            low = Search(x, low, cells[cell + 1]);
        }

        // What lies beyond the cell is greater than x: where four are too many, they add nothing. Not a number is greater than nothing.
        Vector256<double> four = Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(thresholds), (nuint)low);
        return low + BitOperations.PopCount(Vector256.LessThanOrEqual(four, Vector256.Create(x)).ExtractMostSignificantBits());
    }

    /// <summary>The last place of a cell from which four comparisons see all that is left.</summary>
    private int Search(double x, int low, int high)
    {
        while (high - low > Lanes)
        {
            int middle = (low + high) >>> 1;
            if (_thresholds[middle] <= x)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private long Cell(double x) => BitConverter.DoubleToInt64Bits(x) >> _shift;

    private bool IsCrowded()
    {
        for (int i = Lanes; i < _count; i++)
        {
            if (Cell(_thresholds[i]) == Cell(_thresholds[i - Lanes]))
            {
                return true;
            }
        }

        return false;
    }
}
