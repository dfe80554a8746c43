namespace HeatMap.Estimation;

/// <summary>One liquidation as a feed publishes it.</summary>
/// <param name="TimeUnixMs">When, in milliseconds since 1970.</param>
/// <param name="Side">The side of the position that was liquidated.</param>
/// <param name="Amount">How much, in one unit for the whole feed: quote or base; finite and &gt;= 0.</param>
/// <remarks><c>default</c> has no side and is refused wherever a print is taken.</remarks>
public readonly record struct FeedPrint(long TimeUnixMs, Side Side, double Amount);
