namespace HeatMap.Tests.Dynamics;

public sealed class BrownianBridgeTests
{
    // Right answers to 50 digits from sums of 400 images.
    [Theory]
    [InlineData(0.1, 0.15, 0.3, 0.1, 0.052265513883953989)]
    [InlineData(0.1, 0.15, 0.3, 0.14, 0.2627366483045522)]
    [InlineData(0.1, 0.15, 0.3, 0.16, 0.40262661600291703)]
    [InlineData(0.1, 0.15, 0.3, 0.5, 0.99999190054343354)]
    [InlineData(0.05, 0.02, 0.3, 0.01, 2.0611536224385578e-9)]
    [InlineData(0.15, 0.15, 0.3, 2, 1)]
    public void TouchEither_HoldsOnBothSidesOfTheSwitch(double start, double end, double width, double deviation, double expected) =>
        Expect.Near(expected, BrownianBridge.TouchEither(Math.Exp(start), Math.Exp(end), 1, Math.Exp(width), deviation, Time.Years(1)), 1e-14);

    [Fact]
    public void TouchEither_WithOneEndOutOfReach_IsTouch()
    {
        TimeSpan hour = TimeSpan.FromHours(1);
        Assert.Equal(BrownianBridge.Touch(100, 101, 99, 0.7, hour), BrownianBridge.TouchEither(100, 101, 99, double.PositiveInfinity, 0.7, hour));
        Assert.Equal(BrownianBridge.Touch(100, 101, 102, 0.7, hour), BrownianBridge.TouchEither(100, 101, 0, 102, 0.7, hour));
        Assert.Equal(0, BrownianBridge.TouchEither(100, 101, 0, double.PositiveInfinity, 0.7, hour));
        Assert.Equal(1, BrownianBridge.TouchEither(100, 101, 100, 110, 0.7, hour));
        Assert.Equal(1, BrownianBridge.TouchEither(100, 111, 90, 110, 0.7, hour));
        Expect.Near(BrownianBridge.Touch(100, 101, 99, 0.7, hour), BrownianBridge.TouchEither(100, 101, 99, 150, 0.7, hour), 1e-15);
    }

    /// <summary>The ratio of such prices is no number, its logarithm is one.</summary>
    [Fact]
    public void PricesThatLieApartByAllANumberHolds_StillHaveABridge()
    {
        TimeSpan day = TimeSpan.FromDays(1);
        Expect.NearRelative(BrownianBridge.Touch(99, 100, 100.5, 0.5, day), BrownianBridge.TouchEither(99, 100, double.Epsilon, 100.5, 0.5, day), 1e-14);
        Expect.NearRelative(BrownianBridge.Touch(99, 100, 98, 0.5, day), BrownianBridge.TouchEither(99, 100, 98, double.MaxValue, 0.5, day), 1e-14);
        Expect.NearRelative(1e-300, BrownianBridge.Lowest(1e-300, 1e300, 0.1, day, 1), 1e-12);
        Expect.NearRelative(1e300, BrownianBridge.Highest(1e300, 1e-300, 0.1, day, 1), 1e-12);
    }

    [Fact]
    public void WithoutNoise_PriceGoesStraight()
    {
        Assert.Equal(0, BrownianBridge.Touch(100, 101, 99, 0, TimeSpan.FromHours(1)));
        Assert.Equal(1, BrownianBridge.Touch(100, 101, 100.5, 0, TimeSpan.FromHours(1)));
        Assert.Equal(0, BrownianBridge.Touch(100, 101, 99, 0.5, TimeSpan.Zero));
        Assert.Equal(1, BrownianBridge.Touch(100, 101, 100, 0.5, TimeSpan.Zero));
        Assert.Equal(0, BrownianBridge.TouchEither(100, 101, 99, 102, 0, TimeSpan.FromHours(1)));
        Assert.Equal(100, BrownianBridge.Lowest(100, 101, 0, TimeSpan.FromHours(1), 0.3));
        Assert.Equal(101, BrownianBridge.Highest(100, 101, 0.4, TimeSpan.Zero, 0.3), 12);
        Assert.Equal(0, BrownianBridge.Touch(100, 101, 0, 0.5, TimeSpan.FromHours(1)));
        Assert.Equal(0, BrownianBridge.Touch(100, 101, double.PositiveInfinity, 0.5, TimeSpan.FromHours(1)));
    }

