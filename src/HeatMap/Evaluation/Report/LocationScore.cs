namespace HeatMap.Evaluation;

/// <summary>How well one map says where: nats for each dollar beyond an even density.</summary>
public sealed record LocationScore
{
    /// <summary>The map.</summary>
    public required string Name { get; init; }

    /// <summary>As it is.</summary>
    public BootstrapInterval Raw { get; init; }

    /// <summary>Smoothed at the bandwidth common to all.</summary>
    public BootstrapInterval Smoothed { get; init; }

    /// <summary>Smoothed and tempered.</summary>
    public BootstrapInterval Tempered { get; init; }

    /// <summary>The smoothed map and the trained kernel of distance, B3, mixed by a weight fitted on training windows.</summary>
    public BootstrapInterval WithKernel { get; init; }

    /// <summary>What the mixture has beyond the kernel alone.</summary>
    public BootstrapInterval GainOverKernel { get; init; }

    /// <summary>How likely no gain over the kernel is to look like this one: Diebold and Mariano's test by day.</summary>
    public double PValue { get; init; }

    /// <summary>The weight of the map in the last fit, from 0 to 1.</summary>
    public double Weight { get; init; }
}
