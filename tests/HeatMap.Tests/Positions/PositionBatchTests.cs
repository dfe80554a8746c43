namespace HeatMap.Tests.Positions;

public sealed class PositionBatchTests
{
    [Fact]
    public void From_KeepsOrderAndValues()
    {
        Position[] positions = [Position.Long(100, 1, 10), Position.Isolated(Side.Short, 200, 2, 30), Position.Cross(Side.Long, 300, 3)];
        var batch = PositionBatch.From(positions);
        Assert.Equal(3, batch.Count);
        for (int i = 0; i < positions.Length; i++)
        {
            Assert.Equal(positions[i], batch[i]);
        }

        Assert.Equal([100, 200, 300], batch.Columns.EntryPrice.ToArray());
        Assert.Equal([1, -2, 3], batch.Columns.SignedQuantity.ToArray());
        Assert.Equal([double.NaN, 30, double.NaN], batch.Columns.Margin.ToArray());
        Assert.Equal([10, double.NaN, double.NaN], batch.Columns.Leverage.ToArray());
    }

    [Fact]
    public void From_WithoutAnyLeverage_HasNoLeverageColumn()
    {
        var batch = PositionBatch.From([Position.Isolated(Side.Long, 1, 1, 1), Position.Cross(Side.Short, 1, 1)]);
        Assert.True(batch.Columns.Leverage.IsEmpty);
        Assert.Equal(MarginMode.Cross, batch[1].Mode);
    }

    [Fact]
    public void From_Rows_SelectsEachOnce()
    {
        int calls = 0;
        var batch = PositionBatch.From(Enumerable.Range(1, 5), i =>
        {
            calls++;
            return Position.Long(i, i, i);
        });
        Assert.Equal(5, calls);
        Assert.Equal(5, batch.Count);
        Assert.Equal(5, batch[4].EntryPrice);
    }

    [Fact]
    public void From_Nothing_IsEmpty()
    {
        var batch = PositionBatch.From([]);
        Assert.Equal(0, batch.Count);
        Assert.Equal(0, batch.Columns.Count);
    }

    [Fact]
    public void From_DefaultPosition_IsRefusedWithItsRow() =>
        Expect.Throws<ArgumentException>(() => PositionBatch.From([Position.Long(1, 1, 1), default]), "row 1", "default");

    [Fact]
    public void From_Null_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => PositionBatch.From(null!));
        Assert.Throws<ArgumentNullException>(() => PositionBatch.From<int>([1], null!));
        PositionBatch none = null!;
        Assert.Throws<ArgumentNullException>(() => { PositionColumns columns = none; _ = columns.Count; });
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Row_ThatIsNotThere_IsRefused(int row) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => PositionBatch.From([Position.Long(1, 1, 1)])[row]);

    [Fact]
    public void Columns_OfDifferentLengths_AreRefusedByName()
    {
        double[] one = [1], two = [1, 2];
        Assert.Equal("signedQuantity", Expect.Throws<ArgumentException>(() => _ = new PositionColumns(one, two, one).Count, "(1)", "had 2").ParamName);
        Assert.Equal("margin", Expect.Throws<ArgumentException>(() => _ = new PositionColumns(one, one, two).Count, "(1)", "had 2").ParamName);
        Assert.Equal("leverage", Expect.Throws<ArgumentException>(() => _ = new PositionColumns(one, one, one, two).Count, "(1)", "had 2").ParamName);
        Assert.Equal("signedNotional", Expect.Throws<ArgumentException>(() => _ = new PricedColumns(one, two).Count, "(1)", "had 2").ParamName);
    }

    [Fact]
    public void Slice_TakesTheSameRowsOfEveryColumn()
    {
        var columns = new PositionColumns([1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 12]);
        PositionColumns middle = columns.Slice(1, 2);
        Assert.Equal([2, 3], middle.EntryPrice.ToArray());
        Assert.Equal([5, 6], middle.SignedQuantity.ToArray());
        Assert.Equal([8, 9], middle.Margin.ToArray());
        Assert.Equal([11, 12], middle.Leverage.ToArray());
        Assert.True(new PositionColumns([1, 2], [1, 2], [1, 2]).Slice(1, 1).Leverage.IsEmpty);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PositionColumns([1], [1], [1]).Slice(1, 1));
    }

    [Fact]
    public void Default_HasNoRows()
    {
        Assert.Equal(0, default(PositionColumns).Count);
        Assert.Equal(0, default(PricedColumns).Count);
    }
}
