using HeatMap.Cascades;
using HeatMap.Kernels;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Cascades;

public sealed class SimulationTests
{
    private const double Mark = 50_000;

    private static readonly GeometricBrownian Law = new(0.8, -0.1);

    private static readonly CascadeSimulationOptions OneStep = new() { Paths = 20_000, Horizon = TimeSpan.FromDays(1), Step = TimeSpan.FromDays(1), Seed = 11 };

    private static readonly CascadeSimulationOptions Hours = new() { Paths = 4_096, Horizon = TimeSpan.FromDays(1), Step = TimeSpan.FromMinutes(20), Seed = 12 };

    /// <summary>Levels every half percent, whose forced orders move price by less than the next level is away at first, and by more in a crowd.</summary>
    private static LiquidationLadder Ladder(bool longs = true, bool shorts = true, int count = 16)
    {
        List<double> prices = [], quantities = [];
        for (int i = 1; i <= count; i++)
        {
            double quantity = i is 4 or 5 ? 60 : 10;
            if (longs)
            {
                prices.Add(Mark * (1 - (0.005 * i)));
                quantities.Add(quantity);
            }

            if (shorts)
            {
                prices.Add(Mark * (1 + (0.005 * i)));
                quantities.Add(-quantity);
            }
        }

        return LiquidationLadder.FromPositions(prices.ToArray(), quantities.ToArray(), Mark);
    }

    private static CascadeSides Sides(double kappa = 1e-4, bool longs = true, bool shorts = true, int count = 16) =>
        CascadeSides.Of(new CascadeModel(PriceImpact.Exponential(kappa)), Ladder(longs, shorts, count));

    private static void Near(double expected, SimulatedValue actual, string what, double bias = 0) => Expect.Near(expected, actual.Value, (5 * actual.StandardError) + bias, what);

    [Fact]
    public void Shocks_WatchedThroughout_AgreeWithTheClosedForm()
    {
        CascadeSides sides = Sides();
        SimulatedCascades result = CascadeSimulation.Shocks(sides, Law, OneStep);
        foreach (Direction direction in new[] { Direction.Down, Direction.Up })
        {
            var reach = new CascadeReach(sides[direction], Law.Within(OneStep.Horizon));
            SimulatedSide side = result[direction];
            Near(reach.Any, side.Liquidated, "any");
            Near(reach.MeanQuantity, side.Quantity.Mean, "mean quantity");
            Near(reach.MeanNotional, side.Notional.Mean, "mean notional");
            foreach (double depth in new[] { 0.003, 0.01, 0.02, 0.025, 0.03, 0.04, 0.06 })
            {
                Near(reach.DepthAtLeast(depth), side.Depth.AtLeast(depth), $"depth {depth}");
            }

            foreach (double quantity in new[] { 1, 10, 10.5, 95, 160.0 })
            {
                Near(reach.QuantityAtLeast(quantity), side.Quantity.AtLeast(quantity), $"quantity {quantity}");
                Near(reach.NotionalAtLeast(quantity * Mark), side.Notional.AtLeast(quantity * Mark), $"notional {quantity}");
            }

            Assert.InRange(side.Cascaded.Value, 0.01, side.Liquidated.Value);
        }
    }

