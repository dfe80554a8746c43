namespace HeatMap.Tests.Living;

/// <content>The mark.</content>
public sealed partial class LivingMapTests
{
    [Fact]
    public void Mark_TakesLongsAtOrAboveAndShortsAtOrBelow()
    {
        LivingMap map = Make();
        double[] prices = [95, 95.5, Math.BitDecrement(95.5), 94, 105, Math.BitIncrement(105), 105.5, 120];
        PositionHandle[] handles = [.. prices.Select(p => map.OpenAt(p, p < 100 ? Side.Long : Side.Short, 1))];
        Assert.Equal(0, map.Mark(Math.BitIncrement(95.5)).Count);
        Assert.Equal([handles[1]], map.Mark(95.5).ToArray().Select(o => o.Handle));
        Assert.Equal([handles[0], handles[2], handles[4]], map.Mark(95, 105).ToArray().Select(o => o.Handle));
        Assert.Equal([94, 105.5], map.Mark(94, 106, 100).ToArray().Select(o => o.Price).Where(p => p != Math.BitIncrement(105)));
        Assert.Equal((1, 100), (map.Count, map.MarkPrice));
        Assert.Equal(7, map.Ledger.Liquidated.Count);
        Assert.True(map.IsLive(handles[7]) && map.Ledger.IsBalanced);
    }

    [Fact]
    public void Mark_LeavesTheLastPriceWhereItIsTold()
    {
        LivingMap map = Make();
        map.Mark(90, 110);
        Assert.Equal((100, 90, 110), (map.MarkPrice, map.PathLow, map.PathHigh));
        map.Mark(101, 105);
        Assert.Equal(101, map.MarkPrice);
        map.Mark(95, 99);
        Assert.Equal(99, map.MarkPrice);
        map.Mark(80, 120, 118);
        Assert.Equal((118, 80, 120), (map.MarkPrice, map.PathLow, map.PathHigh));
        map.Publish();
        Assert.Equal((118, 118), (map.PathLow, map.PathHigh));
        map.Mark(119);
        Assert.Equal((118, 119), (map.PathLow, map.PathHigh));
    }

