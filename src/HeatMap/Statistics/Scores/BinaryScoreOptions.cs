using HeatMap.Internal;

namespace HeatMap;

/// <summary>How <see cref="BinaryScore"/> scores. Null means the defaults; change with <c>with</c>.</summary>
public sealed record BinaryScoreOptions
{
    internal static readonly BinaryScoreOptions Default = new();

    /// <summary>Forecasts are moved to at least this far from 0 and 1 for the log score, and for nothing else; from 0 to 1/2. 0 by default: what was held impossible and happens costs everything.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public double LogEpsilon
    {
        get;
        init
        {
            if (!(value is >= 0 and <= 0.5))
            {
                Throw.OutOfRange(nameof(LogEpsilon), value, "from 0 to 0.5");
            }

            field = value;
        }
    }
}
