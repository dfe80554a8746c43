namespace HeatMap.Tests.Living;

/// <content>Changes, one and many.</content>
public sealed partial class LivingMapTests
{
    [Fact]
    public void Resize_KeepsTheLeverage_UnlessToldOtherwise()
    {
        LivingMap map = Make();
        PositionHandle handle = map.Open(Position.Short(100, 2, 10));
        map.Resize(handle, 5);
        AssertIs(map, handle, Position.Isolated(Side.Short, 100, 5, 50));
        map.Resize(handle, 4, entryPrice: 101);
        AssertIs(map, handle, Position.Isolated(Side.Short, 101, 4, 40));
        map.Resize(handle, 4, margin: 77);
        AssertIs(map, handle, Position.Isolated(Side.Short, 101, 4, 77));
        map.Resize(handle, 3, 102, 60);
        AssertIs(map, handle, Position.Isolated(Side.Short, 102, 3, 60));
        map.AddMargin(handle, 15);
        AssertIs(map, handle, Position.Isolated(Side.Short, 102, 3, 75));
        map.AddMargin(handle, -75);
        AssertIs(map, handle, Position.Isolated(Side.Short, 102, 3, 0));
        map.ChangeLeverage(handle, 6);
        AssertIs(map, handle, Position.Isolated(Side.Short, 102, 3, 51));
    }

