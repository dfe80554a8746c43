namespace HeatMap.Tests.Dynamics;

public sealed class DoubleExponentialJumpsTests
{
    private static readonly DoubleExponentialJumps Gaps = new(0.6, 20, 0.4, 0.04, 0.05);

    // Right answers: the transforms written out with their divisions, in 45 digits, inverted with twice the terms.
    [Theory]
    [InlineData(0.6, 20, 0.4, 0.04, 0.05, 0, 0.15, 0.1, 0.1, 0.40977183930460257, 0.54075902679271208, 0.50377098356817713, 0.58264575377532206)]
    [InlineData(0.4, 100, 0.5, 0.02, 0.025, 0.5, 0.03, 0.05, 0.01, 0.46303964780510238, 0.2762724624884027, 0.47071106029892796, 0.29437717521457541)]
    [InlineData(0.8, 5, 0.2, 0.1, 0.125, -2, 0.2, 0.3, 0.5, 0.89422763010855006, 0.10558817915928441, 0.98776494190196642, 0.13584158056625986)]
    [InlineData(0.3, 0.01, 0.5, 0.04, 0.04, 1, 0.1, 0.05, 0.1, 0.064144422240948768, 0.86474037595967928, 0.071737902308052943, 0.87382854293745575)]
    [InlineData(0.05, 365, 0.5, 0.01, 0.01, 0, 0.01, 0.02, 0.01, 0.45640796569779721, 0.25445765277620129, 0.47058378882203171, 0.28310688999951055)]
    [InlineData(0.10507699848668319853, 2.0145888288707589631, 0.76456659101754520513, 0.0080953585837115812213, 0.10083169008637153652, 1.2569256717688017666, 0.056750188158886001599, 0.20814351863154523237, 0.34212620893040918135, 0.0206786718237511, 0.977599507186540, 0.02334802093508783, 0.9884667312748193)]
    public void FirstOfAndTouch_AreTheTransforms(
        double volatility, double rate, double share, double up, double down, double drift, double below, double above, double years, double lower, double upper, double touchDown, double touchUp)
    {
        PriceReach reach = new DoubleExponentialJumps(volatility, rate, share, up, down, drift).Within(Time.Years(years));
        Expect.Near(touchDown, reach.Touch(1, Math.Exp(-below)), 1e-10);
        Expect.Near(touchUp, reach.Touch(1, Math.Exp(above)), 1e-10);
        FirstTouch first = reach.FirstOf(1, Math.Exp(-below), Math.Exp(above));
        Expect.Near(lower, first.Lower, 2e-10);
        Expect.Near(upper, first.Upper, 2e-10);
        Expect.Near(1, first.Lower + first.Upper + first.Neither, 1e-15);
    }

    [Theory]
    [InlineData(0.0001, 0.99952226937559149)]
    [InlineData(0.001, 0.99522892123187551)]
    [InlineData(0.01, 0.95289328744442217)]
    [InlineData(0.5, 0.011722693040704528)]
    [InlineData(1.5, 1.0019470578076088e-10)]
    public void Touch_HoldsNearAndFar(double move, double expected) => Expect.Near(expected, Gaps.Within(Time.Years(0.1)).Touch(1, Math.Exp(move)), 1e-10);

    [Fact]
    public void Touch_WithJumpsOfOneKindOnly_Holds()
    {
        Expect.Near(0.37727918835046299, new DoubleExponentialJumps(0.5, 30, 0, 0.04, 0.05, 0.2).Within(Time.Years(0.1)).Touch(1, Math.Exp(0.1)), 1e-10);
        Expect.Near(0.75927952145545633, new DoubleExponentialJumps(0.5, 30, 0, 0.04, 0.05, 0.2).Within(Time.Years(0.1)).Touch(1, Math.Exp(-0.1)), 1e-10);
        Expect.Near(0.75927952145545633, new DoubleExponentialJumps(0.5, 30, 1, 0.05, 0.3, -0.2).Within(Time.Years(0.1)).Touch(1, Math.Exp(0.1)), 1e-10);
    }

