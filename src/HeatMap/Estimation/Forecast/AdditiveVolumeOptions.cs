using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Choices of an <see cref="AdditiveVolumeModel"/>. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record AdditiveVolumeOptions
{
    internal static AdditiveVolumeOptions Default { get; } = new();

    /// <summary>Where steps of the kernel begin, in standard deviations of an interval, from 0 and rising; the last step has no end.</summary>
    /// <exception cref="ArgumentException">The first is not 0, or they do not rise.</exception>
    public ImmutableArray<double> Steps
    {
        get;
        init
        {
            bool isGood = !value.IsDefaultOrEmpty && value[0] == 0;
            for (int i = 1; isGood && i < value.Length; i++)
            {
                isGood = value[i] > value[i - 1] && value[i] < double.PositiveInfinity;
            }

            if (!isGood)
            {
                Throw.Argument(nameof(Steps), "steps must begin at 0 and rise");
            }

            field = value;
        }
    } = [0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4, 6];

    /// <summary>The most rounds of the fit; at least 1, 2,000 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxRounds
    {
        get;
        init
        {
            if (value < 1)
            {
                Throw.OutOfRange(nameof(MaxRounds), value, "at least 1");
            }

            field = value;
        }
    } = 2000;
}
