namespace HeatMap.Cli.Mapping;

/// <summary>A map with what a file tells beside it.</summary>
/// <param name="Map">The map.</param>
/// <param name="Symbol">The contract; null when the file does not name it.</param>
/// <param name="Skipped">How many lines were left out, by reason.</param>
internal sealed record LoadedMap(LiquidationMap Map, string? Symbol, IReadOnlyDictionary<string, long> Skipped);
