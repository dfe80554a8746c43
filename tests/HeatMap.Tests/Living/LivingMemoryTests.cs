namespace HeatMap.Tests.Living;

/// <summary>What a map says of its memory, against what the runtime counts.</summary>
public sealed class LivingMemoryTests
{
    private static readonly MarginRules Rules = new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.SingleRate(0.01));

    [Fact]
    public void APosition_TakesSixtyBytes()
    {
        (long few, _) = Measure(100_000, 100, true);
        (long many, _) = Measure(200_000, 100, true);
        double each = (many - few) / 100_000.0;
        Assert.True(each is > 59.9 and < 60.1, $"a position took {each} bytes");
        Assert.True(each <= 64);
    }

    [Theory]
    [InlineData(100_000, 100, true)]
    [InlineData(100_000, 400, false)]
    [InlineData(1, 20_000, true)]
    [InlineData(1000, 5000, false)]
    public void MemoryBytes_IsWhatTheRuntimeCounts(int capacity, int bands, bool counts)
    {
        (long taken, LivingMap map) = Measure(capacity, bands, counts);
        Assert.True(Math.Abs(taken - map.MemoryBytes) < 4000 + (0.05 * taken), $"says {map.MemoryBytes:N0} bytes, took {taken:N0}");
        long before = GC.GetAllocatedBytesForCurrentThread();
        map.Publish();
        taken += GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(Math.Abs(taken - map.MemoryBytes) < 8000 + (0.1 * taken), $"publishing, says {map.MemoryBytes:N0} bytes, took {taken:N0}");
    }

    [Fact]
    public void EnsureCapacity_KeepsHandlesAndEverythingElse()
    {
        var map = new LivingMap(Rules, BandGrid.Uniform(1, new(0, 200)), 100, 100);
        PositionHandle[] handles = [.. Enumerable.Range(0, 100).Select(i => map.OpenAt(i % 5 == 0 ? double.NaN : 99.5 - (i % 3 * 0.1), Side.Long, i + 1))];
        map.Mark(99.9);
        map.Close(handles[7]);
        byte[] before = map.ToMap().ToBytes();
        map.EnsureCapacity(50);
        Assert.Equal(100, map.Capacity);
        map.EnsureCapacity(1000);
        Assert.Equal((1000, 99), (map.Capacity, map.Count));
        Assert.Equal(before, map.ToMap().ToBytes());
        Assert.False(map.IsLive(handles[7]));
        Assert.All(handles.Where((_, i) => i != 7), h => Assert.True(map.TryGet(h, out LivePosition live) && live.Quantity == h.Index + 1));
        PositionHandle again = map.OpenAt(99.4, Side.Long, 8);
        Assert.Equal((7u, 3u), (again.Index, again.Generation));
        for (int i = 100; i < 1000; i++)
        {
            map.OpenAt(99.4, Side.Long, 1);
        }

        Assert.Equal(980, map.Mark(99).Count);
        Assert.True(map.Ledger.IsBalanced);
    }

    [Fact]
    public void EnsureCapacity_KeepsEntriesAndMargins()
    {
        var map = new LivingMap(Rules, BandGrid.Uniform(1, new(0, 200)), 100, 5, null, "a", "b");
        PositionHandle[] handles = [.. Enumerable.Range(0, 5).Select(i => map.Open(Position.Isolated(i % 2 == 0 ? Side.Long : Side.Short, 99 + i, i + 1, 20 + i), i % 2))];
        LivePosition[] before = [.. handles.Select(h => map.TryGet(h, out LivePosition live) ? live : default)];
        map.EnsureCapacity(6);
        Assert.Equal(before, handles.Select(h => map.TryGet(h, out LivePosition live) ? live : default));
        map.AddMargin(handles[3], 2);
        Assert.True(map.TryGet(handles[3], out LivePosition changed));
        Assert.Equal((102, 25, 1), (changed.EntryPrice, changed.Margin, changed.Layer));
    }

    [Fact]
    public void EnsureCapacity_OutsideItsDomain_IsRefused()
    {
        var map = new LivingMap(Rules, BandGrid.Uniform(1, new(0, 200)), 100, 10);
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.EnsureCapacity(0), "capacity");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.EnsureCapacity(int.MaxValue), "capacity");
    }

    private static (long Bytes, LivingMap Map) Measure(int capacity, int bands, bool counts)
    {
        BandGrid grid = BandGrid.WithCount(bands, new(50, 150));
        _ = new LivingMap(Rules, grid, 100, 10, new() { Counts = counts });
        long before = GC.GetAllocatedBytesForCurrentThread();
        var map = new LivingMap(Rules, grid, 100, capacity, new() { Counts = counts });
        return (GC.GetAllocatedBytesForCurrentThread() - before, map);
    }
}
