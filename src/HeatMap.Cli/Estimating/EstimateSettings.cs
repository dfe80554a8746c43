using System.Diagnostics.CodeAnalysis;
using HeatMap.Cli.Mapping;

namespace HeatMap.Cli.Estimating;

/// <summary>What the user asked <c>heatmap estimate</c> to do, checked.</summary>
internal sealed record EstimateSettings : BarInputSettings
{
    [SetsRequiredMembers]
    public EstimateSettings(BarInputSettings input, BandSettings bands)
        : base(input) => Bands = bands;

    /// <summary>The bands to show, not those of the state.</summary>
    public BandSettings Bands { get; init; }

    /// <summary>The number of estimates with other assumptions; null for none.</summary>
    public int? Members { get; init; }

    /// <summary>Which assumptions are drawn.</summary>
    public long Seed { get; init; }

    /// <summary>Real positions, or a map that <c>--partial</c> wrote; null for none.</summary>
    public string? MeasuredFile { get; init; }

    /// <summary>Whose positions they are.</summary>
    public string? MeasuredVenue { get; init; }

    /// <summary>By whose rules positions are priced; null for the column venue of the file.</summary>
    public string? MeasuredRules { get; init; }

    /// <summary>The open interest that the measured venue states, in coins; NaN where nobody says.</summary>
    public double MeasuredOpenInterest { get; init; } = double.NaN;

    /// <summary>The time that a column of the heat map covers; null for one bar.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>Whether anybody wants price by time.</summary>
    public bool MakesHeatMap { get; init; }
}
