namespace HeatMap.Estimation;

/// <summary>A column of bars that may be missing.</summary>
public enum BarColumn
{
    /// <summary>The mark price: its low or high is unknown.</summary>
    Mark = 1,

    /// <summary>What was traded.</summary>
    Volume = 2,

    /// <summary>The part in which the buyer was the taker.</summary>
    TakerBuyVolume = 3,

    /// <summary>Open interest.</summary>
    OpenInterest = 4,

    /// <summary>Published liquidations of longs.</summary>
    LongLiquidations = 5,

    /// <summary>Published liquidations of shorts.</summary>
    ShortLiquidations = 6,

    /// <summary>The funding rate.</summary>
    FundingRate = 7,
}
