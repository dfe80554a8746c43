using System.Globalization;
using System.Runtime.InteropServices;

namespace HeatMap.Estimation;

/// <summary>Parts the units of an estimated map by classes of distance.</summary>
internal static class DistanceLayers
{
    private const string Elsewhere = "beyond the window or never liquidated";

    public static MapLayers Of(EstimatedMap estimate, ReadOnlySpan<double> bounds)
    {
        LiquidationMap map = estimate.Map;
        int[] layerOf = LayersOf(estimate.Mix, bounds);
        var parts = new MapCells?[bounds.Length + 1];
        foreach (int layer in layerOf)
        {
            parts[layer] ??= new(map.Grid.Count, counts: false);
        }

        MapCells rest = map.CopyCells();
        Part(estimate, Side.Long, layerOf, parts, rest);
        Part(estimate, Side.Short, layerOf, parts, rest);

        List<(string Name, LiquidationMap Map)> layers = [];
        for (int layer = 0; layer < parts.Length; layer++)
        {
            if (parts[layer] is { } cells)
            {
                cells.Most = rest.Most;
                layers.Add((NameOf(bounds, layer), Made(cells)));
            }
        }

        if (layers.Count == 0 || !rest.IsEmpty)
        {
            layers.Add((Elsewhere, Made(rest)));
        }

        return new(CollectionsMarshal.AsSpan(layers));

        LiquidationMap Made(MapCells cells) => new LiquidationMap(map.Grid, map.MarkPrice, map.Unit, map.Quantum, cells).From([.. map.Sources]);
    }

    /// <summary>The layer of each class that something liquidates. Classes rise in distance, so layers rise with them.</summary>
    private static int[] LayersOf(DistanceMix mix, ReadOnlySpan<double> bounds)
    {
        List<int> layers = [];
        foreach (DistanceClass c in mix)
        {
            int layer = 0;

            // Distances are logarithms; a hair's breadth lets a class made for a bound belong to it.
            while (layer < bounds.Length && c.Distance > Math.Log(1 + bounds[layer]) * (1 + 1e-9))
            {
                layer++;
            }

            if (!c.IsInert)
            {
                layers.Add(layer);
            }
        }

        return [.. layers];
    }

    /// <summary>Moves the units of a side's bands from the rest into the layers: what the classes so far should have together, less what they have, so that rounding loses nothing.</summary>
    private static void Part(EstimatedMap estimate, Side side, int[] layerOf, MapCells?[] parts, MapCells rest)
    {
        Span<long> units = rest.UnitsOf(side)[1..^1];
        double[] totals = new double[units.Length], sums = new double[units.Length];
        for (int c = 0; c < layerOf.Length; c++)
        {
            Add(totals, estimate.Quantities(side, c));
        }

        long[] given = new long[units.Length];
        for (int c = 0; c < layerOf.Length; c++)
        {
            Add(sums, estimate.Quantities(side, c));
            Span<long> part = parts[layerOf[c]]!.UnitsOf(side)[1..^1];
            for (int band = 0; band < units.Length; band++)
            {
                // Sums of the same numbers in the same order: with the last class the two are equal.
                long until = sums[band] >= totals[band] ? units[band] : (long)(units[band] * (sums[band] / totals[band]));
                part[band] += until - given[band];
                given[band] = until;
            }
        }

        for (int band = 0; band < units.Length; band++)
        {
            units[band] -= given[band];
        }
    }

    private static void Add(double[] sums, ReadOnlySpan<double> quantities) => System.Numerics.Tensors.TensorPrimitives.Add(sums, quantities, sums);

    /// <summary>The distances of a layer, and the leverages that they mean.</summary>
    private static string NameOf(ReadOnlySpan<double> bounds, int layer)
    {
        if (layer == 0)
        {
            return $"to {Percent(bounds[0])} %, from {Leverage(bounds[0])}";
        }

        return layer == bounds.Length
            ? $"beyond {Percent(bounds[^1])} %, below {Leverage(bounds[^1])}"
            : $"{Percent(bounds[layer - 1])} to {Percent(bounds[layer])} %, {Leverage(bounds[layer])} to {Leverage(bounds[layer - 1])}";
    }

    private static string Percent(double bound) => (100 * bound).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Leverage(double bound) => (1 / bound).ToString("0.#", CultureInfo.InvariantCulture) + "x";
}
