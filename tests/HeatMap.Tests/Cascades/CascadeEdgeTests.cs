using HeatMap.Cascades;

namespace HeatMap.Tests.Cascades;

/// <summary>Cascades at the ends of the range of numbers, on half a book, and with what does not belong together.</summary>
public sealed class CascadeEdgeTests
{
    private static readonly LiquidationLadder Ladder = LiquidationLadder.FromPositions([99, 98, 101, 102], [1, 2, -1, -2], 100);
    private static readonly DepthCurve Bids = DepthCurve.FromLevels([new(99.5, 5), new(95, 5)], []);

    [Fact]
    public void SumsBeyondAllNumbers_AreRefused_WithTheirRow()
    {
        Assert.Contains("row 1: quantity", Message(() => LiquidationLadder.FromPositions([0.9, 0.8], [1e308, 1e308], 1)), StringComparison.Ordinal);
        Assert.Contains("row 0: notional", Message(() => LiquidationLadder.FromPositions([1e200], [1e200], 2e200)), StringComparison.Ordinal);
        Assert.Contains("row 1: bids quantity", Message(() => DepthCurve.FromLevels([new(99, 1e308), new(98, 1e308)], [])), StringComparison.Ordinal);
        var large = LiquidationLadder.FromPositions([0.99, 0.98], [1e308, 1], 1);
        var model = new CascadeModel(PriceImpact.None);
        Shock shock = Shock.Move(-0.015).WithVolume(1.7e308);
        Assert.Contains("1E+308 of all levels", Message(() => model.Run(large, shock)), StringComparison.Ordinal);
        Assert.Contains("1E+308 of all levels", Message(() => model.Thresholds(large, Direction.Down).Levels(0.985, 1.7e308)), StringComparison.Ordinal);
        Assert.Contains("1E+308 of all levels", Message(() => model.VolumeThresholds(large, shock).FinalPrice(1.7e308)), StringComparison.Ordinal);
    }

