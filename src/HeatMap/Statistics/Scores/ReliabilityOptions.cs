using HeatMap.Internal;

namespace HeatMap;

/// <summary>How the consistency band of a <see cref="ReliabilityDiagram"/> is drawn. Null means that there is none; change with <c>with</c>.</summary>
public sealed record ReliabilityOptions
{
    /// <summary>How many times outcomes are drawn anew; from 1 to 100,000. 200 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public int Draws
    {
        get;
        init
        {
            if (value is < 1 or > 100_000)
            {
                Throw.OutOfRange(nameof(Draws), value, "from 1 to 100000");
            }

            field = value;
        }
    } = 200;

    /// <summary>The share of draws between the ends of the band, at each forecast; over 0 and below 1. 0.9 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public double Level
    {
        get;
        init
        {
            ColumnGuard.Inside(value, nameof(Level));
            field = value;
        }
    } = 0.9;

    /// <summary>At how many distinct forecasts the band is worked out, evenly by their rank, at most; from 2 to 10,000. 101 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside its domain.</exception>
    public int Points
    {
        get;
        init
        {
            if (value is < 2 or > 10_000)
            {
                Throw.OutOfRange(nameof(Points), value, "from 2 to 10000");
            }

            field = value;
        }
    } = 101;

    /// <summary>Which outcomes are drawn: the seed of a <see cref="RandomStream"/> for each draw. Any number.</summary>
    public long Seed { get; init; }
}
