using System.Numerics;
using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.HeatMaps;

/// <summary>Columns from cohorts and prices, held against a dictionary of whole numbers.</summary>
public sealed class CohortColumnTests
{
    [Fact]
    public void Columns_AreThoseOfAPlainReckoning() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        foreach (bool decays in (bool[])[false, true])
        {
            var book = new CohortBook(draw, decays);
            HoldsWhatIsReckoned(book, book.Live(), birthsInGaps: false);
            HoldsWhatIsReckoned(book, book.Batch(book.Builder(), book.Columns), birthsInGaps: true);
        }
    }), 200);

    [Fact]
    public void DenseAndSparse_HoldTheSameNumbers() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        var book = new CohortBook(draw, decays: true);
        LiquidationHeatMap dense = book.Live(), sparse = book.Live(HeatMapStorage.Sparse);
        Assert.Equal(dense, sparse);
        Assert.Equal((HeatMapStorage.Dense, HeatMapStorage.Sparse), (dense.Storage, sparse.Storage));
        Assert.Equal(dense, sparse.WithStorage(HeatMapStorage.Dense));
        Assert.Equal(sparse, dense.WithStorage(HeatMapStorage.Sparse));
        long[] one = new long[book.Grid.Count], other = new long[book.Grid.Count];
        for (int column = 0; column < dense.ColumnCount; column++)
        {
            for (int band = 0; band < book.Grid.Count; band++)
            {
                Assert.Equal(dense.At(column, band), sparse.At(column, band));
                double price = book.Grid.LowerEdge(band);
                long time = dense.ColumnStartUnixMs(column) + 59_999;
                Expect.SameBits(dense.Notional(Side.Short, time, price), sparse.Notional(Side.Short, time, price));
            }

            Assert.Equal((dense.Below(column), dense.Above(column)), (sparse.Below(column), sparse.Above(column)));
            foreach (Side side in Enum.GetValues<Side>())
            {
                dense.CopyUnits(column, side, 0, one);
                sparse.CopyUnits(column, side, 0, other);
                Assert.Equal(one, other);
                Assert.True(dense.Units(column, side).SequenceEqual(one));
            }
        }
    }), 200);

    [Fact]
    public void EarlierColumns_NeverChange() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        var book = new CohortBook(draw, decays: true);
        LiquidationHeatMap whole = book.Live(capacity: 100);
        for (int columns = 1; columns < book.Columns; columns++)
        {
            LiquidationHeatMap part = book.Live(capacity: 100, columns: columns);
            for (int i = 0; i < part.ColumnCount; i++)
            {
                SameColumn(part, i, whole, i);
            }

            LiquidationHeatMap batch = book.Batch(book.Builder(capacity: 100), columns), all = book.Batch(book.Builder(capacity: 100), book.Columns);
            for (int i = 0; i < batch.ColumnCount; i++)
            {
                SameColumn(batch, i, all, i);
            }
        }
    }), 60);

    [Fact]
    public void OrderOfRowsAndOfCalls_DoesNotMatter() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        var book = new CohortBook(draw, decays: true);
        LiquidationHeatMapBuilder once = book.Builder();
        LiquidationHeatMap expected = book.Batch(once, book.Columns);
        Assert.Equal(expected, book.Batch(book.Builder(), book.Columns, draw.Dice));

        // And used again after a reset, it begins anew.
        once.Reset();
        Assert.Equal(0, once.ColumnCount);
        Assert.Equal(expected, book.Batch(once, book.Columns, draw.Dice));
    }), 200);

    [Fact]
    public void Notional_IsRoundedOnceToUnits() => Check.That(Prop.ForAll(Draw.Rows(3000), draw =>
    {
        Dice[] dice = draw.Make(static d => d);
        BandGrid grid = BandGrid.Uniform(1, new(90, 190));
        int[] bands = [.. dice.Select(d => d.Whole(-1, 100))];
        double[] notional = [.. dice.Select(d => d.Pick(1, -1) * d.Pick(0, 0.5, 1.5, 2.5, -0.0, d.Magnitude(1e-3, 1e12), (1L << 51) - 0.5, 1L << 51, 1e17))];
        long[] units = [.. notional.Select(n => (long)Math.Round(n, MidpointRounding.ToEven))];
        LiquidationHeatMapBuilder x = Builder(), y = Builder();
        x.Advance(0, new(100, 100, 100), new CohortColumns(bands, notional));
        y.Advance(0, new(100, 100, 100), new CohortColumns(bands, units));
        Assert.Equal(y.ToHeatMap(), x.ToHeatMap());
        Assert.Equal(y.Ledger, x.Ledger);
        Assert.Equal((Int128)units.Sum(u => (decimal)Math.Abs(u)), x.Ledger.Total.Opened);

        LiquidationHeatMapBuilder Builder() => new(grid, TimeSpan.FromMilliseconds(1), new() { Quantum = 1 });
    }), 60);

    [Fact]
    public void TheLedger_Balances() => Check.That(Prop.ForAll(Draw.Rows(80), draw =>
    {
        var book = new CohortBook(draw, decays: true);
        LiquidationHeatMapBuilder builder = book.Builder();
        book.Batch(builder, book.Columns);
        book.Reckon(birthsInGaps: true, out BigInteger opened, out BigInteger liquidated, out BigInteger decayed);
        HeatMapLedger ledger = builder.Ledger;
        Assert.True(ledger.IsBalanced);
        Assert.Equal((opened, liquidated, decayed, BigInteger.Zero), ((BigInteger)ledger.Total.Opened, (BigInteger)ledger.Total.Liquidated, (BigInteger)ledger.Total.Decayed, (BigInteger)ledger.Total.Closed));
        Assert.Equal(opened - liquidated - decayed, (BigInteger)ledger.Total.Live);

        LiquidationHeatMapBuilder live = book.Builder();
        book.Live(builder: live);
        book.Reckon(birthsInGaps: false, out opened, out liquidated, out decayed);
        Assert.True(live.Ledger.IsBalanced);
        Assert.Equal((opened, liquidated, decayed), ((BigInteger)live.Ledger.Total.Opened, (BigInteger)live.Ledger.Total.Liquidated, (BigInteger)live.Ledger.Total.Decayed));
    }), 200);

    [Fact]
    public void Closing_TakesOutWhatWasOpened()
    {
        BandGrid grid = BandGrid.Uniform(1, new(90, 110));
        var builder = new LiquidationHeatMapBuilder(grid, TimeSpan.FromMinutes(1), new() { Quantum = 1, Layers = [new("a"), new("b", TimeSpan.FromHours(1))] });
        builder.Advance(0, new(100, 100, 100), new CohortColumns([3, 3, 12, -1], [100.0, 20, -7, 5], [0, 0, 0, 1]));
        builder.Close(new CohortColumns([3, 12], [100L, -7]));
        LiquidationHeatMap before = builder.ToHeatMap();
        Assert.Equal(120, builder.Units(0, Side.Long)[3]);
        Assert.Equal(new(new(125, 100, 0, 0, 25), new(7, 7, 0, 0, 0)), builder.Ledger);
        Assert.True(builder.Ledger.IsBalanced);

        // Refused as a whole: the second row is too much, or nobody knows.
        Expect.Throws<ArgumentOutOfRangeException>(() => builder.Close(new CohortColumns([3, 3], [15L, 6])), "row 1", "only 5", "band 3");
        Expect.Throws<ArgumentOutOfRangeException>(() => builder.Close(new CohortColumns([3, -1], [15L, 1], [0, 1])), "row 1", "'b' decays");
        Assert.Equal(before, builder.ToHeatMap());
        builder.Advance(60_000, new(100, 100, 100), default);
        Assert.Equal((20, 0), (builder.Units(1, Side.Long)[3], builder.Units(1, Side.Short)[12]));
        Assert.True(builder.Ledger.IsBalanced);
    }

    [Fact]
    public void HalfOfAHalfLife_IsHalf()
    {
        var builder = new LiquidationHeatMapBuilder(BandGrid.Uniform(1, new(90, 110)), TimeSpan.FromMinutes(10), new() { Layers = [new("all", TimeSpan.FromMinutes(10))] });
        Assert.Equal(1u << 31, builder.Layers[0].KeptPerColumn);
        builder.Advance(0, new(100, 100, 100), new CohortColumns([3], [1000.0]));
        builder.Advance(600_000, new(100, 100, 100), default);
        builder.Advance(1_200_000, new(100, 100, 100), default);
        Assert.Equal([1000.0, 500, 250], Enumerable.Range(0, 3).Select(i => builder.ToHeatMap().At(i, 3).Long));

        // A stated factor wins, as in a replay elsewhere.
        LiquidationHeatMap map = builder.ToHeatMap();
        Assert.Equal(map.Layers[0], new LiquidationHeatMapBuilder(map.Grid, TimeSpan.FromMinutes(10), new() { Layers = map.Layers }).Layers[0]);
    }

    [Fact]
    public void CellsAtTheLimit_AreCountedExactly()
    {
        var builder = new LiquidationHeatMapBuilder(BandGrid.Uniform(1, new(90, 110)), TimeSpan.FromMinutes(1), new() { Quantum = 1 });
        builder.Advance(0, new(100, 100, 100), new CohortColumns([3, 4, 15], [long.MaxValue - 1, long.MaxValue, -long.MaxValue]));
        builder.Advance(60_000, new(100, 100, 100), new CohortColumns([3], [1L]));
        Assert.Equal([long.MaxValue, long.MaxValue], builder.Units(1, Side.Long).Slice(3, 2).ToArray());
        LiquidationHeatMap before = builder.ToHeatMap();
        HeatMapLedger books = builder.Ledger;
        Expect.Throws<OverflowException>(() => builder.Advance(120_000, new(100, 100, 100), new CohortColumns([2, 3], [9L, 1])), "row 1", "2^63 units");
        Expect.Throws<OverflowException>(
            () => builder.Advance(new MarkColumns([120_000, 180_000], [100, 100], [100, 100], [100, 100]), new CohortColumns([2, 3], [9L, 1]), [120_000, 180_000]), "2^63 units");
        Assert.Equal(before, builder.ToHeatMap());
        Assert.Equal(books, builder.Ledger);
        Assert.True(books.IsBalanced);

        // Once the price has been there, there is room again.
        builder.Advance(120_000, new(93, 100, 100), new CohortColumns([3], [long.MaxValue]));
        Assert.True(builder.Ledger.IsBalanced);
        Assert.Equal((Int128)long.MaxValue * 2, builder.Ledger.Long.Liquidated);

        // Also within one call: what fills up is cleared before it is filled again.
        builder.Advance(new MarkColumns([180_000, 240_000], [100, 94], [100, 100], [100, 100]), new CohortColumns([4, 4], [long.MaxValue, long.MaxValue]), [180_000, 240_000]);
        Assert.Equal([long.MaxValue, long.MaxValue], builder.Units(builder.ColumnCount - 1, Side.Long).Slice(3, 2).ToArray());
        Assert.True(builder.Ledger.IsBalanced);
    }

    internal static void SameColumn(LiquidationHeatMap x, int i, LiquidationHeatMap y, int j)
    {
        Assert.Equal((x.ColumnStartUnixMs(i), x.StateOf(i), x.PathOf(i)), (y.ColumnStartUnixMs(j), y.StateOf(j), y.PathOf(j)));
        for (int layer = 0; layer < x.Layers.Length; layer++)
        {
            foreach (Side side in Enum.GetValues<Side>())
            {
                Assert.True(x.Units(i, side, layer).SequenceEqual(y.Units(j, side, layer)));
            }

            Assert.Equal((x.Below(i, layer), x.Above(i, layer)), (y.Below(j, layer), y.Above(j, layer)));
        }
    }

    private static void HoldsWhatIsReckoned(CohortBook book, LiquidationHeatMap map, bool birthsInGaps)
    {
        Dictionary<(long Number, int Layer, Side Side, int Cell), BigInteger> expected = book.Reckon(birthsInGaps, out _, out _, out _);
        int all = (int)(book.Numbers[^1] - book.Start + 1);
        Assert.Equal(Math.Min(book.Capacity, all), map.ColumnCount);
        Assert.Equal((book.Numbers[^1] + 1) * CohortBook.IntervalMs, map.EndUnixMs);
        for (int column = 0; column < map.ColumnCount; column++)
        {
            long number = map.ColumnStartUnixMs(column) / CohortBook.IntervalMs;
            int given = Array.IndexOf(book.Numbers, number);
            Assert.Equal(given >= 0 ? book.Paths[given] : default, map.PathOf(column));
            Assert.Equal(given >= 0 ? HeatMapColumnState.Given : book.Gaps == HeatMapGaps.Carry ? HeatMapColumnState.Carried : HeatMapColumnState.Missing, map.StateOf(column));
            for (int layer = 0; layer < book.Layers.Length; layer++)
            {
                foreach (Side side in Enum.GetValues<Side>())
                {
                    SideTally below = map.Below(column, layer), above = map.Above(column, layer);
                    ReadOnlySpan<long> units = map.Units(column, side, layer);
                    Assert.Equal(At(0), (BigInteger)(side == Side.Long ? below.LongUnits : below.ShortUnits));
                    Assert.Equal(At(book.Grid.Count + 1), (BigInteger)(side == Side.Long ? above.LongUnits : above.ShortUnits));
                    for (int band = 0; band < units.Length; band++)
                    {
                        Assert.Equal(At(band + 1), units[band]);
                    }

                    BigInteger At(int cell) => expected.GetValueOrDefault((number, layer, side, cell));
                }
            }
        }
    }
}
