using FsCheck;
using FsCheck.Fluent;
using HeatMap.Estimation;
using HeatMap.Evaluation;
using HeatMap.Tests.Estimation;

namespace HeatMap.Tests.Evaluation;

public sealed class BaselineTests
{
    /// <summary>Bands of one quote, so that a band's number is its price.</summary>
    private static readonly BandGrid Grid = BandGrid.Uniform(1, new(0, 300));

    private static readonly LeverageLadder Two = new(new(10, 0.75), new(2, 0.25));

    [Fact]
    public void CandleSide_PutsGrowthOnOneSide_ByTheCandle()
    {
        var estimator = new CandleSideEstimator(Grid, Two, maintenanceRate: 0);
        estimator.Add(Bar(0, 100, 100, 1_000));
        Assert.Equal((0, 0), Standing(estimator));
        estimator.Add(Bar(1, 99, 100.5, 1_100));
        AssertBands(estimator, Side.Long, (90, 75), (50, 25));
        AssertBands(estimator, Side.Short);

        // Not rising is falling; the short of 10x at 99.5 is at 109.45.
        estimator.Add(Bar(2, 99.5, 99.5, 1_140));
        AssertBands(estimator, Side.Short, (109, 30), (149, 10));
        Assert.Equal((100, 40), Standing(estimator));
    }

    [Fact]
    public void CandleSide_ShrinksWithOpenInterest_AndIsTakenByPrice()
    {
        var estimator = new CandleSideEstimator(Grid, Two, maintenanceRate: 0);
        estimator.Add(Bar(0, 100, 100, 1_000));
        estimator.Add(Bar(1, 99, 100.5, 1_100));
        estimator.Add(Bar(2, 100, 100, 550));
        AssertBands(estimator, Side.Long, (90, 37.5), (50, 12.5));
        estimator.Add(Bar(3, 91, 91, double.NaN));
        AssertBands(estimator, Side.Long, (90, 37.5), (50, 12.5));

        // A wick into the band takes all of it.
        estimator.Add(Bar(4, 91, 91, 550) with { Low = 90.9, MarkLow = 90.9 });
        AssertBands(estimator, Side.Long, (50, 12.5));

        // The mark decides where it is known.
        estimator.Add(Bar(5, 91, 91, 550) with { Low = 20, MarkLow = 60, MarkHigh = 92 });
        AssertBands(estimator, Side.Long, (50, 12.5));
        estimator.Add(Bar(6, 91, 91, 550) with { Low = 20, MarkLow = double.NaN });
        AssertBands(estimator, Side.Long);
    }

    [Fact]
    public void CandleSide_PlacesMaintenance_AsTheProgramDoes()
    {
        BandGrid fine = BandGrid.Uniform(0.1, new(59_000, 61_000));
        var estimator = new CandleSideEstimator(fine, new(new LeverageRung(100, 1)));
        estimator.Add(Bar(0, 59_999, 60_000, 10));
        estimator.Add(Bar(1, 59_999, 60_000, 11));
        int band = Array.FindIndex(estimator.Quantities(Side.Long).ToArray(), q => q > 0);
        Assert.InRange(59_402.4, fine.LowerEdge(band) - 1e-6, fine.UpperEdge(band) + 1e-6);
    }

    [Fact]
    public void BothSides_PutsGrowthOnBoth_AndForgetsNothingOnAFall()
    {
        var estimator = new BothSidesEstimator(Grid, Two);
        estimator.Add(Bar(0, 100, 100, 1_000));
        estimator.Add(Bar(1, 99, 100.5, 1_100));
        estimator.Add(Bar(2, 100, 100, 500));
        AssertBands(estimator, Side.Long, (90, 75), (50, 25));
        AssertBands(estimator, Side.Short, (110, 75), (150, 25));
        estimator.Add(Bar(3, 105, 111, double.NaN));
        AssertBands(estimator, Side.Short, (150, 25));

        // 600 over the last known.
        estimator.Add(Bar(4, 110, 111, 1_100));
        Assert.Equal((700, 625), Standing(estimator));
    }

