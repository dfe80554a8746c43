using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Choices of a <see cref="ForcedVolumeModel"/>. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record ForcedVolumeOptions
{
    internal static ForcedVolumeOptions Default { get; } = new();

    /// <summary>What the variance of volume is proportional to: this power of the mean. Over 1 and below 2, 1.5 by default: between Poisson and gamma, with an atom at zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double Power
    {
        get;
        init
        {
            if (!(value is > 1 and < 2))
            {
                Throw.OutOfRange(nameof(Power), value, "over 1 and below 2");
            }

            field = value;
        }
    } = 1.5;

    /// <summary>The ridges to choose from, finite and &gt;= 0: that which does best on the last part of the training rows when fitted on those before. One is taken as it is.</summary>
    /// <exception cref="ArgumentException">There is none, or one is outside its domain.</exception>
    public ImmutableArray<double> Ridges
    {
        get;
        init
        {
            if (value.IsDefaultOrEmpty)
            {
                Throw.Argument(nameof(Ridges), "there must be at least one ridge");
            }

            foreach (double ridge in value)
            {
                Guard.NonNegative(ridge, nameof(Ridges));
            }

            field = value;
        }
    } = [0.003, 0.01, 0.03, 0.1];

    /// <summary>What is left out between the two parts when a ridge is chosen; a day by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan Embargo
    {
        get;
        init
        {
            if (value < TimeSpan.Zero)
            {
                Throw.OutOfRange(nameof(Embargo), value.TotalSeconds, "a time >= 0");
            }

            field = value;
        }
    } = TimeSpan.FromDays(1);

    /// <summary>By what the ridge is multiplied for maps; finite and &gt;= 0, 0.1 by default: there are few of them, and what shrinks them would be taken for their elasticity.</summary>
    public double MapPenalty { get; init => field = Guard.NonNegative(value, nameof(MapPenalty)); } = 0.1;

    /// <summary>What is added to a swept share before the logarithm is taken; finite and &gt; 0, 0.00003 by default.</summary>
    public double ShareFloor { get; init => field = Guard.Positive(value, nameof(ShareFloor)); } = 3e-5;
}
