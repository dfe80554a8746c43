using HeatMap.Cascades;

namespace HeatMap.Tests.Cascades;

public sealed class GainAndExplanationTests
{
    private static readonly BandGrid Grid = BandGrid.Uniform(1, new(90, 110));

    [Fact]
    public void TheGain_IsNotionalOverTheBookOfTheSameBand()
    {
        var map = LiquidationMap.Build(new PricedColumns([98.5, 97.5, 96.2, 101.5], [490, 980, 100, -300]), Grid, 100);
        var book = DepthCurve.FromLevels([new(99, 1), new(98, 10), new(97.25, 5), new(97, 1), new(95, 10)], [new(101, 2)]);
        BandGains gains = new CascadeModel(book).Gains(map, Direction.Down);
        BandGain Of(double price) => gains.Bands.Single(b => b.Band == Grid.IndexOf(price));
        Assert.Equal((980, 490 / 980.0), (Of(98).Depth, Of(98).Gain));
        Assert.Equal(((97.25 * 5) + 97, 980 / ((97.25 * 5) + 97)), (Of(97).Depth, Of(97).Gain));
        Assert.Equal((0, double.PositiveInfinity), (Of(96).Depth, Of(96).Gain));
        Assert.Equal(0, Of(95).Gain);
        Assert.Equal(Grid.IndexOf(97), gains.FirstCritical!.Value.Band);
        Assert.Equal(0.02, gains.DistanceToCritical!.Value, 12);
        Assert.Equal(2, Of(98).ExpectedAmplification);
        Assert.Equal(double.PositiveInfinity, Of(97).ExpectedAmplification);
        BandGains up = new CascadeModel(book).Gains(map, Direction.Up);
        Assert.Equal((202, 300 / 202.0), (up.Bands.Single(b => b.Band == 11).Depth, up.FirstCritical!.Value.Gain));
    }

    [Fact]
    public void TheGainOfALaw_IsHowFarTheBandMovesPrice_OverItsWidth()
    {
        var map = LiquidationMap.Build(new PricedColumns([98.5, 97.5], [985, 487.5]), Grid, 100);
        BandGains linear = new CascadeModel(PriceImpact.Linear(0.05)).Gains(map, Direction.Down);
        Assert.Equal(0.5, linear.Bands.Single(b => b.Band == 8).Gain, 12);
        Assert.Equal(0.25, linear.Bands.Single(b => b.Band == 7).Gain, 12);
        Assert.Null(linear.FirstCritical);
        Assert.Null(linear.DistanceToCritical);

        // A square root has an infinite slope at zero, and still a finite gain.
        BandGains root = new CascadeModel(PriceImpact.SquareRoot(1, 0.05, 1000)).Gains(map, Direction.Down);
        Assert.Equal(99 * 0.05 * Math.Sqrt(10 / 1000.0), root.Bands.Single(b => b.Band == 8).Gain, 12);
    }

    [Fact]
    public void AFall_IsSplitIntoWhatCameFromOutsideAndWhatWasForced()
    {
        // A shock to 98.9 set off 10 units, which took price by 0.1 each to 97.9; then a fresh market was pushed on to 97.
        var ladder = LiquidationLadder.FromPositions([99, 97.5, 103], [10, 4, -2], 100);
        var model = new CascadeModel(PriceImpact.Linear(0.1));
        MoveExplanation told = MoveExplanation.Of(ladder, model, [99.5, 97.9, 98, 97], [100, 100, 99, 98]);
        Assert.Equal([0, 1, 3], told.Bars.Select(b => b.Bar));
        Assert.Equal((0.5, 0.0), (told.Bars[0].ExogenousMove, told.Bars[0].ForcedMove));
        Assert.Equal(0.6, told.Bars[1].ExogenousMove, 12);
        Assert.Equal(1, told.Bars[1].ForcedMove, 12);
        Assert.Equal(1 / 1.6, told.Bars[1].Gain, 12);
        Assert.Equal(0.5, told.Bars[2].ExogenousMove, 12);
        Assert.Equal(0.4, told.Bars[2].ForcedMove, 12);
        Assert.Equal((14, 97), (told.Down.Forced.Quantity, told.Down.FarthestPrice));
        Assert.Equal(1.4 / 3, told.Down.ForcedShare!.Value, 12);
        Assert.Null(told.Up.ForcedShare);
        Assert.Equal(3, told.Down.ExogenousMove + told.Down.ForcedMove, 12);
    }

    [Fact]
    public void OrdersThatWouldHaveMovedPriceFarther_ExplainAllThatFollowsTheFirstOfThem_WithAGainAboveOne()
    {
        var ladder = LiquidationLadder.FromPositions([99.9, 104], [100, -3], 100);
        MoveExplanation told = MoveExplanation.Of(ladder, new CascadeModel(PriceImpact.Linear(0.1)), [99], [104.5]);
        Assert.Equal([Direction.Down, Direction.Up], told.Bars.Select(b => b.Direction));
        Assert.Equal(0.1, told.Bars[0].ExogenousMove, 12);
        Assert.Equal(0.9, told.Bars[0].ForcedMove, 12);
        Assert.Equal(10, told.Bars[0].Gain, 9);
        Assert.Equal(0.3, told.Bars[1].ForcedMove, 12);
    }

    [Fact]
    public void Zones_AreMetWhenPriceEntersAndWhenItHasLeftThem()
    {
        var map = LiquidationMap.Build(new PricedColumns([98.5, 95.5, 95.2, 106], [490, 980, 980, -700]), Grid, 100);
        Zone[] zones = map.Zones();
        int near = Array.FindIndex(zones, z => z.Range.Low == 98), far = Array.FindIndex(zones, z => z.Range.Low == 95);
        MoveExplanation told = MoveExplanation.Of(LiquidationLadder.FromMap(map), new CascadeModel(PriceImpact.Linear(0.01)), [98.5, 95.9, 94], [100, 99, 97], zones);
        Assert.Equal([near], told.Bars[0].Zones.ToArray());
        Assert.Empty(told.Bars[0].Crossed);
        Assert.Equal([far], told.Bars[1].Zones.ToArray());
        Assert.Equal([near], told.Bars[1].Crossed.ToArray());
        Assert.Equal([far], told.Bars[2].Crossed.ToArray());
        Assert.Empty(told.Bars[2].Zones);
    }

    [Fact]
    public void BadBars_AreRefused()
    {
        var ladder = LiquidationLadder.FromPositions([99], [1], 100);
        var model = new CascadeModel(PriceImpact.None);
        Assert.Throws<ArgumentException>(() => MoveExplanation.Of(ladder, model, [99], []));
        Assert.Contains("row 1", Assert.ThrowsAny<ArgumentException>(() => MoveExplanation.Of(ladder, model, [99, double.NaN], [100, 100])).Message, StringComparison.Ordinal);
        Assert.Contains("row 0: highs", Assert.ThrowsAny<ArgumentException>(() => MoveExplanation.Of(ladder, model, [99], [98])).Message, StringComparison.Ordinal);
    }
}
