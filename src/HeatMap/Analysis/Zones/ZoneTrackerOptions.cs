using HeatMap.Internal;

namespace HeatMap;

/// <summary>When two zones of two snapshots are one, and which changes are worth an event.</summary>
public sealed record ZoneTrackerOptions
{
    /// <summary>Which zones to follow; <see langword="null"/> for the defaults.</summary>
    public ZoneSelection? Selection { get; init; }

    /// <summary>Zones are one when they overlap by at least this share of the narrower; &gt; 0 and at most 1, a half by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double MinOverlap
    {
        get;
        init
        {
            if (!(value is > 0 and <= 1))
            {
                Throw.OutOfRange(nameof(MinOverlap), value, "> 0 and <= 1");
            }

            field = value;
        }
    } = 0.5;

    /// <summary>How far each end of a zone is widened before overlaps are measured, as a fraction of the mark, so that narrow zones that step aside are known again; finite and &gt;= 0, a tenth of a percent by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double Tolerance { get; init => field = Guard.NonNegative(value, nameof(Tolerance)); } = 0.001;

    /// <summary>A change of notional by at least this fraction of what was there is told; finite and &gt;= 0, a tenth by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double NotableChange { get; init => field = Guard.NonNegative(value, nameof(NotableChange)); } = 0.1;

    /// <summary>A peak that moved by at least this fraction of the mark is told; finite and &gt;= 0, a quarter of a percent by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double NotableMove { get; init => field = Guard.NonNegative(value, nameof(NotableMove)); } = 0.0025;

    internal static ZoneTrackerOptions Default { get; } = new();
}