    [Fact]
    public void APositionOfAnAccount_TakesMarginOfItsOwn_WhenItIsGivenSome()
    {
        LivingMap map = Make();
        PositionHandle handle = map.Open(Position.Cross(Side.Long, 100, 2));
        map.Resize(handle, 3);
        Assert.Equal(300, map.View.Unplaced[UnplacedReason.NeedsAccount].Long);
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.AddMargin(handle, 1), "amount must be for a position with margin of its own, was 1");
        Assert.Equal(0, map.ApplyFunding(0.5));
        Assert.Equal(300, map.View.Unplaced[UnplacedReason.NeedsAccount].Long);
        map.ChangeLeverage(handle, 10);
        AssertIs(map, handle, Position.Isolated(Side.Long, 100, 3, 30));
    }

    [Fact]
    public void APositionPricedElsewhere_KeepsItsPrice_UntilRepriced()
    {
        LivingMap map = Make();
        PositionHandle handle = map.OpenAt(80.5, Side.Long, 2);
        map.Resize(handle, 3);
        Assert.Equal(241.5, map.View[30].Long);
        map.Reprice(handle, 70.5);
        Assert.Equal((0, 211.5), (map.View[30].Long, map.View[20].Long));
        map.Reprice(handle, double.NaN);
        Assert.Equal(300, map.View.Unplaced.Total.Long);
        map.Reprice(handle, 200);
        Assert.Equal(600, map.View.Unplaced[UnplacedReason.AlreadyLiquidated].Long);
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Resize(handle, 1, entryPrice: 90), "entryPrice must be NaN for a position that is priced elsewhere, was 90");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Resize(handle, 1, margin: 9), "margin must be NaN for a position that is priced elsewhere, was 9");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.AddMargin(handle, 1), "amount must be for a position that is not priced elsewhere");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.ChangeLeverage(handle, 2), "leverage must be for a position that is not priced elsewhere");
        foreach (double bad in NoNumbers)
        {
            LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Resize(handle, bad), "quantity must be finite and > 0");
        }

        foreach (double bad in NoNumbers[1..])
        {
            LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Reprice(handle, bad), "liquidationPrice must be finite and > 0, or NaN");
        }
    }

    [Fact]
    public void Changes_OutsideTheirDomain_AreRefused()
    {
        LivingMap map = MakeLayers();
        PositionHandle handle = map.Open(Position.Long(100, 2, 10), 1), other = map.Open(Position.Long(100, 2, 10));
        foreach (double bad in NoNumbers)
        {
            LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Resize(handle, bad), "quantity must be finite and > 0");
            LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.ChangeLeverage(handle, bad), "leverage must be finite and > 0");
            LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Resize([other, handle], [1, bad]), "row 1: quantity must be finite and > 0");
        }

        foreach (double bad in (double[])[double.PositiveInfinity, 0, -1])
        {
            LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Resize(handle, 1, entryPrice: bad), "entryPrice must be finite and > 0");
        }

        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Resize(handle, 1, margin: -1), "margin must be finite and >= 0, was -1");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Resize(handle, 1, margin: double.PositiveInfinity), "margin must be finite and >= 0");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Resize(handle, 1e300, 1e300), "quantity must be worth a finite value > 0 at its entry price");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.AddMargin(handle, double.NaN), "amount must be finite, was NaN");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.AddMargin(handle, -20.5), "amount must be at least -20, what the position has, and finite with it, was -20.5");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.ChangeLeverage(handle, 1e-320), "margin must be finite and >= 0");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Reprice(handle, 90), "liquidationPrice must be for a position that is priced elsewhere, was 90");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Transfer(handle, 3), "layer must be from 0 to 2, was 3");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Transfer([other, handle], [0, 3]), "row 1: layer must be from 0 to 2, was 3");
        LivingState.Refuses<OverflowException>(map, () => map.Resize(handle, 1e18), "notional ", "2^63 units");
        foreach (double bad in (double[])[double.NaN, double.PositiveInfinity])
        {
            LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.ApplyFunding(bad), "rate must be finite");
        }
    }

    [Fact]
    public void Changes_ThatWouldOverflowASide_AreRefused()
    {
        LivingMap map = Make(options: new() { Quantum = 1 });
        PositionHandle first = map.OpenAt(1, Side.Long, 4e18), second = map.OpenAt(1, Side.Long, 4e18);
        LivingState.Refuses<OverflowException>(map, () => map.Resize(first, 6e18), "the notional of its side with it is 2^63 units");
        LivingState.Refuses<OverflowException>(map, () => map.Resize([first, second], [5e18, 5e18]), "the notional of its side with it is 2^63 units");
        LivingState.Refuses<OverflowException>(map, () => map.Reprice(first, 2), "the notional of its side");
        LivingState.Refuses<OverflowException>(map, () => map.Resize([first, second], [1, 1e19]), "row 1: notional 1E+19 is");

        // Together they fit, whichever comes first.
        map.Resize([first, second], [8e18, 1e18]);
        map.Resize([second, first], [8e18, 1e18]);
        Assert.Equal(9e18, map.Ledger.Live.Long);
    }

    [Fact]
    public void ApplyFunding_PaysFromMargins_AndTellsWhatTheyCannotCover()
    {
        LivingMap map = Make();
        PositionHandle payer = map.Open(Position.Isolated(Side.Long, 100, 2, 50)), poor = map.Open(Position.Isolated(Side.Long, 100, 2, 1)), receiver = map.Open(Position.Isolated(Side.Short, 100, 3, 50));
        map.OpenAt(90, Side.Long, 1);
        Assert.Equal(1, map.ApplyFunding(0.01), 12);
        AssertIs(map, payer, Position.Isolated(Side.Long, 100, 2, 48));
        AssertIs(map, poor, Position.Isolated(Side.Long, 100, 2, 0));
        AssertIs(map, receiver, Position.Isolated(Side.Short, 100, 3, 53));
        Assert.Equal(0, map.ApplyFunding(-0.01));
        AssertIs(map, poor, Position.Isolated(Side.Long, 100, 2, 2));
    }

    [Fact]
    public void Transfer_MovesAPositionBetweenLayers_AndLeavesTheLedgerAlone()
    {
        LivingMap map = MakeLayers();
        PositionHandle handle = map.OpenAt(80.5, Side.Long, 2), unpriced = map.OpenAt(double.NaN, Side.Short, 1, 1);
        map.Mark(104);
        LivingLedger ledger = map.Ledger;
        map.Transfer(handle, 2);
        map.Transfer([handle, unpriced], [1, 0]);
        Assert.Equal(ledger, map.Ledger);
        Assert.Equal((0, 161, 0), (map.LayerView(2).Total.Count, map.LayerView(1).Total.Notional, map.LayerView(0).InBands.Count));
        Assert.Equal(104, map.LayerView(0).Unplaced.Total.Short);
        Assert.True(map.TryGet(handle, out LivePosition live));
        Assert.Equal(1, live.Layer);
    }

    [Fact]
    public void Batches_OfUnequalLengthsOrHandlesTwice_AreRefused()
    {
        LivingMap map = MakeLayers();
        PositionHandle a = map.Open(Position.Long(100, 2, 10)), b = map.Open(Position.Long(100, 2, 10)), c = map.OpenAt(90, Side.Long, 1);
        var names = new PositionHandle[2];
        LivingState.Refuses<ArgumentException>(map, () => map.Resize([a, b], [1]), "quantities must have one value for each of 2 rows, had 1");
        LivingState.Refuses<ArgumentException>(map, () => map.Resize([a, b], [1, 2], [1]), "entryPrices must have one value for each of 2 rows, had 1");
        LivingState.Refuses<ArgumentException>(map, () => map.Resize([a, b], [1, 2], default, [1]), "margins must have one value for each of 2 rows, had 1");
        LivingState.Refuses<ArgumentException>(map, () => map.AddMargin([a, b], [1]), "amounts must have one value for each of 2 rows, had 1");
        LivingState.Refuses<ArgumentException>(map, () => map.ChangeLeverage([a, b], [1, 2, 3]), "leverages must have one value for each of 2 rows, had 3");
        LivingState.Refuses<ArgumentException>(map, () => map.Reprice([a, b], []), "liquidationPrices must have one value for each of 2 rows, had 0");
        LivingState.Refuses<ArgumentException>(map, () => map.Transfer([a, b], [1]), "layers must have one value for each of 2 rows, had 1");
        LivingState.Refuses<ArgumentException>(map, () => map.OpenAt([90, 91], [1], names), "signedQuantity must have one value for each of 2 rows, had 1");
        LivingState.Refuses<ArgumentException>(map, () => map.OpenAt([90, 91], [1, 1], names.AsSpan(1)), "handles must hold 2 names, has room for 1");
        LivingState.Refuses<ArgumentException>(map, () => map.OpenAt([90, 91], [1, 1], names, [0]), "layerOfRow must have one value for each of 2 rows, had 1");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.OpenAt([90, 91], [1, 1], names, [0, 3]), "row 1: layer must be from 0 to 2, was 3");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.OpenAt([90, 0], [1, 1], names), "row 1: liquidationPrice must be finite and > 0, or NaN, was 0");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.OpenAt([90, 91], [1, 0], names), "row 1: signedQuantity must be finite and not zero, was 0");
        LivingState.Refuses<ArgumentOutOfRangeException>(map, () => map.Open(new PositionColumns([100, -1], [1, 1], [1, 1]), names), "row 1: entryPrice must be finite and > 0, was -1");
        Action[] twice =
        [
            () => map.Close([b, a, b]), () => map.Resize([b, a, b], [1, 1, 1]), () => map.AddMargin([b, a, b], [1, 1, 1]), () => map.ChangeLeverage([b, a, b], [1, 1, 1]),
            () => map.Reprice([b, a, b], [1, 1, 1]), () => map.Transfer([b, a, b], [1, 1, 1]),
        ];
        Assert.All(twice, act => LivingState.Refuses<ArgumentException>(map, act, "row 2: the handle 1/1 comes twice in the batch, first in row 0"));

        // Refused batches leave no marks behind: everything still works.
        map.Resize([a, b], [1, 1]);
        map.Reprice([c], [80]);
        map.Transfer([a, b, c], [0, 1, 2]);
        map.Close([a, b, c]);
        map.Close([]);
        Assert.Equal(0, map.Count);
    }

    [Fact]
    public void ABatch_ThatOverflowsLate_IsTakenOutAgain()
    {
        LivingMap map = Make(2000, new() { Quantum = 1 });
        map.OpenAt(70.5, Side.Long, 3);
        map.OpenAt(double.NaN, Side.Short, 3);
        map.Mark(103);
        double[] prices = [.. Enumerable.Range(0, 700).Select(i => i % 10 == 0 ? double.NaN : 60.5 + (i % 30))], signed = [.. Enumerable.Range(0, 700).Select(i => i % 3 == 0 ? -1.0 : 2.0)];
        signed[655] = 1e18;
        var handles = new PositionHandle[700];
        LivingState.Refuses<OverflowException>(map, () => map.OpenAt(prices, signed, handles), "row 655: notional ", "2^63 units of 1");
        signed[655] = 1;
        map.OpenAt(prices, signed, handles);
        Assert.All(handles, h => Assert.True(map.IsLive(h)));
        Assert.Equal(702, map.Ledger.Opened.Count);
        map.Close(handles);
        Assert.Equal((2, true), (map.Count, map.Ledger.IsBalanced));
    }

    [Fact]
    public void ABatch_IsTheSameAsItsRowsOneByOne()
    {
        const int Count = 1000;
        LivingMap batch = Make(Count), single = Make(Count);
        double[] entries = [.. Enumerable.Range(0, Count).Select(i => 95 + (i * 0.01))], signed = [.. Enumerable.Range(0, Count).Select(i => (i % 2 == 0 ? 1 : -1) * (1 + (i % 9)))];
        double[] margins = [.. Enumerable.Range(0, Count).Select(i => i % 3 == 0 ? double.NaN : 5.0 + i)], leverages = [.. Enumerable.Range(0, Count).Select(i => i % 6 == 0 ? double.NaN : 2.0 + (i % 20))];
        var handles = new PositionHandle[Count];
        batch.Open(new PositionColumns(entries, signed, margins, leverages), handles);
        PositionHandle[] same = [.. Enumerable.Range(0, Count).Select(i => single.Open(Position.FromSigned(signed[i], entries[i], double.IsNaN(margins[i]) ? leverages[i] : double.NaN, margins[i])))];
        Assert.Equal(same, handles);
        Assert.Equal(LivingState.Of(single), LivingState.Of(batch));
        int[] picked = [.. Enumerable.Range(0, Count).Where(i => i % 4 == 1 && !double.IsNaN(margins[i]))];
        PositionHandle[] some = [.. picked.Select(i => handles[i])];
        double[] sizes = [.. picked.Select(i => 2.0 + (i % 3))], newEntries = [.. picked.Select(i => i % 8 == 1 ? double.NaN : 99.0)], newMargins = [.. picked.Select(i => i % 5 == 0 ? double.NaN : 40.0)];
        batch.Resize(some, sizes, newEntries, newMargins);
        batch.AddMargin(some, sizes);
        batch.ChangeLeverage(some.AsSpan(0, 50), sizes.AsSpan(0, 50));
        batch.Close(handles.AsSpan(600, 300));
        for (int i = 0; i < some.Length; i++)
        {
            single.Resize(some[i], sizes[i], newEntries[i], newMargins[i]);
            single.AddMargin(some[i], sizes[i]);
            if (i < 50)
            {
                single.ChangeLeverage(some[i], sizes[i]);
            }
        }

        foreach (PositionHandle handle in handles.AsSpan(600, 300))
        {
            single.Close(handle);
        }

        Assert.Equal(LivingState.Of(single), LivingState.Of(batch));
    }

    private static void AssertIs(LivingMap map, PositionHandle handle, Position expected)
    {
        Assert.True(map.TryGet(handle, out LivePosition live));
        Assert.Equal((expected.Side, expected.Quantity, expected.EntryPrice), (live.Side, live.Quantity, live.EntryPrice));
        Assert.Equal(expected.Margin, live.Margin, 12);
        Assert.Equal(Liquidation.Price(Position.Isolated(live.Side, live.EntryPrice, live.Quantity, live.Margin), map.Rules, map.MarkPrice), live.LiquidationPrice);
        LiquidationMap alone = LiquidationMap.Build(PositionBatch.From([live], p => Position.Isolated(p.Side, p.EntryPrice, p.Quantity, p.Margin)), map.Rules, map.Grid, map.MarkPrice);
        if (map.Count == 1)
        {
            Assert.Equal(alone, map.ToMap());
        }

        Assert.True(map.Ledger.IsBalanced);
    }
}