    [Fact]
    public void WithoutJumps_ItIsTheClosedForm()
    {
        PriceReach none = new DoubleExponentialJumps(0.7, 0, 0.5, 0.1, 0.1, 0.3).Within(TimeSpan.FromDays(5)), plain = new GeometricBrownian(0.7, 0.3).Within(TimeSpan.FromDays(5));
        Expect.SameBits(plain.Touch(100, 93), none.Touch(100, 93));
        Assert.Equal(plain.FirstOf(100, 93, 105), none.FirstOf(100, 93, 105));
        Assert.Equal(plain.Deviation, none.Deviation);
    }

    [Fact]
    public void FewOrTinyJumps_NearlyAreTheClosedForm()
    {
        PriceReach plain = new GeometricBrownian(0.7, 0.3).Within(TimeSpan.FromDays(5));
        foreach (DoubleExponentialJumps law in (DoubleExponentialJumps[])[new(0.7, 1e-9, 0.5, 0.05, 0.05, 0.3), new(0.7, 3, 0.5, 1e-9, 1e-9, 0.3), new(0.7, 1e-9, 0, 0.5, 0.0345, 0.3), new(0.7, 1e-9, 1, 0.0345, 5, 0.3)])
        {
            PriceReach reach = law.Within(TimeSpan.FromDays(5));
            foreach (double target in (double[])[70, 93, 99.9, 100.1, 107, 150])
            {
                Expect.Near(plain.Touch(100, target), reach.Touch(100, target), 1e-9);
            }

            FirstTouch expected = plain.FirstOf(100, 93, 105), actual = reach.FirstOf(100, 93, 105);
            Expect.Near(expected.Lower, actual.Lower, 1e-9);
            Expect.Near(expected.Upper, actual.Upper, 1e-9);
        }
    }

    [Theory]
    [InlineData(0.1, 3, 2)]
    [InlineData(0.02, -5, 1)]
    [InlineData(0.01, 8, 0.5)]
    public void ADriftOfManyDeviations_IsNotBlurred(double volatility, double drift, double years)
    {
        // All but no jumps: the closed form is the right answer.
        PriceReach plain = new GeometricBrownian(volatility, drift).Within(Time.Years(years)), reach = new DoubleExponentialJumps(volatility, 1e-12, 0.5, 0.05, 0.05, drift).Within(Time.Years(years));
        for (double away = -6; away <= 6; away += 0.25)
        {
            double target = Math.Exp((drift * years) + (away * plain.Deviation));
            Expect.Near(plain.Touch(1, target), reach.Touch(1, target), 2e-10, $"{away}");
        }
    }

