using FsCheck.Fluent;
using HeatMap.Cascades;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Cascades;

public sealed class TheoryTests
{
    [Fact]
    public void ContinuousDeleveraging_IsTheLimitOfSmallSlices()
    {
        const int Steps = 20_000;
        foreach (Side side in (Side[])[Side.Long, Side.Short])
        {
            (double liquidation, double target, double fee) = (100, 0.02, 0.001);
            double last = side == Side.Long ? 99 : 101, quantity = 10, equity = target * quantity * liquidation, before = liquidation;
            for (int i = 1; i <= Steps; i++)
            {
                double price = liquidation + ((last - liquidation) * i / Steps);
                equity += (int)side * quantity * (price - before);

                // The slice from an entry at this price, with what is left of the equity for its margin.
                double slice = DeleveragingSlice.Quantity(side, quantity, price, equity, price, target, fee);
                equity -= fee * price * slice;
                (quantity, before) = (quantity - slice, price);
            }

            Expect.NearRelative(ContinuousDeleveraging.RemainingQuantity(side, 10, liquidation, last, target, fee), quantity, 1e-3);
        }
    }

    [Fact]
    public void SupplyDensity_IsTheSlopeAtTheLevel()
    {
        foreach (Side side in (Side[])[Side.Long, Side.Short])
        {
            const double Step = 1e-6;
            double left = ContinuousDeleveraging.RemainingQuantity(side, 7, 50, 50 - ((int)side * Step), 0.05, 0.002);
            Expect.NearRelative((7 - left) / Step, ContinuousDeleveraging.SupplyDensity(side, 7, 50, 0.05, 0.002), 1e-4);
        }
    }

    [Fact]
    public void RemainingQuantity_BeforeTheLevel_IsAll()
    {
        Assert.Equal(3, ContinuousDeleveraging.RemainingQuantity(Side.Long, 3, 95, 95, 0.01));
        Assert.Equal(3, ContinuousDeleveraging.RemainingQuantity(Side.Short, 3, 95, 90, 0.01));
        Assert.Equal(0, ContinuousDeleveraging.RemainingQuantity(Side.Long, 3, 95, 0, 0.01));
    }

