namespace HeatMap.Tests.Allocation;

/// <summary>A living map allocates nothing after it was made: not when it changes, is asked, is published or is read. Meant for Release.</summary>
public sealed class LivingAllocationTests
{
    private const int Rows = 600, Rounds = 20;
    private static readonly MarginRules[] AllRules = [Venues.BinanceUsdm("BTCUSDT"), Venues.Get("binance-coinm", "BTCUSD_PERP")];
    private static readonly double[] Entries = [.. Enumerable.Range(0, Rows).Select(i => 60_000.0 + i)];
    private static readonly double[] Signed = [.. Enumerable.Range(0, Rows).Select(i => (i % 2 == 0 ? 1.0 : -1) * (100 + (i % 7)))];
    private static readonly double[] Margins = [.. Enumerable.Range(0, Rows).Select(i => 6e5 + (1e4 * (i % 50)))];
    private static readonly double[] Prices = [.. Enumerable.Range(0, Rows).Select(i => i % 11 == 0 ? double.NaN : i % 2 == 0 ? 59_000.0 - i : 61_000.0 + i)];
    private static readonly double[] Sizes = [.. Enumerable.Range(0, Rows).Select(i => 90.0 + (i % 5))];
    private static readonly double[] Amounts = [.. Enumerable.Range(0, Rows).Select(i => 100.0 + i)];
    private static readonly byte[] Layers = [.. Enumerable.Range(0, Rows).Select(i => (byte)(i % 3))];

    [Fact]
    public void SingleChanges_AllocateNothing()
    {
        foreach (MarginRules rules in AllRules)
        {
            LivingMap map = Make(rules);
            AssertAllocatesNothing(() =>
            {
                PositionHandle own = map.Open(Position.Long(60_000, 100, 10), 1), given = map.OpenAt(58_000, Side.Long, 100, 2), unpriced = map.OpenAt(double.NaN, Side.Short, 100);
                map.Resize(own, 120);
                map.AddMargin(own, 10);
                map.ChangeLeverage(own, 20);
                map.Reprice(given, 57_000);
                map.Transfer(given, 0);
                map.ApplyFunding(0.0001);
                map.Close(own);
                map.Close(given);
                map.Close(unpriced);
            });
        }
    }

    [Fact]
    public void Batches_AllocateNothing()
    {
        LivingMap map = Make(AllRules[0]);
        var handles = new PositionHandle[Rows];
        AssertAllocatesNothing(() =>
        {
            map.Open(new PositionColumns(Entries, Signed, Margins), handles, Layers);
            map.Resize(handles, Sizes);
            map.AddMargin(handles, Amounts);
            map.ChangeLeverage(handles, Sizes);
            map.Transfer(handles, Layers);
            map.Close(handles);
            map.OpenAt(Prices, Signed, handles);
            map.Reprice(handles, Prices);
            map.Close(handles);
        });
    }

    [Fact]
    public void Marks_AllocateNothing()
    {
        LivingMap map = Make(AllRules[0]);
        var handles = new PositionHandle[Rows];
        var copy = new ForcedOrder[Rows];
        double sum = 0;
        int crossed = 0;
        AssertAllocatesNothing(() =>
        {
            map.OpenAt(Prices, Signed, handles);
            crossed += map.Mark(59_990).Count + map.Mark(60_010).Count;
            ForcedOrders orders = map.Mark(58_800, 61_200, 60_000);
            orders.CopyTo(copy);
            foreach (ForcedOrder order in orders)
            {
                sum += order.Notional;
            }

            crossed += orders.Count + map.Mark(58_000, 62_000).Count;
            foreach (LivePosition left in map.Positions)
            {
                sum += left.Quantity;
            }

            foreach (PositionHandle handle in handles)
            {
                if (map.TryGet(handle, out LivePosition live) && map.IsLive(handle))
                {
                    sum += live.Notional;
                    map.Close(handle);
                }
            }
        });
        Assert.True(sum > 0 && crossed > Rounds * Rows * 0.8);
    }

    [Fact]
    public void PublishingAndReading_AllocateNothing()
    {
        LivingMap map = Make(AllRules[0]);
        MapReader reader = map.CreateReader();
        double sum = 0;
        AssertAllocatesNothing(() =>
        {
            PositionHandle handle = map.OpenAt(58_500, Side.Long, 1);
            map.Mark(60_000 + map.Version);
            map.Publish();
            reader.Refresh();
            map.Close(handle);
            map.Publish();
            reader.Refresh();
            reader.Refresh();
            sum += reader.LayerView(0).LongUnits[3] + reader.Path.Low + reader.Version + map.LayerView(1).Total.Count + map.Ledger.Live.Count;
        });
        Assert.True(sum > 0);
    }

    [Fact]
    public void Questions_AllocateNothing()
    {
        LivingMap map = Make(AllRules[0]);
        map.OpenAt(Prices, Signed, new PositionHandle[Rows], Layers);
        MapReader reader = map.CreateReader();
        double sum = 0;
        AssertAllocatesNothing(() =>
        {
            PriceRange range = new(50_000, 59_500);
            sum += map.Sum(Side.Long, range).Units + map.Notional(Side.Short, range, 1) + map.FromMark(Side.Long, 58_500).Units + map.PriceReaching(Side.Short, 1e6);
            sum += reader.Sum(Side.Long, range).Units + reader.Notional(Side.Short, range, 1) + reader.FromMark(Side.Long, 58_500).Units + reader.PriceReaching(Side.Short, 1e6);
            sum += reader.CentreOfMass(Side.Long, range) + map.CentreOfMass(Side.Long, range);
            map.Close(map.OpenAt(58_000, Side.Long, 1));
        });
        Assert.True(sum > 0);
    }

    private static LivingMap Make(MarginRules rules) => new(rules, BandGrid.Uniform(10, new(50_000, 70_000)), 60_000, Rows + 10, null, "a", "b", "c");

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
