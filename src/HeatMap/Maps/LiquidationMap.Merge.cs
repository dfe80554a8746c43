using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <content>Maps made of maps: sums, differences, other windows, sources.</content>
public sealed partial class LiquidationMap : IEquatable<LiquidationMap>
{
    private const string NoUnit = "nothing stated";

    /// <summary>Where the positions come from: sorted, each source once; empty when nobody said.</summary>
    public ImmutableArray<MapSource> Sources => _sources.Stated;

    /// <summary>Whether the positions were reported or estimated.</summary>
    public MapOrigin Origin => _sources.Origin;

    /// <summary>Whether some of the positions have no stated source.</summary>
    public bool HasUnstatedPart => _sources.HasUnstated;

    /// <summary>A map of no positions: what <see cref="Merge"/> leaves everything as it is with.</summary>
    /// <param name="grid">The price axis.</param>
    /// <param name="markPrice">Quote per base; finite and &gt; 0.</param>
    /// <param name="options">Choices; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">An argument is outside its domain.</exception>
    public static LiquidationMap Empty(BandGrid grid, double markPrice, MapOptions? options = null) => new LiquidationMapBuilder(grid, markPrice, options).Hand();

    /// <summary>Adds maps up, exactly.</summary>
    /// <param name="maps">
    /// At least one. One lattice, mark, unit and quantum, and all with counts or all without. Windows may differ: the result covers all of them, unless a map
    /// holds positions beyond its own window, as a sum, where another has bands. A map without positions and without a unit goes with every unit.
    /// </param>
    /// <returns>
    /// The map that all positions together would have given, bit for bit, in any order and grouping; sources are united.
    /// </returns>
    /// <exception cref="ArgumentException">There is no map, or two differ; the message says in what.</exception>
    /// <exception cref="OverflowException">A band would reach 2^63 units, or the sum 2^63 rows.</exception>
    /// <remarks>O(maps × bands). Allocates the result, and a copy of each map whose window is smaller than the result's.</remarks>
    public static LiquidationMap Merge(params ReadOnlySpan<LiquidationMap> maps)
    {
        if (maps.IsEmpty)
        {
            Throw.Argument(nameof(maps), "there must be at least one map; the sum of none has no grid");
        }

        LiquidationMap first = maps[0];
        ArgumentNullException.ThrowIfNull(first, nameof(maps));
        BandGrid grid = first.Grid;
        MapSources sources = first._sources;
        foreach (LiquidationMap map in maps[1..])
        {
            ArgumentNullException.ThrowIfNull(map, nameof(maps));
            RequireAlike(first, map, nameof(maps), sameMark: true);
            grid = grid.Cover(map.Grid, nameof(maps));
            sources = sources.With(map._sources);
        }

        // A map of nothing in no unit goes with every other.
        LiquidationMap? model = null;
        foreach (LiquidationMap map in maps)
        {
            if (map.Unit is not null || !map._cells.IsEmpty)
            {
                model ??= map;
                Require(model.Unit ?? NoUnit, map.Unit ?? NoUnit, "units", nameof(maps));
            }
        }

        MapCells sum = MapWindow.Move(first._cells, first.Grid, grid, nameof(maps));
        foreach (LiquidationMap map in maps[1..])
        {
            if (!sum.TryAddLayers(map.CellsIn(grid, nameof(maps))))
            {
                throw new OverflowException(string.Create(CultureInfo.InvariantCulture, $"a band of the sum would reach 2^63 units of {first.Quantum} (build with a larger MapOptions.Quantum), or the sum 2^63 rows"));
            }
        }

        return new(grid, first.MarkPrice, model?.Unit, first.Quantum, sum, sources);
    }

    /// <summary>What this map has more than another, band by band: for example the same positions under two sets of rules.</summary>
    /// <param name="left">The map to take from.</param>
    /// <param name="right">What is taken; one lattice, unit and quantum, both with counts or both without. Windows may differ as for <see cref="Merge"/>, marks too.</param>
    /// <exception cref="ArgumentException">The maps differ in what they must share; the message says in what.</exception>
    /// <remarks>O(bands). Allocates the result.</remarks>
    public static MapDifference operator -(LiquidationMap left, LiquidationMap right) => Subtract(left, right);

