namespace HeatMap.Evaluation;

/// <summary>How well one map says where and how much without knowing the path: the third score. Expected volume of a cell is the probability that price touches it, the same for all models, times open interest, times a share of the map and a kernel of distance.</summary>
public sealed record IntensityScore
{
    /// <summary>The map.</summary>
    public required string Name { get; init; }

    /// <summary>The Poisson log score beyond that of the kernel alone, B3, for each liquidated dollar.</summary>
    public BootstrapInterval GainOverKernel { get; init; }

    /// <summary>How likely no gain is to look like this one: Diebold and Mariano's test by day.</summary>
    public double PValue { get; init; }

    /// <summary>What part of the map's share in a touched cell is liquidated, in the last fit.</summary>
    public double StockShare { get; init; }

    /// <summary>Whether dollars were placed by the prices of prints; otherwise only their sum by side and interval is scored.</summary>
    public bool IsByPrice { get; init; }
}
