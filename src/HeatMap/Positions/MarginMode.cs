namespace HeatMap;

/// <summary>Where the collateral of a position lies.</summary>
public enum MarginMode
{
    /// <summary>The position has collateral of its own and is liquidated alone.</summary>
    Isolated = 1,

    /// <summary>The collateral is shared by the account: without the account there is no liquidation price.</summary>
    Cross,
}
