namespace HeatMap.Tests;

/// <summary>What code allocates on its thread.</summary>
internal static class Allocated
{
    /// <summary>The fewest bytes of several rounds: the runtime allocates now and then for itself, when it replaces code while it runs; what code allocates it allocates in each round.</summary>
    public static long Least(Action act, int rounds = 20)
    {
        long least = long.MaxValue;
        for (int round = 0; round < rounds && least > 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            act();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
