using HeatMap.Estimation;
using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>A map to be judged, and what to call it.</summary>
/// <remarks>Any estimator: this library's, a simpler one, maps of a vendor played back (<see cref="SnapshotSeries"/>), the truth of a synthetic market. The scorer feeds it, so it must have read nothing yet.</remarks>
public sealed class ScoredMap
{
    /// <summary>Names a map.</summary>
    /// <param name="name">What the report calls it.</param>
    /// <param name="estimator">It must have read nothing yet, and be given to nobody else. A <see cref="NullMap"/> becomes the baseline that all others are also compared with.</param>
    /// <exception cref="ArgumentException">The name is no name, or the estimator has read bars.</exception>
    public ScoredMap(string name, MapEstimator estimator)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        Name = Guard.Name(name);
        if (estimator.LastOpenTimeUnixMs is not null)
        {
            Throw.Argument(nameof(estimator), $"the estimator of '{name}' has read bars already");
        }

        Estimator = estimator;
    }

    /// <summary>What the report calls it.</summary>
    public string Name { get; }

    /// <summary>The map.</summary>
    public MapEstimator Estimator { get; }

    /// <summary>Whether it is told prices only.</summary>
    public bool IsNull => Estimator is NullMap;
}
