namespace HeatMap;

/// <summary>What a <see cref="WatchRule"/> watches for.</summary>
public enum WatchKind
{
    /// <summary>The mark comes near a zone.</summary>
    PriceNear = 1,

    /// <summary>The mark's path touches a band.</summary>
    BandCrossed,

    /// <summary>The notional in a range reaches a bound.</summary>
    NotionalBeyond,
}
