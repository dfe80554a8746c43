using System.Numerics;
using System.Runtime.Intrinsics;
using HeatMap.Kernels;

namespace HeatMap;

/// <content>Questions about ranges of bands.</content>
internal sealed partial class LivingCells
{
    private readonly ulong[] _stale;
    private readonly double[] _smallMoments, _largeMoments;
    private bool _isStale;

    /// <summary>The sum of the bands of one side in a range of prices; of all layers where none is named.</summary>
    public RangeTally Sum(Side side, PriceRange range, int? layer, double quantum)
    {
        (int first, int end) = CellsOf(range);
        return new(UnitsBetween(side, layer, first, end), CountBetween(side, layer, first, end), quantum);
    }

    /// <summary>The notional alone.</summary>
    public double Notional(Side side, PriceRange range, int? layer, double quantum)
    {
        BandGrid grid = Grid;
        int first = grid.FirstFrom(range.Low) + 1, end = grid.FirstFrom(range.High) + 1;
        return UnitsBetween(side, layer, first, end) * quantum;
    }

    /// <summary>The mean price of the bands in a range, by notional, each band at its middle; NaN where they hold nothing.</summary>
    public double CentreOfMass(Side side, PriceRange range, int? layer)
    {
        SettleMoments();
        (int first, int end) = CellsOf(range);
        double moment = 0;
        for (int i = FirstSide(side, layer); i < EndSide(layer); i += 2)
        {
            moment += Moment(i, first, end);
        }

        return moment / UnitsBetween(side, layer, first, end);
    }

    /// <summary>The outer edge of the band with which the bands from a price outward (down for longs, up for shorts) reach some units; NaN where they do not.</summary>
    public double PriceReaching(Side side, double fromPrice, long units, int? layer)
    {
        // Outward from beyond the window there is no band.
        int from = Grid.Find(fromPrice);
        if (side == Side.Long ? from < 0 : from >= _layout.Bands)
        {
            return double.NaN;
        }

        int start = Math.Clamp(from, 0, _layout.Bands - 1) + 1;
        if (side == Side.Long)
        {
            // The last cell before which no more lies than may be left below it.
            long left = Before(side, layer, start + 1) - units;
            return left < Before(side, layer, 1) ? double.NaN : Grid.Edges[CellWith(side, layer, left + 1) - 1];
        }

        long before = Before(side, layer, start);
        return units > Before(side, layer, _layout.Bands + 1) - before ? double.NaN : Grid.Edges[CellWith(side, layer, before + units)];
    }

    /// <summary>The cells of the bands whose lower edges lie in a range.</summary>
    private (int First, int End) CellsOf(PriceRange range)
    {
        BandGrid grid = Grid;
        return (grid.FirstFrom(range.Low) + 1, grid.FirstFrom(range.High) + 1);
    }


    private static int FirstSide(Side side, int? layer) => SideOf(layer ?? 0, side == Side.Long);

    private int EndSide(int? layer) => layer is { } one ? (2 * one) + 2 : _sides.Length;

    private long Before(Side side, int? layer, int end) => UnitsBetween(side, layer, 0, end);

    private long UnitsBetween(Side side, int? layer, int first, int end)
    {
        if (_sides.Length == 2)
        {
            ref readonly SidePlaces only = ref _sides[side == Side.Long ? 0 : 1];
            return LevelSums.Between(_memory, only.Units, only.Small, only.Large, first, end);
        }

        long sum = 0;
        for (int i = FirstSide(side, layer); i < EndSide(layer); i += 2)
        {
            ref readonly SidePlaces at = ref _sides[i];
            sum += LevelSums.Between(_memory, at.Units, at.Small, at.Large, first, end);
        }

        return sum;
    }

    private long CountBetween(Side side, int? layer, int first, int end)
    {
        long sum = 0;
        for (int i = FirstSide(side, layer); i < EndSide(layer) && HasCounts; i += 2)
        {
            ref readonly SidePlaces at = ref _sides[i];
            sum += LevelSums.Between(_memory, at.Counts, at.CountSmall, at.CountLarge, first, end);
        }

        return sum;
    }

    /// <summary>The first cell with which the sum of the cells from the first on reaches some units, which all together do.</summary>
    private int CellWith(Side side, int? layer, long units)
    {
        (int first, int end) = (FirstSide(side, layer), EndSide(layer));
        if (end - first <= 2)
        {
            return CellWith(_sides[first], units);
        }

        long sum = 0;
        int large = 0;
        for (long next; (next = sum + LargeSum(first, end, large)) < units; sum = next)
        {
            large++;
        }

        int small = large * LevelSums.SmallInLarge;
        for (long next; (next = sum + SmallSum(first, end, small)) < units; sum = next)
        {
            small++;
        }

        int cell = small * LevelSums.Small;
        for (long next; (next = sum + CellSum(first, end, cell)) < units; sum = next)
        {
            cell++;
        }

        return cell;
    }

    /// <summary>The same of one layer.</summary>
    private int CellWith(in SidePlaces at, long units)
    {
        ReadOnlySpan<long> memory = _memory;
        int large = Passed(memory[at.Large..], ref units);
        int small = (large * LevelSums.SmallInLarge) + Passed(memory[(at.Small + (large * LevelSums.SmallInLarge))..], ref units);
        return (small * LevelSums.Small) + Passed(memory[(at.Units + (small * LevelSums.Small))..], ref units);
    }

