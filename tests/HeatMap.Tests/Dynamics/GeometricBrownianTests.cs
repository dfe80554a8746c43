namespace HeatMap.Tests.Dynamics;

public sealed class GeometricBrownianTests
{
    // Right answers to 40 digits from the same formula in wide arithmetic.
    [Theory]
    [InlineData(-0.3, 0, 0.5, 0.001, 2.8156843046193889e-80)]
    [InlineData(0.6, 0, 0.05, 0.02, 0)]
    [InlineData(-0.2, 5, 0.3, 1, 2.2336314362031644e-10)]
    [InlineData(0.2, -40, 0.3, 1, 6.1957246137668636e-78)]
    [InlineData(-0.1, -40, 0.3, 1, 1)]
    [InlineData(-0.1, 30, 0.05, 0.01, 0)]
    [InlineData(0.5, 0.2, 0.02, 1, 5.2498821126967577e-51)]
    [InlineData(0.001, -3, 0.02, 1, 3.0590232050182579e-7)]
    public void Touch_HoldsFarOutAndUnderStrongDrift(double move, double drift, double volatility, double years, double expected) =>
        Expect.NearRelative(expected, new GeometricBrownian(volatility, drift).Within(Time.Years(years)).Touch(1, Math.Exp(move)), 2e-12);

    // Right answers to 100 digits from sums of 120 images.
    [Theory]
    [InlineData(0.1, 0.2, 0, 0.6, 0.001, 1.3608022911357312e-7, 5.5945572361915252e-26)]
    [InlineData(0.1, 0.2, 0, 0.6, 0.05, 0.45586277998325777, 0.13316801780076694)]
    [InlineData(0.1, 0.2, 0, 0.6, 0.0625, 0.50413001568070072, 0.17476177471645572)]
    [InlineData(0.1, 0.2, 0, 0.6, 0.07, 0.52710932205865903, 0.19596916981308027)]
    [InlineData(0.1, 0.2, 3, 0.6, 0.06, 0.16174372598465961, 0.56355499660839509)]
    [InlineData(0.1, 0.2, -8, 0.6, 0.06, 0.99844755736086491, 0.0001346200259996624)]
    [InlineData(0.1, 0.2, 40, 0.6, 0.06, 2.2336314362031644e-10, 0.99999999977663686)]
    [InlineData(0.01, 0.5, 0.4, 0.6, 0.3, 0.96305255103220013, 0.024455475920058439)]
    [InlineData(0.2, 0.3, -60, 0.5, 0.01, 0.99999999999999969, 2.8946403097665788e-63)]
    [InlineData(0.05, 0.05, 2, 0.9, 1, 0.43858331741714788, 0.56141668258285212)]
    [InlineData(0.3, 0.05, -9, 0.7, 0.02, 0.14770009503400387, 0.15435043164125213)]
    public void FirstOf_HoldsOnBothSidesOfTheSwitch(double below, double above, double drift, double volatility, double years, double lower, double upper)
    {
        FirstTouch first = new GeometricBrownian(volatility, drift).Within(Time.Years(years)).FirstOf(1, Math.Exp(-below), Math.Exp(above));
        Expect.Near(lower, first.Lower, 1e-14);
        Expect.Near(upper, first.Upper, 1e-14);
        Expect.Near(1, first.Lower + first.Upper + first.Neither, 1e-15);
        Expect.Near(lower + upper, first.Either, 1e-14);
    }

    [Fact]
    public void FirstOf_HardByOneEnd_UnderStrongDrift_LosesNoDigits()
    {
        // Away from the near end only a drift can bring price: then it is all but unlimited time. That the near price is a rounded number shifts its distance by 1e-11.
        var law = new GeometricBrownian(155, 1.73e10);
        (double lower, double upper) = (Math.Exp(-3.008e-6), Math.Exp(59.55));
        Expect.Near(law.FirstEventually(1, lower, upper).Upper, law.Within(TimeSpan.FromDays(3)).FirstOf(1, lower, upper).Upper, 1e-10);
        Assert.Equal(1, new GeometricBrownian(4e-27, -2e81).Within(TimeSpan.FromMilliseconds(1)).FirstOf(1, 1e-200, 1.000000000000005).Lower);
        Expect.Near(0.5, new GeometricBrownian(1e98, 1e-140).FirstEventually(1, 0.5, 2).Lower, 1e-15);
    }

    [Fact]
    public void FirstOf_OneEndOutOfReach_IsTheTouchOfTheOther()
    {
        PriceReach reach = new GeometricBrownian(0.6, 0.3).Within(Time.Days(3));
        Assert.Equal(new(0, reach.Touch(100, 103), 1 - reach.Touch(100, 103)), reach.FirstOf(100, 0, 103));
        Assert.Equal(new(reach.Touch(100, 97), 0, 1 - reach.Touch(100, 97)), reach.FirstOf(100, 97, double.PositiveInfinity));
        Assert.Equal(new(0, 0, 1), reach.FirstOf(100, 0, double.PositiveInfinity));
    }

