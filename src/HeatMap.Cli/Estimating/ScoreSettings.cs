using System.Diagnostics.CodeAnalysis;
using HeatMap.Cli.Input;
using HeatMap.Evaluation;

namespace HeatMap.Cli.Estimating;

/// <summary>What the user asked <c>heatmap score</c> to do, checked.</summary>
internal sealed record ScoreSettings : BarInputSettings
{
    [SetsRequiredMembers]
    public ScoreSettings(BarInputSettings input)
        : base(input)
    {
    }

    /// <summary>Executed liquidations to sum up; null where the bars have them.</summary>
    public CsvSettings? Prints { get; init; }

    /// <summary>Whose side the prints have.</summary>
    public SideOf SideOf { get; init; }

    /// <summary>The maintenance rate by which prices of bankruptcy become triggers; null where prints have those.</summary>
    public double? BankruptcyRate { get; init; }

    /// <summary>Files or folders with maps of others.</summary>
    public IReadOnlyList<string> Snapshots { get; init; } = [];

    /// <summary>How long intervals are; null for one bar.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How the series is cut into training and test.</summary>
    public WalkForward WalkForward { get; init; } = new();

    /// <summary>The number of estimates with other assumptions whose mean is scored too; null for none.</summary>
    public int? Members { get; init; }

    /// <summary>What is drawn: days for intervals, and assumptions.</summary>
    public long Seed { get; init; }

    /// <summary>How often days are drawn.</summary>
    public int Draws { get; init; } = 2000;
}
