using System.Collections.Immutable;
using HeatMap.Estimation;
using HeatMap.Internal;

namespace HeatMap.Evaluation;

/// <summary>What is known beyond bars. Everything may be missing.</summary>
public sealed record ScoreEvidence
{
    internal static ScoreEvidence None { get; } = new();

    /// <summary>Single liquidations with their trigger prices, by time; empty where there are none, and then nothing is said of where.</summary>
    public ImmutableArray<LiquidationPrint> Prints { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The true map, of a synthetic market or of a venue that shows positions; null where nobody knows. It must have read nothing yet and be given to nobody else.</summary>
    /// <exception cref="ArgumentException">It has read bars.</exception>
    public MapEstimator? Truth
    {
        get;
        init
        {
            if (value?.LastOpenTimeUnixMs is not null)
            {
                Throw.Argument(nameof(Truth), "the truth has read bars already");
            }

            field = value;
        }
    }
}
