namespace HeatMap.Tests.Living;

/// <content>Opening and closing.</content>
public sealed partial class LivingMapTests
{
    [Fact]
    public void Open_PricesByTheRules_AndCloseTakesOutExactly()
    {
        LivingMap map = Make();
        byte[] empty = map.ToMap().ToBytes();
        Position position = Position.Long(100, 3, 10);
        PositionHandle handle = map.Open(position);
        Assert.True(map.TryGet(handle, out LivePosition live));
        Assert.Equal((handle, Side.Long, 3.0, 100.0, 30.0, 0), (live.Handle, live.Side, live.Quantity, live.EntryPrice, live.Margin, live.Layer));
        Assert.Equal(Liquidation.Price(position, Linear), live.LiquidationPrice);
        Assert.Equal((3, false), (live.SignedQuantity, live.IsPricedElsewhere));
        Assert.Equal(1, map.View.LongCounts[Grid.IndexOf(live.LiquidationPrice)]);
        map.Close(handle);
        Assert.Equal(empty, map.ToMap().ToBytes());
        LivingLedger ledger = map.Ledger;
        Assert.Equal((ledger.Opened, 1), (ledger.Closed, ledger.Closed.Count));
        Assert.False(map.IsLive(handle));
    }

    [Fact]
    public void OpenAt_TakesThePriceThatIsGiven()
    {
        LivingMap map = Make();
        PositionHandle handle = map.OpenAt(120.25, Side.Short, 2);
        Assert.True(map.TryGet(handle, out LivePosition live));
        Assert.Equal((120.25, -2, 240.5, true), (live.LiquidationPrice, live.SignedQuantity, live.Notional, live.IsPricedElsewhere));
        Assert.Equal((double.NaN, double.NaN), (live.EntryPrice, live.Margin));
        PositionHandle none = map.OpenAt(double.NaN, Side.Long, 2);
        Assert.True(map.TryGet(none, out live));
        Assert.Equal((double.NaN, 200), (live.LiquidationPrice, live.Notional));
        Assert.Equal(200, map.View.Unplaced[UnplacedReason.NoLiquidationPrice].Long);
        map.Open(Position.Cross(Side.Long, 100, 3));
        Assert.Equal(300, map.View.Unplaced[UnplacedReason.NeedsAccount].Long);
        map.Mark(110);
        Assert.Equal((220, 330), (map.View.Unplaced[UnplacedReason.NoLiquidationPrice].Long, map.View.Unplaced[UnplacedReason.NeedsAccount].Long));
        Assert.Equal(50, map.Ledger.Revalued.Long);
    }

    [Fact]
    public void Positions_BeyondTheWindow_LieInItsTails()
    {
        LivingMap map = Make();
        map.OpenAt(49.99, Side.Long, 1);
        map.OpenAt(50, Side.Long, 1);
        map.OpenAt(149.99, Side.Short, 1);
        map.OpenAt(150, Side.Short, 1);
        MapView view = map.View;
        Assert.Equal((1, 1, 1, 1), (view.Below.LongCount, view.LongCounts[0], view.ShortCounts[99], view.Above.ShortCount));
    }

