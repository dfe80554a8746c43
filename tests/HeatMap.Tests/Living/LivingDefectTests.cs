namespace HeatMap.Tests.Living;

/// <summary>What was found wrong once, each by its own name.</summary>
public sealed class LivingDefectTests
{
    private static readonly MarginRules Rules = new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.SingleRate(0.01));
    private static readonly BandGrid Grid = BandGrid.Uniform(1, new(50, 150));

    [Fact]
    public void Ledger_APositionWithoutAPriceOpenedAfterAMark_IsWorthWhatItIsThen()
    {
        LivingMap map = new(Rules, Grid, 100, 4), looked = new(Rules, Grid, 100, 4);
        map.Mark(120);
        looked.Mark(120);
        Assert.Equal(0, looked.Ledger.Live.Count);
        PositionHandle[] first = [map.OpenAt(double.NaN, Side.Long, 2), looked.OpenAt(double.NaN, Side.Long, 2)];
        Assert.Equal(240, map.Ledger.Opened.Long);
        Assert.Equal(looked.Ledger, map.Ledger);

        map.Mark(110);
        looked.Mark(110);
        Assert.Equal(220, looked.Ledger.Live.Long);
        map.Close(first[0]);
        looked.Close(first[1]);
        Assert.Equal(220, map.Ledger.Closed.Long);
        Assert.Equal(looked.Ledger, map.Ledger);

        first = [map.OpenAt(90, Side.Long, 2), looked.OpenAt(90, Side.Long, 2)];
        map.Mark(130);
        looked.Mark(130);
        map.Reprice(first[0], double.NaN);
        looked.Reprice(first[1], double.NaN);
        Assert.Equal(260, map.Ledger.Live.Long);
        Assert.Equal(looked.Ledger, map.Ledger);
    }

    [Fact]
    public void OpenAt_WithoutAPriceAfterAMark_IsRefusedByWhatItIsWorthThen()
    {
        var map = new LivingMap(Rules, Grid, 100, 4, new() { Quantum = 1 });
        map.Mark(200);
        Assert.Throws<OverflowException>(() => map.OpenAt(double.NaN, Side.Long, 9e16));
        LivingState.Refuses<OverflowException>(map, () => map.OpenAt(double.NaN, Side.Long, 9e16), "notional 1.8E+19 is 2^63 units of 1 or more");
        LivingState.Refuses<OverflowException>(map, () => map.OpenAt([double.NaN], [9e16], new PositionHandle[1]), "row 0: notional 1.8E+19 is");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void OpenAt_BesidePositionsWithoutAPriceThatGrew_IsRefusedByWhatTheyAreWorthNow(double growth)
    {
        foreach (bool looks in (bool[])[false, true])
        {
            var map = new LivingMap(Rules, Grid, 100, 4, new() { Quantum = 1 });
            map.OpenAt(double.NaN, Side.Long, 2.4e16);
            map.Mark(100 * growth);
            if (looks)
            {
                Assert.Equal(2.4e18 * growth, map.Ledger.Live.Long, 1e6);
            }

            map.OpenAt(1, Side.Long, 1e18);
            Assert.Throws<OverflowException>(() => map.OpenAt(1, Side.Long, 9.3e18 - (2.4e18 * growth) - 1e18));
            Assert.Equal(1e18 + (2.4e18 * growth), map.Ledger.Live.Long, 1e6);
            Assert.True(map.Ledger.IsBalanced);
        }
    }

    [Fact]
    public void OpenAt_BesideAFewWithoutAPriceThatGrewALot_IsRefusedByWhatTheyAreWorthNow()
    {
        var map = new LivingMap(Rules, Grid, 1, 4, new() { Quantum = 1 });
        map.OpenAt(double.NaN, Side.Short, 1e10);
        map.Mark(1e8);
        map.OpenAt(1e9, Side.Short, 8e9);
        Assert.Throws<OverflowException>(() => map.OpenAt(1e9, Side.Short, 9e8));
        Assert.Equal(9e18, map.Ledger.Live.Short, 1e6);
    }

    [Fact]
    public void OpenAt_OfManyWithoutAPriceAfterTheMarkGrewALot_IsRefusedByWhatTheyAreWorthNow()
    {
        var map = new LivingMap(Rules, Grid, 1, 20, new() { Quantum = 1 });
        map.Mark(1e8);
        for (int i = 0; i < 9; i++)
        {
            map.OpenAt(double.NaN, Side.Long, 1e10);
        }

        Assert.Throws<OverflowException>(() => map.OpenAt(double.NaN, Side.Long, 1e10));
        Assert.Throws<OverflowException>(() => map.OpenAt([double.NaN], [1e10], new PositionHandle[1]));
        Assert.Equal(9e18, map.Ledger.Live.Long, 1e6);
        Assert.Equal(map.Ledger.Opened, map.Ledger.Live);
    }

    [Fact]
    public void PriceReaching_OfMoreThanNumbersHold_IsNaN()
    {
        var map = new LivingMap(Rules, Grid, 100, 4, new() { MarkTest = false });
        map.OpenAt(60, Side.Short, 3);
        map.OpenAt(140, Side.Short, 3);
        Assert.Equal(141, map.PriceReaching(Side.Short, 420));
        Assert.Equal(double.NaN, map.PriceReaching(Side.Short, Math.BitDecrement(9223372036854775808.0) / 65536));
        Assert.Equal(double.NaN, map.CreateReader().PriceReaching(Side.Short, Math.BitDecrement(9223372036854775808.0) / 65536));
    }

    [Fact]
    public void Positions_AnEnumeratorThatStandsNowhere_Throws()
    {
        var map = new LivingMap(Rules, Grid, 100, 4);
        map.OpenAt(60, Side.Long, 1);
        Assert.Throws<InvalidOperationException>(() => map.Positions.GetEnumerator().Current);
        Assert.Throws<InvalidOperationException>(() => default(LivePositions).GetEnumerator().Current);
        Assert.Throws<InvalidOperationException>(() =>
        {
            LivePositions.Enumerator positions = map.Positions.GetEnumerator();
            while (positions.MoveNext())
            {
            }

            Assert.False(positions.MoveNext());
            return positions.Current;
        });
    }

    [Fact]
    public void ApplyFunding_BeyondTheRangeOfNumbers_IsRefused()
    {
        var map = new LivingMap(Rules, Grid, 100, 4);
        map.Open(Position.Long(100, 1, 10));
        map.Open(Position.Long(100, 1e3, 10));
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.ApplyFunding(-1e305), "rate must be one that leaves every margin finite", "-1E+305");
    }

    [Fact]
    public void Open_OfABatchWhoseLeverageAsksForNoNumber_IsRefused()
    {
        var map = new LivingMap(Rules, Grid, 100, 4);
        Assert.ThrowsAny<ArgumentException>(() => map.Open(Position.Long(100, 1e10, 1e-300)));
        LivingState.Refuses<ArgumentOutOfRangeException>(
            map,
            () => map.Open(new PositionColumns([100, 100], [1, 1e10], [double.NaN, double.NaN], [10, 1e-300]), new PositionHandle[2]),
            "row 1: leverage must be one that asks for a finite margin, was 1E-300");
    }

    [Fact]
    public void ABatchThatLosesItsPricesAfterAFall_IsValuedAtTheMark()
    {
        double quantum = 1.0 / 65536, quantity = Math.Pow(2, 61) * quantum * 0.999 / 8 / 10_000;
        var map = new LivingMap(Rules, BandGrid.WithCount(256, new(1, 90_000)), 43_000, 100);
        PositionHandle[] handles = [.. Enumerable.Range(0, 8).Select(_ => map.OpenAt(1.5, Side.Long, quantity))];
        map.Mark(10_000);
        map.Reprice(handles, [.. handles.Select(_ => double.NaN)]);

        // Before anybody looks, which would value them anew.
        Assert.Throws<OverflowException>(() => map.OpenAt(2, Side.Long, Math.Pow(2, 63) * quantum * 0.9 / 2));
        Assert.Equal(8 * quantity * 10_000, map.Ledger.Live.Long, 1e6);
        Assert.True(map.Ledger.IsBalanced);
    }

    [Fact]
    public void FundingThatTakesPricesAwayAfterAFall_IsValuedAtTheMark()
    {
        double quantum = 1.0 / 65536, quantity = Math.Pow(2, 61) * quantum * 0.99 / 8 / 10_000;
        var map = new LivingMap(Rules, BandGrid.WithCount(256, new(1, 90_000)), 43_000, 100);
        for (int i = 0; i < 8; i++)
        {
            map.Open(Position.FromSigned(quantity, 1.5, margin: quantity * 1.4));
        }

        map.Mark(10_000);
        map.ApplyFunding(-0.0001);

        // Before anybody looks, which would value them anew.
        Assert.Throws<OverflowException>(() => map.OpenAt(2, Side.Long, Math.Pow(2, 63) * quantum * 0.9 / 2));
        Assert.Equal(8 * quantity * 10_000, map.Ledger.Live.Long, 1e6);
        Assert.True(map.Ledger.IsBalanced);
    }

    [Fact]
    public void PriceReaching_FromBeyondTheWindow_IsNaN()
    {
        var map = new LivingMap(Rules, BandGrid.Uniform(10, new(55_000, 65_000)), 60_000, 4, new() { MarkTest = false });
        map.OpenAt(70_010, Side.Long, 1);
        map.OpenAt(50_000, Side.Short, 1);
        map.Recentre(75_000);
        Assert.Equal(double.NaN, map.PriceReaching(Side.Long, 1));
        map.Recentre(45_000);
        Assert.Equal(double.NaN, map.PriceReaching(Side.Short, 1));
    }

    [Fact]
    public void ToString_ValuesPositionsWithoutAPriceAtTheMark()
    {
        var map = new LivingMap(Rules, Grid, 100, 4);
        map.OpenAt(double.NaN, Side.Long, 10);
        map.Mark(110);
        Assert.Contains("long 1,100", map.ToString(), StringComparison.Ordinal);
    }
}
