using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Living;

/// <summary>A band so crowded that rows within it must be told apart by a heap, beside sorted sets.</summary>
public sealed class CrowdedBandTests
{
    private static readonly MarginRules Rules = new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.SingleRate(0.01));

    [Theory]
    [InlineData(1, 50_000, 800)]
    [InlineData(2, 2000, 8000)]
    [InlineData(3, 40, 20_000)]
    public void TinyTicksInACrowdedBand_TakeExactlyWhatTheyReach(int seed, int capacity, int ticks)
    {
        var crowd = new Crowd(new Dice(seed, 0), capacity);
        for (int tick = 0; tick < ticks; tick++)
        {
            crowd.Tick();
        }

        Assert.True(crowd.Liquidated > 1000, $"ticks must have liquidated many, were {crowd.Liquidated}");
        crowd.Fill();
        crowd.Everything();
        crowd.Fill();
        crowd.Everything();
    }

    [Fact]
    public void AFullMap_IsReportedWhole()
    {
        const int Capacity = 5000;
        var map = new LivingMap(Rules, BandGrid.Uniform(1000, new(0, 3000)), 1500, Capacity);
        for (int round = 0; round < 3; round++)
        {
            map.Mark(1500);
            for (int i = 0; i < Capacity; i++)
            {
                map.OpenAt(i % 2 == 0 ? 1400 - (i % 300) : 1600 + (i % 300), i % 2 == 0 ? Side.Long : Side.Short, 1);
            }

            // The first path builds heaps of both sides in one array; the second empties them at both ends.
            Assert.Equal(0, map.Mark(1450, 1550, 1500).Count);
            ForcedOrder[] orders = map.Mark(1000, 2000, 1500).ToArray();
            Assert.Equal(Capacity, orders.Length);
            Assert.Equal(orders.OrderBy(o => o.Price).ThenBy(o => o.Handle.Index), orders);
            Assert.Equal(Capacity, orders.Select(o => o.Handle).Distinct().Count());
            Assert.Equal((0, true), (map.Count, map.Ledger.IsBalanced));
        }
    }

    [Fact]
    public void MoreThanHalfTheMap_FromOneSide_IsReportedWhole()
    {
        const int Capacity = 999;
        foreach (Side side in Enum.GetValues<Side>())
        {
            var map = new LivingMap(Rules, BandGrid.Uniform(1000, new(0, 3000)), 1500, Capacity);
            for (int i = 0; i < Capacity; i++)
            {
                map.OpenAt(1500 - ((int)side * (100 + (i * 7 % 300))), side, 1);
            }

            Assert.Equal(0, map.Mark(1500 - ((int)side * 50)).Count);
            ForcedOrders orders = map.Mark(1500 - ((int)side * 350));
            Assert.True(orders.Count > Capacity / 2 && orders.Count < Capacity);
            Assert.Equal(map.Capacity - orders.Count, map.Count);
            foreach (LivePosition left in map.Positions)
            {
                Assert.True(side == Side.Long ? left.LiquidationPrice < 1150 : left.LiquidationPrice > 1850);
            }
        }
    }

    [Fact]
    public void AMarkToAndFroAcrossAnEdge_LeavesACrowdInPeace()
    {
        const int Crowd = 50_000, Times = 50_000;
        var map = new LivingMap(Rules, BandGrid.Uniform(1000, new(0, 3000)), 1500, Crowd + 20);
        for (int i = 0; i < Crowd; i++)
        {
            map.OpenAt(i % 2 == 0 ? 500 + (i % 400) : 2500 - (i % 400), i % 2 == 0 ? Side.Long : Side.Short, 1);
        }

        // Moving the crowd's rows each time would take minutes.
        long start = Environment.TickCount64;
        for (int i = 0; i < Times; i++)
        {
            Assert.Equal(0, map.Mark(999.9, 1000.1, i % 2 == 0 ? 999.9 : 1000.1).Count + map.Mark(1999.9, 2000.1).Count + map.Mark(1500).Count);
        }

        Assert.True(Environment.TickCount64 - start < 20_000, $"took {Environment.TickCount64 - start} ms");
        PositionHandle few = map.OpenAt(1400, Side.Long, 1);
        Assert.Equal([few], map.Mark(1000, 1999, 1500).ToArray().Select(o => o.Handle));
        Assert.Equal(Crowd, map.Mark(400, 2600).Count);
    }

    [Fact]
    public void EqualPrices_GoInOrderOfTheirHandles()
    {
        var map = new LivingMap(Rules, BandGrid.Uniform(1000, new(0, 3000)), 1500, 100);
        PositionHandle[] handles = [.. Enumerable.Range(0, 100).Select(i => map.OpenAt(i % 2 == 0 ? 1400 : 1600, i % 2 == 0 ? Side.Long : Side.Short, 1))];
        map.Mark(1500);
        foreach (int i in (int[])[4, 90, 41, 7])
        {
            map.Close(handles[i]);
        }

        foreach (int i in (int[])[90, 4, 7, 41])
        {
            map.OpenAt(i % 2 == 0 ? 1400 : 1600, i % 2 == 0 ? Side.Long : Side.Short, 1);
        }

        uint[] order = [.. map.Mark(1300, 1700, 1500).ToArray().Select(o => o.Handle.Index)];
        Assert.Equal([.. order[..50].Order(), .. order[50..].Order()], order);
        Assert.Equal(100, order.Distinct().Count());
    }

    private sealed class Crowd(Dice dice, int capacity)
    {
        private readonly LivingMap _map = new(Rules, BandGrid.Uniform(1000, new(0, 3000)), 1500, capacity, null, "a", "b");
        private readonly SortedSet<(double Price, uint Index)> _longs = [], _shorts = [];
        private readonly Dictionary<uint, (PositionHandle Handle, double Price, bool IsLong)> _rows = [];
        private readonly List<uint> _open = [];

        public int Liquidated { get; private set; }

        public void Tick()
        {
            Fill();
            for (int i = dice.Whole(0, 5); i > 0 && _open.Count > 0; i--)
            {
                Change();
            }

            // Within the band, mostly; now and then into the next one and back.
            double mark = _map.MarkPrice + dice.Between(-0.4, 0.4);
            mark = dice.Chance(0.01) ? dice.Pick(999, 2001, 1500) : mark is < 1200 or > 1800 ? 1500 : mark;
            Mark(mark - (dice.Chance(0.3) ? dice.Unit() : 0), mark + (dice.Chance(0.3) ? dice.Unit() : 0), mark);
        }

        public void Fill()
        {
            while (_map.Count < capacity)
            {
                bool isLong = dice.Chance(0.5);
                Add(_map.OpenAt(NewPrice(isLong), isLong ? Side.Long : Side.Short, dice.Whole(1, 9), dice.Whole(0, 1)));
            }
        }

        public void Everything()
        {
            Assert.Equal(capacity, _map.Count);
            Mark(1, 5000, 1500);
            Assert.Equal(0, _map.Count);
        }

        /// <summary>On a lattice of ticks, so that many prices are equal; beyond the mark, so that rows are due, now and then.</summary>
        private double NewPrice(bool isLong)
        {
            double away = Math.Round(dice.Chance(0.01) ? -dice.Unit() : dice.Chance(0.5) ? dice.Between(0.1, 5) : dice.Between(0.1, 600), 1);
            return isLong ? Math.Round(_map.MarkPrice, 1) - away : Math.Round(_map.MarkPrice, 1) + away;
        }

        private void Add(PositionHandle handle)
        {
            Assert.True(_map.TryGet(handle, out LivePosition live));
            bool isLong = live.Side == Side.Long;
            _rows.Add(handle.Index, (handle, live.LiquidationPrice, isLong));
            (isLong ? _longs : _shorts).Add((live.LiquidationPrice, handle.Index));
            _open.Add(handle.Index);
        }

        private void Forget(uint index)
        {
            (_, double price, bool isLong) = _rows[index];
            _rows.Remove(index);
            Assert.True((isLong ? _longs : _shorts).Remove((price, index)));
        }

        private void Change()
        {
            int which = dice.Whole(0, _open.Count - 1);
            uint index = _open[which];
            (_open[which], _open[^1]) = (_open[^1], _open[which]);
            _open.RemoveAt(_open.Count - 1);
            if (!_rows.TryGetValue(index, out var row))
            {
                return;
            }

            Forget(index);
            switch (dice.Whole(0, 3))
            {
                case 0:
                    _map.Close(row.Handle);
                    return;
                case 1:
                    _map.Resize(row.Handle, dice.Whole(1, 9));
                    break;
                case 2:
                    _map.Transfer(row.Handle, dice.Whole(0, 1));
                    break;
                default:
                    _map.Reprice(row.Handle, NewPrice(row.IsLong));
                    break;
            }

            Add(row.Handle);
        }

        private void Mark(double low, double high, double last)
        {
            var expected = new List<(double Price, uint Index)>();
            while (_longs.Count > 0 && _longs.Max.Price >= low)
            {
                expected.Add(_longs.Max);
                Forget(_longs.Max.Index);
            }

            while (_shorts.Count > 0 && _shorts.Min.Price <= high)
            {
                expected.Add(_shorts.Min);
                Forget(_shorts.Min.Index);
            }

            expected.Sort();
            ForcedOrders orders = _map.Mark(low, high, last);
            Assert.Equal(expected.Count, orders.Count);
            for (int i = 0; i < expected.Count; i++)
            {
                Assert.Equal(expected[i], (orders[i].Price, orders[i].Handle.Index));
            }

            Liquidated += expected.Count;
            _open.RemoveAll(i => !_rows.ContainsKey(i));
        }
    }
}
