namespace HeatMap.Cli.Mapping;

/// <summary>A map with what a file tells beside it.</summary>
/// <param name="Map">The map.</param>
/// <param name="Symbol">The contract; null when nobody names it.</param>
/// <param name="Skipped">How many lines were left out, by reason; null where that is not known.</param>
/// <param name="Layers">The same positions in layers; null when none were asked for.</param>
/// <param name="Held">The positions one by one, in the order of the file; null when they were not asked for, or where the file is a map.</param>
internal sealed record LoadedMap(LiquidationMap Map, string? Symbol, IReadOnlyDictionary<string, long>? Skipped, MapLayers? Layers = null, IReadOnlyList<HeldPosition>? Held = null)
{
    /// <summary>Makes the same map with another name of dollars; null where the file says what it counts.</summary>
    public Func<string, LiquidationMap>? InUnit { get; init; }
}
