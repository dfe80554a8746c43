namespace HeatMap.Cascades;

/// <summary>What a forced order was, and whom it met.</summary>
public enum FillSource
{
    /// <summary>A liquidation, executed in the market.</summary>
    Market = 1,

    /// <summary>A stop order, executed in the market.</summary>
    Stop,

    /// <summary>A liquidation that a backstop took over: no volume in the market.</summary>
    Backstop,

    /// <summary>A liquidation matched with winners at the bankruptcy price: no volume in the market.</summary>
    OffBook,
}
