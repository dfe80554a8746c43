namespace HeatMap.Kernels;

/// <summary>How many of sorted thresholds a number has reached: a look-up by its leading bits, then a step or two.</summary>
/// <remarks>Doubles that are not negative are in the order of their bits, so the leading ones name a cell of a table. Exact: what the cell leaves open is compared.</remarks>
internal sealed class StepTable
{
    /// <summary>The least bits to drop: 8 bits of the fraction are left, 256 cells for each power of two.</summary>
    private const int LeastShift = 44;

    /// <summary>More cells than this are not worth their memory, unless there are more thresholds.</summary>
    private const int EnoughCells = 1 << 14;

    /// <summary>From here on a cell is searched by halving.</summary>
    private const int Many = 8;

    private readonly double[] _thresholds;
    private readonly int[] _cells;
    private readonly int _shift;
    private readonly long _firstCell;

    /// <param name="thresholds">Rising, &gt;= 0 and finite. Taken over.</param>
    public StepTable(double[] thresholds)
    {
        _thresholds = thresholds;
        _shift = LeastShift;
        if (thresholds.Length == 0)
        {
            _cells = [0];
            return;
        }

        long first = BitConverter.DoubleToInt64Bits(thresholds[0]), last = BitConverter.DoubleToInt64Bits(thresholds[^1]);
        while ((last >> _shift) - (first >> _shift) > Math.Max(EnoughCells, thresholds.Length))
        {
            _shift++;
        }

        // A cell holds how many thresholds lie below it; the one after the last closes it.
        _firstCell = first >> _shift;
        _cells = new int[(last >> _shift) - _firstCell + 2];
        int reached = 0;
        for (int cell = 0; cell < _cells.Length; cell++)
        {
            while (reached < thresholds.Length && (BitConverter.DoubleToInt64Bits(thresholds[reached]) >> _shift) - _firstCell < cell)
            {
                reached++;
            }

            _cells[cell] = reached;
        }
    }

    public ReadOnlySpan<double> Thresholds => _thresholds;

    /// <summary>How many thresholds are at most a number that is &gt;= 0; for NaN, none.</summary>
    public int CountAtMost(double x)
    {
        double[] thresholds = _thresholds;
        if (thresholds.Length == 0 || !(x >= thresholds[0]))
        {
            return 0;
        }

        if (x >= thresholds[^1])
        {
            return thresholds.Length;
        }

        int[] cells = _cells;
        int cell = (int)((BitConverter.DoubleToInt64Bits(x) >> _shift) - _firstCell), low = cells[cell], high = cells[cell + 1];
        while (high - low > Many)
        {
            int middle = (low + high) >>> 1;
            if (thresholds[middle] <= x)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        while (low < high && thresholds[low] <= x)
        {
            low++;
        }

        return low;
    }
}
