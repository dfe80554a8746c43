namespace HeatMap.Evaluation;

/// <summary>What a map adds to a baseline on the same tests: the headline.</summary>
public sealed record ScoreIncrement
{
    /// <summary>The map.</summary>
    public required string Map { get; init; }

    /// <summary>What it is compared with: the path model, or the path model with the null map.</summary>
    public required string Baseline { get; init; }

    /// <summary>Whether the map stands in the place of the baseline's null map; else it is added to the baseline.</summary>
    public bool IsInstead { get; init; }

    /// <summary>The share of the baseline's Tweedie deviance that the map takes away; days are drawn as blocks.</summary>
    public BootstrapInterval DevianceGain { get; init; }

    /// <summary>The gain of the Poisson log score for each liquidated dollar; days are drawn as blocks.</summary>
    public BootstrapInterval NatsPerDollar { get; init; }

    /// <summary>The gain of the explained share of log volumes.</summary>
    public double RSquaredGain { get; init; }

    /// <summary>The share of days on which the deviance was less.</summary>
    public double BetterDays { get; init; }

    /// <summary>How likely no difference is to look like this one: Diebold and Mariano's test of daily deviances, two-sided; NaN of fewer than two days.</summary>
    public double PValue { get; init; }
}