    [Theory]
    [InlineData(100, 101, 0.1)]
    [InlineData(101, 100, 0.5)]
    [InlineData(100, 100, 0.999)]
    [InlineData(100, 130, 1e-12)]
    public void Extremes_AreThePricesWhoseTouchIsTheNumber(double start, double end, double uniform)
    {
        TimeSpan day = TimeSpan.FromDays(1);
        double low = BrownianBridge.Lowest(start, end, 0.8, day, uniform), high = BrownianBridge.Highest(start, end, 0.8, day, uniform);
        Assert.True(low < Math.Min(start, end) && high > Math.Max(start, end));
        Expect.NearRelative(uniform, BrownianBridge.Touch(start, end, low, 0.8, day), 1e-9);
        Expect.NearRelative(uniform, BrownianBridge.Touch(start, end, high, 0.8, day), 1e-9);
    }

    [Fact]
    public void TouchEither_HardByOneEnd_LosesNoDigits()
    {
        TimeSpan step = TimeSpan.FromTicks(81654);
        Expect.Near(
            BrownianBridge.Touch(1.1300313885884221, 0.6527675087806444, 1.1300328506267754, 51.3, step),
            BrownianBridge.TouchEither(1.1300313885884221, 0.6527675087806444, 0.4328506354614691, 1.1300328506267754, 51.3, step),
            1e-13);
    }

    [Fact]
    public void Extremes_OfOne_AreTheEnds()
    {
        Assert.Equal(100, BrownianBridge.Lowest(100, 130, 0.8, TimeSpan.FromDays(1), 1));
        Assert.Equal(130, BrownianBridge.Highest(100, 130, 0.8, TimeSpan.FromDays(1), 1), 12);
    }

    [Fact]
    public void BridgesOverAllEnds_GiveTheTouchOfTheWholeLaw()
    {
        // One step of any size: the mean over the ends of the bridge's touch is the closed form.
        var law = new GeometricBrownian(0.9, 0.5);
        TimeSpan month = TimeSpan.FromDays(30);
        double deviation = law.Within(month).Deviation, gain = 0.5 * 30 / 365, sum = 0;
        const int Points = 20_000;
        for (int i = 0; i < Points; i++)
        {
            double end = 100 * Math.Exp(gain + (deviation * NormalLaw.Inverse((i + 0.5) / Points)));
            sum += BrownianBridge.Touch(100, end, 85, 0.9, month);
        }

        Expect.Near(law.Within(month).Touch(100, 85), sum / Points, 1e-5);
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        TimeSpan day = TimeSpan.FromDays(1);
        Expect.Throws<ArgumentOutOfRangeException>(() => BrownianBridge.Touch(0, 1, 1, 1, day), "start");
        Expect.Throws<ArgumentOutOfRangeException>(() => BrownianBridge.Touch(1, double.NaN, 1, 1, day), "end");
        Expect.Throws<ArgumentOutOfRangeException>(() => BrownianBridge.Touch(1, 1, double.NaN, 1, day), "barrier");
        Expect.Throws<ArgumentOutOfRangeException>(() => BrownianBridge.Touch(1, 1, 1, -1, day), "volatility");
        Expect.Throws<ArgumentOutOfRangeException>(() => BrownianBridge.Touch(1, 1, 1, 1, -day), "step");
        Expect.Throws<ArgumentException>(() => BrownianBridge.TouchEither(1, 1, 3, 2, 1, day), "lower must be < upper");
        Expect.Throws<ArgumentOutOfRangeException>(() => BrownianBridge.TouchEither(1, 1, -1, 2, 1, day), "lower");
        Expect.Throws<ArgumentOutOfRangeException>(() => BrownianBridge.Lowest(1, 1, 1, day, 0), "uniform");
        Expect.Throws<ArgumentOutOfRangeException>(() => BrownianBridge.Highest(1, 1, 1, day, 1.1), "uniform");
        Expect.Throws<ArgumentOutOfRangeException>(() => BrownianBridge.Highest(1, 1, 1, day, double.NaN), "uniform");
    }
}
