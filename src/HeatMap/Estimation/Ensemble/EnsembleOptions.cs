using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>How much the members of an ensemble differ. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record EnsembleOptions
{
    internal static EnsembleOptions Default { get; } = new();

    /// <summary>How many members, from 2 to 256; 32 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public int Members
    {
        get;
        init
        {
            if (value is < 2 or > 256)
            {
                Throw.OutOfRange(nameof(Members), value, "from 2 to 256");
            }

            field = value;
        }
    } = 32;

    /// <summary>Which numbers are drawn: the same seed gives the same members, on every machine.</summary>
    public long Seed { get; init; }

    /// <summary>The standard deviation of the logarithm of each class's share; finite and &gt;= 0, 0.5 by default.</summary>
    public double MixSpread { get; init => field = Guard.NonNegative(value, nameof(MixSpread)); } = 0.5;

    /// <summary>By which factor the positioning share may be greater or smaller; finite and &gt;= 1, 3 by default. It never leaves 0 to 1.</summary>
    public double PositioningFactor { get; init => field = AtLeastOne(value, nameof(PositioningFactor)); } = 3;

    /// <summary>By which factor the turnover that stands in for missing volume may be greater or smaller; finite and &gt;= 1, 1.5 by default.</summary>
    public double TurnoverFactor { get; init => field = AtLeastOne(value, nameof(TurnoverFactor)); } = 1.5;

    /// <summary>By which factor the print scale may be greater or smaller; finite and &gt;= 1, 1.5 by default.</summary>
    public double PrintFactor { get; init => field = AtLeastOne(value, nameof(PrintFactor)); } = 1.5;

    /// <summary>The least share of a touched level that is really forced, a fraction; 0.8 by default.</summary>
    public double LeastForcedShare { get; init => field = Guard.Rate(value, nameof(LeastForcedShare)); } = 0.8;

    /// <summary>The greatest bias of renewal to one side, a fraction; 0.3 by default.</summary>
    public double GreatestRefreshBias { get; init => field = Guard.Rate(value, nameof(GreatestRefreshBias)); } = 0.3;

    /// <summary>By which factor what is assumed at the start may be greater or smaller, days of openings or their spread; finite and &gt;= 1, 3 by default.</summary>
    public double StartFactor { get; init => field = AtLeastOne(value, nameof(StartFactor)); } = 3;

    private static double AtLeastOne(double value, string name)
    {
        if (!(value >= 1 && value < double.PositiveInfinity))
        {
            Throw.OutOfRange(name, value, "finite and >= 1");
        }

        return value;
    }
}
