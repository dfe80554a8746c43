namespace HeatMap;

/// <summary>How a band's notional becomes a brightness from 0 to 1.</summary>
/// <remarks>Every scale gives 0 to an empty band and 1 to the fullest band of either side, and never falls as notional grows.</remarks>
public enum IntensityScale
{
    /// <summary>The share of the fullest band.</summary>
    Linear = 1,

    /// <summary>The square root of that share: brings out the middle.</summary>
    SquareRoot,

    /// <summary><c>ln(1 + n/min) / ln(1 + max/min)</c> over the least and the fullest band that are not empty: brings out the faint.</summary>
    Logarithmic,

    /// <summary>The share of bands, empty ones left out, that hold no more: every brightness is used as often.</summary>
    Quantile,
}
