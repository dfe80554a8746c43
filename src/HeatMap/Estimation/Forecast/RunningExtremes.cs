namespace HeatMap.Estimation;

/// <summary>The highest of the values since any moment within a window. Those that a later one tops can never be it again and are dropped.</summary>
/// <remarks>What is kept falls from the oldest to the newest, so that one search answers for every start of a window. Grows with the window and then no more.</remarks>
internal sealed class RunningExtremes(long windowMs)
{
    private double[] _values = new double[16];
    private long[] _times = new long[16];
    private int _first;
    private int _count;

    public void Add(long time, double value)
    {
        while (_count > 0 && At(_values, _count - 1) <= value)
        {
            _count--;
        }

        while (_count > 0 && At(_times, 0) < time - windowMs)
        {
            _first = (_first + 1) % _values.Length;
            _count--;
        }

        if (_count == _values.Length)
        {
            Grow();
        }

        int place = (_first + _count++) % _values.Length;
        (_values[place], _times[place]) = (value, time);
    }

    /// <summary>The highest value at or after a time; NaN where there is none.</summary>
    public double Since(long time)
    {
        int low = 0, high = _count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = At(_times, middle) >= time ? (low, middle) : (middle + 1, high);
        }

        return low < _count ? At(_values, low) : double.NaN;
    }

    /// <summary>When the value was last as high; null where it was not within what is remembered.</summary>
    public long? LastAtLeast(double value)
    {
        int low = 0, high = _count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = At(_values, middle) >= value ? (middle + 1, high) : (low, middle);
        }

        return low > 0 ? At(_times, low - 1) : null;
    }

    private T At<T>(T[] ring, int place) => ring[(_first + place) % ring.Length];

    private void Grow()
    {
        var values = new double[2 * _values.Length];
        var times = new long[values.Length];
        for (int i = 0; i < _count; i++)
        {
            (values[i], times[i]) = (At(_values, i), At(_times, i));
        }

        (_values, _times, _first) = (values, times, 0);
    }
}
