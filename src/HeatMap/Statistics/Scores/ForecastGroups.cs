using System.Buffers;

namespace HeatMap;

/// <summary>Binary forecasts by distinct probability, from the least: how many there are of each and how many came true. In pooled memory that must be given back.</summary>
internal readonly ref struct ForecastGroups
{
    private readonly double[] _forecasts, _events, _counts;

    /// <summary>Gathers rows whose columns are checked. O(n log n).</summary>
    public ForecastGroups(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> outcomes)
    {
        int n = probabilities.Length;
        _forecasts = ArrayPool<double>.Shared.Rent(n);
        _events = ArrayPool<double>.Shared.Rent(n);
        _counts = ArrayPool<double>.Shared.Rent(n);
        probabilities.CopyTo(_forecasts);
        for (int i = 0; i < n; i++)
        {
            _events[i] = outcomes[i] ? 1 : 0;
        }

        MemoryExtensions.Sort(_forecasts.AsSpan(0, n), _events.AsSpan(0, n));
        int groups = 0;
        for (int i = 0; i < n; i++)
        {
            if (groups > 0 && _forecasts[i] == _forecasts[groups - 1])
            {
                _events[groups - 1] += _events[i];
                _counts[groups - 1]++;
            }
            else
            {
                (_forecasts[groups], _events[groups], _counts[groups]) = (_forecasts[i], _events[i], 1);
                groups++;
            }
        }

        Count = groups;
    }

    /// <summary>The number of distinct forecasts.</summary>
    public int Count { get; }

    public ReadOnlySpan<double> Forecasts => _forecasts.AsSpan(0, Count);

    /// <summary>How many of each came true: whole numbers.</summary>
    public Span<double> Events => _events.AsSpan(0, Count);

    /// <summary>How many there are of each: whole numbers.</summary>
    public Span<double> Counts => _counts.AsSpan(0, Count);

    public void Return()
    {
        ArrayPool<double>.Shared.Return(_forecasts);
        ArrayPool<double>.Shared.Return(_events);
        ArrayPool<double>.Shared.Return(_counts);
    }
}
