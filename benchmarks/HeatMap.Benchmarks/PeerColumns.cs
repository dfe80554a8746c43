using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace HeatMap.Benchmarks;

/// <summary>The file of cohorts and prices that <c>numpy_columns.py</c> reads, and the library's own run on the same numbers.</summary>
internal static class PeerColumns
{
    private const int Warmup = 300;

    /// <summary>Bands (32-bit), notional, first rows of columns (32-bit), lows and highs, after each other, little-endian.</summary>
    public static void Write(string path)
    {
        var data = new RandomCohorts();
        using FileStream file = File.Create(path);
        file.Write(MemoryMarshal.AsBytes(data.Band.AsSpan()));
        file.Write(MemoryMarshal.AsBytes(data.SignedNotional.AsSpan()));
        file.Write(MemoryMarshal.AsBytes(data.Start.AsSpan()));
        file.Write(MemoryMarshal.AsBytes(data.Low.AsSpan()));
        file.Write(MemoryMarshal.AsBytes(data.High.AsSpan()));
    }

    /// <summary>Prints the time a column and the sums that a peer must agree with.</summary>
    public static void Run()
    {
        var data = new RandomCohorts();
        var builder = new LiquidationHeatMapBuilder(data.Grid, TimeSpan.FromMilliseconds(RandomCohorts.IntervalMs), new() { Columns = RandomCohorts.Columns });
        double[] times = new double[31];
        for (int i = -Warmup; i < times.Length; i++)
        {
            if (i == -Warmup / 2)
            {
                // The compiler works beside the program and needs its turn.
                Thread.Sleep(500);
            }

            long start = Stopwatch.GetTimestamp();
            builder.Reset();
            for (int column = 0; column < RandomCohorts.Columns; column++)
            {
                Range rows = data.Start[column]..data.Start[column + 1];
                builder.Advance(column * RandomCohorts.IntervalMs, new(data.Low[column], data.High[column], data.Last[column]), new CohortColumns(data.Band.AsSpan(rows), data.SignedNotional.AsSpan(rows)));
            }

            times[Math.Max(i, 0)] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / RandomCohorts.Columns;
        }

        (double longs, double shorts) = (0, 0);
        for (int column = 0; column < RandomCohorts.Columns; column++)
        {
            longs += Sum(builder.Units(column, Side.Long)) * MapOptions.DefaultQuantum;
            shorts += Sum(builder.Units(column, Side.Short)) * MapOptions.DefaultQuantum;
        }

        Array.Sort(times);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"HeatMap: {times[times.Length / 2]:0.00} us a column (median of {times.Length}), long {longs:E9}, short {shorts:E9} in {RandomCohorts.Columns} columns of {RandomCohorts.Bands} bands"));
    }

    private static long Sum(ReadOnlySpan<long> units)
    {
        long sum = 0;
        foreach (long n in units)
        {
            sum += n;
        }

        return sum;
    }
}
