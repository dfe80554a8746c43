using HeatMap.Charts.Heat;
using HeatMap.Charts.Tests.Scenes;

namespace HeatMap.Charts.Tests;

public sealed class HeatCellsTests
{
    [Theory]
    [InlineData(HeatMapKind.Standing, HeatMapPooling.Peak)]
    [InlineData(HeatMapKind.Executed, HeatMapPooling.Sum)]
    public void PooledCellsAreThePictureOfTheMapWhereItsPixelsAreEven(HeatMapKind kind, HeatMapPooling pooling)
    {
        // 24 columns of 12 bands, as two by two.
        LiquidationHeatMap map = Random(kind, columns: 24, bands: 12);
        HeatCells cells = HeatCells.Of(map, most: 72);
        Assert.True(cells.IsReduced);
        Assert.Equal((12, 6), (cells.Columns, cells.Rows));
        foreach (Side side in (Side[])[Side.Long, Side.Short])
        {
            HeatMapPicture picture = map.Resample(12, 6, pooling, new() { Side = side });
            float[] numbers = side == Side.Long ? cells.Long : cells.Short;
            for (int i = 0; i < numbers.Length; i++)
            {
                Assert.Equal((float)picture[i / 6, i % 6], numbers[i]);
            }
        }
    }

    [Theory]
    [InlineData(25, 13, 72)]
    [InlineData(7, 1000, 90)]
    [InlineData(1000, 1, 90)]
    [InlineData(3, 3, 1)]
    public void PooledColumnsAreEvenlySpacedAndCoverEveryCell(int columns, int bands, int most)
    {
        LiquidationHeatMap map = Random(HeatMapKind.Executed, columns, bands);
        HeatCells cells = HeatCells.Of(map, most: most);
        Assert.InRange(cells.Rows * cells.Columns, 1, most);
        Assert.Equal(cells.Long.Length, cells.Rows * cells.Columns);
        Assert.Equal(0, cells.IntervalMs % map.Interval.TotalMilliseconds);
        Assert.InRange(cells.StartUnixMs + (cells.IntervalMs * cells.Columns), map.EndUnixMs, map.EndUnixMs + cells.IntervalMs - 1);
        Assert.Equal((map.Grid.Lower, map.Grid.Upper), (cells.PriceEdges[0], cells.PriceEdges[^1]));
        Assert.Equal(cells.PriceEdges.Order(), cells.PriceEdges);

        // What was executed adds up, whatever was pooled.
        double whole = Enumerable.Range(0, columns).Sum(c => Enumerable.Range(0, bands).Sum(b => map.At(c, b).Notional));
        Assert.Equal(whole, cells.Long.Sum(static x => (double)x) + cells.Short.Sum(static x => (double)x), whole * 1e-6);
    }

    [Fact]
    public void APooledColumnIsMissingOnlyWhereAllItsColumnsAre()
    {
        LiquidationHeatMap map = HeatScenes.Missing();
        HeatCells cells = HeatCells.Of(map, most: 20 * 50);
        int wide = (int)(cells.IntervalMs / map.Interval.TotalMilliseconds);
        Assert.Equal(2, wide);
        for (int column = 0; column < cells.Columns; column++)
        {
            bool missing = Enumerable.Range(column * wide, wide).All(i => map.StateOf(i) == HeatMapColumnState.Missing);
            Assert.Equal(missing, cells.States[column] == 'm');
        }
    }

    private static LiquidationHeatMap Random(HeatMapKind kind, int columns, int bands)
    {
        var random = new Random(5);
        BandGrid grid = BandGrid.Uniform(1, new(100, 100 + bands));
        var builder = new LiquidationHeatMapBuilder(grid, TimeSpan.FromMinutes(1), new() { Columns = columns, Kind = kind });
        if (kind == HeatMapKind.Executed)
        {
            long[] times = [.. Enumerable.Range(0, 20 * columns).Select(i => 60_000L * (i / 20))];
            builder.Add(new ExecutedColumns(times, [.. times.Select(_ => 100 + (bands * random.NextDouble()))], [.. times.Select(_ => 1e5 * (random.NextDouble() - 0.5))]));
            return builder.ToHeatMap();
        }

        var map = new LiquidationMapBuilder(grid, 100 + (bands / 2.0));
        for (int column = 0; column < columns; column++)
        {
            map.Reset();
            double[] notionals = [.. Enumerable.Range(0, 20).Select(_ => 1e5 * (random.NextDouble() - 0.5))];
            map.Add(new PricedColumns([.. notionals.Select(_ => 100 + (bands * random.NextDouble()))], notionals));
            builder.Append(60_000L * column, map.View);
        }

        return builder.ToHeatMap();
    }
}