    /// <summary>What only one side moves is the same whether paths are walked with feedback, or asked for their extreme afterwards.</summary>
    [Theory]
    [InlineData(PathWatch.AtSteps)]
    [InlineData(PathWatch.Throughout)]
    public void Walk_OfOneSide_AgreesWithShocks(PathWatch watch)
    {
        CascadeSides sides = Sides(shorts: false);
        CascadeSimulationOptions options = Hours with { Watch = watch, Paths = 20_000 };
        SimulatedCascades walked = CascadeSimulation.Walk(sides, Law, options), shocked = CascadeSimulation.Shocks(sides, Law, options with { Paths = 6_000 });

        // The correction for what steps do not see is good to first order: a step's deviation is 0.5 % here.
        double bias = watch == PathWatch.Throughout ? 0.004 : 0;
        foreach (double depth in new[] { 0.01, 0.02, 0.03, 0.05 })
        {
            SimulatedValue one = walked.Down.Depth.AtLeast(depth), other = shocked.Down.Depth.AtLeast(depth);
            Expect.Near(other.Value, one.Value, (5 * Math.Sqrt((one.StandardError * one.StandardError) + (other.StandardError * other.StandardError))) + bias, $"depth {depth}");
        }

        SimulatedValue quantity = walked.Down.Quantity.Mean, expected = shocked.Down.Quantity.Mean;
        Expect.Near(expected.Value, quantity.Value, 5 * Math.Sqrt((quantity.StandardError * quantity.StandardError) + (expected.StandardError * expected.StandardError)) + (100 * bias), "quantity");
        Assert.All(walked.Up.Levels.ToArray(), l => Assert.Equal(0, l));
        if (watch == PathWatch.Throughout)
        {
            var reach = new CascadeReach(sides.Down, Law.Within(options.Horizon));
            Near(reach.DepthAtLeast(0.03), walked.Down.Depth.AtLeast(0.03), "closed form", bias);
        }
    }

    /// <summary>Of each path walked alone and in the plain way, with the kernel's own random numbers.</summary>
    [Fact]
    public void Walk_TellsWhatEachPathDid()
    {
        CascadeSides sides = Sides();
        CascadeSimulationOptions options = Hours with { Paths = 96, Watch = null };
        SimulatedCascades result = CascadeSimulation.Walk(sides, Law, options);
        (double[] downDepths, double[] ends, double[] overshoots) = (new double[96], new double[96], new double[96]);
        for (int path = 0; path < 96; path++)
        {
            var words = new ulong[NormalLanes.SeedWords];
            var stream = new RandomStream(options.Seed, ~(path / 32L));
            for (int i = 0; i < words.Length; i++)
            {
                words[i] = stream.Bits(i);
            }

            var numbers = new float[result.Steps * 32];
            WalkKernel.Normals(words, numbers, KernelInfo.VectorBits);
            (double price, double bare, double low, double bareLow) = (Mark, Mark, Mark, Mark);
            (int longs, int shorts) = (0, 0);
            double years = 1.0 / 365 / result.Steps;
            for (int step = 0; step < result.Steps; step++)
            {
                double factor = Math.Exp((-0.1 * years) + (0.8 * Math.Sqrt(years) * numbers[(step * 32) + (path % 32)]));
                price *= factor;
                bare *= factor;
                while (longs < sides.Down.Side.Count && price <= sides.Down.Side.Prices[longs])
                {
                    price *= Math.Exp(-1e-4 * sides.Down.Side.Quantities[longs++]);
                }

                while (shorts < sides.Up.Side.Count && price >= sides.Up.Side.Prices[shorts])
                {
                    price *= Math.Exp(1e-4 * sides.Up.Side.Quantities[shorts++]);
                }

                (low, bareLow) = (Math.Min(low, price), Math.Min(bareLow, bare));
            }

            Assert.Equal((path, longs, shorts), (path, result.Down.Levels[path], result.Up.Levels[path]));
            (downDepths[path], ends[path], overshoots[path]) = (1 - (low / Mark), (price / Mark) - 1, (bareLow - low) / Mark);
        }

        Compare(downDepths, result.Down.Depth);
        Compare(ends, result.EndMove!);
        Compare(overshoots, result.Down.Overshoot);

        static void Compare(double[] expected, SimulatedDistribution actual)
        {
            Array.Sort(expected);
            for (int i = 0; i < expected.Length; i++)
            {
                Expect.Near(expected[i], actual.Sorted[i], 3e-6);
            }
        }
    }

    [Fact]
    public void Walk_WithoutImpact_IsTheStaticMap()
    {
        CascadeSides sides = CascadeSides.Of(new CascadeModel(PriceImpact.None), Ladder());
        foreach (PathWatch watch in new[] { PathWatch.AtSteps, PathWatch.Throughout })
        {
            SimulatedCascades result = CascadeSimulation.Walk(sides, Law, Hours with { Watch = watch });
            Assert.Equal((0, 0, 0), (result.Down.Cascaded.Value, result.Down.Overshoot.Greatest, result.Up.Overshoot.Least));
            Assert.InRange(result.Down.Liquidated.Value, 0.5, 1);
        }
    }

