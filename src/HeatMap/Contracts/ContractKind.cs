namespace HeatMap;

/// <summary>How a contract turns price moves into money.</summary>
public enum ContractKind
{
    /// <summary>Sized in the base asset, settled in the quote asset: profit is <c>s·q·(P − E)</c>.</summary>
    Linear = 1,

    /// <summary>Sized in quote face value, settled in the base asset: profit is <c>s·N·(1/E − 1/P)</c>.</summary>
    Inverse,

    /// <summary>Settled in a third asset at a fixed amount per unit of price: profit is <c>s·k·n·(P − E)</c>.</summary>
    Quanto,
}
