using HeatMap.Estimation;
using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>Choices of a score, all made before any test. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record MapScorerOptions
{
    internal static MapScorerOptions Default { get; } = new();

    /// <summary>What the path tells, and how long intervals are.</summary>
    public PathFeaturesOptions Path { get; init => field = Required(value, nameof(Path)); } = PathFeaturesOptions.Default;

    /// <summary>How volume is regressed.</summary>
    public ForcedVolumeOptions Volume { get; init => field = Required(value, nameof(Volume)); } = ForcedVolumeOptions.Default;

    /// <summary>How it is scored where liquidations were.</summary>
    public LocationOptions Location { get; init => field = Required(value, nameof(Location)); } = new();

    /// <summary>What a cascade is, and how alarms are set.</summary>
    public CascadeEventOptions Cascade { get; init => field = Required(value, nameof(Cascade)); } = new();

    /// <summary>How the series is cut into training and test.</summary>
    public WalkForward WalkForward { get; init => field = Required(value, nameof(WalkForward)); } = WalkForward.Default;

    /// <summary>How days are drawn for intervals of confidence.</summary>
    public BootstrapOptions Bootstrap { get; init => field = Required(value, nameof(Bootstrap)); } = new();

    /// <summary>What is known of the feed of liquidations, for the report; null where nothing is.</summary>
    public string? FeedNote { get; init => field = value is null ? null : Guard.Name(value, nameof(FeedNote)); }

    private static T Required<T>(T value, string name)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }
}
