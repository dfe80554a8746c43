using HeatMap.Kernels;

namespace HeatMap;

/// <summary>Fills on several threads: each takes the next rows that nobody has, into cells of its own, which are added up in the end.</summary>
internal static class ThreadedFill
{
    private const int RowsPerTurn = MapKernels.MaxRows;

    /// <summary>Adds all rows; false, and nothing is changed, where a row or a sum is refused.</summary>
    public static bool TryAdd<TWork>(TWork work, RowColumns columns, in MapTask task, FillSettings settings, MapCells cells, int threads)
        where TWork : struct, IRowWork
    {
        var parts = new MapCells?[threads];
        int taken = 0;
        bool failed = false;
        MapTask shared = task;
        PinnedColumns.Run(columns, threads, (thread, rows) =>
        {
            var part = new MapCells(settings.Grid.Count, settings.Options.Counts, cells.Layers);
            for (int start; !Volatile.Read(ref failed) && (start = Interlocked.Add(ref taken, RowsPerTurn) - RowsPerTurn) < rows.Count && start >= 0;)
            {
                try
                {
                    MapFill.AddRange(work, rows.Columns, shared, settings, part, start, Math.Min(rows.Count, start + RowsPerTurn));
                }
                catch (Exception e) when (e is ArgumentException or OverflowException)
                {
                    Volatile.Write(ref failed, true);
                }
            }

            parts[thread] = part;
        });
        return !failed && MapCells.TryAddAll(cells, parts);
    }
}
