namespace HeatMap;

/// <summary>How much of a position a venue sells when its trigger is met.</summary>
public enum LiquidationProcess
{
    /// <summary>All of it at once.</summary>
    Whole = 1,

    /// <summary>Down to the tier below, again and again until what is left is safe or in the lowest tier.</summary>
    TierByTier,

    /// <summary>Down two tiers at a time, from the third tier up; all of it in the first two.</summary>
    TwoTiers,

    /// <summary>A fifth of a position worth more than 100,000 in quote, then the rest.</summary>
    FifthThenRest,
}
