using System.Globalization;
using HeatMap.Internal;

namespace HeatMap.Cascades;

/// <summary>Choices for simulating cascades. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record CascadeSimulationOptions
{
    internal static CascadeSimulationOptions Default { get; } = new();

    /// <summary>How many paths are drawn; 100,000 by default. Errors shrink with its square root; results take some 110 bytes a path.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1, or more than an array holds.</exception>
    public int Paths { get; init => field = AtLeastOne(value, nameof(Paths)); } = 100_000;

    /// <summary>How long a path lasts; a day by default. A whole number of steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan Horizon { get; init => field = Positive(value, nameof(Horizon)); } = TimeSpan.FromDays(1);

    /// <summary>
    /// The time of a step; a minute by default. Where paths are watched throughout, laws without memory are exact at any step, and one step as long as the horizon is the fastest.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan Step { get; init => field = Positive(value, nameof(Step)); } = TimeSpan.FromMinutes(1);

    /// <summary>Where random numbers come from: same seed, same result. Any number.</summary>
    public long Seed { get; init; }

    /// <summary>When paths are looked at; <see langword="null"/>, the default, means throughout for shocks, and at the ends of steps for walks.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public PathWatch? Watch { get; init => field = value is { } watch ? Guard.Defined(watch, nameof(Watch)) : null; }

    /// <summary>
    /// Whether a walk uses each random number twice, once with its sign turned, which is faster, and makes means less noisy where a rise does the opposite of a fall. The number of paths must be a multiple of 32 then. Off
    /// by default; shocks have no such pairs.
    /// </summary>
    public bool Antithetic { get; init; }

    /// <summary>On how many threads paths are worked at once; one by default. The result is the same, bit for bit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int MaxDegreeOfParallelism { get; init => field = AtLeastOne(value, nameof(MaxDegreeOfParallelism)); } = 1;

    /// <summary>The number of steps.</summary>
    internal int CountSteps()
    {
        long steps = Horizon.Ticks / Step.Ticks;
        if (steps < 1 || steps > int.MaxValue || Horizon.Ticks % Step.Ticks != 0)
        {
            Throw.Argument(nameof(Horizon), $"Horizon must be a whole number of steps of {Step}, at least one and at most 2^31 - 1, was {Horizon}");
        }

        return (int)steps;
    }

    private static int AtLeastOne(int value, string name)
    {
        if (value < 1 || value > Array.MaxLength)
        {
            Throw.OutOfRange(name, value, string.Create(CultureInfo.InvariantCulture, $"at least 1 and at most {Array.MaxLength}"));
        }

        return value;
    }

    private static TimeSpan Positive(TimeSpan value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, name);
        return value;
    }
}
