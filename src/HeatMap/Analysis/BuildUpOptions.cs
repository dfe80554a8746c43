using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Choices of a <see cref="BuildUpTracker"/>. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record BuildUpOptions
{
    /// <summary>The most changes a window may hold.</summary>
    public const int MaxWindow = 1 << 16;

    internal static BuildUpOptions Default { get; } = new();

    /// <summary>How many changes are remembered, from 3 to <see cref="MaxWindow"/>. 96 by default: a day of quarters of an hour.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public int Window { get; init => field = Checked(value, nameof(Window)); } = 96;

    /// <summary>How many changes there must be before anything is said, from 3 to <see cref="MaxWindow"/>; with more than <see cref="Window"/> nothing ever is. 12 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public int LeastHistory { get; init => field = Checked(value, nameof(LeastHistory)); } = 12;

    /// <summary>The t statistic from which a slope is a trend; finite and &gt; 0. 3 by default.</summary>
    /// <remarks>Standing notional remembers, so its t statistic overstates; two would call every other wiggle a trend.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double TrendStatistic { get; init => field = Guard.Positive(value, nameof(TrendStatistic)); } = 3;

    private static int Checked(int value, string name)
    {
        if (value is < 3 or > MaxWindow)
        {
            Throw.OutOfRange(name, value, string.Create(CultureInfo.InvariantCulture, $"from 3 to {MaxWindow}"));
        }

        return value;
    }
}
