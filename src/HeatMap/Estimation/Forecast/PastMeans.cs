namespace HeatMap.Estimation;

/// <summary>The mean of the known values since any moment within a window, from sums up to each value.</summary>
/// <remarks>Grows with the window and then no more.</remarks>
internal sealed class PastMeans(long windowMs)
{
    private long[] _times = new long[16];
    private double[] _before = new double[16];
    private double _sum;
    private int _first;
    private int _count;

    /// <summary>Takes a value; NaN, unknown, is passed over.</summary>
    public void Add(long time, double value)
    {
        if (double.IsNaN(value))
        {
            return;
        }

        while (_count > 0 && _times[_first] < time - windowMs)
        {
            _first = (_first + 1) % _times.Length;
            _count--;
        }

        if (_count == _times.Length)
        {
            Grow();
        }

        int place = (_first + _count++) % _times.Length;
        (_times[place], _before[place]) = (time, _sum);
        _sum += value;
    }

    /// <summary>The mean at or after a time; NaN where nothing is known of it.</summary>
    public double Since(long time)
    {
        int low = 0, high = _count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _times[(_first + middle) % _times.Length] >= time ? (low, middle) : (middle + 1, high);
        }

        // Sums of what is never negative cancel to no less than nothing.
        return low == _count ? double.NaN : Math.Max(0, _sum - _before[(_first + low) % _before.Length]) / (_count - low);
    }

    private void Grow()
    {
        var times = new long[2 * _times.Length];
        var before = new double[times.Length];
        for (int i = 0; i < _count; i++)
        {
            (times[i], before[i]) = (_times[(_first + i) % _times.Length], _before[(_first + i) % _before.Length]);
        }

        (_times, _before, _first) = (times, before, 0);
    }
}
