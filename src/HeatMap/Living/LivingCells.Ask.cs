using System.Numerics;
using HeatMap.Kernels;

namespace HeatMap;

/// <content>Questions about ranges of bands.</content>
internal sealed partial class LivingCells
{
    private readonly ulong[] _stale;
    private readonly double[] _smallMoments, _largeMoments;

    /// <summary>The sum of the bands of one side in a range of prices; of all layers where none is named.</summary>
    public RangeTally Sum(Side side, PriceRange range, int? layer, double quantum)
    {
        (int first, int end) = CellsOf(range);
        long units = 0, count = 0;
        for (int i = FirstSide(side, layer); i < EndSide(layer); i += 2)
        {
            SidePlaces at = _sides[i];
            units += LevelSums.Before(_memory, at.Units, at.Small, at.Large, end) - LevelSums.Before(_memory, at.Units, at.Small, at.Large, first);
            if (HasCounts)
            {
                count += LevelSums.Before(_memory, at.Counts, at.CountSmall, at.CountLarge, end) - LevelSums.Before(_memory, at.Counts, at.CountSmall, at.CountLarge, first);
            }
        }

        return new(units, count, quantum);
    }

    /// <summary>The mean price of the bands in a range, by notional, each band at its middle; NaN where they hold nothing.</summary>
    public double CentreOfMass(Side side, PriceRange range, int? layer)
    {
        SettleMoments();
        (int first, int end) = CellsOf(range);
        double moment = 0, mass = 0;
        for (int i = FirstSide(side, layer); i < EndSide(layer); i += 2)
        {
            SidePlaces at = _sides[i];
            mass += LevelSums.Before(_memory, at.Units, at.Small, at.Large, end) - LevelSums.Before(_memory, at.Units, at.Small, at.Large, first);
            moment += Moment(i, first, end);
        }

        return moment / mass;
    }

    /// <summary>The outer edge of the band with which the bands from a price outward (down for longs, up for shorts) reach some units; NaN where they do not.</summary>
    public double PriceReaching(Side side, double fromPrice, long units, int? layer)
    {
        int start = Math.Clamp(Grid.Find(fromPrice), 0, _layout.Bands - 1) + 1;
        if (side == Side.Long)
        {
            // The last cell before which no more lies than may be left below it.
            long left = Before(side, layer, start + 1) - units;
            return left < Before(side, layer, 1) ? double.NaN : Grid.Edges[CellWith(side, layer, left + 1) - 1];
        }

        long sought = Before(side, layer, start) + units;
        return sought > Before(side, layer, _layout.Bands + 1) ? double.NaN : Grid.Edges[CellWith(side, layer, sought)];
    }

    /// <summary>The cells of the bands whose lower edges lie in a range.</summary>
    private (int First, int End) CellsOf(PriceRange range)
    {
        int first = FirstFrom(range.Low), end = FirstFrom(range.High);
        return (first + 1, end + 1);
    }

    /// <summary>The first band whose lower edge is at or above a price.</summary>
    private int FirstFrom(double price)
    {
        int band = Grid.Find(price);
        return band < 0 ? 0 : band < _layout.Bands && Grid.Edges[band] < price ? band + 1 : band;
    }

    private static int FirstSide(Side side, int? layer) => SideOf(layer ?? 0, side == Side.Long);

    private int EndSide(int? layer) => layer is { } one ? (2 * one) + 2 : _sides.Length;

    private long Before(Side side, int? layer, int end)
    {
        long sum = 0;
        for (int i = FirstSide(side, layer); i < EndSide(layer); i += 2)
        {
            SidePlaces at = _sides[i];
            sum += LevelSums.Before(_memory, at.Units, at.Small, at.Large, end);
        }

        return sum;
    }

    /// <summary>The first cell with which the sum of the cells from the first on reaches some units, which all together do.</summary>
    private int CellWith(Side side, int? layer, long units)
    {
        (int first, int end) = (FirstSide(side, layer), EndSide(layer));
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

    private double Moment(int side, int first, int end)
    {
        SidePlaces at = _sides[side];
        int small = side * LevelSums.SmallCount(_layout.Side), large = side * LevelSums.LargeCount(_layout.Side);
        double sum = 0;
        for (int cell = first; cell < end;)
        {
            if (cell % LevelSums.Large == 0 && cell + LevelSums.Large <= end)
            {
                sum += _largeMoments[large + (cell / LevelSums.Large)];
                cell += LevelSums.Large;
            }
            else if (cell % LevelSums.Small == 0 && cell + LevelSums.Small <= end)
            {
                sum += _smallMoments[small + (cell / LevelSums.Small)];
                cell += LevelSums.Small;
            }
            else
            {
                sum += MomentOf(at, cell);
                cell++;
            }
        }

        return sum;
    }

    private double MomentOf(in SidePlaces at, int cell)
    {
        if (cell < 1 || cell > _layout.Bands)
        {
            return 0;
        }

        ReadOnlySpan<double> edges = Grid.Edges;
        return _memory[at.Units + cell] * (edges[cell - 1] + ((edges[cell] - edges[cell - 1]) / 2));
    }

    private void InvalidateMoments() => _stale.AsSpan().Fill(ulong.MaxValue);

    /// <summary>Moments are made when they are asked for, of what changed since: whole groups anew, so that no rounding gathers.</summary>
    private void SettleMoments()
    {
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
        for (; cell < end; cell += LevelSums.Small)
        {
            double sum = 0;
            for (int i = cell; i < Math.Min(cell + LevelSums.Small, end); i++)
            {
                sum += MomentOf(at, i);
            }

            _smallMoments[small + (cell / LevelSums.Small)] = sum;
        }

        int block = group * GroupCells / LevelSums.Large;
        double total = 0;
        for (int i = 0; i < LevelSums.SmallInLarge; i++)
        {
            total += _smallMoments[small + (block * LevelSums.SmallInLarge) + i];
        }

        _largeMoments[large + block] = total;
    }
}
