namespace HeatMap.Cli.Input;

/// <summary>A column of a <see cref="BarTable"/>.</summary>
internal enum BarColumn
{
    /// <summary>Quote per base.</summary>
    Open = 0,
    High,
    Low,
    Close,

    /// <summary>The extremes of the mark price, by which venues liquidate.</summary>
    MarkHigh,
    MarkLow,

    /// <summary>What was traded in the bar, in coins.</summary>
    Volume,

    /// <summary>The same in dollars.</summary>
    VolumeUsd,

    /// <summary>What takers bought in the bar, in coins.</summary>
    TakerBuyVolume,
    TakerBuyUsd,
    TakerSellVolume,
    TakerSellUsd,

    /// <summary>What takers bought less what they sold, in coins.</summary>
    TakerBuyMinusSell,

    /// <summary>At the end of the bar, in coins.</summary>
    OpenInterest,

    /// <summary>At the end of the bar, in dollars.</summary>
    OpenInterestUsd,

    /// <summary>At the beginning of the bar, in dollars.</summary>
    OpenInterestOpenUsd,

    /// <summary>Value of the long positions that were liquidated in the bar.</summary>
    LongLiquidationUsd,
    ShortLiquidationUsd,

    /// <summary>A fraction for the venue's own period.</summary>
    FundingRate,
}
