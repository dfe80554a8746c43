namespace HeatMap.Cli.Mapping;

/// <summary>What one map has more than another.</summary>
/// <param name="Difference">The numbers.</param>
/// <param name="Symbol">The contract; null when nobody names it.</param>
/// <param name="Left">The map that was taken from.</param>
/// <param name="Right">The map that was taken.</param>
internal sealed record LoadedDifference(MapDifference Difference, string? Symbol, LiquidationMap Left, LiquidationMap Right);
