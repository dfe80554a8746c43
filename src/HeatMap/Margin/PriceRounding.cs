namespace HeatMap;

/// <summary>How a venue rounds a price that it reports. Without a known tick a price is left as computed.</summary>
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

    /// <summary>To the tick that is reached last: down for a long, up for a short.</summary>
    FavourableTick,

    /// <summary>The nearest tick.</summary>
    NearestTick,

    /// <summary>
    /// The value of one contract to whole satoshi (10^-8 of the settlement asset) against the trader, then <see cref="ConservativeTick"/>.
    /// Needs maintenance on entry value.
    /// </summary>
    WholeSatoshi,
}
