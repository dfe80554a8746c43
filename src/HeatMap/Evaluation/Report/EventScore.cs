using System.Globalization;

namespace HeatMap.Evaluation;

/// <summary>How well one model foresaw cascades.</summary>
public sealed record EventScore
{
    /// <summary>The model.</summary>
    public required string Name { get; init; }

    /// <summary>Brier and log score, with their parts.</summary>
    public required BinaryScore Score { get; init; }

    /// <summary>What its probabilities meant.</summary>
    public required ReliabilityDiagram Reliability { get; init; }

    /// <summary>Alarms a week, at the threshold that gave the declared rate of false alarms on training intervals.</summary>
    public double AlarmsPerWeek { get; init; }

    /// <summary>The share of cascades with an alarm at the start of their interval; NaN without cascades.</summary>
    public double HitRate { get; init; }

    /// <summary>The share of quiet test intervals with an alarm; NaN where none was quiet.</summary>
    public double FalseAlarmRate { get; init; }

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name}: {CompactNumber.Fraction(HitRate)} hit, {CompactNumber.Fraction(FalseAlarmRate)} false alarms, {AlarmsPerWeek:0.##} alarms a week");
}
