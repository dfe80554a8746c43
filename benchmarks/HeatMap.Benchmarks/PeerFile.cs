using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace HeatMap.Benchmarks;

/// <summary>The file that peers in other languages read, and the library's own run on it: three columns of little-endian doubles after each other.</summary>
internal static class PeerFile
{
    private static readonly BandGrid Grid = BandGrid.Uniform(30, new(30_000, 91_440));
    private static readonly MarginRules Rules = Venues.BinanceUsdm("BTCUSDT");

    public static void Write(string path, int rows)
    {
        var positions = new RandomPositions(rows);
        using FileStream file = File.Create(path);
        foreach (double[] column in new[] { positions.Entry, positions.SignedQuantity, positions.Margin })
        {
            file.Write(MemoryMarshal.AsBytes(column.AsSpan()));
        }
    }

    /// <summary>Prints the time a row and the sums that a peer must agree with.</summary>
    public static void Run(string path)
    {
        double[] all = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(path)).ToArray();
        int rows = all.Length / 3;
        var columns = (Entry: all[..rows], Quantity: all[rows..(2 * rows)], Margin: all[(2 * rows)..]);
        var builder = new LiquidationMapBuilder(Grid, RandomPositions.Mark, new() { Counts = false, MarkTest = false });
        double[] times = new double[11];
        for (int i = 0; i < times.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            builder.Reset();
            builder.Add(new PositionColumns(columns.Entry, columns.Quantity, columns.Margin), Rules);
            times[i] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / rows;
        }

        Array.Sort(times);
        SideTally inBands = builder.View.InBands;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"HeatMap: {times[times.Length / 2]:0.00} ns a row (median of {times.Length}), long {inBands.Long:F2}, short {inBands.Short:F2} in {Grid.Count} bands"));
    }
}
