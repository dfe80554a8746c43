using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Choices for measuring how long notional stands. <see langword="null"/> wherever options are taken means these defaults.</summary>
public sealed record HalfLifeOptions
{
    /// <summary>The most lags.</summary>
    public const int MaxLags = 1 << 12;

    /// <summary>The most edges between classes.</summary>
    public const int MaxEdges = 64;

    internal static HalfLifeOptions Default { get; } = new();

    /// <summary>The longest lag, in snapshots, from 1 to <see cref="MaxLags"/>; no more than there are. 48 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its domain.</exception>
    public int LongestLag
    {
        get;
        init
        {
            if (value is < 1 or > MaxLags)
            {
                Throw.OutOfRange(nameof(LongestLag), value, string.Create(CultureInfo.InvariantCulture, $"from 1 to {MaxLags}"));
            }

            field = value;
        }
    } = 48;

    /// <summary>Long or short; <see langword="null"/> for both, each compared with itself: a short does not stand for a long. Both by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not defined.</exception>
    public Side? Side { get; init => field = value is { } side ? Guard.Defined(side, nameof(Side)) : null; }

    /// <summary>
    /// Where classes of distance from the mark end, as fractions; finite, &gt; 0, rising, at most <see cref="MaxEdges"/>. 1, 2, 5 and 10 % by default; a last class follows beyond. Empty for one class of everything.
    /// </summary>
    /// <exception cref="ArgumentException">A value is outside its domain.</exception>
    public ImmutableArray<double> Edges
    {
        get;
        init => field = DistanceClasses.Checked(value, MaxEdges, nameof(Edges));
    } = [0.01, 0.02, 0.05, 0.1];
}

/// <summary>Edges between classes of distance.</summary>
internal static class DistanceClasses
{
    public static ImmutableArray<double> Checked(ImmutableArray<double> edges, int most, string name)
    {
        edges = edges.IsDefault ? [] : edges;
        if (edges.Length > most)
        {
            Throw.Argument(name, $"{name} must be at most {most}, were {edges.Length}");
        }

        for (int i = 0; i < edges.Length; i++)
        {
            Guard.Positive(edges[i], name);
            if (i > 0 && edges[i] <= edges[i - 1])
            {
                Throw.Argument(name, string.Create(CultureInfo.InvariantCulture, $"{name} must rise, was {edges[i]} after {edges[i - 1]}"));
            }
        }

        return edges;
    }

    /// <summary>How many edges a distance reaches.</summary>
    public static int Of(double distance, ImmutableArray<double> edges)
    {
        int place = 0;
        while (place < edges.Length && distance >= edges[place])
        {
            place++;
        }

        return place;
    }
}
