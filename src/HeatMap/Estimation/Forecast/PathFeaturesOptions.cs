using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Choices of <see cref="PathFeatures"/>. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record PathFeaturesOptions
{
    internal static PathFeaturesOptions Default { get; } = new();

    /// <summary>How long the intervals are that are explained: a whole number of bars; null, the default, for one bar.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not &gt; 0.</exception>
    public TimeSpan? Interval
    {
        get;
        init
        {
            if (value <= TimeSpan.Zero)
            {
                Throw.OutOfRange(nameof(Interval), value.Value.TotalSeconds, "a time > 0");
            }

            field = value;
        }
    }

    /// <summary>Whether a row also tells what finer bars show of the way between the extremes: greatest runs and variance. Off by default.</summary>
    public bool HasInside { get; init; }

    /// <summary>Whether a row also tells the shape of the bar: how long ago price was as far, the body, and the wick on the other side. Off by default: on BTC hours it helped where it was chosen and not on later ones.</summary>
    public bool HasShape { get; init; }

    /// <summary>What is added to past liquidations before the logarithm is taken, in quote an hour; finite and &gt; 0, 20,000 by default. Small against a usual hour.</summary>
    public double LiquidationFloor { get; init => field = Guard.Positive(value, nameof(LiquidationFloor)); } = 20_000;
}
