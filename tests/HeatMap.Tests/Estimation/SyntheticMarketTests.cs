using HeatMap.Estimation;

namespace HeatMap.Tests.Estimation;

public sealed class SyntheticMarketTests
{
    private static readonly SyntheticMarketOptions Short = new() { Days = 3, WarmUpDays = 2 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Scales_AreThoseOfRealMarkets(long seed)
    {
        SyntheticMarketRun run = SyntheticMarket.Run(seed);
        double perDay = run.Totals.MeanOpenInterest * run.Options.Days;
        Assert.InRange(run.Totals.Traded / perDay, 1, 2);
        Assert.InRange(run.Totals.Printed / perDay, 0.003, 0.01);
        Assert.InRange(run.Totals.PrintScale, 0.1, 0.3);
        Assert.InRange(run.Totals.Stopped / run.Totals.Liquidated, 1, 4);
        Assert.Equal(40 * 288, run.Bars.Count);
        Assert.Equal(0, run.Bars.Report.IssueCount);
        Assert.Equal(run.Totals.Printed, run.Totals.Published);
        Assert.Equal(MarketScopes.All("synthetic"), run.Bars.Scopes);
    }

    [Fact]
    public void LongsShortsAndOpenInterest_AreEqual_AndOnTheirSidesOfThePrice()
    {
        SyntheticMarketRun run = SyntheticMarket.Run(5, Short);
        BandGrid grid = run.CoveringGrid();
        SyntheticOracle oracle = run.Oracle(grid);
        foreach (MarketBar bar in run.Bars)
        {
            oracle.Add(bar);
            Expect.NearRelative(bar.OpenInterest, oracle.StandingQuantity(Side.Long), 1e-10);
            Expect.NearRelative(bar.OpenInterest, oracle.StandingQuantity(Side.Short), 1e-10);
            int band = grid.IndexOf(bar.Close);
            Assert.All(oracle.Quantities(Side.Long)[(band + 1)..].ToArray(), q => Assert.Equal(0, q));
            Assert.All(oracle.Quantities(Side.Short)[..band].ToArray(), q => Assert.Equal(0, q));
        }

        double levered = oracle.Quantities(Side.Long).ToArray().Sum() / oracle.StandingQuantity(Side.Long);
        Assert.InRange(levered, 0.3, 0.8);
    }

    [Fact]
    public void Nobody_IsLeftInTheRangeThatPriceTouched()
    {
        var engine = new SyntheticEngine(Short, 8);
        for (int minute = 0; minute < 500; minute++)
        {
            SyntheticMinute seen = engine.Step();

            // Whoever stands nearer than the nearest distance from the close was opened before, and should have been met.
            double nearest = Short.TakerMix[0].Distance - SyntheticBook.BinWidth;
            Assert.Equal(0, Between(engine.Longs, Math.Max(seen.Low, seen.Close - nearest), 2));
            Assert.Equal(0, Between(engine.Shorts, -2, Math.Min(seen.High, seen.Close + nearest)));
            Assert.True(seen.Low <= Math.Min(seen.Open, seen.Close) && seen.High >= Math.Max(seen.Open, seen.Close));
            Assert.True(seen.TakerBuys <= seen.Volume && seen.ForcedLongs >= 0 && seen.ForcedShorts >= 0);
        }

        static double Between(SyntheticBook book, double low, double high)
        {
            int[][] bands = [.. Enumerable.Range(0, Short.TakerMix.Count).Select(c => Enumerable.Range(0, SyntheticBook.Bins).Select(b => book.Trigger(c, b) >= low && book.Trigger(c, b) <= high ? 0 : -1).ToArray())];
            double[] one = new double[1];
            book.AddTo(bands, one);
            return one[0];
        }
    }

    [Fact]
    public void Touch_TakesWhatPriceMet_StopsFirst()
    {
        var mix = new DistanceMix(new(0.01, 0.5, 0.5), new(0.1, 0.3, 0.3), new(double.PositiveInfinity, 0.2, 0.2));
        foreach (Side side in (Side[])[Side.Long, Side.Short])
        {
            int sign = (int)side;
            var book = new SyntheticBook(side, mix, new(), stopPoint: 0.8);
            book.Open(0, 100, [0.5, 0.3, 0.2], stopShare: 0.4);
            Expect.Near(100, book.Standing, 1e-9);
            List<(double Log, double Quantity)> forced = [];
            Assert.Equal((0, 0), book.Touch(-sign * 0.0079, forced));
            (double liquidated, double stopped) = book.Touch(-sign * 0.0081, forced);
            Assert.Equal(0, liquidated);
            Expect.Near(20, stopped, 1e-9);
            (liquidated, stopped) = book.Touch(-sign * 0.0101, forced);
            Expect.Near(30, liquidated, 1e-9);
            Assert.Equal(0, stopped);
            Expect.Near(-sign * 0.01, Assert.Single(forced).Log, 1e-9);
            Expect.Near(50, book.Standing, 1e-9);
            book.Close(0, 10);
            Expect.Near(40, book.Standing, 1e-9);
            book.Recount();
            Expect.Near(40, book.Standing, 1e-9);
            (liquidated, stopped) = book.Touch(-sign * 1.4, forced);
            Expect.Near(24, liquidated + stopped, 1e-9);
            book.Close(0, 1_000);
            Expect.Near(0, book.Standing, 1e-9);
            book.Open(0, 7, [0.5, 0.3, 0.2], stopShare: 0);
            Expect.Near(7, book.Standing, 1e-9);
        }
    }

    [Fact]
    public void Close_TakesMoreOfTheQuick_AndExactlyWhatIsAsked()
    {
        var mix = new DistanceMix(new(0.01, 0.5, 0.5), new(0.1, 0.5, 0.5));
        var book = new SyntheticBook(Side.Long, mix, new() { Near = 4 }, stopPoint: 1);
        book.Open(0, 100, [0.5, 0.5], stopShare: 0);
        book.Close(0, 25);
        Expect.Near(75, book.Standing, 1e-9);
        List<(double Log, double Quantity)> forced = [];
        Expect.Near(30, book.Touch(-0.02, forced).Forced, 1e-9);
        Expect.Near(45, book.Standing, 1e-9);
    }

    [Fact]
    public void TheSameSeed_GivesTheSameMarket_FromAnyThread_AnotherDoesNot()
    {
        SyntheticMarketRun[] runs = [.. new long[] { 4, 4, 4, 6 }.AsParallel().AsOrdered().Select(s => SyntheticMarket.Run(s, Short))];
        Assert.Equal(runs[0].Bars, runs[1].Bars);
        Assert.Equal(runs[0].Bars, runs[2].Bars);
        Assert.Equal(runs[0].Prints.Quantities, runs[1].Prints.Quantities);
        Assert.Equal(runs[0].Prints.TimesUnixMs, runs[1].Prints.TimesUnixMs);
        Assert.Equal(runs[0].Totals, runs[1].Totals);
        Assert.NotEqual(runs[0].Bars, runs[3].Bars);
    }

    [Fact]
    public void Bars_AreTheMinutesTogether()
    {
        SyntheticMarketRun run = SyntheticMarket.Run(9, Short), hourly = SyntheticMarket.Run(9, Short with { BarMinutes = 60 });
        Assert.Equal((3 * 288, 72, 3 * 1_440), (run.Bars.Count, hourly.Bars.Count, run.MinuteLow.Length));
        for (int i = 0; i < hourly.Bars.Count; i++)
        {
            MarketBar[] part = [.. run.Bars.Skip(12 * i).Take(12)];
            MarketBar bar = hourly.Bars[i];
            Assert.Equal((part[0].OpenTimeUnixMs, part[0].Open, part.Max(b => b.High), part.Min(b => b.Low), part[^1].Close), (bar.OpenTimeUnixMs, bar.Open, bar.High, bar.Low, bar.Close));
            Assert.Equal((bar.Close, bar.OpenInterest), (run.MinuteClose[(60 * i) + 59], part[^1].OpenInterest));
            Expect.NearRelative(part.Sum(b => b.Volume), bar.Volume);
            Expect.NearRelative(part.Sum(b => b.LongLiquidations), bar.LongLiquidations, 1e-9);
            Assert.Equal(Math.Min(bar.Low, bar.Open), Math.Min(run.MinuteLow.Slice(60 * i, 60).ToArray().Min(), bar.Open));
        }
    }

    [Fact]
    public void Prints_AreInOrder_InTheirMinutesRange_AndAddUp()
    {
        SyntheticMarketRun run = SyntheticMarket.Run(10, Short);
        SyntheticPrints prints = run.Prints;
        double longs = 0, shorts = 0;
        Assert.True(prints.Count > 100);
        for (int i = 0; i < prints.Count; i++)
        {
            Assert.True(i == 0 || prints.TimesUnixMs[i - 1] <= prints.TimesUnixMs[i]);
            int minute = (int)((prints.TimesUnixMs[i] - run.Options.StartUnixMs) / 60_000);
            Assert.InRange(prints.TriggerPrices[i], run.MinuteLow[minute] * (1 - 1e-9), run.MinuteHigh[minute] * (1 + 1e-9));
            Assert.Equal(prints.PublishedNotional(i), prints.Notional(i));
            (longs, shorts) = prints.Sides[i] == Side.Long ? (longs + prints.Notional(i), shorts) : (longs, shorts + prints.Notional(i));
        }

        Expect.NearRelative(run.Bars.Sum(b => b.LongLiquidations), longs, 1e-9);
        Expect.NearRelative(run.Bars.Sum(b => b.ShortLiquidations), shorts, 1e-9);
        Expect.NearRelative(run.Options.PrintShare * run.Totals.Liquidated, run.Totals.Printed, 1e-9);
    }

    [Fact]
    public void AThrottledFeed_ShowsLess_LeastInBursts_AndChangesNothingElse()
    {
        SyntheticMarketRun full = SyntheticMarket.Run(11, Short), bursts = SyntheticMarket.Run(11, Short with { Throttle = FeedThrottle.Bursts }), latest = SyntheticMarket.Run(11, Short with { Throttle = FeedThrottle.LatestPerSecond });
        Expect.NearRelative(2.8, Notional(full) / Notional(bursts), 1e-6);
        Assert.InRange(Notional(full) / Notional(latest), 1.1, 20);
        Assert.Equal(full.Bars.Select(b => b.Close), bursts.Bars.Select(b => b.Close));
        Assert.Equal(full.Prints.Quantities, latest.Prints.Quantities);
        Assert.Equal(full.Totals with { Published = 0 }, latest.Totals with { Published = 0 });
        long[] seconds = [.. latest.Prints.TimesUnixMs.ToArray().Where((_, i) => latest.Prints.PublishedQuantities[i] > 0).Select(t => t / 1_000)];
        Assert.Equal(seconds.Distinct(), seconds);

        (double most, double least) = (full.Bars.Max(b => b.LongLiquidations), full.Bars.Where(b => b.LongLiquidations > 0).Min(b => b.LongLiquidations));
        int burst = full.Bars.Select(b => b.LongLiquidations).ToList().IndexOf(most), calm = full.Bars.Select(b => b.LongLiquidations).ToList().IndexOf(least);
        Assert.True(most / bursts.Bars[burst].LongLiquidations > least / bursts.Bars[calm].LongLiquidations);

        static double Notional(SyntheticMarketRun run) => run.Bars.Sum(b => b.LongLiquidations + b.ShortLiquidations);
    }

    [Fact]
    public void TrueMap_IsWhatTheOracleSays_AndRefusesWhatIsNotThere()
    {
        SyntheticMarketRun run = SyntheticMarket.Run(12, Short with { Days = 1, WarmUpDays = 0 });
        BandGrid grid = run.CoveringGrid(0.005);
        SyntheticOracle oracle = run.Oracle(grid);
        Assert.Equal(0, oracle.StandingQuantity(Side.Long));
        Assert.Throws<InvalidOperationException>(() => oracle.ToLiquidationMap());
        for (int i = 0; i <= 100; i++)
        {
            oracle.Add(run.Bars[i]);
        }

        LiquidationMap map = run.TrueMap(100, grid);
        Assert.Equal(oracle.ToLiquidationMap().ToString(), map.ToString());
        double longs = oracle.Quantities(Side.Long).ToArray().Sum();
        Assert.True(longs > 0 && oracle.SweptShare(Side.Long, new(0.9 * oracle.MarkPrice, oracle.MarkPrice)) > 0);

        Assert.Throws<ArgumentOutOfRangeException>(() => run.TrueMap(-1, grid));
        Assert.Throws<ArgumentOutOfRangeException>(() => run.TrueMap(288, grid));
        Assert.Throws<ArgumentOutOfRangeException>(() => oracle.Add(run.Bars[100]));
        Expect.Throws<ArgumentException>(() => oracle.Add(run.Bars[101] with { Volume = 1 }), "is none of the run's");
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Oracle(BandGrid.Uniform(1, new(1, 2))).Add(run.Bars[0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => run.CoveringGrid(margin: 1));
        Assert.Equal(longs, oracle.Quantities(Side.Long).ToArray().Sum());
        oracle.Add(run.Bars[101]);
    }

    [Fact]
    public void Options_OutsideTheirDomain_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticMarketOptions { Days = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticMarketOptions { WarmUpDays = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticMarketOptions { BarMinutes = 7 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticMarketOptions { StartUnixMs = long.MaxValue });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticMarketOptions { StartPrice = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticMarketOptions { StopOutPoint = 0.4 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticMarketOptions { PositioningShare = 1.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticMarketOptions { UndercountFactor = 0.5 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SyntheticMarketOptions { Throttle = default });
        Assert.Throws<ArgumentNullException>(() => new SyntheticMarketOptions { Hazard = null! });
        Assert.Throws<ArgumentNullException>(() => new SyntheticMarketOptions { TakerMix = null! });
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new SyntheticMarketOptions { TakerMix = new(new DistanceClass(0.001, 1, 1)) }, "TakerMix must be of distances of at least 0.002");
        Expect.Throws<ArgumentException>(() => SyntheticMarket.Run(1, new() { TakerMix = new(new DistanceClass(0.1, 1, 1)) }), "MakerMix must have the distances of TakerMix");
    }

    [Fact]
    public void WildOptions_KeepThePriceInItsWindow_AndTheBooksEqual()
    {
        SyntheticMarketOptions wild = new() { Days = 2, WarmUpDays = 0, VolatilityPerDay = 0.2, JumpsPerDay = 100, JumpSize = 0.2, Impact = 5, LastingImpact = 1, StopOutShare = 0, BarMinutes = 1, Hazard = new() { InLoss = 0, InDeepLoss = 0, Near = 0 } };
        SyntheticMarketRun run = SyntheticMarket.Run(13, wild);
        SyntheticOracle oracle = run.Oracle(run.CoveringGrid(0.01));
        foreach (MarketBar bar in run.Bars)
        {
            oracle.Add(bar);
            Expect.NearRelative(bar.OpenInterest, oracle.StandingQuantity(Side.Long), 1e-8);
            Expect.NearRelative(bar.OpenInterest, oracle.StandingQuantity(Side.Short), 1e-8);
        }
    }

    [Fact]
    public void DefaultMixes_HaveTwentyFourDistances_TakersNearer()
    {
        var options = new SyntheticMarketOptions();
        Assert.Equal((25, 25), (options.TakerMix.Count, options.MakerMix.Count));
        Assert.True(options.TakerMix.InertShare(Side.Short) > options.TakerMix.InertShare(Side.Long));
        Assert.True(Near(options.TakerMix) > Near(options.MakerMix));

        static double Near(DistanceMix mix) => mix.Where(c => c.Distance < 0.05).Sum(c => c.LongShare);
    }
}
