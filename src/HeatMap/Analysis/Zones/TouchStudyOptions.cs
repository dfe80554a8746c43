using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>How a <see cref="TouchStudy"/> counts.</summary>
public sealed record TouchStudyOptions
{
    /// <summary>The most edges between classes.</summary>
    public const int MaxEdges = HalfLifeOptions.MaxEdges;

    /// <summary>Which zones to look at; <see langword="null"/> for the defaults.</summary>
    public ZoneSelection? Selection { get; init; }

    /// <summary>How long after a touch its outcome is decided; &gt; 0, a day by default.</summary>
    /// <exception cref="ArgumentException">The value is not above zero.</exception>
    public TimeSpan OutcomeWithin
    {
        get;
        init
        {
            if (value <= TimeSpan.Zero)
            {
                Throw.Argument(nameof(OutcomeWithin), $"OutcomeWithin must be > 0, was {value}");
            }

            field = value;
        }
    } = TimeSpan.FromDays(1);

    /// <summary>The least rebound, as a fraction of the near edge, that counts as a bounce; a wider zone asks for its own width. Finite and &gt; 0, half a percent by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public double MinRebound { get; init => field = Guard.Positive(value, nameof(MinRebound)); } = 0.005;

    /// <summary>Where one class of widths ends and the next begins, as fractions of the mark; rising, each finite and &gt; 0, at most <see cref="MaxEdges"/>; empty for one class. A quarter of a percent and one percent by default.</summary>
    /// <exception cref="ArgumentException">A value is outside its domain.</exception>
    public ImmutableArray<double> WidthEdges { get; init => field = ClassEdges.Checked(value, MaxEdges, nameof(WidthEdges)); } = [0.0025, 0.01];

    /// <summary>Where one class of relative densities ends and the next begins; rising, each finite and &gt; 0, at most <see cref="MaxEdges"/>; empty for one class. Two and five by default.</summary>
    /// <exception cref="ArgumentException">A value is outside its domain.</exception>
    public ImmutableArray<double> DensityEdges { get; init => field = ClassEdges.Checked(value, MaxEdges, nameof(DensityEdges)); } = [2, 5];

    internal static TouchStudyOptions Default { get; } = new();
}
