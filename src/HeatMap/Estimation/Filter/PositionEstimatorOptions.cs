using HeatMap.Internal;

namespace HeatMap.Estimation;

/// <summary>Choices of an estimator. <see langword="null"/> wherever options are taken means these defaults, which are the plain form: what was measured to add nothing is off.</summary>
public sealed record PositionEstimatorOptions
{
    internal static PositionEstimatorOptions Default { get; } = new();

    /// <summary>Where within a bar its new positions were opened. Between low and high by default.</summary>
    public EntryPlacement Placement { get; init => field = Guard.Defined(value, nameof(Placement)); } = EntryPlacement.Range;

    /// <summary>
    /// How much a bar is taken to have traded. By range by default: on BTC hours reported volume did worse than its stand-in, because in a crash most of it changes no holder, and because the scale of a map then
    /// depends on whether volume is known.
    /// </summary>
    public VolumeUse Volume { get; init => field = Guard.Defined(value, nameof(Volume)); } = VolumeUse.ByRange;

    /// <summary>The share of a touched level that is really forced; the rest moves to the next class. From 0 to 1, 1 by default.</summary>
    public double ForcedShare { get; init => field = value is >= 0 and <= 1 ? value : Refuse(nameof(ForcedShare), value, "from 0 to 1"); } = 1;

    /// <summary>How much nearer takers' positions are than makers': shares are tilted by e^(∓tilt · rank), rank from −1 to 1. Finite and &gt;= 0, 0 by default.</summary>
    public double TakerTilt { get; init => field = Guard.NonNegative(value, nameof(TakerTilt)); }

    /// <summary>Who closes: null, the default, for everybody alike.</summary>
    public ClosingHazard? Hazard { get; init; }

    /// <summary>Which side renews its positions more than the other: from −1 (shorts as far as volume allows) to 1 (longs), 0 by default.</summary>
    public double RefreshBias { get; init => field = value is >= -1 and <= 1 ? value : Refuse(nameof(RefreshBias), value, "from -1 to 1"); }

    /// <summary>
    /// How many days of openings are assumed to have happened within the range of the first bar; finite and &gt;= 0, 0.5 by default. The rest of what stood at the start is said to be liquidated nowhere, because
    /// nothing is known of it.
    /// </summary>
    public double StartDays { get; init => field = Guard.NonNegative(value, nameof(StartDays)); } = 0.5;

    /// <summary>The standard deviation of the logarithm of entries, where all that stood at the start is assumed to have been opened around the price; finite and &gt;= 0. 0, the default, leaves the start to <see cref="StartDays"/>.</summary>
    public double StartSpread { get; init => field = Guard.NonNegative(value, nameof(StartSpread)); }

    /// <summary>
    /// How much later than the one before a bar may begin; after more nothing is believed any more, and the start-up assumption holds again. A day by default, which bars of a day keep; with longer bars it must be
    /// at least their length.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not &gt; 0.</exception>
    public TimeSpan RestartAfter
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromDays(1);

    /// <summary>The greatest share that may rest on start-up assumptions where a band is still called modelled; 0.3 by default.</summary>
    public double MostAssumed { get; init => field = value is >= 0 and <= 1 ? value : Refuse(nameof(MostAssumed), value, "from 0 to 1"); } = 0.3;

    /// <summary>What notional is counted in, for example USDT; null where nobody says.</summary>
    public string? Unit { get; init => field = value is null ? null : Guard.Name(value, nameof(Unit)); }

    private static double Refuse(string name, double value, string allowed)
    {
        Throw.OutOfRange(name, value, allowed);
        return value;
    }
}
