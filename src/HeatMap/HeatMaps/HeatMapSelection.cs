namespace HeatMap;

/// <summary>Which part of a heat map to look at. <see langword="null"/> wherever a selection is taken means all of it.</summary>
public sealed record HeatMapSelection
{
    internal static HeatMapSelection All { get; } = new();

    /// <summary>One side; <see langword="null"/> for both together.</summary>
    public Side? Side { get; init; }

    /// <summary>A place in <see cref="LiquidationHeatMap.Layers"/>; <see langword="null"/> for all together.</summary>
    public int? Layer { get; init; }

    /// <summary>Columns that end after this moment, in milliseconds since 1970; <see langword="null"/> for all from the first on.</summary>
    public long? FromUnixMs { get; init; }

    /// <summary>Columns that start before this moment, in milliseconds since 1970; <see langword="null"/> for all up to the last.</summary>
    public long? ToUnixMs { get; init; }

    /// <summary>Bands that reach into this range; <see langword="null"/> for the whole window.</summary>
    public PriceRange? Prices { get; init; }
}
