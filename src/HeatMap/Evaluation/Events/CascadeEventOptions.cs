using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>What counts as a cascade, and how alarms are set; declared before any test. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record CascadeEventOptions
{
    /// <summary>Volume of both sides must be above this quantile of the window before; over 0 and below 1, 0.99 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double Quantile { get; init => field = Inside(value, nameof(Quantile)); } = 0.99;

    /// <summary>The window; 30 days by default. An interval whose window is not at least half full is left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not &gt; 0.</exception>
    public TimeSpan Window
    {
        get;
        init
        {
            if (value <= TimeSpan.Zero)
            {
                Throw.OutOfRange(nameof(Window), value.TotalSeconds, "a time > 0");
            }

            field = value;
        }
    } = TimeSpan.FromDays(30);

    /// <summary>Volume must also be above this share of open interest, where that is known; finite and &gt;= 0, 0.001 by default.</summary>
    public double OpenInterestShare { get; init => field = Guard.NonNegative(value, nameof(OpenInterestShare)); } = 0.001;

    /// <summary>The share of quiet training intervals at which the alarm threshold is set; over 0 and below 1, 0.02 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double FalseAlarmRate { get; init => field = Inside(value, nameof(FalseAlarmRate)); } = 0.02;

    /// <summary>What half a squared coefficient of a standardised feature costs in the regression of events; finite and &gt; 0, 0.01 by default.</summary>
    public double Ridge { get; init => field = Guard.Positive(value, nameof(Ridge)); } = 0.01;

    private static double Inside(double value, string name)
    {
        if (!(value is > 0 and < 1))
        {
            Throw.OutOfRange(name, value, "over 0 and below 1");
        }

        return value;
    }
}
