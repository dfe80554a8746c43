using System.Globalization;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <content>Heat maps made of heat maps: sums, other paths, other sources, another form in memory.</content>
public sealed partial class LiquidationHeatMap
{
    /// <summary>Adds heat maps up, exactly: for example those of several venues.</summary>
    /// <param name="maps">At least one. Equal windows, intervals, times, kinds, layers, units and quanta; where paths are known to more than one they are equal.</param>
    /// <returns>
    /// Every cell is the sum of those of all, in any order and grouping; sources are united. A column that one of them misses is missing in the sum, because a part of it is not known; one that is
    /// carried in one and missing in none is carried. Dense where all are, else sparse.
    /// </returns>
    /// <exception cref="ArgumentException">There is no heat map, or two differ; the message says in what.</exception>
    /// <exception cref="OverflowException">A cell would reach 2^63 units; the message names the column.</exception>
    /// <remarks>O(maps × cells). Allocates the result.</remarks>
    public static LiquidationHeatMap Merge(params ReadOnlySpan<LiquidationHeatMap> maps)
    {
        if (maps.IsEmpty)
        {
            Throw.Argument(nameof(maps), "there must be at least one heat map; the sum of none has no grid");
        }

        LiquidationHeatMap first = maps[0];
        ArgumentNullException.ThrowIfNull(first, nameof(maps));
        var paths = new MarkPath[first.ColumnCount];
        var states = new HeatMapColumnState[first.ColumnCount];
        Array.Fill(states, HeatMapColumnState.Given);
        MapSources sources = first._sources;
        HeatMapStorage storage = first.Storage;
        foreach (LiquidationHeatMap map in maps)
        {
            ArgumentNullException.ThrowIfNull(map, nameof(maps));
            RequireAlike(first, map, nameof(maps));
            for (int column = 0; column < paths.Length; column++)
            {
                paths[column] = Union(paths[column], map, column);
                states[column] = Least(states[column], map.StateOf(column));
            }

            sources = sources.With(map._sources);
            storage = map.Storage == HeatMapStorage.Sparse ? map.Storage : storage;
        }

        HeatMapShape shape = first._columns.Shape;
        long[] part = new long[shape.PartCells];
        LiquidationHeatMap[] all = maps.ToArray();
        long start = first._columns.Store.Oldest;
        ColumnStore sum = ColumnStore.Build(shape, storage, start, first.ColumnCount, Add);
        return new(first._columns.Over(sum, paths, states), first.Unit, sources);

        void Add(long number, long[] cells)
        {
            Array.Clear(cells);
            for (int i = 0; i < shape.Parts && states[number - start] != HeatMapColumnState.Missing; i++)
            {
                Span<long> place = cells.AsSpan(i * shape.Stride, shape.PartCells);
                foreach (LiquidationHeatMap map in all)
                {
                    map._columns.Store.CopyTo(number, i, part);
                    if (!CellSums.CanAdd(place, part))
                    {
                        throw new OverflowException(string.Create(
                            CultureInfo.InvariantCulture, $"a cell of the column of {TimeText(number * shape.IntervalMs)} would reach 2^63 units of {shape.Quantum}; build with a larger HeatMapOptions.Quantum"));
                    }

                    CellSums.Add(place, part);
                }
            }
        }
    }

    /// <summary>The same numbers with the path of another heat map, for example that of the mark under executed liquidations.</summary>
    /// <param name="other">A heat map of this interval that has every column of this one.</param>
    /// <exception cref="ArgumentException">The interval differs, or a column is not there.</exception>
    /// <remarks>O(columns). Shares the numbers with this heat map.</remarks>
    public LiquidationHeatMap WithPath(LiquidationHeatMap other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Interval != Interval)
        {
            Throw.Argument(nameof(other), $"the intervals differ: {Interval} and {other.Interval}");
        }

        if (ColumnCount > 0 && (other.ColumnAt(StartUnixMs) < 0 || other.ColumnAt(EndUnixMs - 1) < 0))
        {
            Throw.Argument(nameof(other), $"other must have the columns from {TimeText(StartUnixMs)} to {TimeText(EndUnixMs)}, has {TimeText(other.StartUnixMs)} to {TimeText(other.EndUnixMs)}");
        }

