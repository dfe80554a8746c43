using System.Collections.Immutable;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>How a <see cref="TouchStudy"/> counts.</summary>
public sealed record TouchStudyOptions
{
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

    /// <summary>Where one class of widths ends and the next begins, as fractions of the mark; rising, each finite and &gt; 0. A quarter of a percent and one percent by default.</summary>
    /// <exception cref="ArgumentException">The edges do not rise, or the array is <c>default</c>.</exception>
    public ImmutableArray<double> WidthEdges { get; init => field = Rising(value, nameof(WidthEdges)); } = [0.0025, 0.01];

    /// <summary>Where one class of relative densities ends and the next begins; rising, each finite and &gt; 0. Two and five by default.</summary>
    /// <exception cref="ArgumentException">The edges do not rise, or the array is <c>default</c>.</exception>
    public ImmutableArray<double> DensityEdges { get; init => field = Rising(value, nameof(DensityEdges)); } = [2, 5];

    internal static TouchStudyOptions Default { get; } = new();

    private static ImmutableArray<double> Rising(ImmutableArray<double> edges, string name)
    {
        if (edges.IsDefault)
        {
            Throw.Argument(name, $"{name} must be an array; an empty one makes one class");
        }

        for (int i = 0; i < edges.Length; i++)
        {
            if (!(Guard.IsPositive(edges[i]) && (i == 0 || edges[i] > edges[i - 1])))
            {
                Throw.Row(name, i, edges[i], "finite, > 0 and above the one before");
            }
        }

        return edges;
    }
}
