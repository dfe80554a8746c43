using System.Numerics;
using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.HeatMaps;

public sealed class HeatMapResampleTests
{
    [Fact]
    public void Pictures_HoldWhatTheCellsHold() => Check.That(Prop.ForAll(Draw.Rows(60), draw =>
    {
        Dice dice = draw.Dice;
        LiquidationHeatMap map = new CohortBook(draw, decays: true).Live(dice.Pick(HeatMapStorage.Dense, HeatMapStorage.Sparse));
        int width = dice.Whole(1, 30), height = dice.Whole(1, 100);
        var selection = new HeatMapSelection { Side = dice.Pick(null, Side.Long, (Side?)Side.Short), Layer = dice.Chance(0.5) ? null : dice.Whole(0, map.Layers.Length - 1) };
        HeatMapPicture sum = map.Resample(width, height, HeatMapPooling.Sum, selection), max = map.Resample(width, height, HeatMapPooling.Max, selection), peak = map.Resample(width, height, HeatMapPooling.Peak, selection);
        Assert.Equal((width, height, HeatMapPooling.Sum), (sum.Width, sum.Height, sum.Pooling));
        (BigInteger all, BigInteger greatest) = (0, 0);
        for (int column = 0; column < map.ColumnCount; column++)
        {
            for (int band = 0; band < map.Grid.Count; band++)
            {
                BigInteger cell = Cell(map, column, band, selection);
                (all, greatest) = (all + cell, BigInteger.Max(greatest, cell));
            }
        }

        Assert.Equal(all, Pixels(sum).Aggregate(BigInteger.Zero, static (s, p) => s + p));
        Assert.Equal(greatest, Pixels(max).Max());

        // Pixel by pixel, from the cells that lie between its edges.
        for (int x = 0; x < width; x++)
        {
            int[] columns = [.. Enumerable.Range(0, map.ColumnCount).Where(c => map.ColumnStartUnixMs(c) < sum.TimeEdgesUnixMs[x + 1] && map.ColumnStartUnixMs(c) + 60_000 > sum.TimeEdgesUnixMs[x])];
            Assert.NotEmpty(columns);
            Assert.Equal(columns.Any(c => map.StateOf(c) != HeatMapColumnState.Missing), sum.IsKnown(x));
            for (int y = 0; y < height; y++)
            {
                int[] bands = [.. Enumerable.Range(0, map.Grid.Count).Where(b => map.Grid[b].Lower < sum.PriceEdges[y + 1] && map.Grid[b].Upper > sum.PriceEdges[y])];
                Assert.NotEmpty(bands);
                Assert.Equal(columns.SelectMany(c => bands.Select(b => Cell(map, c, b, selection))).Max(), max.Row(y)[x]);
                if (width <= map.ColumnCount && height <= map.Grid.Count)
                {
                    Assert.Equal(columns.SelectMany(c => bands.Select(b => Cell(map, c, b, selection))).Aggregate(BigInteger.Zero, static (s, c) => s + c), sum.Row(y)[x]);
                    Assert.Equal(columns.Max(c => bands.Select(b => Cell(map, c, b, selection)).Aggregate(BigInteger.Zero, static (s, v) => s + v)), peak.Row(y)[x]);
                }
            }
        }

        Assert.Equal((map.StartUnixMs, map.EndUnixMs, map.Grid.Lower, map.Grid.Upper), (sum.TimeEdgesUnixMs[0], sum.TimeEdgesUnixMs[^1], sum.PriceEdges[0], sum.PriceEdges[^1]));
        AssertAscending(sum.TimeEdgesUnixMs);
        AssertAscending(sum.PriceEdges);
    }), 120);

    [Fact]
    public void Parts_OfASplitCell_AddUp()
    {
        var builder = new LiquidationHeatMapBuilder(BandGrid.Uniform(10, new(50, 70)), TimeSpan.FromMinutes(1), new() { Quantum = 1 });
        builder.Advance(0, new(65, 65, 65), new CohortColumns([0], [10L]));
        HeatMapPicture picture = builder.ToHeatMap().Resample(2, 6, HeatMapPooling.Sum);
        Assert.Equal([50, 50 + (10 / 3.0), 50 + (20 / 3.0), 60, 60 + (10 / 3.0), 60 + (20 / 3.0), 70], picture.PriceEdges.ToArray().Select(e => Math.Round(e, 10)).Zip([50.0, 50 + (10 / 3.0), 50 + (20 / 3.0), 60, 60 + (10 / 3.0), 60 + (20 / 3.0), 70], static (a, b) => Math.Abs(a - b) < 1e-9 ? b : a));
        Assert.Equal([0.0, 30_000, 60_000], picture.TimeEdgesUnixMs.ToArray());
        Assert.Equal([[1, 2], [1, 2], [2, 2], [0, 0], [0, 0], [0, 0]], Enumerable.Range(0, 6).Select(y => picture.Row(y).ToArray()));
        Assert.Equal(2, picture[1, 0]);
    }

