namespace HeatMap.Estimation;

/// <summary>How much an estimator takes to have been traded in a bar.</summary>
public enum VolumeUse
{
    /// <summary>The calibration's turnover, more in bars with a wide range and less in quiet ones. Reported volume is only checked against.</summary>
    ByRange = 1,

    /// <summary>What the bar reports; where it reports nothing, as <see cref="ByRange"/>.</summary>
    Reported = 2,
}
