namespace HeatMap.Kernels;

/// <summary>Lends columns of the caller to several threads for the length of a call.</summary>
internal static unsafe class PinnedColumns
{
    /// <summary>Runs work once for each thread number and returns when all of it is done; no thread is kept.</summary>
    public static void Run(RowColumns columns, int threads, Action<int, RowPointers> work)
    {
        fixed (double* entry = columns.Entry, quantity = columns.Quantity, margin = columns.Margin, leverage = columns.Leverage)
        fixed (byte* layer = columns.Layer)
        {
            // The pointers live as long as this block, which is left only when every thread is done.
            var rows = new RowPointers { Entry = entry, Quantity = quantity, Margin = margin, Leverage = leverage, Layer = layer, Count = columns.Count };
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, thread => work(thread, rows));
        }
    }
}