    [Fact]
    public void AWindow_TakesWholeCells()
    {
        var builder = new LiquidationHeatMapBuilder(BandGrid.Uniform(10, new(50, 100)), TimeSpan.FromMinutes(1), new() { Quantum = 1 });
        for (int i = 0; i < 5; i++)
        {
            builder.Advance(i * 60_000, new(75, 75, 75), new CohortColumns([0, 1], [1L, 10]));
        }

        LiquidationHeatMap map = builder.ToHeatMap();
        HeatMapPicture picture = map.Resample(2, 2, HeatMapPooling.Sum, new() { FromUnixMs = 119_999, ToUnixMs = 180_001, Prices = new(55, 60.1) });
        Assert.Equal([60_000.0, 120_000, 240_000], picture.TimeEdgesUnixMs.ToArray());
        Assert.Equal([50.0, 60, 70], picture.PriceEdges.ToArray());
        Assert.Equal([[2, 3 + 4], [20, 70]], Enumerable.Range(0, 2).Select(y => picture.Row(y).ToArray()));

        // Beyond all columns there is nothing, and that is an answer; no band at all is a mistake.
        Assert.False(map.Resample(3, 1, HeatMapPooling.Max, new() { FromUnixMs = 10_000_000 }).IsKnown(0));
        Expect.Throws<ArgumentException>(() => map.Resample(1, 1, HeatMapPooling.Sum, new() { Prices = new(10, 50) }), "selection", "10 to 50");
        Expect.Throws<ArgumentException>(() => map.Resample(1, 1, HeatMapPooling.Sum, new() { Prices = new(double.NaN, 60) }), "selection");
        Expect.Throws<ArgumentException>(() => map.Resample(1, 1, HeatMapPooling.Sum, new() { FromUnixMs = 5, ToUnixMs = 5 }), "FromUnixMs");
        Expect.Throws<ArgumentOutOfRangeException>(() => map.Resample(0, 1, HeatMapPooling.Sum), "width", "16384");
        Expect.Throws<ArgumentOutOfRangeException>(() => map.Resample(1, 16385, HeatMapPooling.Sum), "height");
        Expect.Throws<ArgumentOutOfRangeException>(() => map.Resample(1, 1, (HeatMapPooling)9), "pooling");
        Expect.Throws<ArgumentOutOfRangeException>(() => map.Resample(1, 1, HeatMapPooling.Sum, new() { Layer = 1 }), "layer");
        Expect.Throws<ArgumentOutOfRangeException>(() => picture.Row(2), "y", "0 to 1");
        Expect.Throws<ArgumentOutOfRangeException>(() => picture.IsKnown(-1), "x");
    }

    [Fact]
    public void APixelBeyond64Bits_IsRefused()
    {
        var builder = new LiquidationHeatMapBuilder(BandGrid.Uniform(10, new(50, 70)), TimeSpan.FromMinutes(1), new() { Quantum = 1 });
        builder.Advance(0, new(65, 65, 65), new CohortColumns([0, 0], [long.MaxValue, -1]));
        LiquidationHeatMap map = builder.ToHeatMap();
        Expect.Throws<OverflowException>(() => map.Resample(1, 1, HeatMapPooling.Sum), "2^63");
        Assert.Equal(long.MaxValue, map.Resample(1, 1, HeatMapPooling.Sum, new() { Side = Side.Long }).Row(0)[0]);
    }

    private static IEnumerable<long> Pixels(HeatMapPicture picture) => Enumerable.Range(0, picture.Height).SelectMany(y => picture.Row(y).ToArray());

    private static BigInteger Cell(LiquidationHeatMap map, int column, int band, HeatMapSelection selection)
    {
        SideTally tally = map.At(column, band, selection.Layer);
        return (BigInteger)(selection.Side == Side.Short ? 0 : tally.LongUnits) + (BigInteger)(selection.Side == Side.Long ? 0 : tally.ShortUnits);
    }

    private static void AssertAscending(ReadOnlySpan<double> edges)
    {
        for (int i = 1; i < edges.Length; i++)
        {
            Assert.True(edges[i - 1] < edges[i]);
        }
    }
}
