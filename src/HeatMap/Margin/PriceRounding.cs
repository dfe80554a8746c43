namespace HeatMap;

/// <summary>How a venue rounds the liquidation price that it reports. All but <see cref="None"/> need the contract's tick.</summary>
public enum PriceRounding
{
    /// <summary>Reported as computed.</summary>
    None = 1,

    /// <summary>To the tick that is reached first: up for a long, down for a short.</summary>
    ConservativeTick,

    /// <summary>One tick added against the trader, otherwise as computed: up for a long, down for a short.</summary>
    OneTickAgainstTrader,

    /// <summary>To the tick below.</summary>
    TruncateToTick,
}
