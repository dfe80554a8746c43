using System.Collections.Immutable;
using System.Globalization;

namespace HeatMap.Evaluation;

/// <summary>How well one model said how much would be liquidated, given the path: the second score.</summary>
/// <remarks>The predictive distribution is the expected volume times the ratios of volume to expectation that training showed, thinned to 99.</remarks>
public sealed record ModelScore
{
    /// <summary>The model's name; a map's is that of the path model with the map in it.</summary>
    public required string Name { get; init; }

    /// <summary>The mean Tweedie deviance of a side and interval, of power 1.5 unless options say another; less is better.</summary>
    public double TweedieDeviance { get; init; }

    /// <summary>The share of deviance explained, against the training mean; 1 is all.</summary>
    public double ExplainedDeviance { get; init; }

    /// <summary>The mean gamma deviance where something was liquidated; less is better, NaN where nothing was.</summary>
    public double GammaDeviance { get; init; }

    /// <summary>The Poisson log score beyond that of the training mean, for each liquidated dollar; more is better.</summary>
    public double NatsPerDollar { get; init; }

    /// <summary>The share of the spread of log volumes that log expectations explain; a hundredth of the training mean is added to volumes.</summary>
    public double RSquaredOfLogs { get; init; }

    /// <summary>The mean continuous ranked probability score, in quote; less is better.</summary>
    public double Crps { get; init; }

    /// <summary>The mean pinball loss of the median, in quote.</summary>
    public double Pinball50 { get; init; }

    /// <summary>The mean pinball loss of the 90 % quantile, in quote.</summary>
    public double Pinball90 { get; init; }

    /// <summary>The mean pinball loss of the 99 % quantile, in quote.</summary>
    public double Pinball99 { get; init; }

    /// <summary>Where volumes fell within their predictive distributions.</summary>
    public required PitHistogram Pit { get; init; }

    /// <summary>Which side more: the probability that more longs than shorts were liquidated, by the two predictive distributions. Intervals where both were equal do not count. The fourth score.</summary>
    public BinaryScore Sides { get; init; }

    /// <summary>Liquidated over expected volume; 1 is right.</summary>
    public double VolumeRatio { get; init; }

    /// <summary>By how much the logarithm of volume rises with that of each map's swept share, in the last fit; empty without a map.</summary>
    public ImmutableArray<double> Elasticities { get; init; } = [];

    /// <summary>The ridge of each fit.</summary>
    public ImmutableArray<double> Ridges { get; init; } = [];

    /// <summary>The Tweedie deviance of each tested day, oldest first: for comparisons of one's own.</summary>
    public ImmutableArray<double> DeviancesByDay { get; init; } = [];

    /// <summary>The Poisson log score of each tested day, y ln μ − μ summed, oldest first.</summary>
    public ImmutableArray<double> LogScoresByDay { get; init; } = [];

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: {CompactNumber.Fraction(ExplainedDeviance)} of deviance explained, {NatsPerDollar:0.###} nats a dollar, liquidated over expected {VolumeRatio:0.##}");
}
