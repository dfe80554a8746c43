using System.Collections.Immutable;
using System.Globalization;

namespace HeatMap.Evaluation;

/// <summary>Where within the reached range liquidations were: the first score, in nats for each dollar beyond an even density, which has zero.</summary>
/// <remarks>It takes prints with prices; bars alone have no location. The range of an interval runs from its extreme on the other side of the origin to its extreme against the side.</remarks>
public sealed record LocationReport
{
    /// <summary>How many prints fell into whole intervals.</summary>
    public int Prints { get; init; }

    /// <summary>How many sides of intervals were tested.</summary>
    public int Windows { get; init; }

    /// <summary>The share of dollars triggered on the other side of the origin: positions opened within the interval. NaN without dollars.</summary>
    public double OtherSideShare { get; init; }

    /// <summary>The share of dollars whose trigger lies beyond the range that price reached, clipped to its edge; much of it means that prices are not triggers. NaN without dollars.</summary>
    public double BeyondShare { get; init; }

    /// <summary>The share of dollars left out because too few cells were reached. NaN without dollars.</summary>
    public double NarrowShare { get; init; }

    /// <summary>B0 to B3.</summary>
    public ImmutableArray<LocationBaseline> Baselines { get; init; } = [];

    /// <summary>Each map.</summary>
    public ImmutableArray<LocationScore> Maps { get; init; } = [];

    /// <summary>What it is, in a line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prints:N0} prints in {Windows:N0} windows, {Baselines.Length} baselines, {Maps.Length} maps");
}