    [Fact]
    public void BothSides_TakesLiquidatedLevelsAwayOnce_WhateverIsPublished()
    {
        BothSidesEstimator told = new(Grid, Two), untold = new(Grid, Two);
        for (int i = 0; i < 4; i++)
        {
            MarketBar bar = Bar(i, i == 2 ? 89 : 99, 101, 1_000 + (100 * i));
            untold.Add(bar);
            told.Add(bar with { LongLiquidations = i == 2 ? 5_000 : 0, ShortLiquidations = 0 });
        }

        Assert.Equal(untold.Quantities(Side.Long).ToArray(), told.Quantities(Side.Long).ToArray());
        Assert.Equal(Standing(untold), Standing(told));
        Assert.True(Standing(told).Item1 < Standing(told).Item2);
    }

    [Fact]
    public void Turnover_BeyondTheWindow_LeavesItsEdgesEmpty()
    {
        // Levels at 50 and 150 lie far outside of a window from 90 to 110.
        var estimator = new TurnoverEstimator(BandGrid.Uniform(1, new(90, 110)), new() { Rungs = [new(2, 1, TimeSpan.FromDays(1))], ShowsOpenInterest = false });
        estimator.Add(Bar(0, 99, 101, 1_000) with { Volume = 80 });
        Assert.All(estimator.Quantities(Side.Long).ToArray(), static q => Assert.Equal(0, q));
        Assert.All(estimator.Quantities(Side.Short).ToArray(), static q => Assert.Equal(0, q));
        Assert.Equal((40, 40), Standing(estimator));
    }

    [Fact]
    public void BothSides_Decays_ByTheMinute()
    {
        var estimator = new BothSidesEstimator(Grid, Two, keptPerMinute: 0.9);
        estimator.Add(Bar(0, 100, 100, 1_000));
        estimator.Add(Bar(1, 100, 100, 1_100));
        estimator.Add(Bar(3, 100, 100, 1_100));
        Expect.NearRelative(100 * Math.Pow(0.9, 10), estimator.StandingQuantity(Side.Long));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BothSidesEstimator(Grid, Two, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BothSidesEstimator(Grid, Two, double.NaN));
        Assert.Throws<ArgumentNullException>(() => new BothSidesEstimator(Grid, (DistanceMix)null!));
    }

    [Fact]
    public void BothSides_ByDistance_HasItsMirror()
    {
        // Inverted prices are negative logarithms: bands change places, and so do the sides.
        const double Step = 0.01, Centre = 1;
        BandGrid grid = BandGrid.Geometric(Step, new(Centre / 3, Centre * 3));
        int middle = grid.IndexOf(Centre);
        var mix = new DistanceMix(new(0.0523, 0.2, 0.3), new(0.2117, 0.5, 0.6), new(double.PositiveInfinity, 0.3, 0.1));
        Gen<double[]> moves = Gen.Choose(-30, 30).Select(n => (n * 0.00273) + 0.0001).ArrayOf(12);
        Check.That(Prop.ForAll(moves.ToArbitrary(), path =>
        {
            var plain = new BothSidesEstimator(grid, mix, 0.999);
            var mirror = new BothSidesEstimator(grid, mix.Mirrored(), 0.999);
            double log = 0.0001234;
            for (int i = 0; i < path.Length; i++)
            {
                (double from, double to) = (log, Math.Clamp(log + path[i], -0.6, 0.6));
                log = to;
                plain.Add(Bar(i, Math.Exp(from), Math.Exp(to), 100 + (i * 7 % 5)));
                mirror.Add(Bar(i, Math.Exp(-from), Math.Exp(-to), 100 + (i * 7 % 5)));
            }

            for (int band = 10; band < (2 * middle) - 10 && band < grid.Count; band++)
            {
                int other = (2 * middle) - 1 - band;
                Expect.Near(plain.Quantities(Side.Long)[band], mirror.Quantities(Side.Short)[other], 1e-9);
                Expect.Near(plain.Quantities(Side.Short)[band], mirror.Quantities(Side.Long)[other], 1e-9);
            }
        }), 100);
    }

