using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>How a series is cut into training and test: the training window grows, the test windows follow each other, and an embargo lies between. <see langword="null"/> wherever it is taken means these defaults.</summary>
public sealed record WalkForward
{
    internal static WalkForward Default { get; } = new();

    /// <summary>The least that is trained on; 14 days by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not &gt; 0.</exception>
    public TimeSpan FirstTraining { get; init => field = Positive(value, nameof(FirstTraining)); } = TimeSpan.FromDays(14);

    /// <summary>How long one fit is used; 21 days by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not &gt; 0.</exception>
    public TimeSpan RefitEvery { get; init => field = Positive(value, nameof(RefitEvery)); } = TimeSpan.FromDays(21);

    /// <summary>What is left out between the end of training and the test; a day by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan Embargo { get; init => field = value < TimeSpan.Zero ? Refuse(value, nameof(Embargo), "a time >= 0") : value; } = TimeSpan.FromDays(1);

    /// <summary>Cuts a series of intervals.</summary>
    /// <param name="starts">When each interval begins, in milliseconds since 1970; never falling.</param>
    /// <param name="length">The length of an interval; &gt; 0. An interval is trained on only where it ended before the embargo began.</param>
    /// <returns>The folds in time order; empty where the series is shorter than the first training.</returns>
    /// <exception cref="ArgumentException">Times fall, or the length is not &gt; 0.</exception>
    public ImmutableArray<WalkForwardFold> Folds(ReadOnlySpan<long> starts, TimeSpan length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        for (int i = 1; i < starts.Length; i++)
        {
            if (starts[i] < starts[i - 1])
            {
                Throw.Argument(nameof(starts), $"row {i}: starts must not fall, were {starts[i - 1]} and {starts[i]}");
            }
        }

        var folds = ImmutableArray.CreateBuilder<WalkForwardFold>();
        if (starts.IsEmpty)
        {
            return [];
        }

        long ms = (long)length.TotalMilliseconds, step = (long)RefitEvery.TotalMilliseconds, embargo = (long)Embargo.TotalMilliseconds;
        for (long test = starts[0] + (long)FirstTraining.TotalMilliseconds; test <= starts[^1]; test += step)
        {
            int train = FirstFrom(starts, test - embargo - ms + 1), from = FirstFrom(starts, test), to = FirstFrom(starts, test + step);
            if (train > 0 && to > from)
            {
                folds.Add(new(train, from, to - from));
            }
        }

        return folds.DrainToImmutable();
    }

    private static int FirstFrom(ReadOnlySpan<long> starts, long time)
    {
        int low = 0, high = starts.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = starts[middle] >= time ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static TimeSpan Positive(TimeSpan value, string name) => value <= TimeSpan.Zero ? Refuse(value, name, "a time > 0") : value;

    private static TimeSpan Refuse(TimeSpan value, string name, string allowed)
    {
        Throw.OutOfRange(name, value.TotalSeconds, allowed);
        return value;
    }
}
