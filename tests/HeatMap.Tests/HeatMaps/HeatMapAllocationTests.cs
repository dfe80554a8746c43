namespace HeatMap.Tests.HeatMaps;

/// <summary>Builders and readers allocate nothing after construction, on any storage. Meant for Release.</summary>
public sealed class HeatMapAllocationTests
{
    private const int Rounds = 6, Columns = 50, Born = 700;
    private static readonly BandGrid Grid = BandGrid.Uniform(1, new(1000, 1300));
    private static readonly int[] Band = [.. Enumerable.Range(0, 3 * Born).Select(i => (i * 7919 % 302) - 1)];
    private static readonly double[] Notional = [.. Band.Select(b => (b < 150 ? 1 : -1) * (b + 2.5))];
    private static readonly long[] Units = [.. Band.Select(b => (b < 150 ? 1L : -1L) * (b + 2))];
    private static readonly byte[] Layer = [.. Band.Select(b => (byte)(b & 1))];

    [Theory]
    [InlineData(HeatMapStorage.Dense)]
    [InlineData(HeatMapStorage.Sparse)]
    public void Cohorts_AllocateNothing(HeatMapStorage storage)
    {
        var builder = new LiquidationHeatMapBuilder(
            Grid, TimeSpan.FromMinutes(1), new() { Columns = 40, Storage = storage, SparseBytes = 1 << 20, Layers = [new("a"), new("b", TimeSpan.FromHours(1))] });
        long[] times = [.. Enumerable.Range(0, Columns).Select(i => (100 + i) * 60_000L)], births = [.. Band.Select((_, i) => (100 + (i * 31 % 60)) * 60_000L)], cells = new long[Grid.Count];
        double[] prices = [.. times.Select(_ => 1150.0)];
        Int128 sum = 0;
        AssertAllocatesNothing(() =>
        {
            builder.Reset();
            for (int i = 0; i < Columns; i++)
            {
                builder.Advance(i * 60_000L, new(1140 + (i % 7), 1160, 1150), new CohortColumns(Band.AsSpan(0, Born), Notional.AsSpan(0, Born)));
            }

            builder.Advance(60 * 60_000L, new(1140, 1160, 1150), new CohortColumns(Band, Units, Layer));
            builder.Close(new CohortColumns(Band.AsSpan(0, 1), Units.AsSpan(0, 1)));
            builder.AppendMissing(70 * 60_000L);
            builder.Advance(new MarkColumns(times, prices, prices, prices), new CohortColumns(Band, Notional, Layer), births);
            builder.CopyUnits(3, Side.Long, 0, cells);
            sum += builder.Ledger.Total.Live + cells[0];
        });
        Assert.True(sum > 0);
    }

    [Theory]
    [InlineData(HeatMapStorage.Dense)]
    [InlineData(HeatMapStorage.Sparse)]
    public void SnapshotsAndExecutions_AllocateNothing(HeatMapStorage storage)
    {
        var options = new HeatMapOptions { Columns = 40, Storage = storage, SparseBytes = 1 << 18 };
        LiquidationHeatMapBuilder snapshots = new(Grid, TimeSpan.FromMinutes(1), options), executed = new(Grid, TimeSpan.FromMinutes(1), options with { Kind = HeatMapKind.Executed });
        LiquidationMap map = LiquidationMap.Build(new PricedColumns([1100.5, 1200.5, 900], [1, -2, 3]), BandGrid.Uniform(1, new(950, 1250)), 1150);
        long[] times = [.. Enumerable.Range(0, 500).Select(i => i * 1000L)];
        double[] prices = [.. times.Select(t => 1150 + ((t / 1000 % 90) / 2.0))], notional = [.. times.Select(t => t / 1000 % 2 == 0 ? 5.0 : -7)];
        LiquidationHeatMap heat = Build();
        byte[] bytes = new byte[heat.EncodedLength];
        double sum = 0;
        AssertAllocatesNothing(() =>
        {
            snapshots.Reset();
            executed.Reset();
            for (int i = 0; i < Columns; i++)
            {
                snapshots.Append(2 * i * 60_000L, map.View, 1140, 1160);
            }

            executed.Add(new ExecutedColumns(times, prices, notional));
            executed.AppendEmpty(3_600_000);
            sum += snapshots.ColumnCount + executed.ColumnCount;
            for (int i = 0; i < heat.ColumnCount; i++)
            {
                long time = heat.ColumnStartUnixMs(i);
                sum += heat.Below(i).Long + heat.At(i, 100).Notional + heat.PathOf(i).Last;
                sum += heat.StateOf(i) == HeatMapColumnState.Given ? heat.Notional(Side.Long, time, 1100) : 0;
            }

            sum += heat.TryWrite(bytes, out int written) ? written : 0;
        });
        Assert.True(sum > 0);

        LiquidationHeatMap Build()
        {
            for (int i = 0; i < Columns; i++)
            {
                snapshots.Append(2 * i * 60_000L, map.View, 1140, 1160);
            }

            return snapshots.ToHeatMap();
        }
    }

    [Fact]
    public void MemoryBytes_IsWhatABuilderTakes()
    {
        foreach (HeatMapOptions options in new HeatMapOptions[] { new(), new() { Columns = 100, Layers = [new("a"), new("b"), new("c")] }, new() { Storage = HeatMapStorage.Sparse } })
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            var builder = new LiquidationHeatMapBuilder(Grid, TimeSpan.FromMinutes(1), options);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.InRange(allocated, builder.MemoryBytes, builder.MemoryBytes + 4096 + (builder.MemoryBytes / 50));
        }
    }

    private static void AssertAllocatesNothing(Action act)
    {
        // Tiered compilation can replace code while it runs; the least of several rounds is what the code itself allocates.
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            act();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }
}