    [Fact]
    public void FirstOf_AtAnEnd_IsThatEnd()
    {
        PriceReach reach = new GeometricBrownian(0.6).Within(TimeSpan.Zero);
        Assert.Equal(new(1, 0, 0), reach.FirstOf(100, 100, 103));
        Assert.Equal(new(0, 1, 0), reach.FirstOf(103, 100, 103));
        Assert.Equal(new(0, 0, 1), reach.FirstOf(101, 100, 103));
    }

    [Fact]
    public void NoTime_TouchesOnlyWhereItStands()
    {
        PriceReach reach = new GeometricBrownian(0.6, 2).Within(TimeSpan.Zero);
        Assert.Equal(0, reach.Deviation);
        Assert.Equal(1, reach.Touch(100, 100));
        Assert.Equal(0, reach.Touch(100, 100.0000001));
        Assert.Equal(0, reach.Touch(100, 0));
    }

    [Fact]
    public void NoVolatility_FollowsTheDrift()
    {
        PriceReach up = new GeometricBrownian(0, 1).Within(Time.Years(0.5));
        Assert.Equal(1, up.Touch(1, Math.Exp(0.49)));
        Assert.Equal(0, up.Touch(1, Math.Exp(0.51)));
        Assert.Equal(0, up.Touch(1, 0.999));
        Assert.Equal(new(0, 1, 0), up.FirstOf(1, 0.5, 1.2));
        Assert.Equal(new(0, 0, 1), up.FirstOf(1, 0.5, 2));
        Assert.Equal(new(1, 0, 0), new GeometricBrownian(0, -1).Within(Time.Years(0.5)).FirstOf(1, 0.9, 2));
        Assert.Equal(new(0, 0, 1), new GeometricBrownian(0).Within(Time.Years(5)).FirstOf(1, 0.9, 2));
        Assert.Equal(0, new GeometricBrownian(1e-200, -1).Within(Time.Years(1)).Touch(1, 1.1));
        Assert.Equal(new(1, 0, 0), new GeometricBrownian(1e-200, -1).Within(Time.Years(1)).FirstOf(1, 0.9, 1.1));
    }

    [Fact]
    public void Eventually_LimitsAreDefined()
    {
        var still = new GeometricBrownian(0);
        Assert.Equal(1, still.EventualTouch(5, 5));
        Assert.Equal(0, still.EventualTouch(5, 6));
        Assert.Equal(1, new GeometricBrownian(0, 1).EventualTouch(5, 6));
        Assert.Equal(0, new GeometricBrownian(0, 1).EventualTouch(5, 4));
        Assert.Equal(1, new GeometricBrownian(0.1).EventualTouch(5, 500));
        Assert.Equal(0, new GeometricBrownian(0.1).EventualTouch(5, 0));
        Assert.Equal(0, new GeometricBrownian(0.1, 3).EventualTouch(5, double.PositiveInfinity));
        Assert.Equal(0, still.MeanYearsToTouch(5, 5));
        Assert.True(double.IsNaN(still.MeanYearsToTouch(5, 6)));
        Assert.True(double.IsNaN(new GeometricBrownian(0.5, 1).MeanYearsToTouch(5, double.PositiveInfinity)));
        Assert.Equal(new(0, 0, 1), still.FirstEventually(5, 4, 6));
        Assert.Equal(new(0, 1, 0), new GeometricBrownian(0, 1).FirstEventually(5, 4, 6));
        Assert.Equal(new(1, 0, 0), new GeometricBrownian(0.2, 1).FirstEventually(5, 5, 6));
        Assert.Equal(new(0, 1, 0), new GeometricBrownian(0.2, 1).FirstEventually(6, 5, 6));
        Assert.Equal(new(0, 1, 0), new GeometricBrownian(0.2, 1).FirstEventually(5, 0, 6));
        Assert.Equal(new(0.2, 0.8, 0), Rounded(new GeometricBrownian(0.2).FirstEventually(1, Math.Exp(-0.4), Math.Exp(0.1))));
        FirstTouch strong = new GeometricBrownian(0.1, 30).FirstEventually(1, 0.8, 1.5);
        Assert.True(strong is { Lower: 0, Upper: 1, Neither: 0 });
    }

