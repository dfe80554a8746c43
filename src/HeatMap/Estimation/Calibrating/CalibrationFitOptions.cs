using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Choices of a fit of a calibration to bars. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record CalibrationFitOptions
{
    internal static CalibrationFitOptions Default { get; } = new();

    /// <summary>How shares are fitted to crossings.</summary>
    public MixFitOptions Mix
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = MixFitOptions.Default;

    /// <summary>How often the filter runs again with the newest shares; from 1, 6 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int FilterRounds
    {
        get;
        init
        {
            if (value < 1)
            {
                Throw.OutOfRange(nameof(FilterRounds), value, "at least 1");
            }

            field = value;
        }
    } = 6;

    /// <summary>Choices of the filter; null for the defaults.</summary>
    public PositionEstimatorOptions? Estimator { get; init; }

    /// <summary>Whether both sides share one mix, true by default: few coins have data for two.</summary>
    public bool PoolsSides { get; init; } = true;

    /// <summary>How long bars only fill the filter and are not fitted to, because it still rests on start-up assumptions; a day by default, &gt;= 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan WarmUp
    {
        get;
        init
        {
            if (value < TimeSpan.Zero)
            {
                Throw.OutOfRange(nameof(WarmUp), value.TotalSeconds, "a time >= 0");
            }

            field = value;
        }
    } = TimeSpan.FromDays(1);

    /// <summary>The day the calibration is made; null, the default, for the day of the last bar.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Over which markets the bars were counted; null, the default, keeps what the prior says.</summary>
    public MarketScopes? Scopes { get; init; }
}
