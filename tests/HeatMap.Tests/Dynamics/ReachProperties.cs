using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Dynamics;

/// <summary>What holds for every law, to the accuracy that it claims.</summary>
public sealed class ReachProperties
{
    private static readonly double[] Returns = [.. Enumerable.Range(0, 60).Select(i => 0.02 * new RandomStream(1, 1).Normal(i))];

    /// <summary>Laws by how right they are.</summary>
    private enum Kind
    {
        Brownian = 1,
        Jumps = 2,
        Historical = 3,
    }

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(2, 100)]
    [InlineData(3, 40)]
    public void Touches_AreProbabilities_OneAtThePrice_AndFallWithDistance(int kind, int cases) => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        (PriceReach reach, double noise, double price, double deviation) = Any(draw.Dice, (Kind)kind);
        Assert.Equal(1, reach.Touch(price, price));
        foreach (double sign in (double[])[-1, 1])
        {
            double last = 1;
            for (double distance = 0.001; distance < 8; distance *= 1.7)
            {
                double touch = reach.Touch(price, price * Math.Exp(sign * distance * deviation));
                Assert.InRange(touch, 0, 1);
                Assert.True(touch <= last + noise, $"{touch:R} after {last:R}");
                last = touch;
            }
        }

        Assert.Equal(0, reach.Touch(price, 0));
        Assert.Equal(0, reach.Touch(price, double.PositiveInfinity));
    }), cases);

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(2, 60)]
    [InlineData(3, 40)]
    public void FirstOf_AddsToOne_AndAgreesWithTheTouchesOfEachEnd(int kind, int cases) => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (PriceReach reach, double noise, double price, double deviation) = Any(dice, (Kind)kind);
        double lower = price * Math.Exp(-deviation * dice.Magnitude(0.01, 5)), upper = price * Math.Exp(deviation * dice.Magnitude(0.01, 5));
        FirstTouch first = reach.FirstOf(price, lower, upper);
        Assert.InRange(first.Lower, 0, 1);
        Assert.InRange(first.Upper, 0, 1);
        Assert.InRange(first.Neither, 0, 1);
        Expect.Near(1, first.Lower + first.Upper + first.Neither, 1e-12);
        double down = reach.Touch(price, lower), up = reach.Touch(price, upper);
        Assert.True(first.Lower <= down + noise && first.Upper <= up + noise);
        Assert.True(first.Either >= Math.Max(down, up) - noise && first.Either <= down + up + noise);

        // Wider nets are touched less, and a farther upper end leaves more to the lower.
        FirstTouch wider = reach.FirstOf(price, lower, upper * 1.01);
        Assert.True(wider.Lower >= first.Lower - noise && wider.Either <= first.Either + noise);
    }), cases);

    [Theory]
    [InlineData(1, 500)]
    [InlineData(2, 60)]
    [InlineData(3, 30)]
    public void ExtremesOverAPartition_AddToOne(int kind, int cases) => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (PriceReach reach, double noise, double price, double deviation) = Any(dice, (Kind)kind);
        double[] cuts = [.. Enumerable.Range(0, 6).Select(_ => dice.Magnitude(0.01, 4)).Order()];
        double[] below = [0, .. cuts.Reverse().Select(c => price * Math.Exp(-deviation * c)), price], above = [price, .. cuts.Select(c => price * Math.Exp(deviation * c)), double.PositiveInfinity];
        Expect.Near(1, Enumerable.Range(0, 7).Sum(i => reach.LowestIn(price, new(below[i], below[i + 1]))), 1e-12 + (7 * noise));
        Expect.Near(1, Enumerable.Range(0, 7).Sum(i => reach.HighestIn(price, new(above[i], above[i + 1]))), 1e-12 + (7 * noise));
    }), cases);

    [Theory]
    [InlineData(1, 500)]
    [InlineData(2, 60)]
    [InlineData(3, 30)]
    public void OnlyRatiosCount_AndBitsRepeat(int kind, int cases) => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        (PriceReach reach, _, double price, double deviation) = Any(draw.Dice, (Kind)kind);
        (PriceReach again, _, _, _) = Any(draw.Dice, (Kind)kind);
        double target = price * Math.Exp(-0.7 * deviation), upper = price * Math.Exp(0.9 * deviation);
        Expect.SameBits(reach.Touch(price, target), again.Touch(price, target));
        Assert.Equal(reach.FirstOf(price, target, upper), again.FirstOf(price, target, upper));

        // A power of two scales prices exactly.
        Expect.SameBits(reach.Touch(price, target), reach.Touch(price * 1024, target * 1024));
        Assert.Equal(reach.FirstOf(price, target, upper), reach.FirstOf(price / 64, target / 64, upper / 64));
    }), cases);

    [Theory]
    [InlineData(1, 500)]
    [InlineData(2, 60)]
    [InlineData(3, 20)]
    public void MoreTime_TouchesMore(int kind, int cases) => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (PriceModel law, TimeSpan horizon, double noise) = Law(dice, (Kind)kind);
        PriceReach sooner = law.Within(horizon), later = law.Within(horizon * dice.Between(1, 3));
        double deviation = Math.Max(sooner.Deviation, 1e-6);
        foreach (double move in (double[])[-2, -0.5, -0.01, 0.01, 0.5, 2])
        {
            double target = 100 * Math.Exp(move * deviation);
            Assert.True(sooner.Touch(100, target) <= later.Touch(100, target) + noise);
        }

        FirstTouch early = sooner.FirstOf(100, 100 * Math.Exp(-deviation), 100 * Math.Exp(deviation)), late = later.FirstOf(100, 100 * Math.Exp(-deviation), 100 * Math.Exp(deviation));
        Assert.True(early.Lower <= late.Lower + noise && early.Upper <= late.Upper + noise && early.Neither >= late.Neither - noise);
    }), cases);

    [Fact]
    public void MoreVolatility_WithoutDrift_TouchesMore() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (double volatility, TimeSpan horizon, double target) = (dice.Magnitude(0.01, 3), Time.Days(dice.Magnitude(0.01, 300)), dice.Magnitude(20, 500));
        Assert.True(new GeometricBrownian(volatility).Within(horizon).Touch(100, target) <= new GeometricBrownian(volatility * 1.1).Within(horizon).Touch(100, target));
    }), 1000);

    [Fact]
    public void BothFormsOfTwoBarriers_AgreeNearTheSwitch() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        // Half a deviation less or more of width flips the form; the answer must not jump.
        Dice dice = draw.Dice;
        (double share, double gain) = (dice.Between(0.01, 0.99), dice.Between(-6, 6));
        double before = BrownianFirst.Lower(share * 2 * (1 - 1e-12), (1 - share) * 2 * (1 - 1e-12), gain), after = BrownianFirst.Lower(share * 2 * (1 + 1e-12), (1 - share) * 2 * (1 + 1e-12), gain);
        Expect.Near(before, after, 1e-11);
        double start = dice.Between(0.01, 1.99), end = dice.Between(0.01, 1.99);
        Expect.Near(BrownianFirst.BridgeTouch((start, 2 - 1e-13 - start), (end, 2 - 1e-13 - end)), BrownianFirst.BridgeTouch((start, 2 + 1e-13 - start), (end, 2 + 1e-13 - end)), 1e-11);
    }), 1000);

    [Fact]
    public void BridgeOfTwoBarriers_LiesBetweenOneAndTheSum() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (double start, double end, double volatility) = (dice.Between(95, 105), dice.Between(95, 105), dice.Magnitude(0.05, 3));
        TimeSpan step = Time.Days(dice.Magnitude(0.01, 20));
        (double lower, double upper) = (dice.Between(80, 94), dice.Between(106, 120));
        double either = BrownianBridge.TouchEither(start, end, lower, upper, volatility, step);
        double low = BrownianBridge.Touch(start, end, lower, volatility, step), high = BrownianBridge.Touch(start, end, upper, volatility, step);
        Assert.InRange(either, 0, 1);
        Assert.True(either >= Math.Max(low, high) - 1e-13 && either <= low + high + 1e-13);
    }), 1000);

    private static (PriceReach Reach, double Noise, double Price, double Deviation) Any(Dice dice, Kind kind)
    {
        (PriceModel law, TimeSpan horizon, double noise) = Law(dice, kind);
        PriceReach reach = law.Within(horizon);
        return (reach, noise, dice.Magnitude(1e-4, 1e6), Math.Max(reach.Deviation, 1e-6));
    }

    private static (PriceModel Law, TimeSpan Horizon, double Noise) Law(Dice dice, Kind kind) => kind switch
    {
        Kind.Brownian => (new GeometricBrownian(dice.Magnitude(0.02, 3), dice.Chance(0.3) ? 0 : dice.Between(-3, 3)), Time.Days(dice.Magnitude(0.001, 700)), 1e-13),
        Kind.Jumps => (new DoubleExponentialJumps(dice.Magnitude(0.1, 2), dice.Magnitude(0.1, 500), dice.Pick(0, 0.3, 0.5, 0.9, 1), dice.Magnitude(0.003, 0.2), dice.Magnitude(0.003, 0.2), dice.Between(-1, 1)), Time.Days(dice.Magnitude(0.05, 300)), 1e-9),
        _ => (new FilteredHistorical(Returns, Time.Days(1), new() { Paths = 257, Seed = dice.Whole(0, 1000), BlockLength = dice.Whole(1, 4) }), Time.Days(dice.Between(0, 6)), 1e-12),
    };
}
