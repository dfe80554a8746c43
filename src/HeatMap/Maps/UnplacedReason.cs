namespace HeatMap;

/// <summary>Why a position is in no band.</summary>
public enum UnplacedReason : byte
{
    /// <summary>No price liquidates it, or its venue reports none. Valued at the mark.</summary>
    NoLiquidationPrice = 1,

    /// <summary>The mark is at or beyond its liquidation price. Valued at that price.</summary>
    AlreadyLiquidated,

    /// <summary>Its collateral lies in an account that the caller did not give. Valued at the mark.</summary>
    NeedsAccount,

    /// <summary>A value of the row is outside its domain. Counted without value and without side.</summary>
    Invalid,
}
