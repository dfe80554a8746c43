namespace HeatMap.Tests.Dynamics;

public sealed class PriceReachTests
{
    private static readonly PriceReach Day = new GeometricBrownian(0.6).Within(TimeSpan.FromDays(1));

    [Fact]
    public void Touch_OfARange_IsTheTouchOfItsNearerEnd()
    {
        Assert.Equal(Day.Touch(100, 95), Day.Touch(100, new PriceRange(90, 95)));
        Assert.Equal(Day.Touch(100, 105), Day.Touch(100, new PriceRange(105, 120)));
        Assert.Equal(1, Day.Touch(100, new PriceRange(95, 105)));
        Assert.Equal(Day.Touch(100, 95), Day.Touch(100, new PriceRange(0, 95)));
    }

    [Fact]
    public void Touch_OfManyPrices_GivesTheSameBits()
    {
        double[] targets = [0, 80, 99.99, 100, 101, 150, double.PositiveInfinity], probabilities = new double[targets.Length];
        Day.Touch(100, targets, probabilities);
        for (int i = 0; i < targets.Length; i++)
        {
            Expect.SameBits(Day.Touch(100, targets[i]), probabilities[i]);
        }

        Day.Touch(100, targets, targets);
        Assert.Equal(probabilities, targets);
    }

    [Fact]
    public void LowestIn_AndHighestIn_CountOnlyTheirSide()
    {
        Assert.Equal(0, Day.LowestIn(100, new(100, 120)));
        Assert.Equal(0, Day.HighestIn(100, new(80, 100)));
        Assert.Equal(1 - Day.Touch(100, 95), Day.LowestIn(100, new(95, 120)));
        Assert.Equal(1 - Day.Touch(100, 105), Day.HighestIn(100, new(10, 105)));
        Assert.Equal(1, Day.LowestIn(100, new(0, 100)));
        Assert.Equal(1, Day.HighestIn(100, new(100, double.PositiveInfinity)));
    }

    [Fact]
    public void Reach_KnowsItsHorizonAndDeviation()
    {
        Assert.Equal(TimeSpan.FromDays(1), Day.Horizon);
        Expect.Near(0.6 / Math.Sqrt(365), Day.Deviation, 1e-16);
    }

    [Fact]
    public void FirstTouch_ReadsAsASentence() =>
        Assert.Equal("35.2 % below first, 36.6 % above first, 28.2 % neither", new FirstTouch(0.352, 0.366, 0.282).ToString());
}