    [Theory]
    [InlineData(1e-320)]
    [InlineData(1e-160)]
    [InlineData(0.5)]
    [InlineData(1e300)]
    public void FirstEventually_WithoutDrift_DoesNotDependOnTheVolatility(double volatility)
    {
        var law = new GeometricBrownian(volatility);
        Expect.Near(Math.Log(1.1) / Math.Log(1.1 / 0.9), law.FirstEventually(100, 90, 110).Lower, 1e-14);
        Expect.Near(Math.Log(1.1) / (Math.Log(110) - Math.Log(double.Epsilon)), law.FirstEventually(100, double.Epsilon, 110).Lower, 1e-14);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1e150)]
    [InlineData(1e300)]
    public void FirstOf_InNoSpaceForItsVolatility_IsTheFirstEventually(double volatility)
    {
        var law = new GeometricBrownian(volatility);
        FirstTouch first = law.Within(Time.Years(4)).FirstOf(100, 99.9999999, 100.0000003), ever = law.FirstEventually(100, 99.9999999, 100.0000003);
        Expect.Near(ever.Lower, first.Lower, 1e-6);
        Expect.Near(0, first.Neither, 1e-15);
        Assert.Equal(1, BrownianBridge.TouchEither(100, 100, 99.9999999, 100.0000003, volatility, Time.Years(4)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-300)]
    [InlineData(-1e-300)]
    public void HardlyAnyVolatility_IsNone(double drift)
    {
        PriceReach reach = new GeometricBrownian(1e-310, drift).Within(Time.Days(1));
        Assert.Equal(new(0, 0, 1), reach.FirstOf(100, 90, 110));
        Assert.Equal((0.0, 0.0), (reach.Touch(100, 90), reach.Touch(100, 110)));
    }

    [Fact]
    public void FirstEventually_IsTheLimitOfLongHorizons()
    {
        var law = new GeometricBrownian(0.7, -0.2);
        FirstTouch ever = law.FirstEventually(100, 90, 130), long_ = law.Within(Time.Years(50)).FirstOf(100, 90, 130);
        Expect.Near(ever.Lower, long_.Lower, 1e-14);
        Expect.Near(ever.Upper, long_.Upper, 1e-14);
    }

    [Fact]
    public void WithDrift_OfZero_IsAFairGame()
    {
        // A stopped fair game keeps its mean: 90 with the one probability and 120 with the other.
        FirstTouch first = GeometricBrownian.WithDrift(0.8, 0).FirstEventually(100, 90, 120);
        Expect.Near(100, (90 * first.Lower) + (120 * first.Upper), 1e-11);
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => Made(-0.1), "volatility must be finite and >= 0, was -0.1");
        Expect.Throws<ArgumentOutOfRangeException>(() => Made(double.NaN), "volatility");
        Expect.Throws<ArgumentOutOfRangeException>(() => Made(0.1, double.NaN), "logDrift");
        Expect.Throws<ArgumentOutOfRangeException>(() => GeometricBrownian.WithDrift(0.1, double.PositiveInfinity), "drift");
        var law = new GeometricBrownian(0.5);
        Expect.Throws<ArgumentOutOfRangeException>(() => law.Within(TimeSpan.FromTicks(-1)), "horizon");
        PriceReach reach = law.Within(TimeSpan.FromDays(1));
        Expect.Throws<ArgumentOutOfRangeException>(() => reach.Touch(0, 1), "price");
        Expect.Throws<ArgumentOutOfRangeException>(() => reach.Touch(double.NaN, 1), "price");
        Expect.Throws<ArgumentOutOfRangeException>(() => reach.Touch(1, double.NaN), "target");
        Expect.Throws<ArgumentOutOfRangeException>(() => reach.Touch(1, -1), "target");
        Expect.Throws<ArgumentException>(() => reach.Touch(1, new PriceRange(2, 1)), "range");
        Expect.Throws<ArgumentException>(() => reach.LowestIn(1, new(double.NaN, 1)), "range");
        Expect.Throws<ArgumentException>(() => reach.HighestIn(1, new(3, 3)), "range");
        Expect.Throws<ArgumentException>(() => reach.FirstOf(1, 2, 1.5), "lower");
        Expect.Throws<ArgumentException>(() => reach.FirstOf(3, 1, 2), "price must be from lower to upper, 1 to 2, was 3");
        Expect.Throws<ArgumentException>(() => reach.Touch(1, [1, -2], new double[2]), "targets must be >= 0, was -2 in row 1");
        Expect.Throws<ArgumentException>(() => reach.Touch(1, [1, 2], new double[1]), "probabilities must hold 2 numbers, had room for 1");
        Expect.Throws<ArgumentException>(() => law.FirstEventually(3, 1, 2), "lower");
        Expect.Throws<ArgumentException>(() => law.FirstEventually(1, double.NaN, 2), "lower");
        Expect.Throws<ArgumentOutOfRangeException>(() => law.EventualTouch(1, double.NaN), "target");
        Expect.Throws<ArgumentOutOfRangeException>(() => law.MeanYearsToTouch(-1, 2), "price");
    }

    private static GeometricBrownian Made(double volatility, double logDrift = 0) => new(volatility, logDrift);

    private static FirstTouch Rounded(FirstTouch first) => new(Math.Round(first.Lower, 12), Math.Round(first.Upper, 12), Math.Round(first.Neither, 12));
}
