namespace HeatMap.Estimation;

/// <summary>The hidden positions of one side: quantity by distance class and by the place where it is liquidated.</summary>
/// <remarks>
/// <para>Places count bands in the direction that hurts the side: for shorts they are the bands of the grid, for longs the bands counted from the top. So both sides run the same code, and a mirrored
/// market gives mirrored bits. A class lies <c>distance</c> places behind its entries, so one array a class, indexed by trigger, holds entries too. Places beyond the window are kept, up to the
/// farthest distance.</para>
/// <para>Cells hold quantity ÷ scale. What shrinks or grows all cells alike changes the scale alone, so that a bar costs what it touches and not what stands.</para>
/// <para>Beside each cell lies the part of it that rests on start-up assumptions, under the same operators.</para>
/// </remarks>
internal sealed partial class StandingStock
{
    /// <summary>Beyond these the scale goes into the cells, long before a double loses digits.</summary>
    private const double LeastScale = 1e-60, MostScale = 1e60;

    private readonly int _bands, _length, _inert, _lastForced;

    /// <summary>How many places each class lies behind its entries; 0 for the inert one, which is kept by entry.</summary>
    private readonly int[] _behind;
    private readonly double[] _cells, _assumed;

    /// <summary>Sums over the classes that can be liquidated, by place.</summary>
    private readonly double[] _sums;

    /// <summary>Sums over the places, by class.</summary>
    private readonly double[] _standing, _assumedStanding;

    /// <summary>The places of a class that may be filled.</summary>
    private readonly int[] _first, _last;
    private readonly double[] _forced;
    private double _scale = 1;

    /// <summary>Makes an empty stock.</summary>
    /// <param name="bands">Bands of the window.</param>
    /// <param name="behind">How many places each class that can be liquidated lies behind its entries, rising. A class that nothing liquidates is added as the last.</param>
    /// <param name="isInertFed">Whether positions are opened in that class too, so that what is not really forced can move there.</param>
    public StandingStock(int bands, ReadOnlySpan<int> behind, bool isInertFed)
    {
        _bands = bands;
        _behind = [.. behind, 0];
        _inert = behind.Length;
        _lastForced = isInertFed ? behind.Length : behind.Length - 1;
        int farthest = 0;
        foreach (int places in behind)
        {
            farthest = Math.Max(farthest, places);
        }

        _length = bands + farthest + 1;
        _cells = new double[_length * Classes];
        _assumed = new double[_length * Classes];
        _sums = new double[_length];
        _standing = new double[Classes];
        _assumedStanding = new double[Classes];
        _first = new int[Classes];
        _last = new int[Classes];
        _forced = new double[Classes];
        Clear();
    }

    public int Classes => _behind.Length;

    /// <summary>Places of the window and behind it.</summary>
    public int Length => _length;

    /// <summary>The class that nothing liquidates: the last.</summary>
    public int Inert => _inert;

    public double Scale => _scale;

    /// <summary>Sums over the classes that can be liquidated, by place, to be multiplied by <see cref="Scale"/>.</summary>
    public ReadOnlySpan<double> Sums => _sums;

    /// <summary>The places between which <see cref="Sums"/> may hold anything; the end lies not after the first where it holds nothing.</summary>
    public (int First, int End) Filled
    {
        get
        {
            int first = _length, last = -1;
            for (int c = 0; c < _inert; c++)
            {
                (first, last) = (Math.Min(first, _first[c]), Math.Max(last, _last[c]));
            }

            return (first, last + 1);
        }
    }

    /// <summary>What the last bar forced, by class, the inert one included.</summary>
    public ReadOnlySpan<double> ForcedByClass => _forced;

    /// <summary>All that stands.</summary>
    public double Total => Sum(_standing) * _scale;

    /// <summary>The part of <see cref="Total"/> that rests on start-up assumptions.</summary>
    public double AssumedTotal => Sum(_assumedStanding) * _scale;

    /// <summary>What nothing liquidates.</summary>
    public double InertTotal => _standing[_inert] * _scale;

    /// <summary>The cells of a class, to be multiplied by <see cref="Scale"/>: by trigger, of the inert class by entry.</summary>
    public ReadOnlySpan<double> CellsOf(int distanceClass) => Of(_cells, distanceClass);

    /// <summary>The assumed part of them.</summary>
    public ReadOnlySpan<double> AssumedOf(int distanceClass) => Of(_assumed, distanceClass);

