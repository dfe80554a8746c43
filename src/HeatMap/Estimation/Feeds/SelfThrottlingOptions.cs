using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Choices of a throttling experiment. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record SelfThrottlingOptions
{
    internal static SelfThrottlingOptions Default { get; } = new();

    /// <summary>The length of a window: whole seconds, a minute by default. To correct bars by their return, take their length.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no whole number of seconds &gt; 0.</exception>
    public TimeSpan Window
    {
        get;
        init
        {
            if (value <= TimeSpan.Zero || value.Ticks % TimeSpan.TicksPerSecond != 0)
            {
                Throw.OutOfRange(nameof(Window), value.TotalSeconds, "whole seconds > 0");
            }

            field = value;
        }
    } = TimeSpan.FromMinutes(1);

    /// <summary>The rule that says from which observed fraction a bar counts as censored.</summary>
    public FeedThinning Thinning
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = FeedThinning.Independent;
}
