namespace HeatMap;

/// <summary>Which sides' standing notional grows or shrinks, by the t statistics of their slopes.</summary>
public enum BuildUpTrend
{
    /// <summary>Neither side has a trend.</summary>
    Steady = 1,

    /// <summary>Longs grow, shorts have no trend: more to be sold below.</summary>
    LongsBuilding,

    /// <summary>Shorts grow, longs have no trend: more to be bought above.</summary>
    ShortsBuilding,

    /// <summary>Both grow.</summary>
    BothBuilding,

    /// <summary>Longs shrink, shorts have no trend.</summary>
    LongsDeclining,

    /// <summary>Shorts shrink, longs have no trend.</summary>
    ShortsDeclining,

    /// <summary>Both shrink.</summary>
    BothDeclining,

    /// <summary>Longs grow while shorts shrink.</summary>
    LongsBuildingShortsDeclining,

    /// <summary>Shorts grow while longs shrink.</summary>
    ShortsBuildingLongsDeclining,
}
