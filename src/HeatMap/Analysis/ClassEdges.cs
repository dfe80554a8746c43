using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Edges between classes of a number: each class reaches from its edge to just below the next, the last to infinity.</summary>
internal static class ClassEdges
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

    /// <summary>The prices, widths or densities of a class.</summary>
    public static PriceRange RangeOf(int place, ImmutableArray<double> edges) => new(place == 0 ? 0 : edges[place - 1], place == edges.Length ? double.PositiveInfinity : edges[place]);

    /// <summary>The class of a number: how many edges it reaches.</summary>
    public static int Of(double number, ImmutableArray<double> edges)
    {
        int place = 0;
        while (place < edges.Length && number >= edges[place])
        {
            place++;
        }

        return place;
    }
}
