using FsCheck.Fluent;
using HeatMap.Cascades;

namespace HeatMap.Tests.Cascades;

public sealed class LiquidationLadderTests
{
    [Fact]
    public void Levels_AreInTheOrderInWhichPriceMeetsThem_TiesByRow()
    {
        var ladder = LiquidationLadder.FromPositions([95, 104, 97, 95, 101, 97], [1, -2, 3, 4, -5, 0], 100);
        Assert.Equal([97.0, 97, 95, 95], ladder.Down.Prices);
        Assert.Equal([2, 5, 0, 3], ladder.Down.Rows);
        Assert.Equal([0.0, 3, 3, 4, 8], ladder.Down.CumulativeQuantity);
        Assert.Equal([101.0, 104], ladder.Up.Prices);
        Assert.Equal([4, 1], ladder.Up.Rows);
        Assert.Equal(new LiquidatedSum(3, 3 * 97, 2), ladder.Down.First(2));
        Assert.Equal((0, 2, 4, 4), (ladder.Down.CountReached(98), ladder.Down.CountReached(97), ladder.Down.CountReached(95), ladder.Down.CountReached(1)));
        Assert.Equal((0, 1, 2), (ladder.Up.CountReached(100.9), ladder.Up.CountReached(101), ladder.Up.CountReached(1e9)));
    }

    [Theory]
    [InlineData(double.NaN, 1, "row 0: liquidationPrices must be finite")]
    [InlineData(0, 1, "row 0: liquidationPrices must be finite and > 0")]
    [InlineData(90, double.NaN, "row 0: signedQuantities must be finite")]
    [InlineData(100, 1, "row 0: liquidationPrices must be below the mark for a long")]
    [InlineData(101, 1, "row 0: liquidationPrices must be below the mark for a long")]
    [InlineData(99, -1, "row 0: liquidationPrices must be above the mark for a short")]
    public void RowsThatCannotBe_AreRefused(double price, double quantity, string message) =>
        Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => LiquidationLadder.FromPositions([price], [quantity], 100)).Message, StringComparison.Ordinal);

    [Fact]
    public void UnderRules_PositionsThatNothingLiquidates_AreLeftOut()
    {
        MarginRules rules = Venues.BinanceUsdm("BTCUSDT");
        var batch = PositionBatch.From([Position.Long(60_000, 1, 1), Position.Long(60_000, 2, 10), Position.Short(60_000, 3, 10)]);
        var ladder = LiquidationLadder.FromPositions(batch, rules, 60_000);
        Assert.Equal([1], ladder.Down.Rows[..1]);
        Assert.Equal([2.0], ladder.Down.Quantities[..1]);
        Assert.Equal([2], ladder.Up.Rows);
        Assert.Equal(Liquidation.Price(batch[1], rules), ladder.Down.Prices[0]);
    }

    [Fact]
    public void TwoEdgesOfBands_BracketWhatIsTrue_WhateverTheWidth() => Check.That(Prop.ForAll(CascadeBook.Any.ToArbitrary(), book =>
    {
        double[] prices = [.. book.Ladder.Down.Prices, .. book.Ladder.Up.Prices];
        double[] notional = [.. book.Ladder.Down.Prices.ToArray().Select((p, i) => p * book.Ladder.Down.Quantities[i]), .. book.Ladder.Up.Prices.ToArray().Select((p, i) => -p * book.Ladder.Up.Quantities[i])];
        int[] real = [.. Enumerable.Range(0, prices.Length).Where(i => notional[i] != 0)];
        foreach (double width in (double[])[0.1, 1, 7])
        {
            var map = LiquidationMap.Build(new PricedColumns([.. real.Select(i => prices[i])], [.. real.Select(i => notional[i])]), BandGrid.Uniform(width, new(60, 140)), CascadeBook.Mark);
            CascadeResult exact = book.Model.Run(book.Ladder, book.Shock);
            CascadeBracket bracket = book.Model.Bracket(map, book.Shock);
            const double Rounding = 1e-5;
            Assert.True(bracket.Cautious.Liquidated.Quantity >= exact.Liquidated.Quantity - Rounding);
            Assert.True(bracket.Hopeful.Liquidated.Quantity <= exact.Liquidated.Quantity + Rounding);
            Assert.True(bracket.Cautious.Liquidated.Notional >= exact.Liquidated.Notional - (100 * Rounding));
            Assert.True(bracket.Hopeful.Liquidated.Notional <= exact.Liquidated.Notional + (100 * Rounding));
            Assert.True(PriceImpact.IsAtOrBeyond(bracket.Cautious.FinalPrice, exact.FinalPrice - ((int)book.Direction * Rounding), book.Direction));
            Assert.True(PriceImpact.IsAtOrBeyond(exact.FinalPrice, bracket.Hopeful.FinalPrice - ((int)book.Direction * Rounding), book.Direction));
        }
    }), 400);

    [Fact]
    public void WithoutImpact_TheCascadeIsTheMap()
    {
        var map = LiquidationMap.Build(new PricedColumns([91.3, 95.1, 97.7, 99.2, 103], [500, 250, 125, 1000, -70]), BandGrid.Uniform(1, new(90, 110)), 100);
        CascadeResult fall = new CascadeModel(PriceImpact.None).Run(map, Shock.MoveTo(95, Direction.Down), BandEdge.Far);
        Assert.Equal(map.Notional(Side.Long, new(95, 100)), fall.Liquidated.Notional);
        Assert.Equal(fall.Static, fall.Liquidated);
        Assert.Equal((95, 1.0, 3), (fall.FinalPrice, fall.Amplification, (int)fall.Liquidated.Count!));
        CascadeBands bands = fall.ByBand(map.Grid);
        for (int band = 0; band < map.Grid.Count; band++)
        {
            Assert.Equal(map.Grid.LowerEdge(band) >= 95 ? map.View[band].Long : 0, bands.Cascade[band]);
            Assert.Equal(bands.Static[band], bands.Cascade[band]);
        }
    }

    [Fact]
    public void WhatWaitsBeyondTheWindow_IsTold()
    {
        var map = LiquidationMap.Build(new PricedColumns([91.3, 50, 150], [500, 1000, -2000]), BandGrid.Uniform(1, new(90, 110)), 100);
        var ladder = LiquidationLadder.FromMap(map);
        Assert.Equal((1000, 2000), (ladder.NotionalBeyondDown, ladder.NotionalBeyondUp));
        var model = new CascadeModel(PriceImpact.Linear(0.1));
        Assert.False(model.Run(ladder, Shock.Move(-0.05)).LeavesWindow);
        Assert.True(model.Run(ladder, Shock.Move(-0.11)).LeavesWindow);
        Assert.True(model.Run(ladder, Shock.Move(0.11)).LeavesWindow);
    }

    [Fact]
    public void AMapWithNotionalOnTheWrongSide_IsRefused()
    {
        var map = LiquidationMap.Build(new PricedColumns([99], [500]), BandGrid.Uniform(1, new(90, 110)), 100).WithMark(98);
        Assert.Contains("it would be liquidated already", Assert.ThrowsAny<ArgumentException>(() => LiquidationLadder.FromMap(map)).Message, StringComparison.Ordinal);
    }
}
