using HeatMap.Estimation;

namespace HeatMap.Tests.Estimation;

public sealed class FeedTests
{
    private static readonly MarginRules Linear = new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.Marginal(
        TierBasis.Quote, new RiskTier(0, 0.004), new RiskTier(50_000, 0.005), new RiskTier(250_000, 0.01)))
    { Fee = TriggerFee.MarkValue, TakerFeeRate = 0.0005 };

    [Theory]
    [InlineData(0)]
    [InlineData(1e-9)]
    [InlineData(0.01)]
    [InlineData(0.7)]
    [InlineData(2.5)]
    public void Infer_IsTheInverseOfTheObservedFraction(double rate)
    {
        foreach (double clustering in (double[])[double.PositiveInfinity, 2, 0.5])
        {
            FeedThinning thinning = new() { Clustering = clustering };
            ThinnedRate inferred = thinning.Infer(thinning.ObservedFraction(rate));
            Expect.NearRelative(rate, inferred.RatePerSecond, 1e-9);
            Expect.NearRelative(thinning.Multiplier(rate), inferred.Multiplier, 1e-9);
            Assert.False(inferred.IsCensored);
        }

        double less = 1 - Math.Exp(-rate);
        Expect.NearRelative(rate > 1e-6 ? rate / less : 1, FeedThinning.Independent.Multiplier(rate), 1e-8);
    }

    [Fact]
    public void Infer_NearSaturation_IsALowerBoundAndSaysSo()
    {
        ThinnedRate full = FeedThinning.Independent.Infer(60, 60), most = FeedThinning.Independent.Infer(0.95);
        Assert.True(full.IsCensored);
        Assert.Equal(most, full);
        Expect.NearRelative(-Math.Log(0.05), full.RatePerSecond, 1e-12);
        Assert.False(FeedThinning.Independent.Infer(56, 60).IsCensored);
        Assert.Equal(new ThinnedRate(0, 1, false), FeedThinning.Independent.Infer(0, 60));
    }

    [Fact]
    public void Thinning_RefusesWhatIsOutsideItsDomain()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => FeedThinning.Independent.Infer(1.1), "observedFraction", "from 0 to 1", "1.1");
        Assert.Throws<ArgumentOutOfRangeException>(() => FeedThinning.Independent.Infer(61, 60));
        Assert.Throws<ArgumentOutOfRangeException>(() => FeedThinning.Independent.Infer(0, 0));
        Expect.Throws<ArgumentOutOfRangeException>(() => FeedThinning.Independent.Multiplier(-1), "ratePerSecond", "-1");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new FeedThinning { Clustering = 0 }, "Clustering", "> 0");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new FeedThinning { CensoredFrom = 1 }, "CensoredFrom", "1");
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(2)]
    public void Run_OnAPoissonStream_GivesTheThinningLaw(double rate)
    {
        SelfThrottling experiment = SelfThrottling.Run(Stream(rate, 40_000, seed: 1));
        Expect.NearRelative(FeedThinning.Independent.Multiplier(rate), experiment.Undercount, 0.03);
        Expect.NearRelative(FeedThinning.Independent.Multiplier(rate), (double)experiment.TruePrints / experiment.ObservedPrints, 0.015);
        Expect.NearRelative(experiment.TrueAmount, experiment.ByFraction.Sum(b => b.TrueAmount), 1e-12);
        Expect.NearRelative(experiment.ObservedAmount, experiment.ByFraction.Sum(b => b.ObservedAmount), 1e-12);

        // By busyness too: what a window shows is what the law says of it.
        foreach (ThrottlingBin bin in experiment.ByFraction.Where(b => b.Windows > 200 && b.From > 0.05))
        {
            double low = FeedThinning.Independent.Infer(bin.From).Multiplier, high = FeedThinning.Independent.Infer(bin.To).Multiplier;
            Assert.InRange(bin.Multiplier, low * 0.96, high * 1.04);
        }
    }

    [Fact]
    public void Run_KeepsTheLatestOfEachSecond()
    {
        FeedPrint[] prints = [new(-1, Side.Long, 1), new(0, Side.Long, 2), new(999, Side.Short, 4), new(999, Side.Long, 8), new(1000, Side.Long, 16), new(60_000, Side.Long, 32)];
        SelfThrottling experiment = SelfThrottling.Run(prints);
        Assert.Equal((63, 57, 6, 4), (experiment.TrueAmount, experiment.ObservedAmount, experiment.TruePrints, experiment.ObservedPrints));
        Assert.Equal(3, experiment.ByFraction.Sum(b => b.Windows));
        Assert.All(experiment.ByReturn, b => Assert.Equal(0, b.Windows));
        Assert.True(double.IsNaN(experiment.LargestReturn));
        Assert.Throws<InvalidOperationException>(() => experiment.Correct([Bar(0, 100)]));
        Assert.True(double.IsNaN(SelfThrottling.Run([]).Undercount));
    }

    [Fact]
    public void Run_WithBars_BinsByReturn_AndCorrectsBars()
    {
        FeedPrint[] prints = [new(5_000, Side.Long, 1), new(65_000, Side.Long, 3), new(65_100, Side.Long, 3), new(125_000, Side.Long, 9)];
        SelfThrottling experiment = SelfThrottling.Run(prints, [Bar(0, 100), Bar(60_000, 103)]);
        Assert.Equal((1.0, 2.0), (experiment.ByReturn[0].Multiplier, experiment.ByReturn[^1].Multiplier));
        Assert.Equal(2, experiment.ByReturn.Sum(b => b.Windows));
        Assert.Equal(3, experiment.ByFraction.Sum(b => b.Windows));
        CorrectedBars corrected = experiment.Correct([Bar(0, 100), Bar(60_000, 102.5), Bar(120_000, 110)]);
        Assert.Equal([7.0, 14, 14], corrected.Bars.Select(b => b.LongLiquidations));
        Assert.All(corrected.Bars, b => Assert.True(double.IsNaN(b.ShortLiquidations)));
        Assert.Equal([false, false, true], corrected.IsCensored.ToArray());
    }

    [Fact]
    public void Correct_ByFraction_ScalesAndFlagsSaturatedBars()
    {
        SelfThrottling experiment = SelfThrottling.Run(Stream(0.5, 20_000, seed: 2));
        CorrectedBars corrected = experiment.Correct([Bar(0, 100), Bar(60_000, 100), Bar(120_000, 100)], [0.45, 0.99, double.NaN]);
        Expect.NearRelative(7 * 1.27, corrected.Bars[0].LongLiquidations, 0.06);
        Assert.Equal(7, corrected.Bars[2].LongLiquidations);
        Assert.Equal([false, true, false], corrected.IsCensored.ToArray());
        Expect.Throws<ArgumentOutOfRangeException>(() => experiment.Correct([Bar(0, 100)], [1.5]), "row 0", "observedFractions", "1.5");
        Expect.Throws<ArgumentException>(() => experiment.Correct([Bar(0, 100)], [0.1, 0.1]), "observedFractions");
    }

    [Fact]
    public void Run_NamesWhatIsWrong()
    {
        Expect.Throws<ArgumentException>(() => SelfThrottling.Run([new(5, Side.Long, 1), new(4, Side.Long, 1)]), "row 1", "TimeUnixMs", "5", "4");
        Expect.Throws<ArgumentOutOfRangeException>(() => SelfThrottling.Run([new(5, Side.Long, double.NaN)]), "row 0", "Amount");
        Expect.Throws<ArgumentException>(() => SelfThrottling.Run([default]), "row 0", "Side");
        Expect.Throws<ArgumentException>(() => SelfThrottling.Run([], [Bar(0, 100), Bar(59_000, 100)]), "row 1", "60000");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new SelfThrottlingOptions { Window = TimeSpan.FromMilliseconds(1500) }, "Window", "1.5");
    }

    /// <summary>The worked example of the method note: 60,000 at 100x with 0.4 % maintenance triggers at 59,638.55 and is bankrupt at 59,400.</summary>
    [Fact]
    public void FeedPrice_Golden()
    {
        Expect.Near(59_638.55, FeedPrice.ToTrigger(Side.Long, 59_400, 0.004), 0.005);
        Expect.NearRelative(59_400, FeedPrice.ToBankruptcy(Side.Long, 59_400 / 0.996, 0.004), 1e-12);
        Expect.NearRelative(1.0055, FeedPrice.ToBankruptcy(Side.Short, 1, 0.005, 0.0005), 1e-12);
        Expect.NearRelative(
            Liquidation.Price(Position.Long(60_000, 1, 100), new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.SingleRate(0.004))), FeedPrice.ToTrigger(Side.Long, 59_400, 0.004), 1e-12);
    }

    [Fact]
    public void FeedPrice_ByRules_RoundTripsThroughTiers()
    {
        MarginRules inverse = new(ContractSpec.Inverse("X", "USD", "BTC"), MaintenanceSchedule.SingleRate(0.005));
        foreach (Side side in (Side[])[Side.Long, Side.Short])
        {
            foreach (double quantity in (double[])[0.01, 1.2, 40])
            {
                double bankruptcy = FeedPrice.ToBankruptcy(side, quantity, 60_000, Linear);
                Expect.NearRelative(60_000, FeedPrice.ToTrigger(side, quantity, bankruptcy, Linear), 1e-11);
            }

            Expect.NearRelative(60_000, FeedPrice.ToTrigger(side, 1000, FeedPrice.ToBankruptcy(side, 1000, 60_000, inverse), inverse), 1e-11);
        }

        Expect.NearRelative(FeedPrice.ToBankruptcy(Side.Long, 60_000, 0.004, 0.0005), FeedPrice.ToBankruptcy(Side.Long, 0.01, 60_000, Linear), 1e-12);

        // A real position's own bankruptcy price leads back to its own trigger.
        Position position = Position.Short(60_000, 10, 20);
        Expect.NearRelative(Liquidation.Price(position, Linear), FeedPrice.ToTrigger(Side.Short, 10, Liquidation.BankruptcyPrice(position, Linear), Linear), 1e-11);
    }

    [Fact]
    public void FeedPrice_NamesWhatIsWrong()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => FeedPrice.ToTrigger(Side.Long, 0, 0.01), "bankruptcyPrice", "> 0");
        Expect.Throws<ArgumentOutOfRangeException>(() => FeedPrice.ToTrigger(Side.Long, 1, 0.6, 0.5), "feeRate", "0.6");
        Expect.Throws<ArgumentOutOfRangeException>(() => FeedPrice.ToTrigger(default, 1, 0.1), "side");
        Expect.Throws<ArgumentException>(() => FeedPrice.ToTrigger(Side.Long, 1, 1, Linear with { Valuation = MaintenanceValuation.EntryValue }), "mark value");
    }

    private static MarketBar Bar(long time, double close) => new(time, 100, Math.Max(close, 100), Math.Min(close, 100), close) { LongLiquidations = 7 };

    private static FeedPrint[] Stream(double rate, int seconds, long seed)
    {
        RandomStream random = new(seed, 0);
        List<FeedPrint> prints = [];
        double time = 0;
        for (long i = 0; (time += random.Exponential(2 * i) / rate) < seconds; i++)
        {
            prints.Add(new((long)(1000 * time), random.Uniform((2 * i) + 1) < 0.5 ? Side.Long : Side.Short, 1 + random.Uniform((2 * i) + 1)));
        }

        return [.. prints];
    }
}
