using System.Runtime.CompilerServices;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <summary>Adds batches to the cells of maps: by a kernel where there is one for the rules and grid, row by row where not, on one thread or several.</summary>
/// <remarks>
/// Sums are integers, so order, width and threads cannot matter. A batch that fails at some row is undone by taking the rows before it out again:
/// a refused batch leaves no trace and needs no scratch.
/// </remarks>
internal readonly ref struct MapFill(FillSettings settings, MapCells cells, int vectorBits)
{
    /// <summary>Fewer rows than this are not worth a thread.</summary>
    private const int RowsPerThread = 100_000;

    private const int Best = 0;

    /// <summary>Where one group of eight rows in so many meets a line after the second, all lines are looked at for the rest of the batch (MapInputsBench, whales).</summary>
    private const int LaterLinesPerGroup = 10;

    /// <summary>Nor are fewer rows for each cell, which a thread must clear and add.</summary>
    private const int RowsPerCell = 8;

    /// <summary>Fewer rows than this are added sooner than a kernel is set up.</summary>
    private const int RowsPerKernel = 8;

    /// <summary>Uses the widest vectors that there are, for batches that are worth it.</summary>
    public MapFill(FillSettings settings, MapCells cells)
        : this(settings, cells, Best)
    {
    }

    public void Add(PositionColumns positions, MarginRules rules, ReadOnlySpan<byte> layers = default)
    {
        var trigger = new Trigger(rules);
        var work = new PositionWork(rules, trigger, settings);
        int bits = Bits(positions.Count);
        MapTask task = default;
        if (bits >= 128 && trigger.TryLines(out task.Lines))
        {
            Prepare(ref task, rules.Contract.Kind == ContractKind.Inverse ? Pricing.Inverse : Pricing.Linear, bits);
        }

        Add(work, new(positions.EntryPrice, positions.SignedQuantity, positions.Margin, positions.Leverage, layers), task);
    }

    public void Add(PricedColumns rows, ReadOnlySpan<byte> layers = default)
    {
        MapTask task = default;
        Prepare(ref task, Pricing.Given, Bits(rows.Count));
        Add(new PricedWork(settings), new(rows.LiquidationPrice, rows.SignedNotional, layer: layers), task);
    }

    /// <summary>What rules count notional in, where that is what the map counts.</summary>
    public static string UnitOf(MarginRules rules, string? unitOfMap)
    {
        string unit = rules.Contract.NotionalAsset;
        if (unitOfMap is not null && unit != unitOfMap)
        {
            Throw.Argument(nameof(rules), $"rules count notional in {unit}, the map in {unitOfMap}");
        }

        return unit;
    }

    private int Bits(int rows) => vectorBits != Best ? vectorBits : rows < RowsPerKernel ? 64 : KernelInfo.VectorBits;

    /// <summary>Completes a task, unless the plain form is wanted or the grid is too fine to guess places on.</summary>
    private void Prepare(ref MapTask task, Pricing pricing, int bits)
    {
        if (bits >= 128 && settings.Grid.Numbers.CanGuess)
        {
            task.Pricing = pricing;
            task.Bands = settings.Grid.Numbers;
            task.MarkPrice = settings.MarkPrice;
            task.MarkTest = settings.Options.MarkTest;
            task.UnitsPerQuote = 1 / settings.Options.Quantum;
            task.VectorBits = bits;
        }
    }

    private void Add<TWork>(TWork work, RowColumns columns, in MapTask task)
        where TWork : struct, IRowWork
    {
        int threads = Math.Min(settings.Options.MaxDegreeOfParallelism, columns.Count / Math.Max(RowsPerThread, RowsPerCell * cells.Length));
        if (threads > 1 && ThreadedFill.TryAdd(work, columns, task, settings, cells, threads))
        {
            return;
        }

        // Alone, or again: an error is found where one thread finds it, so the message does not depend on threads.
        AddRange(work, columns, task, settings, cells, 0, columns.Count);
    }

    /// <summary>Adds some rows, all or none.</summary>
    [SkipLocalsInit]
    internal static void AddRange<TWork>(TWork work, RowColumns columns, in MapTask task, FillSettings settings, MapCells cells, int start, int end)
        where TWork : struct, IRowWork
    {
        Span<int> deferred = stackalloc int[task.IsNone ? 0 : MapKernels.MaxDeferred];
        int row = start, next = start, left = 0, seen = 0, layer = columns.Layer.IsEmpty ? settings.Layer : 0;
        bool allLines = false;
        try
        {
            while (row < end)
            {
                // Up to here everything is added; up to `next` all but the deferred rows.
                (next, left, seen) = (row, 0, 0);
                int stop = Math.Min(end, row + MapKernels.MaxRows);
                if (!task.IsNone && cells.HasRoom())
                {
                    MapProgress done = MapKernels.Fill(task, columns, settings.Grid.Edges, cells.Layout, cells.UnitsFrom(layer), cells.CountsFrom(layer), allLines, row, stop, deferred);
                    allLines |= done.LaterLines * LaterLinesPerGroup > (done.Next - row) / 8;
                    cells.Most += (done.Next - row) * done.UnitsBits;
                    (next, left) = (done.Next, done.Left);
                    for (; seen < left; seen++)
                    {
                        int odd = deferred[seen];
                        work.AddRows(columns, cells, ref odd, odd + 1, 1);
                    }

                    row = next;
                    stop = Math.Min(stop, row + (task.VectorBits / 64) - 1);
                }

                // What is less than a vector, or all of it.
                work.AddRows(columns, cells, ref row, stop, 1);

                next = row;
            }
        }
        catch
        {
            // Not the deferred rows that were still to come.
            int undo = start;
            for (; seen < left; seen++)
            {
                work.AddRows(columns, cells, ref undo, deferred[seen], -1);
                undo++;
            }

            work.AddRows(columns, cells, ref undo, Math.Max(row, next), -1);
            if (!task.IsNone)
            {
                // A kernel adds rows in another order, so which row overflows a cell could differ. The plain form says it.
                AddRange(work, columns, default, settings, cells, start, end);
                return;
            }

            throw;
        }
        finally
        {
            cells.Settle();
        }
    }
}
