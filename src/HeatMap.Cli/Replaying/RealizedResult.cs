namespace HeatMap.Cli.Replaying;

/// <summary>What was liquidated, by price and by price and time.</summary>
/// <param name="Symbol">The contract; null when nobody names it.</param>
/// <param name="StartUnixMs">The time of the first liquidation; null without any.</param>
/// <param name="EndUnixMs">The time of the last one.</param>
/// <param name="Executed">By price: each liquidation in the band of its own price.</param>
/// <param name="HeatMap">By price and time.</param>
/// <param name="Standing">What waits to be liquidated, on the same bands; null where nobody asked.</param>
/// <param name="Skipped">How many lines were left out, by reason.</param>
internal sealed record RealizedResult(
    string? Symbol,
    long? StartUnixMs,
    long? EndUnixMs,
    LiquidationMap Executed,
    LiquidationHeatMap HeatMap,
    LiquidationMap? Standing,
    IReadOnlyDictionary<string, long> Skipped);