    [Fact]
    public void OneSide_MayTakePriceAwayFromTheOther()
    {
        SimulatedCascades both = CascadeSimulation.Walk(Sides(4e-4), Law, Hours), alone = CascadeSimulation.Walk(Sides(4e-4, shorts: false), Law, Hours);
        Assert.True(both.Down.Overshoot.Least < 0, "a squeeze first keeps price up");
        Assert.Equal(0, alone.Down.Overshoot.Least);
        Assert.True(both.Down.Liquidated.Value < alone.Down.Liquidated.Value);
        Assert.True(both.EndMove!.Mean.Value > alone.EndMove!.Mean.Value);
    }

    [Fact]
    public void SameSeed_SameBits_WhateverTheThreads()
    {
        CascadeSides sides = Sides();
        foreach (Func<CascadeSimulationOptions, SimulatedCascades> simulate in new Func<CascadeSimulationOptions, SimulatedCascades>[]
        {
            o => CascadeSimulation.Walk(sides, Law, o),
            o => CascadeSimulation.Walk(sides, Law, o with { Antithetic = true }),
            o => CascadeSimulation.Shocks(sides, Law, o with { Step = TimeSpan.FromHours(6) }),
        })
        {
            SimulatedCascades one = simulate(Hours), many = simulate(Hours with { MaxDegreeOfParallelism = 3 }), other = simulate(Hours with { Seed = 13 });
            Assert.Equal(Bits(one), Bits(many));
            Assert.NotEqual(Bits(one), Bits(other));
        }

        static IEnumerable<double> Bits(SimulatedCascades r) =>
            [.. r.Down.Depth.Sorted, .. r.Up.Overshoot.Sorted, .. r.Down.Notional.Sorted, .. r.EndMove is { } end ? end.Sorted : [], r.Down.Depth.Mean.Value, r.Up.Quantity.Mean.StandardError, .. r.Up.Levels.ToArray().Select(l => (double)l)];
    }

    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(1025)]
    public void FewerPaths_AreTheFirstOfMore(int paths)
    {
        CascadeSides sides = Sides();
        SimulatedCascades few = CascadeSimulation.Walk(sides, Law, Hours with { Paths = paths }), many = CascadeSimulation.Walk(sides, Law, Hours with { Paths = 2_000 });
        Assert.Equal(many.Down.Levels[..paths].ToArray(), few.Down.Levels.ToArray());
        Assert.Equal(many.Up.Levels[..paths].ToArray(), few.Up.Levels.ToArray());
        Assert.Equal(paths, few.Paths);
    }

    [Fact]
    public void AntitheticPairs_MakeMeansMoreSure()
    {
        CascadeSides sides = Sides();
        SimulatedCascades plain = CascadeSimulation.Walk(sides, Law, Hours), pairs = CascadeSimulation.Walk(sides, Law, Hours with { Antithetic = true });
        Assert.True(pairs.EndMove!.Mean.StandardError < 0.3 * plain.EndMove!.Mean.StandardError);
        Assert.True(pairs.Down.Depth.Mean.StandardError < plain.Down.Depth.Mean.StandardError);
        Expect.Near(plain.Down.Depth.Mean.Value, pairs.Down.Depth.Mean.Value, 5 * plain.Down.Depth.Mean.StandardError, "mean depth");
    }

    [Fact]
    public void Shocks_TakeAnyLawOfThePrice()
    {
        CascadeSides sides = Sides();
        double[] returns = new double[500];
        new RandomStream(1, 1).Normals(0, returns);
        PriceModel[] laws = [new DoubleExponentialJumps(0.5, 60, 0.45, 0.03, 0.03), new FilteredHistorical([.. returns.Select(z => 0.004 * z)], TimeSpan.FromHours(1))];
        foreach (PriceModel law in laws)
        {
            CascadeSimulationOptions options = Hours with { Paths = 4_000, Step = TimeSpan.FromHours(1) };
            SimulatedCascades result = CascadeSimulation.Shocks(sides, law, options);
            var reach = new CascadeReach(sides.Down, law.Within(options.Horizon));
            Near(reach.DepthAtLeast(0.02), result.Down.Depth.AtLeast(0.02), law.GetType().Name, bias: 0.02);
            SimulatedCascades atSteps = CascadeSimulation.Shocks(sides, law, options with { Watch = PathWatch.AtSteps }), atHorizon = CascadeSimulation.Shocks(sides, law, options with { Watch = PathWatch.AtHorizon });
            Assert.True(atSteps.Down.Depth.Mean.Value <= result.Down.Depth.Mean.Value);
            Assert.True(atHorizon.Down.Depth.Mean.Value < atSteps.Down.Depth.Mean.Value);
            Assert.Null(atHorizon.EndMove);
            for (int path = 0; path < atHorizon.Paths; path++)
            {
                Assert.True(atHorizon.Down.Levels[path] == 0 || atHorizon.Up.Levels[path] == 0);
            }
        }
    }

    [Fact]
    public void Shocks_OfABook_AreItsStepFunction()
    {
        // A law that is not relative to price is no obstacle here.
        CascadeSides sides = CascadeSides.Of(new CascadeModel(PriceImpact.Linear(5)), Ladder());
        SimulatedCascades result = CascadeSimulation.Shocks(sides, Law, OneStep with { Paths = 500 });
        double[] depths = new double[500], closes = new double[1], lows = new double[1], highs = new double[1];
        for (int path = 0; path < depths.Length; path++)
        {
            Law.FillPath(new(OneStep.Seed, path), Mark, OneStep.Step, closes, lows, highs);
            double low = Math.Min(Mark, lows[0]);
            Assert.Equal(sides.Down.Levels(low), result.Down.Levels[path]);
            depths[path] = (Mark - sides.Down.FinalPrice(low)) / Mark;
        }

        Array.Sort(depths);
        Assert.Equal(depths, result.Down.Depth.Sorted.ToArray());
    }

    [Fact]
    public void ShockForDepth_IsTheMildestThatGetsThere()
    {
        foreach (PriceImpact impact in new[] { PriceImpact.Exponential(1e-4), PriceImpact.Linear(5), PriceImpact.None })
        {
            CascadeSides sides = CascadeSides.Of(new CascadeModel(impact), Ladder());
            var dice = new Dice(5, 5);
            for (int i = 0; i < 200; i++)
            {
                double depth = dice.Between(0, 0.2);
                double down = new CascadeReach(sides.Down, Law.Within(OneStep.Horizon)).ShockForDepth(depth), up = new CascadeReach(sides.Up, Law.Within(OneStep.Horizon)).ShockForDepth(depth);
                Assert.True(sides.Down.FinalPrice(down) <= Mark * (1 - depth) && sides.Down.FinalPrice(Math.BitIncrement(down)) > Mark * (1 - depth));
                Assert.True(sides.Up.FinalPrice(up) >= Mark * (1 + depth) && sides.Up.FinalPrice(Math.BitDecrement(up)) < Mark * (1 + depth));
            }
        }
    }

    [Fact]
    public void CascadeReach_AtItsEdges()
    {
        PriceReach within = Law.Within(OneStep.Horizon);
        CascadeReach none = new(Sides(longs: false).Down, within), some = new(Sides().Down, within);
        Assert.Equal((0, 0, 0), (none.Any, none.MeanNotional, none.MeanQuantity));
        Assert.Equal((1, 0), (none.QuantityAtLeast(0), none.NotionalAtLeast(1)));
        Assert.Equal((1, 1, 0), (some.DepthAtLeast(0), some.NotionalAtLeast(0), some.QuantityAtLeast(1e9)));
        Assert.Equal(0, some.DepthAtLeast(1));
        Expect.Throws<ArgumentOutOfRangeException>(() => some.DepthAtLeast(1.1), "depth", "at most 1");
        Expect.Throws<ArgumentOutOfRangeException>(() => some.QuantityAtLeast(double.NaN), "quantity");
        Expect.Throws<ArgumentOutOfRangeException>(() => some.NotionalAtLeast(-1), "notional");
        Assert.Equal(within.Touch(Mark, Mark * 0.995), some.Any);
    }

    [Fact]
    public void Distribution_AnswersAsItsDefinitionsSay()
    {
        SimulatedDistribution d = new([5, 1, 4, 2, 3, 3, 10, 0, 2, 7], 0);
        Assert.Equal([0, 1, 2, 2, 3, 3, 4, 5, 7, 10], d.Sorted.ToArray());
        Assert.Equal((0, 10, 10), (d.Least, d.Greatest, d.Count));
        Expect.Near(3.7, d.Mean.Value, 1e-15);
        Expect.Near(Math.Sqrt(80.1 / 90), d.Mean.StandardError, 1e-14);
        Assert.Equal((0, 0, 1, 3, 7, 10, 10), (d.Quantile(0), d.Quantile(0.1), d.Quantile(0.2), d.Quantile(0.5), d.Quantile(0.9), d.Quantile(0.91), d.Quantile(1)));
        Expect.Near(10, d.TailMean(0.9), 1e-14);
        Expect.Near((10 + (0.5 * 7)) / 1.5, d.TailMean(0.85), 1e-14);
        Expect.Near(3.7, d.TailMean(0), 1e-14);
        Assert.Equal((1, 0.6, 0.1, 0), (d.AtLeast(0).Value, d.AtLeast(3).Value, d.AtLeast(10).Value, d.AtLeast(10.5).Value));
        Expect.Near(Math.Sqrt(0.24 / 9), d.AtLeast(3).StandardError, 1e-15);
        int[] counts = new int[4];
        d.Histogram([1, 3, 7], counts);
        Assert.Equal([1, 3, 4, 2], counts);
        Expect.Throws<ArgumentException>(() => d.Histogram([1, 3], new int[2]), "counts", "3");
        Expect.Throws<ArgumentOutOfRangeException>(() => d.Histogram([1, 1], new int[3]), "edges", "row 1");
        Expect.Throws<ArgumentOutOfRangeException>(() => d.Histogram([double.NaN], new int[2]), "edges", "row 0");
        Expect.Throws<ArgumentOutOfRangeException>(() => d.Quantile(1.5), "share");
        Expect.Throws<ArgumentOutOfRangeException>(() => d.TailMean(1), "share");
        Expect.Throws<ArgumentOutOfRangeException>(() => d.AtLeast(double.NaN), "value");
        Assert.True(double.IsNaN(new SimulatedDistribution([1], 0).Mean.StandardError));

        // Pairs 16 apart that cancel leave no error.
        double[] pairs = [.. Enumerable.Range(0, 64).Select(i => i % 32 < 16 ? i % 32 : -(i % 16) + 2.0)];
        Assert.Equal(new SimulatedValue(1, 0), new SimulatedDistribution(pairs, 16).Mean);
    }

    [Fact]
    public void ByLevels_CarriesAnythingThatHangsOnThem()
    {
        SimulatedCascades result = CascadeSimulation.Walk(Sides(), Law, Hours);
        int levels = result.Down.Thresholds.Side.Count;
        Assert.Equal(result.Down.Quantity.Sorted.ToArray(), result.Down.ByLevels(result.Down.Thresholds.Side.CumulativeQuantity).Sorted.ToArray());
        SimulatedDistribution debt = result.Down.ByLevels([.. Enumerable.Range(0, levels + 1).Select(i => (double)Math.Max(0, i - 4))]);
        Assert.Equal(result.Down.Levels.ToArray().Count(l => l > 4) / 4096.0, debt.AtLeast(1).Value);
        Expect.Throws<ArgumentException>(() => result.Down.ByLevels(new double[levels]), "values", "17");
        Expect.Throws<ArgumentOutOfRangeException>(() => result.Down.ByLevels([.. Enumerable.Repeat(double.NaN, levels + 1)]), "values", "row 0");
    }

    /// <summary>Here the depth itself, which the model finds in full.</summary>
    [Fact]
    public void ByShock_CarriesAnythingThatHangsOnTheShock()
    {
        var model = new CascadeModel(PriceImpact.Exponential(1e-4));
        LiquidationLadder ladder = Ladder();
        SimulatedCascades result = CascadeSimulation.Shocks(CascadeSides.Of(model, ladder), Law, OneStep with { Paths = 400 });
        SimulatedDistribution depth = result.Down.ByShock(price => (Mark - model.Run(ladder, Shock.MoveTo(price, Direction.Down)).FinalPrice) / Mark);
        Assert.Equal(result.Down.Depth.Sorted.ToArray(), depth.Sorted.ToArray());

        SimulatedCascades walked = CascadeSimulation.Walk(CascadeSides.Of(model, ladder), Law, Hours with { Paths = 100 });
        Assert.All(walked.Down.BarePrices.ToArray(), p => Assert.InRange(p, Mark / 2, Mark));
        Assert.All(walked.Up.BarePrices.ToArray(), p => Assert.InRange(p, Mark, 2 * Mark));
        Expect.Throws<ArgumentException>(() => result.Down.ByShock(_ => double.NaN), "value", "NaN");
    }

    [Fact]
    public void Across_GivesIntervalsOverMaps()
    {
        CascadeSides[] members = [.. Enumerable.Range(0, 5).Select(i => Sides(0.5e-4 * (i + 1)))];
        CascadeSimulationOptions options = Hours with { Paths = 1_024 };
        double[] each = [.. members.Select(m => CascadeSimulation.Walk(m, Law, options).Down.Depth.Mean.Value)];
        EnsembleInterval[] intervals = CascadeSimulation.Across(members, m => CascadeSimulation.Walk(m, Law, options), 0.5, r => r.Down.Depth.Mean.Value, r => r.Paths);
        Assert.Equal(each.Order(), each);
        Assert.Equal(new EnsembleInterval(each[1], each[2], each[3], 5), intervals[0]);
        Assert.Equal(new EnsembleInterval(1024, 1024, 1024, 5), intervals[1]);
        Expect.Near(each[0] + (0.2 * (each[1] - each[0])), CascadeSimulation.Across(members, m => CascadeSimulation.Walk(m, Law, options), 0.9, r => r.Down.Depth.Mean.Value)[0].Low, 1e-12);
        Expect.Throws<ArgumentException>(() => CascadeSimulation.Across([], m => CascadeSimulation.Walk(m, Law, options), 0.5, r => 1), "members");
        Expect.Throws<ArgumentOutOfRangeException>(() => CascadeSimulation.Across(members, m => CascadeSimulation.Walk(m, Law, options), 1.5, r => 1), "coverage");
        Expect.Throws<ArgumentException>(() => CascadeSimulation.Across(members, m => CascadeSimulation.Walk(m, Law, options), 0.5, r => double.NaN), "statistics", "member 0");
    }

    [Fact]
    public void WrongArguments_AreNamed()
    {
        CascadeSides sides = Sides();
        Expect.Throws<ArgumentException>(() => CascadeSimulation.Walk(sides, Law, Hours with { Antithetic = true, Paths = 100 }), "multiple of 32");
        Expect.Throws<ArgumentException>(() => CascadeSimulation.Walk(sides, Law, Hours with { Watch = PathWatch.AtHorizon }), "AtHorizon");
        Expect.Throws<ArgumentException>(() => CascadeSimulation.Shocks(sides, Law, Hours with { Antithetic = true }), "Antithetic");
        Expect.Throws<ArgumentException>(() => CascadeSimulation.Walk(sides, Law, Hours with { Step = TimeSpan.FromMinutes(7) }), "Horizon", "whole number");
        Expect.Throws<ArgumentException>(() => CascadeSimulation.Walk(sides, Law, Hours with { Step = TimeSpan.FromDays(2) }), "Horizon");
        Expect.Throws<ArgumentOutOfRangeException>(() => CascadeSimulation.Walk(sides, new GeometricBrownian(1e6), Hours), "model", "1,000");
        Expect.Throws<ArgumentException>(() => CascadeSimulation.Walk(CascadeSides.Of(new CascadeModel(PriceImpact.Linear(5)), Ladder()), Law, Hours), "sides", "relative", "linear");
        Expect.Throws<ArgumentException>(() => _ = new CascadeSides(sides.Up, sides.Down), "down");
        var elsewhere = new CascadeModel(PriceImpact.None).Thresholds(LiquidationLadder.FromPositions([60_001], [-1], 60_000), Direction.Up);
        Expect.Throws<ArgumentException>(() => _ = new CascadeSides(sides.Down, elsewhere), "up", "60000");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = Hours with { Paths = 0 }, "Paths");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = Hours with { MaxDegreeOfParallelism = 0 }, "MaxDegreeOfParallelism");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = Hours with { Step = TimeSpan.Zero }, "Step");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = Hours with { Watch = (PathWatch)9 }, "Watch");
        foreach (int threads in new[] { 1, 2 })
        {
            Assert.Throws<NotSupportedException>(() => CascadeSimulation.Shocks(sides, new PathlessLaw(), Hours with { MaxDegreeOfParallelism = threads }));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Work_IsToldAndStopped(int threads)
    {
        CascadeSides sides = Sides();
        var seen = new Shares();
        CascadeSimulation.Walk(sides, Law, Hours with { MaxDegreeOfParallelism = threads }, seen);
        Assert.Equal([0.25, 0.5, 0.75, 1], seen.All.Order());
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => CascadeSimulation.Walk(sides, Law, Hours with { MaxDegreeOfParallelism = threads }, null, stop.Token));
        Assert.ThrowsAny<OperationCanceledException>(() => CascadeSimulation.Shocks(sides, Law, Hours with { MaxDegreeOfParallelism = threads }, null, stop.Token));
    }

    [Fact]
    public void MorePathsThanAnArrayHolds_AreRefused() =>
        Assert.Contains("was 2147483647", Assert.Throws<ArgumentOutOfRangeException>(() => Hours with { Paths = int.MaxValue }).Message, StringComparison.Ordinal);

    [Fact]
    public void ExtremeLaws_GiveNumbers()
    {
        // No impact leaves price above nothing, all of it leaves none; volatility may be zero, or send price anywhere.
        CascadeSides total = CascadeSides.Of(new CascadeModel(PriceImpact.Saturating(1, 10)), Ladder());
        SimulatedCascades sunk = CascadeSimulation.Walk(total, Law, Hours);
        Assert.True(sunk.Down.Depth.Greatest <= 1 && double.IsFinite(sunk.Up.Depth.Greatest));
        SimulatedCascades still = CascadeSimulation.Walk(Sides(), new GeometricBrownian(0), Hours);
        Assert.Equal((0, 0, 0), (still.Down.Depth.Greatest, still.Up.Depth.Greatest, still.EndMove!.Greatest));
        SimulatedCascades wild = CascadeSimulation.Walk(Sides(), new GeometricBrownian(2_000), Hours);
        Assert.True(wild.Down.Liquidated.Value > 0.9 && !double.IsNaN(wild.Up.Depth.Mean.Value));
        SimulatedCascades torn = CascadeSimulation.Shocks(Sides(), new GeometricBrownian(20_000), OneStep with { Paths = 200 });
        Assert.True(torn.Down.Depth.Greatest <= 1);
    }

    [Fact]
    public void Walk_AllocatesItsResult()
    {
        CascadeSides sides = Sides();
        CascadeSimulationOptions options = Hours with { Paths = 1 << 15, Step = TimeSpan.FromHours(6) };
        CascadeSimulation.Walk(sides, Law, options);
        long before = GC.GetAllocatedBytesForCurrentThread();
        CascadeSimulation.Walk(sides, Law, options);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 90L << 15, (115L << 15) + 65_536);
    }

    [Fact]
    public void Distribution_OfManyNumbers_IsSorted()
    {
        var dice = new Dice(9, 9);
        foreach (double least in new[] { 0, -0.5 })
        {
            double[] values = [.. Enumerable.Range(0, 5_000).Select(_ => dice.Between(least, 1))], expected = [.. values.Order()];
            Assert.Equal(expected, new SimulatedDistribution(values, 0).Sorted.ToArray());
        }
    }

    private sealed class PathlessLaw : PriceModel
    {
        public override double Volatility => 1;

        public override PriceReach Within(TimeSpan horizon) => Law.Within(horizon);
    }

    private sealed class Shares : IProgress<double>
    {
        private readonly List<double> _all = [];

        public IReadOnlyList<double> All => _all;

        public void Report(double value)
        {
            lock (_all)
            {
                _all.Add(value);
            }
        }
    }
}
