namespace HeatMap.Evaluation;

/// <summary>A map and the moment from which it was known.</summary>
/// <remarks><c>default</c> has no map and is refused wherever a snapshot is taken.</remarks>
public readonly record struct MapSnapshot
{
    /// <summary>Pairs them.</summary>
    /// <param name="knownAtUnixMs">When the map could be seen, with all delays, in milliseconds since 1970. The time that a vendor prints on it may be earlier.</param>
    /// <param name="map">The map.</param>
    public MapSnapshot(long knownAtUnixMs, LiquidationMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        (KnownAtUnixMs, Map) = (knownAtUnixMs, map);
    }

    /// <summary>When the map could be seen, in milliseconds since 1970.</summary>
    public long KnownAtUnixMs { get; }

    /// <summary>The map.</summary>
    public LiquidationMap Map { get; }
}
