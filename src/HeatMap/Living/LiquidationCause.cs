namespace HeatMap;

/// <summary>Why a mark liquidated an account.</summary>
public enum LiquidationCause : byte
{
    /// <summary>The mark crossed the liquidation price of one of its positions.</summary>
    Crossed = 1,

    /// <summary>Its equity did not exceed what is asked for, at the end of the path, at its low or at its high, without such a crossing.</summary>
    Due,
}
