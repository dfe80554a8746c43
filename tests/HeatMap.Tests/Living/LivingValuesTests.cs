using HeatMap.Kernels;

namespace HeatMap.Tests.Living;

/// <summary>Handles, positions, tallies and ledgers as values, and rows that have been used up.</summary>
public sealed class LivingValuesTests
{
    private static readonly MarginRules Rules = new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.SingleRate(0.01));

    [Fact]
    public void Defaults_AreHarmless()
    {
        Assert.Equal((0, 0, 0), (default(RangeTally).Units, default(RangeTally).Count, default(RangeTally).Notional));
        Assert.True(default(LivingLedger).IsBalanced);
        Assert.Equal((0u, 0u), (default(PositionHandle).Index, default(PositionHandle).Generation));
        Assert.Equal((0, false), (default(LivePosition).SignedQuantity, default(LivePosition).IsPricedElsewhere));
        Assert.False(default(LivePositions).GetEnumerator().MoveNext());
    }

    [Fact]
    public void ARangeTally_IsUnitsTimesQuantum() => Assert.Equal(1.5, new RangeTally(3, 1, 0.5).Notional);

    [Fact]
    public void ALedger_IsBalancedOnlyWhereEverythingAddsUp()
    {
        var map = new LivingMap(Rules, BandGrid.Uniform(1, new(50, 150)), 100, 20);
        map.OpenAt(90, Side.Long, 1);
        map.OpenAt(110, Side.Short, 1);
        map.OpenAt(double.NaN, Side.Short, 1);
        map.Mark(95, 115, 105);
        LivingLedger ledger = map.Ledger;
        Assert.True(ledger.IsBalanced);
        Assert.Equal((90, 210, 105, 110, 5), (ledger.Opened.Long, ledger.Opened.Short, ledger.Live.Short, ledger.Liquidated.Short, ledger.Revalued.Short));
        Assert.False((ledger with { Opened = ledger.Live }).IsBalanced);
        Assert.False((ledger with { Revalued = default }).IsBalanced);
        Assert.False((ledger with { Closed = ledger.Live }).IsBalanced);
        Assert.False((ledger with { Liquidated = default }).IsBalanced);
        Assert.False((ledger with { Live = default }).IsBalanced);
    }

    [Fact]
    public void Positions_ComeInTheOrderOfTheirHandles()
    {
        var map = new LivingMap(Rules, BandGrid.Uniform(1, new(50, 150)), 100, 20);
        PositionHandle[] handles = [.. Enumerable.Range(0, 10).Select(i => map.OpenAt(90 - i, Side.Long, 1))];
        map.Close(handles[0]);
        map.Close(handles[9]);
        map.Close(handles[4]);
        map.OpenAt(60, Side.Long, 1);
        var seen = new List<uint>();
        foreach (LivePosition position in map.Positions)
        {
            seen.Add(position.Handle.Index);
        }

        Assert.Equal([1u, 2, 3, 4, 5, 6, 7, 8], seen);
    }

    [Fact]
    public void ARow_ThatWasUsedTwoBillionTimes_IsUsedNoMore()
    {
        var rows = new LivingRows(3, 2);
        uint slot = rows.Take();
        rows.Table[slot].Generation = uint.MaxValue;
        Assert.True(rows.IsLive(new(slot, uint.MaxValue)));
        rows.Free(slot);
        Assert.False(rows.IsLive(new(slot, 0)));
        Assert.Equal((0, 1), (rows.Count, rows.Capacity));
        uint next = rows.Take();
        Assert.NotEqual(slot, next);
        rows.Free(next);
        Assert.Equal(next, rows.Take());
    }

    [Fact]
    public void APlace_KeepsLayerAndBand_WhereverTheWindowIs()
    {
        foreach (long first in (long[])[0, 5, -5, (1L << 22) - 3, -(1L << 22) + 1, 1L << 33, -(1L << 33) - 7])
        {
            foreach (int band in (int[])[0, 1, 1000, (1 << 22) - 1])
            {
                uint place = RowPlace.Band(255, first + band);
                Assert.True(RowPlace.IsBand(place));
                Assert.Equal((255, band), (RowPlace.LayerOf(place), RowPlace.BandOf(place, (uint)first)));
                Assert.Equal((255, band), (RowPlace.LayerOf(place | RowPlace.SeenBit), RowPlace.BandOf(place | RowPlace.SeenBit, (uint)first)));
            }
        }

        Assert.False(RowPlace.IsBand(RowPlace.Special(3, 4)));
    }

    [Fact]
    public void RowsAreGivenBack_LastFirst()
    {
        var rows = new LivingRows(3, 5);
        uint a = rows.Take(), b = rows.Take(), c = rows.Take();
        rows.Free(a);
        rows.Free(c);
        Assert.Equal((c, 2), (rows.Take(), rows.Count));
        Assert.Equal(a, rows.Take());
        Assert.Equal(b + 2, rows.Take());
        Assert.Equal(4u, rows.Used);
    }
}
