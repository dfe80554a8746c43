using System.Collections.Immutable;

namespace HeatMap;

/// <summary>What price may do to a map within one horizon.</summary>
public sealed class HorizonReading
{
    internal HorizonReading(TouchedNotional touched, ImmutableArray<MoveReach> moves, ImmutableArray<double> longZones, ImmutableArray<double> shortZones) =>
        (Touched, Moves, LongZoneProbabilities, ShortZoneProbabilities) = (touched, moves, longZones, shortZones);

    /// <summary>How long price has.</summary>
    public TimeSpan Horizon => Touched.Horizon;

    /// <summary>The standard deviation of the log return over the horizon, as a fraction.</summary>
    public double Deviation => Touched.Deviation;

    /// <summary>How much of each side may be expected to be forced.</summary>
    public TouchedNotional Touched { get; }

    /// <summary>How likely price moves by each of the report's distances.</summary>
    public ImmutableArray<MoveReach> Moves { get; }

    /// <summary>The probability that price touches each of <see cref="MapReport.LongZones"/>.</summary>
    public ImmutableArray<double> LongZoneProbabilities { get; }

    /// <summary>The probability that price touches each of <see cref="MapReport.ShortZones"/>.</summary>
    public ImmutableArray<double> ShortZoneProbabilities { get; }

    /// <summary>The probability that price touches <see cref="MapReport.NearestLongZone"/>; <see langword="null"/> where there is none.</summary>
    public double? NearestLongZoneProbability { get; internal init; }

    /// <summary>The probability that price touches <see cref="MapReport.NearestShortZone"/>; <see langword="null"/> where there is none.</summary>
    public double? NearestShortZoneProbability { get; internal init; }

    /// <summary>The expected notional in a line.</summary>
    public override string ToString() => Touched.ToString();
}
