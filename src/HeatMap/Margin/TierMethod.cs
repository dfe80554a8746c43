namespace HeatMap;

/// <summary>How the rates of a schedule apply to a position.</summary>
public enum TierMethod
{
    /// <summary>Each slice of size at its own rate: the rate on the whole less a deduction. Continuous in size.</summary>
    Marginal = 1,

    /// <summary>The rate of the tier on the whole position. Jumps at the floors.</summary>
    Flat,

    /// <summary>A base rate plus a slope times size, without tiers.</summary>
    SizeContinuous,
}
