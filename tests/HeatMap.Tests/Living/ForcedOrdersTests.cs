namespace HeatMap.Tests.Living;

public sealed class ForcedOrdersTests
{
    private static readonly MarginRules Rules = new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.SingleRate(0.01));

    [Fact]
    public void Orders_TellWhatTheirPositionsWere()
    {
        LivingMap map = Make(out PositionHandle[] handles);
        ForcedOrders orders = map.Mark(80, 120, 100);
        ForcedOrder[] expected = [new(handles[1], Side.Long, 85, 2, 170, 1), new(handles[0], Side.Long, 90, 1, 90, 0), new(handles[2], Side.Short, 110, 3, 330, 1)];
        Assert.Equal(3, orders.Count);
        Assert.Equal(expected, orders.ToArray());
        Assert.Equal(expected[2], orders[2]);
        var copy = new ForcedOrder[5];
        orders.CopyTo(copy);
        Assert.Equal([.. expected, default, default], copy);
        int i = 0;
        foreach (ForcedOrder order in orders)
        {
            Assert.Equal(expected[i++], order);
        }

        Assert.Equal(3, i);
        Assert.All(expected, o => Assert.False(map.IsLive(o.Handle)));
    }

    [Fact]
    public void Default_IsEmpty()
    {
        Assert.Equal(0, default(ForcedOrders).Count);
        Assert.Empty(default(ForcedOrders).ToArray());
        default(ForcedOrders).CopyTo([]);
        Assert.False(default(ForcedOrders).GetEnumerator().MoveNext());
        Assert.Throws<ArgumentOutOfRangeException>(() => default(ForcedOrders)[0]);
        Assert.Equal((default, default, 0, 0, 0), (default(ForcedOrder).Handle, default(ForcedOrder).Side, default(ForcedOrder).Price, default(ForcedOrder).Quantity, default(ForcedOrder).Layer));
    }

    [Fact]
    public void OrdersThatAreNotThere_AreRefused()
    {
        LivingMap map = Make(out _);
        Assert.Throws<ArgumentOutOfRangeException>("index", () => map.Mark(88)[1]);
        Assert.Throws<ArgumentOutOfRangeException>("index", () => map.Mark(88)[-1]);
        Expect.Throws<ArgumentException>(() => map.Mark(85).CopyTo([]), "destination must hold 1 orders, has room for 0");
    }

    [Fact]
    public void AnyChange_EndsAReport_AndALookDoesNot()
    {
        (string Name, Action<LivingMap, PositionHandle> Act, bool Ends)[] acts =
        [
            ("open", (m, _) => m.Open(Position.Long(100, 1, 2)), true), ("open at", (m, _) => m.OpenAt(50, Side.Long, 1), true), ("close", (m, h) => m.Close(h), true), ("resize", (m, h) => m.Resize(h, 5), true),
            ("reprice", (m, h) => m.Reprice(h, 70), true), ("transfer", (m, h) => m.Transfer(h, 1), true), ("funding", (m, _) => m.ApplyFunding(0.1), true), ("mark", (m, _) => m.Mark(100), true),
            ("capacity", (m, _) => m.EnsureCapacity(100), true), ("recentre", (m, _) => m.Recentre(90), true), ("closes", (m, h) => m.Close([h]), true), ("transfers", (m, h) => m.Transfer([h], [1]), true),
            ("opens", (m, _) => m.OpenAt([50], [1], new PositionHandle[1]), true), ("reprices", (m, h) => m.Reprice([h], [70]), true),
            ("same capacity", (m, _) => m.EnsureCapacity(1), false), ("look", (m, _) => Assert.NotNull((m.Ledger, m.ToLayers(), m.CreateReader()).Item2), false), ("publish", (m, _) => m.Publish(), false),
            ("refused", (m, _) => Assert.ThrowsAny<ArgumentException>(() => m.Close(default(PositionHandle))), false),
        ];
        foreach ((string name, Action<LivingMap, PositionHandle> act, bool ends) in acts)
        {
            LivingMap map = Make(out PositionHandle[] handles);
            map.OpenAt(double.NaN, Side.Long, 1);
            ForcedOrders orders = map.Mark(80, 100, 100);
            act(map, handles[2]);
            bool threw = false;
            try
            {
                _ = orders[0];
            }
            catch (InvalidOperationException error)
            {
                threw = error.Message.Contains("valid until the map's next change; copy it with ToArray to keep it", StringComparison.Ordinal);
            }

            Assert.True(threw == ends, name);
        }
    }

    private static LivingMap Make(out PositionHandle[] handles)
    {
        var map = new LivingMap(Rules, BandGrid.Uniform(1, new(50, 150)), 100, 20, null, "a", "b");
        handles = [map.OpenAt(90, Side.Long, 1), map.OpenAt(85, Side.Long, 2, 1), map.OpenAt(110, Side.Short, 3, 1)];
        return map;
    }
}
