using HeatMap.Internal;

namespace HeatMap;

/// <summary>How <see cref="FilteredHistorical"/> filters returns and draws paths. Null means the defaults; change with <c>with</c>.</summary>
public sealed record FilteredHistoricalOptions
{
    /// <summary>The most paths.</summary>
    public const int MaxPaths = 1 << 22;

    /// <summary>What is left of a return's weight one interval later; over 0 and at most 1. 0.94 by default, as RiskMetrics has it for days; 1 keeps the volatility where it starts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public double Decay
    {
        get;
        init
        {
            if (!(value is > 0 and <= 1))
            {
                Throw.OutOfRange(nameof(Decay), value, "> 0 and <= 1");
            }

            field = value;
        }
    } = EwmaFilter.DefaultDecay;

    /// <summary>The volatility per interval at which the filter starts, as a fraction; finite and &gt; 0. Null, the default, is the sample's own: the root of its mean square.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public double? InitialVolatility
    {
        get;
        init => field = value is { } volatility ? Guard.Positive(volatility, nameof(InitialVolatility)) : null;
    }

    /// <summary>How many paths a reach is made of; from 1 to <see cref="MaxPaths"/>. 4,096 by default: probabilities are right to 0.8 %-points at worst (<see cref="FilteredHistorical.StandardError"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public int Paths
    {
        get;
        init
        {
            if (value is < 1 or > MaxPaths)
            {
                Throw.OutOfRange(nameof(Paths), value, $"from 1 to {MaxPaths}");
            }

            field = value;
        }
    } = 4096;

    /// <summary>How many residuals that follow each other are drawn together, so that what the filter leaves of their memory is kept; &gt; 0. 1 by default: each by itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public int BlockLength
    {
        get;
        init
        {
            if (value < 1)
            {
                Throw.OutOfRange(nameof(BlockLength), value, "> 0");
            }

            field = value;
        }
    } = 1;

    /// <summary>Which paths are drawn: the seed of their <see cref="RandomStream"/>s, path i being stream i. Any number.</summary>
    public long Seed { get; init; }
}
