namespace HeatMap.Estimation;

/// <summary>How much of its liquidations a synthetic market publishes.</summary>
public enum FeedThrottle
{
    /// <summary>Every print.</summary>
    None = 1,

    /// <summary>Of each second only the latest print, as some venues do.</summary>
    LatestPerSecond = 2,

    /// <summary>Each print at a part of its size: the smaller, the more is printed in its minute. On average over all that is printed, one part in <see cref="SyntheticMarketOptions.UndercountFactor"/>.</summary>
    Bursts = 3,
}