    [Fact]
    public void Mark_OutsideItsDomain_IsRefused()
    {
        LivingMap map = Make();
        map.OpenAt(99, Side.Long, 1);
        map.OpenAt(101, Side.Short, 1);
        foreach (double bad in NoNumbers)
        {
            LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Mark(bad), "price must be finite and > 0");
            LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Mark(bad, 200), "low must be finite and > 0");
            LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Mark(50, bad), "high must be finite and > 0");
        }

        LivingState.Refuses<ArgumentException>(map, () => map.Mark(102, 98), "low must not be above high, was 102 and 98");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Mark(98, 102, 102.5), "last must be within the path from 98 to 102, or NaN, was 102.5");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Mark(98, 102, 97), "last must be within the path from 98 to 102, or NaN, was 97");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Mark(98, 102, double.PositiveInfinity), "last must be within");
    }

    [Fact]
    public void Mark_AtWhichUnpricedPositionsWouldBeTooMuch_IsRefused()
    {
        LivingMap map = Make(options: new() { Quantum = 1 });
        map.OpenAt(double.NaN, Side.Short, 5e16);
        map.Open(Position.Cross(Side.Short, 100, 1e16));
        map.OpenAt(99, Side.Long, 1);
        LivingState.Refuses<OverflowException>(map, () => map.Mark(90, 200, 160), "positions without a price, valued at 160, and the rest of their side are 2^63 units of 1 or more");
        Assert.Equal(1, map.Mark(90, 200, 150).Count);
        Assert.Equal(9e18, map.Ledger.Live.Short);
        Assert.Equal(3e18, map.Ledger.Revalued.Short);
    }

    [Fact]
    public void APositionThatIsDue_IsReportedByTheNextMark_OrSparedOnTheSafeSide()
    {
        LivingMap map = Make();
        PositionHandle @long = map.OpenAt(101, Side.Long, 1), @short = map.OpenAt(99, Side.Short, 1), exact = map.OpenAt(100, Side.Long, 1);
        Assert.Equal((2, 1), (map.View.Unplaced[UnplacedReason.AlreadyLiquidated].LongCount, map.View.Unplaced[UnplacedReason.AlreadyLiquidated].ShortCount));
        ForcedOrder[] orders = map.Mark(100.5).ToArray();
        Assert.Equal([@short, @long], orders.Select(o => o.Handle));
        Assert.True(map.IsLive(exact));
        Assert.Equal((0, 1), (map.View.Unplaced.Total.Count, map.View.LongCounts[50]));
    }

    [Fact]
    public void Spared_OnlyWhereTheMarkJumpedBeyond()
    {
        LivingMap map = Make(60);
        PositionHandle first = map.OpenAt(101, Side.Long, 1), second = map.OpenAt(104, Side.Long, 2);
        Assert.Equal([second], map.Mark(103).ToArray().Select(o => o.Handle));
        Assert.Equal((0, 1), (map.View.Unplaced.Total.Count, map.View.LongCounts[51]));
        Assert.Equal([first], map.Mark(101).ToArray().Select(o => o.Handle));

        // Many of them.
        for (int i = 0; i < 9; i++)
        {
            map.OpenAt(100.9, Side.Long, 1);
            map.OpenAt(101.2, Side.Long, 1);
        }

        Assert.Equal(0, map.Mark(101.5).Count);
        for (int i = 0; i < 9; i++)
        {
            map.OpenAt(100.8, Side.Long, 1);
        }

        Assert.Equal(0, map.Mark(101.4).Count);
        Assert.Equal(9, map.Mark(101).Count);
        map.OpenAt(101.3, Side.Long, 1);
        Assert.Equal(0, map.Mark(101.4).Count);
        Assert.Equal([101.3, 100.9], map.Mark(100.9).ToArray().Select(o => o.Price).Distinct().OrderDescending());
        Assert.Equal(9, map.Count);
        Assert.True(map.Ledger.IsBalanced);
    }

    [Fact]
    public void SparedWhereAHeapStands_LeavesTheReportAlone()
    {
        LivingMap map = Make(60);
        for (int i = 0; i < 20; i++)
        {
            map.OpenAt(100.1, Side.Long, 1);
            map.OpenAt(101.9, Side.Short, 1);
        }

        Assert.Equal(0, map.Mark(100.5).Count);
        PositionHandle spared = map.OpenAt(100.6, Side.Long, 1), crossed = map.OpenAt(100.8, Side.Long, 1), @short = map.OpenAt(100.65, Side.Short, 1);
        Assert.Equal([@short, crossed], map.Mark(100.7).ToArray().Select(o => o.Handle));
        Assert.Equal([spared], map.Mark(100.55).ToArray().Select(o => o.Handle));
        Assert.Equal(0, map.Mark(101.5).Count);
        crossed = map.OpenAt(101.2, Side.Short, 1);
        spared = map.OpenAt(101.4, Side.Short, 1);
        Assert.Equal([crossed], map.Mark(101.3).ToArray().Select(o => o.Handle));
        Assert.Equal([spared], map.Mark(101.45).ToArray().Select(o => o.Handle));
        Assert.Equal(40, map.Mark(50, 150, 100).Count);
    }

    [Fact]
    public void WithoutTheMarkTest_DuePositionsLieInTheirBand_AndGoWithTheNextMark()
    {
        LivingMap map = Make(options: new() { MarkTest = false });
        map.OpenAt(110.5, Side.Long, 1);
        map.OpenAt(90.5, Side.Short, 1);
        map.OpenAt(200, Side.Long, 1);
        Assert.Equal((1, 1, 1, 0), (map.View.LongCounts[60], map.View.ShortCounts[40], map.View.Above.LongCount, map.View.Unplaced.Total.Count));
        Assert.Equal([90.5, 110.5, 200], map.Mark(100).ToArray().Select(o => o.Price));
    }

    [Fact]
    public void Recentring_ByItself_KeepsTheReport()
    {
        LivingMap map = Make();
        map.OpenAt(60, Side.Long, 1);
        map.OpenAt(30, Side.Long, 1);
        map.OpenAt(10, Side.Long, 1);
        ForcedOrders orders = map.Mark(20);
        Assert.Equal((0, 100), (map.Grid.Lower, map.Grid.Upper));
        Assert.Equal([30, 60], orders.ToArray().Select(o => o.Price));
        Assert.Equal(1, map.View.LongCounts[10]);
    }
}