    [Fact]
    public void Open_OutsideItsDomain_IsRefused()
    {
        LivingMap map = MakeLayers();
        map.OpenAt(90, Side.Long, 1, 2);
        LivingState.Refuses<ArgumentException>(map, () => map.Open(default), "position is default");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Open(Position.Long(1e300, 1e300, 1)), "position must be worth a finite value > 0 at its entry price");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Open(Position.Long(1e200, 1e-200, 1)), "quantity must be worth a finite value > 0 at its entry price, was 1E-200");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Open(Position.Long(1, 1, 1e-320)), "margin must be finite and >= 0");
        LivingState.Refuses<OverflowException>(map, () => map.Open(Position.Long(1e10, 1e10, 2)), "notional ", "is 2^63 units of 1.52587890625E-05 or more; choose a larger MapOptions.Quantum");
        foreach (int layer in (int[])[-1, 3])
        {
            LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Open(Position.Long(100, 1, 2), layer), $"layer must be from 0 to 2, was {layer}");
            LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.OpenAt(90, Side.Long, 1, layer), $"layer must be from 0 to 2, was {layer}");
        }

        foreach (double bad in NoNumbers)
        {
            LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.OpenAt(90, Side.Long, bad), "quantity must be finite and > 0");
        }

        foreach (double bad in NoNumbers[1..])
        {
            LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.OpenAt(bad, Side.Long, 1), "liquidationPrice must be finite and > 0, or NaN");
        }

        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.OpenAt(90, default, 1), "side must be one of Long, Short");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.OpenAt(90, (Side)2, 1), "side must be one of");
        LivingState.Refuses<OverflowException>(map, () => map.OpenAt(1e200, Side.Long, 1e200), "notional Infinity is 2^63 units");
    }

    [Fact]
    public void OpenAt_ThatWouldOverflowItsSide_IsRefused()
    {
        LivingMap map = Make(options: new() { Quantum = 1 });
        map.OpenAt(1, Side.Long, 9e18);
        LivingState.Refuses<OverflowException>(map, () => map.OpenAt(double.NaN, Side.Long, 1e17), "notional 1E+19 is 2^63 units of 1 or more");
        LivingState.Refuses<OverflowException>(map, () => map.OpenAt(2, Side.Long, 5e17), "the notional of its side with it is 2^63 units of 1 or more");
        LivingState.Refuses<OverflowException>(map, () => map.OpenAt([2, 2], [1, 5e17], new PositionHandle[2]), "row 1: the notional of its side with it is 2^63 units");
        map.OpenAt(2, Side.Short, 4e18);
        Assert.Equal((9e18, 8e18), (map.Ledger.Live.Long, map.Ledger.Live.Short));
    }

    [Fact]
    public void AFullMap_RefusesMore()
    {
        LivingMap map = Make(2);
        PositionHandle first = map.OpenAt(90, Side.Long, 1);
        map.OpenAt(91, Side.Long, 1);
        const string Why = "there is room for 2 positions and 2 are open; 1 more need EnsureCapacity";
        LivingState.Refuses<InvalidOperationException>(map, () => map.OpenAt(92, Side.Long, 1), Why);
        LivingState.Refuses<InvalidOperationException>(map, () => map.Open(Position.Long(100, 1, 2)), Why);
        LivingState.Refuses<InvalidOperationException>(map, () => map.OpenAt([92, 93], [1, 1], new PositionHandle[2]), "there is room for 2 positions and 2 are open; 2 more need EnsureCapacity");
        map.Close(first);
        PositionHandle again = map.OpenAt(92, Side.Long, 1);
        Assert.Equal((first.Index, first.Generation + 2), (again.Index, again.Generation));
        map.EnsureCapacity(3);
        map.OpenAt(93, Side.Long, 1);
        Assert.Equal((3, 3), (map.Count, map.Capacity));
    }

    [Fact]
    public void AStaleHandle_IsRefusedEverywhere()
    {
        LivingMap map = Make();
        PositionHandle closed = map.OpenAt(90, Side.Long, 1), crossed = map.OpenAt(99, Side.Long, 1);
        map.Close(closed);
        Assert.Equal(1, map.Mark(98).Count);
        PositionHandle reused = map.OpenAt(80, Side.Long, 5), own = map.Open(Position.Long(98, 1, 2));
        Assert.Equal([closed.Index, crossed.Index], new[] { reused.Index, own.Index }.Order());
        (PositionHandle Handle, string Why)[] stale =
        [
            (closed, $"the handle {closed.Index}/1 is not live: its position was closed or liquidated"), (crossed, $"the handle {crossed.Index}/1 is not live: its position was closed or liquidated"),
            (default, "the handle 0/0 is not live: it is default"), (new(19, 1), "the handle 19/1 is not live: no position was ever there"),
            (new(uint.MaxValue, 1), "the handle 4294967295/1 is not live: no position was ever there"), (reused with { Generation = reused.Generation + 2 }, $"the handle {reused.Index}/5 is not live: its position was closed"),
            (reused with { Generation = reused.Generation + 1 }, $"the handle {reused.Index}/4 is not live"),
        ];
        foreach ((PositionHandle handle, string why) in stale)
        {
            Assert.False(map.IsLive(handle));
            Assert.False(map.TryGet(handle, out LivePosition none));
            Assert.Equal(default, none);
            Action[] acts =
            [
                () => map.Close(handle), () => map.Resize(handle, 1), () => map.AddMargin(handle, 1), () => map.ChangeLeverage(handle, 1), () => map.Reprice(handle, 1), () => map.Transfer(handle, 0),
            ];
            Assert.All(acts, act => LivingState.Refuses<ArgumentException>(map, act, why));
            Action[] batches =
            [
                () => map.Close([own, handle]), () => map.Resize([own, handle], [1, 1]), () => map.AddMargin([own, handle], [1, 1]), () => map.ChangeLeverage([own, handle], [2, 2]),
                () => map.Reprice([own, handle], [1, 1]), () => map.Transfer([own, handle], [0, 0]),
            ];
            Assert.All(batches, act => LivingState.Refuses<ArgumentException>(map, act, "row 1: " + why));
        }

        map.Close([own, reused]);
        Assert.Equal(0, map.Count);
    }
}