        var paths = new MarkPath[ColumnCount];
        for (int i = 0; i < paths.Length; i++)
        {
            paths[i] = other.PathOf(other.ColumnAt(ColumnStartUnixMs(i)));
        }

        return new(_columns.Over(_columns.Store, paths), Unit, _sources);
    }

    /// <summary>The same numbers with paths stated anew.</summary>
    /// <param name="paths">One for each column; <c>default</c> where nobody knows it.</param>
    /// <exception cref="ArgumentException">There is not one for each column.</exception>
    /// <remarks>O(columns). Shares the numbers with this heat map.</remarks>
    public LiquidationHeatMap WithPath(ReadOnlySpan<MarkPath> paths)
    {
        if (paths.Length != ColumnCount)
        {
            Throw.Argument(nameof(paths), $"paths must have one for each of the {ColumnCount} columns, had {paths.Length}");
        }

        return new(_columns.Over(_columns.Store, paths), Unit, _sources);
    }

    /// <summary>The same numbers, with their sources stated anew.</summary>
    /// <param name="sources">At least one, and none of them <c>default</c>.</param>
    /// <exception cref="ArgumentException">There is no source, too many, or one is <c>default</c>.</exception>
    /// <remarks>O(sources). Shares the numbers with this heat map.</remarks>
    public LiquidationHeatMap From(params ReadOnlySpan<MapSource> sources)
    {
        if (sources.IsEmpty)
        {
            Throw.Argument(nameof(sources), "there must be at least one source");
        }

        return new(_columns, Unit, MapSources.Of(sources, hasUnstated: false));
    }

    /// <summary>The same heat map in another form in memory.</summary>
    /// <param name="storage">Dense or sparse; this heat map where it is that already.</param>
    /// <exception cref="ArgumentException">The storage is not defined, or the columns need more than one array can hold.</exception>
    /// <exception cref="OverflowException">The columns need 2^31 bytes or more.</exception>
    /// <remarks>O(cells). Allocates the result.</remarks>
    public LiquidationHeatMap WithStorage(HeatMapStorage storage)
    {
        Guard.Defined(storage);
        if (storage == Storage)
        {
            return this;
        }

        HeatMapShape shape = _columns.Shape;
        ColumnStore copy = ColumnStore.Build(shape, storage, _columns.Store.Oldest, ColumnCount, Copy);
        return new(_columns.Over(copy), Unit, _sources);

        void Copy(long number, long[] cells)
        {
            for (int part = 0; part < shape.Parts; part++)
            {
                _columns.Store.CopyTo(number, part, cells.AsSpan(part * shape.Stride, shape.PartCells));
            }
        }
    }

    private static HeatMapColumnState Least(HeatMapColumnState x, HeatMapColumnState y) =>
        x == HeatMapColumnState.Missing || y == HeatMapColumnState.Missing ? HeatMapColumnState.Missing
        : x == HeatMapColumnState.Carried || y == HeatMapColumnState.Carried ? HeatMapColumnState.Carried
        : HeatMapColumnState.Given;

    private static MarkPath Union(MarkPath known, LiquidationHeatMap map, int column)
    {
        MarkPath path = map.PathOf(column);
        if (known.IsKnown && path.IsKnown && known != path)
        {
            Throw.Argument("maps", $"the paths of the column of {TimeText(map.ColumnStartUnixMs(column))} differ: {known} and {path}; state one with WithPath");
        }

        return known.IsKnown ? known : path;
    }

    private static void RequireAlike(LiquidationHeatMap first, LiquidationHeatMap other, string name)
    {
        string? difference = first._columns.Shape.DifferenceTo(other._columns.Shape)
            ?? (first.Unit != other.Unit ? $"the units of the heat maps differ: {first.Unit ?? "nothing stated"} and {other.Unit ?? "nothing stated"}"
            : first.StartUnixMs != other.StartUnixMs || first.ColumnCount != other.ColumnCount
                ? $"the times of the heat maps differ: {TimeText(first.StartUnixMs)} to {TimeText(first.EndUnixMs)} and {TimeText(other.StartUnixMs)} to {TimeText(other.EndUnixMs)}"
            : null);
        if (difference is not null)
        {
            Throw.Argument(name, difference);
        }
    }
}