    /// <inheritdoc cref="op_Subtraction(LiquidationMap, LiquidationMap)"/>
    public static MapDifference Subtract(LiquidationMap left, LiquidationMap right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        RequireAlike(left, right, nameof(right), sameMark: false);
        Require(left.Unit ?? NoUnit, right.Unit ?? NoUnit, "units", nameof(right));
        BandGrid grid = left.Grid.Cover(right.Grid, nameof(right));
        return new(left, right, grid, left.CellsIn(grid, nameof(left)).Less(right.CellsIn(grid, nameof(right))));
    }

    /// <summary>The same positions in another window or in wider bands, exactly.</summary>
    /// <param name="grid">Edges within this map's window must be edges of this map. The window may reach further where no positions lie beyond this one.</param>
    /// <exception cref="ArgumentException">A band would have to be split, or a tail that is only a sum; the message names the price.</exception>
    /// <exception cref="OverflowException">A band would reach 2^63 units.</exception>
    /// <remarks>O(bands). Allocates the result.</remarks>
    public LiquidationMap Reband(BandGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return new(grid, MarkPrice, Unit, Quantum, MapWindow.Move(_cells, Grid, grid, nameof(grid)), _sources);
    }

    /// <summary>The same numbers, with their sources stated anew.</summary>
    /// <param name="sources">At least one, and none of them <c>default</c>.</param>
    /// <exception cref="ArgumentException">There is no source, too many, or one is <c>default</c>.</exception>
    /// <remarks>O(sources). Shares the numbers with this map.</remarks>
    public LiquidationMap From(params ReadOnlySpan<MapSource> sources)
    {
        if (sources.IsEmpty)
        {
            Throw.Argument(nameof(sources), "there must be at least one source");
        }

        return new(Grid, MarkPrice, Unit, Quantum, _cells, MapSources.Of(sources, hasUnstated: false));
    }

    /// <summary>The same numbers seen from another mark, so that maps of venues whose marks differ a little can be merged.</summary>
    /// <param name="markPrice">Quote per base; finite and &gt; 0.</param>
    /// <returns>Which positions were liquidated already was decided by the old mark and stays so.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="markPrice"/> is outside its domain.</exception>
    /// <remarks>O(1). Shares the numbers with this map.</remarks>
    public LiquidationMap WithMark(double markPrice) => new(Grid, Guard.Positive(markPrice), Unit, Quantum, _cells, _sources);

    /// <summary>Whether two maps have the same window, mark, unit, quantum, sources and numbers.</summary>
    public bool Equals([NotNullWhen(true)] LiquidationMap? other) =>
        other is not null && Grid.Equals(other.Grid) && MarkPrice.Equals(other.MarkPrice) && Unit == other.Unit && Quantum.Equals(other.Quantum)
        && _sources.Equals(other._sources) && _cells.SameAs(other._cells);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => Equals(obj as LiquidationMap);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Grid, MarkPrice, Unit, Total);

    /// <summary>The cells in a window, to be read only: without a copy where it is the map's own.</summary>
    private MapCells CellsIn(BandGrid grid, string name) => Grid.Equals(grid) ? _cells : MapWindow.Move(_cells, Grid, grid, name);

    internal static void RequireAlike(LiquidationMap first, LiquidationMap other, string name, bool sameMark)
    {
        if (!first.Grid.SharesLatticeWith(other.Grid))
        {
            Throw.Argument(name, $"the lattices differ: {first.Grid} and {other.Grid}");
        }

        Require(first.Quantum, other.Quantum, "quanta", name);
        Require(first.HasCounts ? "counts" : "no counts", other.HasCounts ? "counts" : "no counts", "options", name);
        if (sameMark)
        {
            Require(first.MarkPrice, other.MarkPrice, "marks", name, "; state one with WithMark");
        }
    }

    private static void Require<T>(T first, T other, string what, string name, string advice = "")
        where T : IEquatable<T>
    {
        if (!first.Equals(other))
        {
            Throw.Argument(name, string.Create(CultureInfo.InvariantCulture, $"the {what} of the maps differ: {first} and {other}{advice}"));
        }
    }
}