    public int BehindOf(int distanceClass) => _behind[distanceClass];

    public void Clear()
    {
        Empty();
        Array.Clear(_forced);
    }

    /// <summary>Shrinks or grows everything so that it adds up to a total.</summary>
    /// <returns>The factor; 1 where nothing stands.</returns>
    public double Renormalise(double total)
    {
        double now = Total;
        if (!(now > 0))
        {
            return 1;
        }

        if (total == 0)
        {
            Empty();
            return 0;
        }

        double factor = total / now;
        _scale *= factor;
        if (_scale is < LeastScale or > MostScale)
        {
            Fold();
        }

        return factor;
    }

    /// <summary>Adds all sums anew, so that what rounding left in them does not pile up.</summary>
    public void Settle()
    {
        for (int c = 0; c < Classes; c++)
        {
            Resum(c);
        }

        SumClasses();
    }

    /// <summary>Takes over what stands in a stock of the same classes, whose window lies elsewhere.</summary>
    /// <param name="other">The stock.</param>
    /// <param name="shift">What is added to its places.</param>
    /// <remarks>What would lie behind the last place is kept there, what would lie before the first there: nothing is lost, though its price is.</remarks>
    public void TakeOver(StandingStock other, int shift)
    {
        Clear();
        _scale = other._scale;
        for (int c = 0; c < Classes; c++)
        {
            for (int place = Math.Max(other._first[c], 0); place <= other._last[c]; place++)
            {
                int at = (c * other._length) + place;
                if (other._cells[at] != 0)
                {
                    int to = Math.Clamp(place + shift, 0, _length - 1);
                    Put(c, to, other._cells[at], other._assumed[at]);
                }
            }
        }

        Settle();
    }

    /// <summary>In a fixed order, four sums side by side: what it gives does not depend on the width of vectors, and no addition waits for the one before.</summary>
    private static double Sum(ReadOnlySpan<double> values)
    {
        double first = 0, second = 0, third = 0, fourth = 0;
        int i = 0;
        for (; i <= values.Length - 4; i += 4)
        {
            first += values[i];
            second += values[i + 1];
            third += values[i + 2];
            fourth += values[i + 3];
        }

        for (; i < values.Length; i++)
        {
            first += values[i];
        }

        return (first + second) + (third + fourth);
    }

    private Span<double> Of(double[] cells, int distanceClass) => cells.AsSpan(distanceClass * _length, _length);

    private void Put(int distanceClass, int place, double cell, double assumed)
    {
        int at = (distanceClass * _length) + place;
        _cells[at] += cell;
        _assumed[at] += assumed;
        _standing[distanceClass] += cell;
        _assumedStanding[distanceClass] += assumed;
        if (distanceClass != _inert)
        {
            _sums[place] += cell;
        }

        _first[distanceClass] = Math.Min(_first[distanceClass], place);
        _last[distanceClass] = Math.Max(_last[distanceClass], place);
    }

    private void Resum(int distanceClass)
    {
        int first = _first[distanceClass], last = _last[distanceClass];
        bool isEmpty = last < first;
        _standing[distanceClass] = isEmpty ? 0 : Sum(Of(_cells, distanceClass)[first..(last + 1)]);
        _assumedStanding[distanceClass] = isEmpty ? 0 : Sum(Of(_assumed, distanceClass)[first..(last + 1)]);
    }

    private void SumClasses()
    {
        Array.Clear(_sums);
        for (int c = 0; c < Classes; c++)
        {
            if (c != _inert && _first[c] <= _last[c])
            {
                int first = _first[c], count = _last[c] - first + 1;
                Span<double> sums = _sums.AsSpan(first, count);
                System.Numerics.Tensors.TensorPrimitives.Add(sums, Of(_cells, c).Slice(first, count), sums);
            }
        }
    }

    /// <summary>Empties everything but what the last bar forced.</summary>
    private void Empty()
    {
        Array.Clear(_cells);
        Array.Clear(_assumed);
        Array.Clear(_sums);
        Array.Clear(_standing);
        Array.Clear(_assumedStanding);
        Array.Fill(_first, _length);
        Array.Fill(_last, -1);
        _scale = 1;
    }

    private void Fold()
    {
        System.Numerics.Tensors.TensorPrimitives.Multiply(_cells, _scale, _cells);
        System.Numerics.Tensors.TensorPrimitives.Multiply(_assumed, _scale, _assumed);
        _scale = 1;
        Settle();
    }
}