    [Fact]
    public void LawsWhoseNumbersTogetherAreBeyondAllNumbers_AreRefused()
    {
        Assert.Contains("y must be such that", Message(() => PriceImpact.Power(1e200, 1e200, 1, 0.5)), StringComparison.Ordinal);
        Assert.Contains("offset must be such that", Message(() => PriceImpact.ShiftedPower(1, 1, 1e-300, 2, 1e300)), StringComparison.Ordinal);
        Assert.Contains("delta must be such that", Message(() => PriceImpact.Power(1, 1, 1, 1e-320)), StringComparison.Ordinal);
        Assert.Contains("depth must be such that", Message(() => PriceImpact.Saturating(1e-300, 1e-300)), StringComparison.Ordinal);
        Assert.Contains("exponent must be finite", Message(() => DepthCurve.PowerLaw(1, 1e-320)), StringComparison.Ordinal);
        Assert.Contains("markPrice must be finite", Message(() => DepthCurve.FromRows([new(0.1, 1e300)], []).ToImpact(1e-300)), StringComparison.Ordinal);
        Assert.Contains("factor must be finite", Message(() => DepthCurve.FromRows([new(0.1, 1e300)], []).Stressed(1e300)), StringComparison.Ordinal);
        var law = new AlmgrenLaw { DailyVolatility = 1e300, AverageDailyVolume = 1e-300, TradeTimeDays = 1e-300, SharesOutstanding = 1e300 };
        Assert.Contains("has no curve", Assert.Throws<InvalidOperationException>(law.ToImpact).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALawWithoutEffect_LeavesPriceWhereItIs_WhateverIsTraded()
    {
        foreach (PriceImpact law in (PriceImpact[])[PriceImpact.None, PriceImpact.Power(0, 1, 1e-300, 2), PriceImpact.Exponential(0)])
        {
            Assert.Equal(100, law.PriceAfter(100, 1e300, Direction.Down));
            Assert.Equal(100, law.AveragePrice(100, 0, 1e300, Direction.Up));
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.9, 1)]
    public void TheMeanOfAPower_IsANumber_WhereThePowersInBetweenAreNot(double from, double to) =>
        Assert.Equal(100, PriceImpact.Power(1, 1e-209, 1e-198, 0.78).AveragePrice(100, from, to, Direction.Down), 1e-9);

    [Fact]
    public void TheMeanOfABook_IsANumber_WhereWhatWasPaidIsNot()
    {
        var book = DepthCurve.FromLevels([new(99e10, 1e300), new(97e10, 1e300)], []);
        Assert.Equal(98e10, book.AveragePrice(1e12, 2e300, Direction.Down), 1e-3);
        Assert.Equal(1e-200, DepthCurve.FromLevels([new(1e-200, 1)], []).AveragePrice(1, 1e-200, Direction.Down), 1e-210);
    }

    [Fact]
    public void AnAverageAndAQuantity_AllocateNothing()
    {
        PriceImpact almgren = new AlmgrenLaw { DailyVolatility = 0.02, AverageDailyVolume = 100, TradeTimeDays = 1, SharesOutstanding = 1000 }.ToImpact();
        PriceImpact power = PriceImpact.Power(1, 0.1, 100, 0.6);
        Assert.Equal(Ask(), Ask());
        Assert.Equal(0, Allocated.Least(() => Ask()));

        double Ask() => almgren.QuantityTo(100, 90, Direction.Down) + power.AveragePrice(100, 10, 11, Direction.Down) + almgren.AveragePrice(100, 10, 11, Direction.Up);
    }

    [Fact]
    public void HalfABook_IsNotAskedAboutTheOther()
    {
        Assert.Contains("no asks", Message(() => Bids.PriceAfter(100, 5, Direction.Up)), StringComparison.Ordinal);
        Assert.Contains("no asks", Message(() => Bids.AveragePrice(100, 5, Direction.Up)), StringComparison.Ordinal);
        Assert.Contains("no asks", Message(() => Bids.ToImpact(100).QuantityTo(100, 101, Direction.Up)), StringComparison.Ordinal);
        Assert.Contains("no asks", Message(() => DepthCurve.FromRows([new(0.1, 1)], []).PriceAfter(100, 5, Direction.Up)), StringComparison.Ordinal);
        Assert.Contains("no asks", Message(() => new CascadeModel(Bids.ToImpact(100)).Run(Ladder, Shock.Move(0.015))), StringComparison.Ordinal);
        Assert.Contains("within the spread", Message(() => new CascadeModel(DepthCurve.FromLevels([new(105, 1)], []).ToImpact(100)).Run(Ladder, Shock.Move(-0.01))), StringComparison.Ordinal);
        Assert.Equal((0, 0), (Bids.QuantityWithin(100, 105), Bids.Capacity(100, Direction.Up)));
        Assert.Equal(0, DepthCurve.FromRows([new(0.1, 1)], []).QuantityWithin(100, 105));
    }

    [Fact]
    public void LessDepth_NeverEndsNearer_AlsoWhereTheLastLevelIsGone()
    {
        var grid = BandGrid.Uniform(1, new(95, 100));
        DepthCurve stressed = Bids.Stressed(grid, [0, 1, 1, 1, 1]);
        Assert.Equal(95, Bids.PriceAfter(100, 7, Direction.Down));
        Assert.Equal(95, stressed.PriceAfter(100, 7, Direction.Down));
        Assert.Equal(5, stressed.Capacity(100, Direction.Down));
        Assert.Equal(95, Bids.Stressed(grid, [0, 0, 0, 0, 0]).PriceAfter(100, 7, Direction.Down));
    }

    [Fact]
    public void ABookIsExhausted_WherePriceGoesToItsEnd_AndOnlyThere()
    {
        var draws = new CascadeBook.Draws(7);
        for (int i = 0; i < 4000; i++)
        {
            BookLevel[] levels = [.. Enumerable.Range(0, 1 + draws.Below(6)).Select(k => new BookLevel(99 - k, 0.1 * (1 + draws.Below(9))))];
            var ladder = LiquidationLadder.FromPositions([99.9, 99.8], [0.1 * (1 + draws.Below(9)), 0.1 * draws.Below(30)], 100);
            CascadeResult result = new CascadeModel(DepthCurve.FromLevels(levels, [], bidsEndAt: 1)).Run(ladder, Shock.MoveTo(99.5 - draws.Below(3), Direction.Down));
            Assert.Equal(result.FinalPrice == 1, result.Exhausted is not null);
        }
    }

    [Fact]
    public void LevelsSmallerThanTheRoundingOfThoseBefore_AreWalkedAlikeEverywhere()
    {
        var model = new CascadeModel(DepthCurve.FromLevels([new(99.5, 1e17), new(99, 0.5), new(98, 5)], []));
        var ladder = LiquidationLadder.FromPositions([98.5], [1], 100);
        Shock start = Shock.MoveTo(99.2, Direction.Down);
        foreach (double quantity in (double[])[0.1, 0.5, 1, 3, 20, 1000])
        {
            int levels = model.Run(ladder, start.WithVolume(quantity)).Levels;
            Assert.Equal(levels, model.VolumeThresholds(ladder, start).Levels(quantity));
            Assert.Equal(levels, model.Thresholds(ladder, Direction.Down).Levels(99.2, quantity));
        }
    }

    [Fact]
    public void BandsOfAnotherGrid_AreRefused()
    {
        var map = LiquidationMap.Build(new PricedColumns([98.5, 97.5], [985, 487.5]), BandGrid.Uniform(1, new(90, 110)), 100);
        CascadeResult result = new CascadeModel(PriceImpact.None).Run(map, Shock.Move(-0.05));
        Assert.Contains("grid must be that of the map", Message(() => result.ByBand(BandGrid.Uniform(2, new(80, 120)))), StringComparison.Ordinal);
        Assert.Equal([487.5, 985], result.ByBand(BandGrid.Uniform(1, new(90, 110))).Cascade[7..9].ToArray());
        Assert.Contains("no bands", Message(() => LiquidationLadder.FromView(default)), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatStandsAtTheMark_IsDepthOfItsBand_OnBothSides()
    {
        var map = LiquidationMap.Build(new PricedColumns([99.5, 100.5], [995, -995]), BandGrid.Uniform(1, new(90, 110)), 100);
        BandGain down = new CascadeModel(DepthCurve.FromLevels([new(100, 5), new(99.5, 5)], [])).Gains(map, Direction.Down).Bands[0];
        BandGain up = new CascadeModel(DepthCurve.FromLevels([], [new(100, 5), new(100.5, 5)])).Gains(map, Direction.Up).Bands[0];
        Assert.Equal((997.5, 1002.5), (down.Depth, up.Depth));
    }

    [Fact]
    public void ALawOfOnesOwn_NeedsNothingButItself()
    {
        var own = new CascadeModel(new OwnLaw((start, quantity, sign) => Math.Max(0, start + (sign * 0.3 * quantity))));
        var linear = new CascadeModel(PriceImpact.Linear(0.3));
        Shock shock = Shock.Move(-0.01).WithVolume(0.5);
        Assert.Equal(linear.Run(Ladder, shock).Waves.ToArray(), own.Run(Ladder, shock).Waves.ToArray());
        Assert.Equal(linear.Run(Ladder, shock).AveragePrice!.Value, own.Run(Ladder, shock).AveragePrice!.Value, 1e-9);
        foreach (Direction direction in Enum.GetValues<Direction>())
        {
            CascadeJump[] expected = linear.Thresholds(Ladder, direction).Jumps.ToArray(), jumps = own.Thresholds(Ladder, direction).Jumps.ToArray();
            Assert.Equal(expected.Select(j => (j.TriggerPrice, j.EndPrice, j.Levels)), jumps.Select(j => (j.TriggerPrice, j.EndPrice, j.Levels)));
            Assert.All(expected.Zip(jumps), pair => Assert.Equal(pair.First.PriceBefore, pair.Second.PriceBefore, 1e-12));
            Assert.Equal(linear.VolumeThresholds(Ladder, Shock.Volume(direction, 0)).Steps, own.VolumeThresholds(Ladder, Shock.Volume(direction, 0)).Steps);
        }

        Assert.Equal(10, own.ImpactAt(100).QuantityTo(100, 97, Direction.Down), 1e-9);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(200)]
    public void ALawOfOnesOwn_ThatGivesNoPriceOfAFall_IsToldOf(double answer)
    {
        var model = new CascadeModel(new OwnLaw((start, quantity, _) => quantity > 0 ? answer : start));
        string message = Assert.Throws<InvalidOperationException>(() => model.Run(Ladder, Shock.Move(-0.01))).Message;
        Assert.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"it gave {answer} from 99 after 1, Down"), message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => model.Thresholds(Ladder, Direction.Down));
    }

    [Fact]
    public void ARiseBeyondAllNumbers_IsDrawn()
    {
        var ladder = LiquidationLadder.FromPositions([101, 102], [-1e6, -2e6], 100);
        var model = new CascadeModel(PriceImpact.Exponential(1));
        CascadeResult result = model.Run(ladder, Shock.Move(0.02));
        Assert.Equal(double.PositiveInfinity, result.FinalPrice);
        Assert.StartsWith("<svg", result.ToSvg(model.Thresholds(ladder, Direction.Up)), StringComparison.Ordinal);
        Assert.Contains("</figure>", result.ToHtml(model.Thresholds(ladder, Direction.Up)), StringComparison.Ordinal);
    }

    private static string Message(Func<object?> what) => Assert.ThrowsAny<ArgumentException>(() => what()).Message;

    private sealed class OwnLaw(Func<double, double, int, double> after) : PriceImpact
    {
        protected internal override double After(double startPrice, double quantity, Direction direction) => after(startPrice, quantity, (int)direction);
    }
}
