using System.Collections.Immutable;
using System.Globalization;

namespace HeatMap.Evaluation;

/// <summary>How well cascades were foreseen without knowing the path: the fifth score.</summary>
public sealed record EventReport
{
    /// <summary>The number of tested intervals.</summary>
    public int Intervals { get; init; }

    /// <summary>How many of them were cascades.</summary>
    public int Events { get; init; }

    /// <summary>The past alone, named past, and the past with each map's share that price may be expected to reach.</summary>
    public ImmutableArray<EventScore> Models { get; init; } = [];

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Events} cascades in {Intervals:N0} tested intervals, {Models.Length} models");
}