    [Fact]
    public void Turnover_DecaysClearsThenSeeds()
    {
        TurnoverEstimatorOptions options = new() { Rungs = [new(10, 1, TimeSpan.FromMinutes(5))], ShowsOpenInterest = false };
        var estimator = new TurnoverEstimator(Grid, options);
        estimator.Add(Bar(0, 100.5, 100.5, 1_000) with { Volume = 80 });

        // 40 a side, all anchors at 90.45: a quarter, a half, a quarter.
        AssertBands(estimator, Side.Long, (89, 10), (90, 20), (91, 10));
        AssertBands(estimator, Side.Short, (109, 10), (110, 20), (111, 10));

        estimator.Add(Bar(1, 100.5, 100.5, double.NaN) with { Volume = double.NaN });
        AssertBands(estimator, Side.Long, (89, 5), (90, 10), (91, 5));

        // Cleared are both sides, and only what the bar itself touched.
        estimator.Add(Bar(2, 90.5, 91.5, 1_000) with { Volume = 0 });
        AssertBands(estimator, Side.Long, (89, 2.5));
        Assert.Equal((2.5, 10), Standing(estimator));
    }

    [Fact]
    public void Turnover_AnchorsCloseHighAndLow_AndIsBoostedByGrowth()
    {
        TurnoverEstimatorOptions options = new() { Rungs = [new(2, 1, TimeSpan.FromDays(1))], ShowsOpenInterest = false };
        var estimator = new TurnoverEstimator(Grid, options);
        estimator.Add(Bar(0, 101, 101, 1_000) with { High = 121, Low = 81, MarkHigh = double.NaN, MarkLow = double.NaN, MarkOpen = double.NaN, MarkClose = double.NaN, Volume = 200 });
        AssertBands(estimator, Side.Long, (39, 6.875), (40, 13.75), (41, 6.875), (49, 11.25), (50, 22.5), (51, 11.25), (59, 6.875), (60, 13.75), (61, 6.875));

        Assert.Equal(100 * 1.8, Seed(0.1), 1e-9);
        Assert.Equal(300, Seed(0.9), 1e-9);
        Assert.Equal(100, Seed(-0.5), 1e-9);

        static double Seed(double rise)
        {
            TurnoverEstimatorOptions options = new() { Rungs = [new(2, 1, TimeSpan.FromDays(1e6))], ShowsOpenInterest = false };
            var estimator = new TurnoverEstimator(Grid, options);
            estimator.Add(Bar(0, 100, 100, 1_000) with { Volume = 0 });
            estimator.Add(Bar(1, 100, 100, 1_000 * (1 + rise)) with { Volume = 200 });
            return estimator.StandingQuantity(Side.Long);
        }
    }

