namespace HeatMap.Cli.Replaying;

/// <summary>An order that a mark forced.</summary>
/// <param name="TimeUnixMs">When the mark came.</param>
/// <param name="Position">What the file calls the position.</param>
/// <param name="Order">The order.</param>
internal sealed record ReplayedOrder(long TimeUnixMs, string Position, ForcedOrder Order);

/// <summary>What came of playing a file of events.</summary>
/// <param name="Symbol">The contract; null when nobody names it.</param>
/// <param name="StartUnixMs">The time of the first event; null without events.</param>
/// <param name="EndUnixMs">The time of the last event.</param>
/// <param name="Counts">How many events of each kind were applied.</param>
/// <param name="Late">How many of them were of positions that were liquidated before.</param>
/// <param name="Orders">What was forced, in the order of time and price.</param>
/// <param name="Ledger">Where all notional came from and went.</param>
/// <param name="UncoveredFunding">What margins could not pay.</param>
/// <param name="Map">The map at the end.</param>
/// <param name="HeatMap">Price and time; null where nobody asked for it.</param>
/// <param name="Skipped">How many lines were left out, by reason.</param>
internal sealed record ReplayResult(
    string? Symbol,
    long? StartUnixMs,
    long? EndUnixMs,
    IReadOnlyDictionary<PositionEventKind, long> Counts,
    long Late,
    IReadOnlyList<ReplayedOrder> Orders,
    LivingLedger Ledger,
    double UncoveredFunding,
    LiquidationMap Map,
    LiquidationHeatMap? HeatMap,
    IReadOnlyDictionary<string, long> Skipped);
