using System.Runtime.ExceptionServices;

namespace HeatMap.Cascades;

/// <summary>Spreads paths over threads, block by block.</summary>
internal static class PathWork
{
    /// <summary>Paths of a block: enough to be worth handing out, few enough to stop soon. A multiple of a group of walks.</summary>
    public const int Block = 1024;

    /// <summary>Paths of a block of episodes, each of which is as much work as thousands of steps of a walk.</summary>
    public const int EpisodeBlock = 16;

    /// <summary>Works on all blocks.</summary>
    /// <param name="paths">&gt;= 1.</param>
    /// <param name="size">Paths of a block.</param>
    /// <param name="threads">At most so many at once.</param>
    /// <param name="makeRoom">Makes what one thread needs.</param>
    /// <param name="work">Does the paths from the first to before the last. They are its own: it writes to their places only.</param>
    /// <param name="progress">Is told the share of paths that are done, from whichever thread has done them.</param>
    /// <param name="cancellation">Is asked before each block.</param>
    public static void Run<T>(int paths, int size, int threads, Func<T> makeRoom, Action<int, int, T> work, IProgress<double>? progress, CancellationToken cancellation)
    {
        int blocks = ((paths - 1) / size) + 1, done = 0;
        if (threads == 1 || blocks == 1)
        {
            T room = makeRoom();
            for (int block = 0; block < blocks; block++)
            {
                cancellation.ThrowIfCancellationRequested();
                Do(block, room);
            }

            return;
        }

        try
        {
            Parallel.For(0, blocks, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, makeRoom, Next, static _ => { });
        }
        catch (AggregateException several)
        {
            // As on one thread.
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        T Next(int block, ParallelLoopState state, T room)
        {
            Do(block, room);
            return room;
        }

        void Do(int block, T room)
        {
            int first = block * size;
            work(first, first + Math.Min(size, paths - first), room);
            int all = Interlocked.Increment(ref done);
            progress?.Report((double)all / blocks);
        }
    }
}