    [Fact]
    public void Turnover_IsShownAsOpenInterest_WhichThenHolds()
    {
        var estimator = new TurnoverEstimator(Grid);
        estimator.Add(Bar(0, 100, 100, 1_000) with { Volume = 0 });
        Assert.Equal((0, 0), Standing(estimator));
        estimator.Add(Bar(1, 100, 100, 1_000));
        Assert.Equal((1_000, 1_000), Standing(estimator));
        Expect.NearRelative(1_000, estimator.Quantities(Side.Long).ToArray().Sum());
        Expect.NearRelative(1_000, estimator.Quantities(Side.Short).ToArray().Sum());
        Assert.Equal(4, TurnoverEstimatorOptions.LongBars.Length);
        Expect.Near(1, TurnoverEstimatorOptions.ShortBars.Sum(r => r.Share), 1e-12);
        Assert.Throws<ArgumentException>(() => new TurnoverEstimatorOptions { Rungs = [] });
        Assert.Throws<ArgumentException>(() => new TurnoverEstimatorOptions { Rungs = [new(10, 1, TimeSpan.Zero)] });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TurnoverEstimatorOptions { Rungs = [new(1, 1, TimeSpan.FromDays(1))] });
    }

    [Fact]
    public void Turnover_IsItsOwnMirror_AboutAFlatPrice()
    {
        // Rule-of-thumb levels are mirrors of each other about the entry, and only there.
        var estimator = new TurnoverEstimator(BandGrid.Uniform(1, new(0, 201)), new() { ShowsOpenInterest = false });
        for (int i = 0; i < 5; i++)
        {
            estimator.Add(Bar(i, 100.5, 100.5, 1_000 + i));
        }

        double[] longs = estimator.Quantities(Side.Long).ToArray();
        double[] shorts = [.. estimator.Quantities(Side.Short).ToArray().Reverse()];
        Assert.All(longs.Zip(shorts), p => Expect.Near(p.First, p.Second, 1e-12));
        Assert.True(longs.Sum() > 0);
    }

    [Fact]
    public void LargeTrades_CountFourTimes_AndComeBackWhenPriceDoes()
    {
        var estimator = new LargeTradeEstimator(Grid, new(new(10, 1), new(2, 1)), leastNotional: 1_000);
        estimator.Add(Bar(0, 100.5, 100.5, double.NaN) with { Volume = 25, TakerBuyVolume = 20 });
        AssertBands(estimator, Side.Long, (50, 20), (90, 20));
        AssertBands(estimator, Side.Short);

        // Through the level and below: hidden, not gone.
        estimator.Add(Bar(1, 80, 80, double.NaN) with { Volume = 1, TakerBuyVolume = 1 });
        AssertBands(estimator, Side.Long, (50, 20));
        estimator.Add(Bar(2, 100, 100, double.NaN) with { Volume = double.NaN, TakerBuyVolume = double.NaN });
        AssertBands(estimator, Side.Long, (50, 20), (90, 20));
        Assert.Equal((40, 0), Standing(estimator));

        Assert.Equal(4, LeverageLadder.FourTimesAll.Sum(r => r.Share));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LargeTradeEstimator(Grid, leastNotional: -1));
    }

    [Fact]
    public void VolumeProfile_OpensWhatWasTraded_WhereItWas()
    {
        var estimator = new VolumeProfileEstimator(Grid, new(new LeverageRung(2, 1)));
        estimator.Add(Bar(0, 101, 101, double.NaN) with { High = 111, Low = 91, MarkLow = double.NaN, MarkHigh = double.NaN, Volume = 50, MarkOpen = double.NaN, MarkClose = double.NaN });

        // Entries at 93, 97, 101, 105, 109.
        AssertBands(estimator, Side.Long, (46, 10), (48, 10), (50, 10), (52, 10), (54, 10));
        AssertBands(estimator, Side.Short, (139, 10), (145, 10), (151, 10), (157, 10), (163, 10));
        estimator.Add(Bar(1, 100, 145, double.NaN) with { Volume = double.NaN });
        AssertBands(estimator, Side.Short, (151, 10), (157, 10), (163, 10));
    }

    [Fact]
    public void Ladders_AreOfSharesThatAddUp_ButTheOneThatCountsFourTimes()
    {
        Expect.Near(1, LeverageLadder.FiveRungs.Sum(r => r.Share), 1e-12);
        Expect.Near(1, LeverageLadder.ElevenRungs.Sum(r => r.Share), 1e-12);
        Assert.Equal(11, LeverageLadder.ElevenRungs.Count);
        Assert.Equal(new(10, 0.3), LeverageLadder.FiveRungs[1]);
        Assert.Throws<ArgumentException>(() => new LeverageLadder());
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new LeverageLadder(new(2, 1), new(1, 1)), "row 1: leverage must be finite and > 1");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new LeverageLadder(new LeverageRung(2, double.NaN)), "row 0: share");
    }

    public static TheoryData<string, Func<BandGrid, MapEstimator>> All => new()
    {
        { "candle side", g => new CandleSideEstimator(g) },
        { "both sides", g => new BothSidesEstimator(g) },
        { "both sides by distance", g => new BothSidesEstimator(g, Calibration.Default("BTC").Mix, 0.995) },
        { "volume profile", g => new VolumeProfileEstimator(g) },
        { "large trades", g => new LargeTradeEstimator(g) },
        { "turnover", g => new TurnoverEstimator(g) },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void Every_RefusesWhatCannotBeRead_AndStaysAsItWas(string name, Func<BandGrid, MapEstimator> make)
    {
        Assert.NotEmpty(name);
        MapEstimator estimator = make(Grid), same = make(Grid);
        MarketBar[] bars = [Bar(0, 100, 101, 100_000) with { Volume = 9_000 }, Bar(1, 101, 99, 100_400) with { Volume = 9_000 }, Bar(2, 99, 100, 100_500) with { Volume = 9_000 }];
        MarketBar[] bad = [bars[1], bars[0], default, Bar(3, 100, 301, 1), Bar(3, 100, 100, -1), Bar(3, 100, 100, 1) with { Low = 101 }, Bar(3, 100, 100, 1) with { MarkHigh = 400 }];
        Array.ForEach(bars, b => same.Add(b));
        estimator.Add(bars[0]);
        estimator.Add(bars[1]);
        foreach (MarketBar bar in bad)
        {
            Assert.ThrowsAny<ArgumentException>(() => estimator.Add(bar));
        }

        estimator.Add(bars[2]);
        Assert.Equal(same.Quantities(Side.Long), estimator.Quantities(Side.Long));
        Assert.Equal(same.Quantities(Side.Short), estimator.Quantities(Side.Short));
        Assert.Equal((same.MarkPrice, same.LastOpenTimeUnixMs), (estimator.MarkPrice, estimator.LastOpenTimeUnixMs));
        Assert.True(Standing(estimator).Long + Standing(estimator).Short > 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Quantities(default));
        Assert.Throws<ArgumentOutOfRangeException>(() => estimator.StandingQuantity(default));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_ReadsASyntheticMarket_AndPublishesAMap(string name, Func<BandGrid, MapEstimator> make)
    {
        Assert.NotEmpty(name);
        SyntheticMarketRun run = SyntheticMarket.Run(3, new() { Days = 1, WarmUpDays = 1 });
        MapEstimator estimator = make(run.CoveringGrid());
        foreach (MarketBar bar in run.Bars)
        {
            estimator.Add(bar);
            foreach (Side side in (Side[])[Side.Long, Side.Short])
            {
                Assert.True(estimator.StandingQuantity(side) >= estimator.Quantities(side).ToArray().Sum() * (1 - 1e-12));
            }
        }

        Assert.True(estimator.ToLiquidationMap().Total.Long > 0);
        Assert.InRange(estimator.SweptShare(Side.Long, new(0.5 * estimator.MarkPrice, estimator.MarkPrice)), 1e-6, 1);
    }

    private static MarketBar Bar(int index, double open, double close, double openInterest) =>
        Bars.At(index, open, Math.Max(open, close), Math.Min(open, close), close) with { OpenInterest = openInterest };

    private static (double Long, double Short) Standing(MapEstimator estimator) => (estimator.StandingQuantity(Side.Long), estimator.StandingQuantity(Side.Short));

    /// <summary>What stands in bands of one quote: nothing but this.</summary>
    private static void AssertBands(MapEstimator estimator, Side side, params ReadOnlySpan<(int Band, double Quantity)> expected)
    {
        double[] quantities = estimator.Quantities(side).ToArray();
        double[] wanted = new double[quantities.Length];
        foreach ((int band, double quantity) in expected)
        {
            wanted[band] += quantity;
        }

        for (int i = 0; i < quantities.Length; i++)
        {
            Expect.Near(wanted[i], quantities[i], 1e-9, $"{side}, band {i}");
        }
    }
}
