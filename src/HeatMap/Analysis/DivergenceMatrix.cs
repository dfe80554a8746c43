using System.Collections.Immutable;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>The distances between all pairs of several maps, for example one a venue.</summary>
/// <remarks>Immutable. Symmetric to the bit but for what has a direction: <see cref="MapDistance.NotionalDifference"/> turns its sign.</remarks>
public sealed class DivergenceMatrix
{
    private readonly MapDistance[] _distances;

    private DivergenceMatrix(ImmutableArray<string> names, Side? side, MapDistance[] distances)
    {
        Names = names;
        Side = side;
        _distances = distances;
    }

    /// <summary>The names of the maps, in the order they were given.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The side that was compared; <see langword="null"/> for both sides' sum.</summary>
    public Side? Side { get; }

    /// <summary>The number of maps.</summary>
    public int Count => Names.Length;

    /// <summary>The distance from one map to another.</summary>
    /// <param name="first">The map that is asked, from 0 to <see cref="Count"/> − 1.</param>
    /// <param name="second">The other.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such map.</exception>
    public MapDistance this[int first, int second]
    {
        get
        {
            Check(first, nameof(first));
            Check(second, nameof(second));
            return _distances[(first * Count) + second];
        }
    }

    /// <summary>Compares maps with each other.</summary>
    /// <param name="maps">Any number, also none: one lattice, unit and quantum. Windows, marks and counts may differ.</param>
    /// <param name="names">As many, each once and not empty.</param>
    /// <param name="side">Long or short; <see langword="null"/> for both sides' sum in each band.</param>
    /// <exception cref="ArgumentException">Maps differ in what they must share, or names are outside their domain; the message says in what.</exception>
    /// <remarks>O(maps² × bands). Allocates the result.</remarks>
    public static DivergenceMatrix Of(ReadOnlySpan<LiquidationMap> maps, ReadOnlySpan<string> names, Side? side = null)
    {
        if (names.Length != maps.Length)
        {
            Throw.Argument(nameof(names), $"there must be {maps.Length} names, one a map, were {names.Length}");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (!seen.Add(Guard.Name(name, nameof(names))))
            {
                Throw.Argument(nameof(names), $"names must come once, '{name}' comes twice");
            }
        }

        foreach (LiquidationMap map in maps)
        {
            ArgumentNullException.ThrowIfNull(map, nameof(maps));
            MapPair.RequireAlike(maps[0].View, map.View, nameof(maps), nameof(maps));
        }

        var distances = new MapDistance[maps.Length * maps.Length];
        for (int i = 0; i < maps.Length; i++)
        {
            for (int j = i; j < maps.Length; j++)
            {
                MapDistance distance = maps[i].DistanceTo(maps[j], side);
                distances[(i * maps.Length) + j] = distance;
                distances[(j * maps.Length) + i] = i == j ? distance : distance.Reversed;
            }
        }

        return new([.. names], side, distances);
    }

    /// <summary>The two maps that lie farthest apart; of equal pairs the first. <see langword="null"/> where no pair has a number.</summary>
    /// <param name="measure">By which number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="measure"/> is not defined.</exception>
    /// <remarks>O(maps²). Allocates nothing.</remarks>
    public MapPairDistance? Largest(DistanceMeasure measure = DistanceMeasure.WassersteinPrice) => Extreme(measure, 1);

    /// <summary>The two maps that lie nearest; of equal pairs the first. <see langword="null"/> where no pair has a number.</summary>
    /// <param name="measure">By which number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="measure"/> is not defined.</exception>
    /// <remarks>O(maps²). Allocates nothing.</remarks>
    public MapPairDistance? Smallest(DistanceMeasure measure = DistanceMeasure.WassersteinPrice) => Extreme(measure, -1);

    /// <summary>For example <c>3 maps; farthest binance and okx: 12.5, nearest binance and bybit: 1.5</c>.</summary>
    public override string ToString() =>
        $"{Count} maps{(Largest() is { } largest ? $"; farthest {largest}, nearest {Smallest()}" : "")}";

    private MapPairDistance? Extreme(DistanceMeasure measure, int sign)
    {
        Guard.Defined(measure);
        MapPairDistance? best = null;
        for (int i = 0; i < Count; i++)
        {
            for (int j = i + 1; j < Count; j++)
            {
                double value = this[i, j][measure];
                if (!double.IsNaN(value) && (best is null || sign * value > sign * best.Value.Value))
                {
                    best = new(i, j, Names[i], Names[j], value);
                }
            }
        }

        return best;
    }

    private void Check(int map, string name)
    {
        if ((uint)map >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(name, map, string.Create(CultureInfo.InvariantCulture, $"{name} must be from 0 to {Count - 1}, was {map}"));
        }
    }
}
