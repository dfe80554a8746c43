namespace HeatMap.Cli.Mapping;

/// <summary>What the user asked <c>heatmap merge</c> to do, checked.</summary>
/// <param name="Files">The maps to add up; at least one.</param>
/// <param name="Mark">The mark to give to all; null to require that they have one.</param>
/// <param name="Bands">Other bands or another window.</param>
internal sealed record MergeSettings(IReadOnlyList<string> Files, double? Mark, BandSettings Bands)
{
    /// <summary>The moment of heat maps of CoinGlass, in milliseconds since 1970; null for their last column.</summary>
    public long? At { get; init; }

    /// <summary>What to call the dollars of CoinGlass.</summary>
    public string DollarUnit { get; init; } = Input.CoinGlassHeatMap.Usd;
}
