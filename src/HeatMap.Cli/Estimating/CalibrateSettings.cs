using System.Diagnostics.CodeAnalysis;
using HeatMap.Cli.Input;

namespace HeatMap.Cli.Estimating;

/// <summary>What the user asked <c>heatmap calibrate</c> to do, checked.</summary>
internal sealed record CalibrateSettings : BarInputSettings
{
    [SetsRequiredMembers]
    public CalibrateSettings(BarInputSettings input)
        : base(input)
    {
    }

    /// <summary>Executed liquidations to sum up; null where the bars have them.</summary>
    public CsvSettings? Prints { get; init; }

    /// <summary>Whose side the prints have.</summary>
    public SideOf SideOf { get; init; }

    /// <summary>Whether the feed of prints shows at most one a second.</summary>
    public bool IsThinned { get; init; }

    /// <summary>The share of bars, the busiest, whose liquidations are only known to be at least what was published.</summary>
    public double CensoredShare { get; init; }

    /// <summary>Whether longs and shorts have a mix each.</summary>
    public bool SplitsSides { get; init; }

    /// <summary>The last part of the bars, on which a fit must beat what was known beforehand; null for the default.</summary>
    public double? HeldOutShare { get; init; }
}