    /// <summary>How many numbers together are less than some units, which are then less by them.</summary>
    private static int Passed(ReadOnlySpan<long> numbers, ref long units)
    {
        long left = units;
        int passed = 0;
        while (numbers[passed] < left)
        {
            left -= numbers[passed++];
        }

        units = left;
        return passed;
    }

    private long LargeSum(int first, int end, int large)
    {
        long sum = 0;
        for (int i = first; i < end; i += 2)
        {
            sum += _memory[_sides[i].Large + large];
        }

        return sum;
    }

    private long SmallSum(int first, int end, int small)
    {
        long sum = 0;
        for (int i = first; i < end; i += 2)
        {
            sum += _memory[_sides[i].Small + small];
        }

        return sum;
    }

    private long CellSum(int first, int end, int cell)
    {
        long sum = 0;
        for (int i = first; i < end; i += 2)
        {
            sum += _memory[_sides[i].Units + cell];
        }

        return sum;
    }

    /// <summary>Cells up to the first whole block, blocks of 16, blocks of 512, and down again: five sums that do not wait for each other.</summary>
    private double Moment(int side, int first, int end)
    {
        SidePlaces at = _sides[side];
        ReadOnlySpan<double> small = _smallMoments.AsSpan(side * LevelSums.SmallCount(_layout.Side)), large = _largeMoments.AsSpan(side * LevelSums.LargeCount(_layout.Side));
        int firstSmall = (first + LevelSums.Small - 1) / LevelSums.Small, endSmall = end / LevelSums.Small;
        if (firstSmall >= endSmall)
        {
            return MomentOfRun(at, first, end);
        }

        int firstLarge = (firstSmall + LevelSums.SmallInLarge - 1) / LevelSums.SmallInLarge, endLarge = endSmall / LevelSums.SmallInLarge;
        double cells = MomentOfRun(at, first, firstSmall * LevelSums.Small) + MomentOfRun(at, endSmall * LevelSums.Small, end);
        return firstLarge >= endLarge
            ? cells + Added(small[firstSmall..endSmall])
            : cells + Added(small[firstSmall..(firstLarge * LevelSums.SmallInLarge)]) + Added(large[firstLarge..endLarge]) + Added(small[(endLarge * LevelSums.SmallInLarge)..endSmall]);
    }

    private double MomentOfRun(in SidePlaces at, int first, int end)
    {
        // Tails have no price to be at.
        (first, end) = (Math.Max(first, 1), Math.Min(end, _layout.Bands + 1));
        if (first >= end)
        {
            return 0;
        }

        ReadOnlySpan<double> edges = Grid.Edges.Slice(first - 1, end - first + 1);
        ReadOnlySpan<long> units = _memory.AsSpan(at.Units + first, end - first);
        Vector256<double> lanes = Vector256<double>.Zero;
        int i = 0;
        for (; i + 4 <= units.Length; i += 4)
        {
            Vector256<double> lower = Vector256.Create(edges.Slice(i, 4)), upper = Vector256.Create(edges.Slice(i + 1, 4));
            lanes += Vector256.ConvertToDouble(Vector256.Create(units.Slice(i, 4))) * (lower + ((upper - lower) * 0.5));
        }

        double sum = Total(lanes);
        for (; i < units.Length; i++)
        {
            sum += units[i] * (edges[i] + ((edges[i + 1] - edges[i]) * 0.5));
        }

        return sum;
    }

    /// <summary>In four lanes whatever the width of vectors, so that the sum is the same everywhere.</summary>
    private static double Added(ReadOnlySpan<double> moments)
    {
        Vector256<double> lanes = Vector256<double>.Zero;
        int i = 0;
        for (; i + 4 <= moments.Length; i += 4)
        {
            lanes += Vector256.Create(moments.Slice(i, 4));
        }

        double sum = Total(lanes);
        for (; i < moments.Length; i++)
        {
            sum += moments[i];
        }

        return sum;
    }

    /// <summary>Lanes in one order, not in the machine's.</summary>
    private static double Total(Vector256<double> lanes) => lanes[0] + lanes[1] + (lanes[2] + lanes[3]);

    private void InvalidateMoments()
    {
        _isStale = true;
        _stale.AsSpan().Fill(ulong.MaxValue);
    }

    /// <summary>Moments are made when they are asked for, of what changed since: whole groups anew, so that no rounding gathers.</summary>
    private void SettleMoments()
    {
        if (!_isStale)
        {
            return;
        }

        _isStale = false;
        for (int side = 0; side < _sides.Length; side++)
        {
            SidePlaces at = _sides[side];
            for (int word = 0; word < _words; word++)
            {
                ulong bits = _stale[at.Words + word];
                _stale[at.Words + word] = 0;
                for (; bits != 0; bits &= bits - 1)
                {
                    SettleGroup(side, (64 * word) + BitOperations.TrailingZeroCount(bits));
                }
            }
        }
    }

    private void SettleGroup(int side, int group)
    {
        SidePlaces at = _sides[side];
        int cell = group * GroupCells, end = Math.Min(cell + GroupCells, _layout.Side);
        if (cell >= end)
        {
            return;
        }

        int small = side * LevelSums.SmallCount(_layout.Side), large = side * LevelSums.LargeCount(_layout.Side);
        _smallMoments[small + group] = MomentOfRun(at, cell, end);
        int block = group * GroupCells / LevelSums.Large;
        _largeMoments[large + block] = Added(_smallMoments.AsSpan(small + (block * LevelSums.SmallInLarge), LevelSums.SmallInLarge));
    }
}