    [Fact]
    public void Answers_AllocateNothing()
    {
        PriceReach reach = Gaps.Within(TimeSpan.FromDays(3));
        double[] closes = new double[9];
        double Ask()
        {
            Gaps.FillPath(new(1, 1), 100, TimeSpan.FromHours(3), closes);
            return reach.Touch(100, 93) + reach.FirstOf(100, 95, 104).Lower + closes[3];
        }

        double expected = Ask();
        double actual = 0;
        Assert.Equal(0, Allocated.Least(() => actual = Ask()));
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void MirroredLaws_GiveMirroredAnswers()
    {
        PriceReach one = new DoubleExponentialJumps(0.5, 40, 0.3, 0.03, 0.06, 0.4).Within(TimeSpan.FromDays(9)), other = new DoubleExponentialJumps(0.5, 40, 0.7, 0.06, 0.03, -0.4).Within(TimeSpan.FromDays(9));
        Expect.Near(one.Touch(1, 1.1), other.Touch(1.1, 1), 1e-10);
        FirstTouch a = one.FirstOf(1, 0.9, 1.2), b = other.FirstOf(1, 1 / 1.2, 1 / 0.9);
        Expect.Near(a.Lower, b.Upper, 1e-9);
        Expect.Near(a.Upper, b.Lower, 1e-9);
    }

    [Fact]
    public void Volatility_CountsJumps()
    {
        Expect.Near(Math.Sqrt(0.36 + (20 * 2 * ((0.4 * 0.0016) + (0.6 * 0.0025)))), Gaps.Volatility, 1e-15);
        Expect.Near(20 * ((0.4 * 0.04) - (0.6 * 0.05)), Gaps.MeanLogGain, 1e-15);
        Expect.Near(Gaps.Volatility * 0.1, Gaps.Within(Time.Years(0.01)).Deviation, 1e-12);
    }

    [Fact]
    public void Limits_AreDefined()
    {
        PriceReach reach = Gaps.Within(TimeSpan.FromDays(1)), now = Gaps.Within(TimeSpan.Zero);
        Assert.Equal((1, 0, 0), (reach.Touch(5, 5), reach.Touch(5, 0), reach.Touch(5, double.PositiveInfinity)));
        Assert.Equal((1, 0), (now.Touch(5, 5), now.Touch(5, 5.00001)));
        Assert.Equal(new(0, 0, 1), now.FirstOf(5, 4, 6));
        Assert.Equal(reach.Touch(5, 4.9), reach.FirstOf(5, 4.9, double.PositiveInfinity).Lower);
        Assert.Equal(reach.Touch(5, 5.1), reach.FirstOf(5, 0, 5.1).Upper);
        Expect.Near(reach.Touch(100, 97), reach.FirstOf(100, 97, 1000).Lower, 1e-9);
        Assert.InRange(Gaps.Within(TimeSpan.FromTicks(1)).Touch(100, 101), 0, 1e-9);
        Expect.Near(1, Gaps.Within(Time.Years(5000)).Touch(100, 99), 1e-3);
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        Expect.Throws<ArgumentException>(() => Made(0, 1, 0.5, 1, 1), "diffusionVolatility must be > 0 where there are jumps");
        Expect.Throws<ArgumentOutOfRangeException>(() => Made(-1, 1, 0.5, 1, 1), "diffusionVolatility");
        Expect.Throws<ArgumentOutOfRangeException>(() => Made(1, double.NaN, 0.5, 1, 1), "jumpsPerYear");
        Expect.Throws<ArgumentOutOfRangeException>(() => Made(1, 1, 1.5, 1, 1), "upProbability must be from 0 to 1, was 1.5");
        Expect.Throws<ArgumentOutOfRangeException>(() => Made(1, 1, double.NaN, 1, 1), "upProbability");
        Expect.Throws<ArgumentOutOfRangeException>(() => Made(1, 1, 0.5, 0, 1), "meanUpJump");
        Expect.Throws<ArgumentOutOfRangeException>(() => Made(1, 1, 0.5, 1, -1), "meanDownJump");
        Expect.Throws<ArgumentOutOfRangeException>(() => Gaps.Within(TimeSpan.FromTicks(-1)), "horizon");
        Assert.Equal(0, new DoubleExponentialJumps(0, 0, 0.5, 1, 1).Volatility);
    }

    private static DoubleExponentialJumps Made(double volatility, double rate, double share, double up, double down) => new(volatility, rate, share, up, down);

    [Fact]
    public void JumpsThatNeverCome_AreNone()
    {
        PriceReach smooth = new GeometricBrownian(0.5).Within(TimeSpan.FromDays(1));
        foreach (double rate in (double[])[double.Epsilon, 1e-300, 1e-13])
        {
            Assert.Equal(smooth.Touch(100, 97), new DoubleExponentialJumps(0.5, rate, 0.4, 0.02, 0.03).Within(TimeSpan.FromDays(1)).Touch(100, 97));
        }

        Expect.Near(smooth.Touch(100, 97), new DoubleExponentialJumps(0.5, 1e-11, 0.4, 0.02, 0.03).Within(TimeSpan.FromDays(1)).Touch(100, 97), 1e-10);
    }
}
