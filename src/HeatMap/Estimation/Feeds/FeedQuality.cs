namespace HeatMap.Estimation;

/// <summary>How much of a venue's liquidations its feed publishes.</summary>
public enum FeedQuality
{
    /// <summary>Every one.</summary>
    Full = 1,

    /// <summary>At most one a symbol and second, or another thinning that is known.</summary>
    Thinned = 2,

    /// <summary>Nobody says.</summary>
    Unknown = 3,
}