    [Fact]
    public void Slice_WithImpact_RestoresTheTargetAndMirrors() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (double price, double quantity, double target) = (dice.Between(50, 150), dice.Between(1, 20), dice.Between(0.01, 0.1));
        (double fee, double impact) = (dice.Between(0, 0.005), dice.Magnitude(1e-6, 0.5));
        double equity = target * price * quantity * dice.Between(-0.2, 1.1);
        double slice = DeleveragingSlice.Quantity(Side.Long, quantity, price, equity, price, target, fee, impact);
        Assert.Equal(slice, DeleveragingSlice.Quantity(Side.Short, quantity, price, equity, price, target, fee, impact));
        Assert.InRange(slice, 0, quantity);
        Assert.True(slice >= DeleveragingSlice.Quantity(Side.Long, quantity, price, equity, price, target, fee) * (1 - 1e-12));
        double after = equity - (fee * price * slice) - (impact / 2 * slice * slice);
        if (slice > 0 && slice < quantity)
        {
            Expect.Near(target * price * (quantity - slice), after, 1e-9 * price * quantity);
        }
        else if (slice == 0)
        {
            Assert.True(equity >= target * price * quantity);
        }
    }), 1000);

    [Fact]
    public void Slice_ThatCostsMoreThanItBrings_IsEverything()
    {
        // (1/2)·dq² − 1·dq + 1 has no real root.
        Assert.Equal(10, DeleveragingSlice.Quantity(Side.Long, 10, 100, 9, 100, 0.01, 0, impact: 1));
        Assert.Equal(1, DeleveragingSlice.Quantity(Side.Long, 10, 100, 9, 100, 0.01), 12);
    }

    [Fact]
    public void EvenLadder_IsTheCascadeRungByRung() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (double spacing, double shock) = (dice.Whole(1, 40) / 8.0, dice.Whole(0, 400) / 8.0);
        double impact = spacing * dice.Whole(0, 15) / 16;
        int count = 0;
        while ((count + 1) * spacing <= shock + (count * impact))
        {
            count++;
        }

        Assert.Equal(count, EvenLadder.Liquidated(shock, spacing, impact));
        Assert.Equal(shock + (count * impact), EvenLadder.TotalDrop(shock, spacing, impact));
    }), 1000);

    [Fact]
    public void EvenLadder_ThatDoesNotHold_IsInfinite()
    {
        Assert.Equal(double.PositiveInfinity, EvenLadder.Liquidated(1, 1, 1));
        Assert.Equal(double.PositiveInfinity, EvenLadder.TotalDrop(1, 1, 2));
        Assert.Equal(0.5, EvenLadder.TotalDrop(0.5, 1, 2));
    }

    [Fact]
    public void UniformZone_IsTheLeastFixedPoint() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        Dice dice = draw.Dice;
        (double start, double width, double gain) = (dice.Between(0, 1), dice.Between(0, 1), dice.Pick(dice.Between(0, 0.9), dice.Between(1.01, 3)));
        double shock = dice.Between(0, 2), end = start + width, drop = UniformZone.LinearDrop(shock, start, end, gain);
        var found = MonotoneFixedPoint.Find(y => shock + (gain * Math.Min(Math.Max(y - start, 0), width)), shock, shock + (gain * width));
        Expect.Near(found.Least, drop, 1e-9);

        double kappa = dice.Between(0.01, 1), density = dice.Between(0.1, 3), root = UniformZone.SquareRootDrop(shock, start, density, kappa);
        Assert.True(root >= shock);
        Expect.Near(shock + (kappa * Math.Sqrt(density * Math.Max(0, root - start))), root, 1e-9);
    }), 500);

    [Fact]
    public void UniformZone_AtItsEdges()
    {
        Assert.Equal(0.05, UniformZone.LinearDrop(0.05, 0.05, 0.1, 1));
        Expect.Near(0.06 + 0.05, UniformZone.LinearDrop(0.06, 0.05, 0.1, 1), 1e-15);
        Assert.Equal(0.07, UniformZone.LinearDrop(0.07, 0.05, 0.05, 5));
        Assert.Equal(3, UniformZone.SquareRootDrop(3, 1, 0, 2));
        Assert.Equal(1, UniformZone.SquareRootDrop(1, 1, 5, 2));
    }

    [Fact]
    public void ResilientRamp_TendsToItsLimits()
    {
        Expect.NearRelative(ResilientRamp.Impact(2, 0.5, 0, 3), ResilientRamp.Impact(2, 0.5, 1e-12, 3), 1e-11);
        Expect.NearRelative(0.5 * 2 / 0.25, ResilientRamp.Impact(2, 0.5, 0.25, 1e6), 1e-15);
        Assert.Equal(0, ResilientRamp.Impact(2, 0.5, 1, 0));

        // The equation itself, J' = (R·v − ρ·J) / (1 − R).
        double slope = (ResilientRamp.Impact(1, 0.6, 0.7, 1.0001) - ResilientRamp.Impact(1, 0.6, 0.7, 0.9999)) / 0.0002;
        Expect.NearRelative((0.6 - (0.7 * ResilientRamp.Impact(1, 0.6, 0.7, 1))) / 0.4, slope, 1e-6);
    }

    [Fact]
    public void CriticalLeverage_DividesWhatSurvives()
    {
        Assert.Equal(30, CriticalLeverage.Of(0.05), 12);
        Assert.Equal(10, CriticalLeverage.Marked(10, 0.05, 0), 12);
        Assert.Equal(0, CriticalLeverage.Marked(29.9, 0.05, 1));
        Assert.Equal(double.PositiveInfinity, CriticalLeverage.Marked(31, 0.05, 1));
        Assert.True(CriticalLeverage.Marked(10, 0.05, 0.001) > 10);
    }

    [Fact]
    public void MonotoneFixedPoint_TellsApartWhatIsPossible()
    {
        // A step: alive at 1, or dead at 0.
        var found = MonotoneFixedPoint.Find(p => p > 0.5 ? 1 : 0, 0, 1);
        Assert.Equal(new FixedPointRange(0, 1, true), found);
        Assert.Equal(new FixedPointRange(2, 2, true), MonotoneFixedPoint.Find(_ => 2, 0, 5));

        // The fold of x² + 1/4 is met at 1/2, so slowly that rounds run out; what is reached still bounds it.
        var slow = MonotoneFixedPoint.Find(x => (x * x) + 0.25, 0, 0.5, maxRounds: 50);
        Assert.False(slow.IsConverged);
        Assert.True(slow.Least < 0.5 && slow.Greatest == 0.5);
        Assert.True(MonotoneFixedPoint.Find(x => (x * x) + 0.25, 0, 0.5, tolerance: 1e-4).IsConverged);
    }

    [Fact]
    public void MonotoneFixedPoint_RefusesWhatIsNoSuchMap()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => MonotoneFixedPoint.Find(x => x + 1, 0, 1), "map", "from 0 to 1 at 1");
        Expect.Throws<ArgumentOutOfRangeException>(() => MonotoneFixedPoint.Find(_ => double.NaN, 0, 1), "map");
        Expect.Throws<ArgumentOutOfRangeException>(() => MonotoneFixedPoint.Find(x => x == 0 ? 0.9 : 0.1, 0, 1), "map", "may not fall");
        Expect.Throws<ArgumentOutOfRangeException>(() => MonotoneFixedPoint.Find(x => x, 1, 0), "upper");
        Expect.Throws<ArgumentOutOfRangeException>(() => MonotoneFixedPoint.Find(x => x, 0, 1, tolerance: double.NaN), "tolerance");
        Assert.Throws<ArgumentOutOfRangeException>(() => MonotoneFixedPoint.Find(x => x, 0, 1, maxRounds: 0));
        Assert.Throws<ArgumentNullException>(() => MonotoneFixedPoint.Find(null!, 0, 1));
    }

    [Fact]
    public void CascadeGain_WithoutDepth_IsInfiniteOrNothing()
    {
        Assert.Equal([0, double.PositiveInfinity, 0], CascadeGain.Of([0, 1, 0], [0, 0, 5]));
        Assert.Equal(2, CascadeGain.Amplification(0.5));
        Assert.Equal(1, CascadeGain.Amplification(0));
        Assert.Equal(double.PositiveInfinity, CascadeGain.Amplification(1));
        Assert.Equal(double.PositiveInfinity, CascadeGain.Amplification(double.PositiveInfinity));
        double[] same = [2, 3];
        CascadeGain.Of(same, [4, 4], same);
        Assert.Equal([0.5, 0.75], same);
    }

    [Fact]
    public void Arguments_OutsideTheirDomain_AreRefused()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => ContinuousDeleveraging.RemainingQuantity(Side.Long, 1, 95, 90, 0.01, 0.01), "targetRate", "over the fee rate 0.01");
        Expect.Throws<ArgumentOutOfRangeException>(() => ContinuousDeleveraging.RemainingQuantity(default, 1, 95, 90, 0.01), "side");
        Expect.Throws<ArgumentOutOfRangeException>(() => ContinuousDeleveraging.RemainingQuantity(Side.Long, 1, 0, 90, 0.01), "liquidationPrice");
        Expect.Throws<ArgumentOutOfRangeException>(() => ContinuousDeleveraging.RemainingQuantity(Side.Long, 1, 1, double.NaN, 0.01), "price");
        Expect.Throws<ArgumentOutOfRangeException>(() => ContinuousDeleveraging.SupplyDensity(Side.Long, -1, 1, 0.01), "quantity");
        Expect.Throws<ArgumentOutOfRangeException>(() => DeleveragingSlice.Quantity(Side.Long, 1, 1, double.NaN, 1, 0.01), "margin");
        Expect.Throws<ArgumentOutOfRangeException>(() => DeleveragingSlice.Quantity(Side.Long, 1, 1, 1, 1, 0.01, impact: -1), "impact");
        Expect.Throws<ArgumentOutOfRangeException>(() => EvenLadder.Liquidated(-1, 1, 0), "shock");
        Expect.Throws<ArgumentOutOfRangeException>(() => EvenLadder.TotalDrop(1, 0, 0), "spacing");
        Expect.Throws<ArgumentOutOfRangeException>(() => UniformZone.LinearDrop(1, 2, 1, 0.5), "end", ">= start, 2");
        Expect.Throws<ArgumentOutOfRangeException>(() => UniformZone.SquareRootDrop(1, 2, 1, double.NaN), "kappa");
        Expect.Throws<ArgumentOutOfRangeException>(() => ResilientRamp.Impact(1, 1, 1, 1), "gain");
        Expect.Throws<ArgumentOutOfRangeException>(() => CriticalLeverage.Of(0), "fullImpact");
        Expect.Throws<ArgumentOutOfRangeException>(() => CriticalLeverage.Marked(0.5, 0.1, 0.1), "initialLeverage");
        Expect.Throws<ArgumentOutOfRangeException>(() => CriticalLeverage.Marked(2, 0.1, 1.1), "soldFraction");
        Expect.Throws<ArgumentOutOfRangeException>(() => CascadeGain.Of([1, -1], [1, 1]), "band 1: liquidationNotional must be finite and >= 0, was -1");
        Expect.Throws<ArgumentException>(() => CascadeGain.Of([1, 1], [1]), "depth must have 2 numbers");
        Expect.Throws<ArgumentException>(() => CascadeGain.Of([1, 1], [1, 1], new double[1]), "destination must hold 2");
        double[] shifted = [1, 2, 3];
        Expect.Throws<ArgumentException>(() => CascadeGain.Of(shifted.AsSpan(0, 2), [1, 1], shifted.AsSpan(1)), "shifted");
        Expect.Throws<ArgumentOutOfRangeException>(() => CascadeGain.IsCritical(double.NaN), "gain");
    }
}
