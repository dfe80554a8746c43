using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Choices of a fit of shares. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record MixFitOptions
{
    internal static MixFitOptions Default { get; } = new();

    /// <summary>How much the prior counts, as a share of all prints; finite and &gt;= 0, 0.02 by default.</summary>
    public double PriorStrength { get; init => field = Guard.NonNegative(value, nameof(PriorStrength)); } = 0.02;

    /// <summary>The most rounds of expectation and maximisation; from 1, 500 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Rounds
    {
        get;
        init
        {
            if (value < 1)
            {
                Throw.OutOfRange(nameof(Rounds), value, "at least 1");
            }

            field = value;
        }
    } = 500;

    /// <summary>The fit ends when a round gains less than this, in nats per unit of print; finite and &gt;= 0, 1e-10 by default.</summary>
    public double Tolerance { get; init => field = Guard.NonNegative(value, nameof(Tolerance)); } = 1e-10;

    /// <summary>The least information about a class, as a share of that about the common scale, with which the class is learnt; others keep the prior. From 0 to 1, 0.001 by default.</summary>
    public double LeastInformation { get; init => field = value is >= 0 and <= 1 ? value : Refuse(nameof(LeastInformation), value, "from 0 to 1"); } = 0.001;

    /// <summary>What is published where nothing is swept, as a share of the mean print; finite and &gt; 0, 0.001 by default.</summary>
    public double Background { get; init => field = Guard.Positive(value, nameof(Background)); } = 0.001;

    /// <summary>
    /// Variance over mean of prints, in their unit: about the size of one clump. With it, a censored print counts as its exact expectation given that it is at least what was seen; null, the
    /// default, takes the greater of what was seen and what is expected.
    /// </summary>
    public double? Dispersion { get; init => field = value is { } size ? Guard.Positive(size, nameof(Dispersion)) : null; }

    /// <summary>The print scale of a full feed, to be held while a throttled feed gives the shape; null, the default, fits it.</summary>
    public double? PrintScale { get; init => field = value is { } scale ? Guard.Positive(scale, nameof(PrintScale)) : null; }

    /// <summary>The last part of the rows, on which a fit must beat the prior or is rejected; from 0, no check, to 0.9, 0.25 by default.</summary>
    public double HeldOutShare { get; init => field = value is >= 0 and <= 0.9 ? value : Refuse(nameof(HeldOutShare), value, "from 0 to 0.9"); } = 0.25;

    private static double Refuse(string name, double value, string allowed)
    {
        Throw.OutOfRange(name, value, allowed);
        return value;
    }
}
