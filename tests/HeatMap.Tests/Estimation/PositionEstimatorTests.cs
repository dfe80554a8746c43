using HeatMap.Estimation;

namespace HeatMap.Tests.Estimation;

public sealed class PositionEstimatorTests
{
    private static readonly BandGrid Grid = BandGrid.Geometric(0.002, new(30_000, 120_000));
    private static readonly Calibration Btc = Calibration.Default("BTC");

    public static TheoryData<string, PositionEstimatorOptions> Choices { get; } = new()
    {
        { "plain", new() },
        { "start", new() { StartSpread = 0.05 } },
        { "unknown", new() { StartDays = 0 } },
        { "body", new() { Placement = EntryPlacement.Body } },
        { "close", new() { Placement = EntryPlacement.Close } },
        { "tilt", new() { TakerTilt = 0.8 } },
        { "bias", new() { RefreshBias = -0.6 } },
        { "forced", new() { ForcedShare = 0.4 } },
        { "hazard", new() { Hazard = new() } },
        { "burst", new() { Hazard = new() { Near = 400, InLoss = 60, InDeepLoss = 900, DeepLoss = 0.02 } } },
        { "all", new() { Hazard = new() { InDeepLoss = 9, DeepLoss = 0.02 }, ForcedShare = 0.7, TakerTilt = 0.3, RefreshBias = 0.5, Placement = EntryPlacement.Body } },
    };

    [Theory]
    [MemberData(nameof(Choices))]
    public void EachBar_EqualsTheEquationsCellByCell(string name, PositionEstimatorOptions options)
    {
        foreach (double share in (double[])[0.1, 1])
        {
            Calibration calibration = Btc with { PositioningShare = share };
            BandGrid coarse = BandGrid.Geometric(0.004, new(40_000, 90_000));
            options = options with { Volume = VolumeUse.Reported };
            var plain = new PlainEstimator(calibration, coarse, options);
            var fast = new PositionEstimator(calibration, coarse, options);
            foreach (MarketBar bar in RandomBars.Draw(name.Length, 60, volatility: 0.01))
            {
                plain.Add(bar);
                fast.Add(bar);
                foreach (Side side in (Side[])[Side.Long, Side.Short])
                {
                    double[] expected = plain.Quantities(side);
                    ReadOnlySpan<double> actual = fast.Quantities(side);
                    for (int band = 0; band < expected.Length; band++)
                    {
                        Assert.True(Math.Abs(expected[band] - actual[band]) <= (1e-9 * expected[band]) + 1e-9, $"{name} {side} {coarse[band]}: {expected[band]} and {actual[band]}");
                    }
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void EachSide_AddsUpToOpenInterestAfterEveryBar(string name, PositionEstimatorOptions options)
    {
        var estimator = new PositionEstimator(Btc, Grid, options);
        foreach (MarketBar bar in RandomBars.Draw(7, 1500, missing: 0.05))
        {
            estimator.Add(bar);
            double openInterest = estimator.OpenInterest;
            if (!double.IsNaN(openInterest))
            {
                Assert.Equal(1, estimator.StandingQuantity(Side.Long) / openInterest, 1e-9);
                Assert.Equal(1, estimator.StandingQuantity(Side.Short) / openInterest, 1e-9);
            }
        }

        // Hazards that nobody has left can leave a bar's closings short; all else needs rounding only.
        Assert.True(estimator.GreatestCorrection < 1e-9, $"{name}: {estimator.GreatestCorrection}");
        ReadOnlySpan<double> longs = estimator.Quantities(Side.Long);
        double below = 0;
        foreach (double quantity in longs)
        {
            below += quantity;
        }

        Assert.True(below > 0 && below < estimator.OpenInterest);
    }

    [Fact]
    public void OneByOneAndTogether_GiveTheSameBits()
    {
        MarketBar[] bars = RandomBars.Draw(3, 2500, missing: 0.1);
        PositionEstimator one = new(Btc, Grid), all = new(Btc, Grid);
        foreach (MarketBar bar in bars)
        {
            one.Add(bar);
            _ = one.Quantities(Side.Long)[5];
            _ = one.View.Total;
        }

        all.AddRange(bars);
        Assert.True(one.Quantities(Side.Long).SequenceEqual(all.Quantities(Side.Long)));
        Assert.True(one.Quantities(Side.Short).SequenceEqual(all.Quantities(Side.Short)));
        Assert.Equal(one.ToMap().Map.ToBytes(), all.ToMap().Map.ToBytes());
    }

    [Fact]
    public void ARefusedBar_LeavesItAsItWas()
    {
        var estimator = new PositionEstimator(Btc, Grid);
        MarketBar[] bars = RandomBars.Draw(5, 200);
        estimator.AddRange(bars.AsSpan(0, 100));
        byte[] before = estimator.ToMap().Map.ToBytes();
        MarketBar next = bars[100];
        (MarketBar Bar, string Says)[] bad =
        [
            (next with { OpenTimeUnixMs = bars[99].OpenTimeUnixMs }, "OpenTimeUnixMs"),
            (next with { Low = double.NaN }, "Low"),
            (next with { Low = next.High * 1.01 }, "Low"),
            (next with { High = next.Low }, "high"),
            (next with { Volume = -1 }, "Volume"),
            (next with { OpenInterest = double.PositiveInfinity }, "OpenInterest"),
            (next with { MarkHigh = 0 }, "MarkHigh"),
            (next with { Low = 20_000 }, "20000"),
            (next with { FundingRate = double.NegativeInfinity }, "FundingRate"),
            (default, "Low"),
        ];
        foreach ((MarketBar bar, string says) in bad)
        {
            Assert.Contains(says, Assert.ThrowsAny<ArgumentException>(() => estimator.Add(bar)).Message, StringComparison.Ordinal);
        }

        Assert.Contains("volumeByBand", Assert.ThrowsAny<ArgumentException>(() => estimator.Add(next, [1, 2])).Message, StringComparison.Ordinal);
        Assert.Equal(before, estimator.ToMap().Map.ToBytes());
        estimator.Add(next);
        var straight = new PositionEstimator(Btc, Grid);
        straight.AddRange(bars.AsSpan(0, 101));
        Assert.Equal(straight.ToMap().Map.ToBytes(), estimator.ToMap().Map.ToBytes());
    }

    [Fact]
    public void VolumeByBand_TakesThePlaceOfTheBody()
    {
        MarketBar[] bars = RandomBars.Draw(5, 2);
        PositionEstimator body = new(Btc, Grid, new() { Placement = EntryPlacement.Body, StartDays = 0 }), profile = new(Btc, Grid, new() { StartDays = 0 });
        body.Add(bars[0]);
        profile.Add(bars[0]);
        double[] volume = new double[Grid.Count];
        (int first, int last) = (Math.Min(Grid.IndexOf(bars[1].Open), Grid.IndexOf(bars[1].Close)), Math.Max(Grid.IndexOf(bars[1].Open), Grid.IndexOf(bars[1].Close)));
        volume.AsSpan(first, last - first + 1).Fill(3);
        body.Add(bars[1]);
        profile.Add(bars[1], volume);
        for (int band = 0; band < Grid.Count; band++)
        {
            Assert.Equal(body.Quantities(Side.Short)[band], profile.Quantities(Side.Short)[band], 1e-6);
        }
    }

    [Fact]
    public void AWindowThatMoves_KeepsWhatItHolds()
    {
        MarketBar[] bars = RandomBars.Draw(11, 400);
        BandGrid wide = BandGrid.Geometric(0.002, new(20_000, 200_000));
        PositionEstimator moved = new(Btc, Grid), still = new(Btc, wide);
        moved.AddRange(bars.AsSpan(0, 200));
        moved.MoveTo(wide);
        moved.AddRange(bars.AsSpan(200));
        still.AddRange(bars);
        for (int band = 0; band < wide.Count; band++)
        {
            Assert.Equal(still.Quantities(Side.Long)[band], moved.Quantities(Side.Long)[band], 1e-6);
            Assert.Equal(still.Quantities(Side.Short)[band], moved.Quantities(Side.Short)[band], 1e-6);
        }

        moved.MoveTo(Grid);
        Assert.Equal(moved.OpenInterest, moved.StandingQuantity(Side.Long), 1e-6);
        Assert.ThrowsAny<ArgumentException>(() => moved.MoveTo(BandGrid.Geometric(0.001, new(30_000, 120_000))));
        Assert.ThrowsAny<ArgumentException>(() => moved.MoveTo(BandGrid.Geometric(0.002, new(30_000, 31_000))));
        Assert.ThrowsAny<ArgumentException>(() => new PositionEstimator(Btc, BandGrid.Uniform(100, new(30_000, 90_000))));
    }

    [Fact]
    public void WithoutOpenInterest_NothingIsPublished_AndWhatCameBeforeItIsAssumed()
    {
        var estimator = new PositionEstimator(Btc, Grid, new() { Volume = VolumeUse.Reported });
        MarketBar[] bars = RandomBars.Draw(2, 300);
        foreach (MarketBar bar in bars[..200])
        {
            estimator.Add(bar with { OpenInterest = double.NaN });
        }

        Assert.Equal(0, estimator.View.Total.Notional);
        double[] swept = new double[Btc.Mix.Count];
        PriceRange all = new(Grid.Lower, Grid.Upper);
        estimator.SweptShareByClass(Side.Long, all, swept);
        Assert.Equal((0, 0), (estimator.SweptShare(Side.Long, all), swept.Sum()));
        Assert.Equal(0, estimator.StandingQuantity(Side.Long));
        Assert.True(double.IsNaN(estimator.ToMap().OpenInterest));
        Assert.Equal(1, estimator.AssumedShare(Side.Long), 1e-12);
        estimator.Add(bars[200]);
        Assert.Equal(bars[200].OpenInterest, estimator.StandingQuantity(Side.Short), 1e-6);
        Assert.True(estimator.AssumesTurnover);
        Assert.True(estimator.AssumedShare(Side.Long) > 0.95);
        estimator.AddRange(bars.AsSpan(201));
        Assert.False(estimator.AssumesTurnover);
        Assert.True(estimator.AssumedShare(Side.Long) < 0.95);
    }

    [Fact]
    public void WithoutBarsForLong_TheStateStartsAnew()
    {
        var estimator = new PositionEstimator(Btc, Grid);
        MarketBar[] bars = RandomBars.Draw(2, 1000);
        estimator.AddRange(bars);
        double settled = estimator.AssumedShare(Side.Long);
        MarketBar late = bars[^1] with { OpenTimeUnixMs = bars[^1].OpenTimeUnixMs + (((24 * 60) + 1) * RandomBars.Minute) };
        estimator.Add(late);
        Assert.True(settled < 0.5);
        Assert.Equal(1, estimator.AssumedShare(Side.Long));
        estimator.Reset();
        Assert.Null(estimator.LastOpenTimeUnixMs);
        Assert.Throws<InvalidOperationException>(() => estimator.View.Total);
        Assert.Throws<InvalidOperationException>(() => estimator.ToMap());
    }

    [Fact]
    public void VolumeByRange_IsThatOfBarsWithoutVolume()
    {
        PositionEstimator chosen = new(Btc, Grid), unknown = new(Btc, Grid, new() { Volume = VolumeUse.Reported }), reported = new(Btc, Grid, new() { Volume = VolumeUse.Reported });
        foreach (MarketBar bar in RandomBars.Draw(12, 500))
        {
            chosen.Add(bar with { TakerBuyVolume = double.NaN });
            unknown.Add(bar with { Volume = double.NaN, TakerBuyVolume = double.NaN });
            reported.Add(bar);
        }

        Assert.True(chosen.AssumesTurnover && !reported.AssumesTurnover);
        Assert.True(chosen.Quantities(Side.Long).SequenceEqual(unknown.Quantities(Side.Long)));
        Assert.False(chosen.Quantities(Side.Long).SequenceEqual(reported.Quantities(Side.Long)));
    }

    [Fact]
    public void BarsOfADay_AreNoHoles()
    {
        var estimator = new PositionEstimator(Btc, Grid);
        MarketBar[] bars = RandomBars.Draw(2, 60);
        for (int i = 0; i < bars.Length; i++)
        {
            estimator.Add(bars[i] with { OpenTimeUnixMs = bars[0].OpenTimeUnixMs + (i * 24 * 60 * RandomBars.Minute) });
        }

        Assert.True(estimator.AssumedShare(Side.Long) < 0.2);
    }

    [Theory]
    [InlineData(VolumeUse.ByRange, VolumeUse.ByRange, true)]
    [InlineData(VolumeUse.ByRange, VolumeUse.Reported, false)]
    [InlineData(VolumeUse.Reported, VolumeUse.ByRange, false)]
    [InlineData(VolumeUse.Reported, VolumeUse.Reported, true)]
    [InlineData(null, VolumeUse.Reported, true)]
    public void ACalibration_IsNotValidatedWithAnotherVolumeThanItsOwn(VolumeUse? fitted, VolumeUse used, bool isValidated)
    {
        Calibration calibration = Calibration.Default("BTC") with { Volume = fitted };
        PositionEstimator estimator = new(calibration, BandGrid.Geometric(0.005, new(10, 1_000)), new() { Volume = used });

        estimator.Add(Bars.At(0));

        Assert.Equal((isValidated, isValidated), (estimator.IsValidated, estimator.ToMap().IsValidated));
        Assert.Equal(isValidated ? "estimate BTC" : "estimate BTC (not validated)", estimator.ToLiquidationMap().Sources[0].Name);
        Assert.False(new PositionEstimator(calibration with { IsValidated = false }, estimator.Grid, new() { Volume = used }).IsValidated);
    }

    [Fact]
    public void ChangesBeyondVolume_AreCounted()
    {
        var estimator = new PositionEstimator(Btc, Grid);
        MarketBar[] bars = RandomBars.Draw(2, 3);
        estimator.Add(bars[0]);
        estimator.Add(bars[1] with { OpenInterest = 2 * bars[0].OpenInterest, Volume = 10 });
        Assert.Equal(1, estimator.VolumeViolations);
        Assert.Equal(2 * bars[0].OpenInterest, estimator.StandingQuantity(Side.Long), 1e-6);
        estimator.Add(bars[2] with { OpenInterest = 0, Volume = 1e6 });
        Assert.Equal(0, estimator.StandingQuantity(Side.Long));
    }

    [Fact]
    public void ASnapshot_SaysWhatTheStateSays()
    {
        var estimator = new PositionEstimator(Btc, Grid);
        estimator.AddRange(RandomBars.Draw(4, 900));
        EstimatedMap map = estimator.ToMap();
        var range = new PriceRange(estimator.MarkPrice * 0.97, estimator.MarkPrice);
        Assert.Equal(estimator.SweptShare(Side.Long, range), map.SweptShare(Side.Long, range), 1e-15);
        double[] shares = new double[Btc.Mix.Count];
        estimator.SweptShareByClass(Side.Long, range, shares);
        Assert.Equal(map.SweptShare(Side.Long, range), shares.Sum(), 1e-12);
        Assert.Equal(shares[3], map.SweptShare(Side.Long, range, 3), 1e-12);
        Assert.True(shares[3] > 0);
        Assert.Equal(map.BurnInShare, (map.LongAssumedShare + map.ShortAssumedShare) / 2);
        Assert.True(map.Map.Sources[0].IsModelled);
        Assert.Null(map.Interval(Side.Long, 3));
        int band = Grid.IndexOf(estimator.MarkPrice * 0.98);
        Assert.Equal(map.Quantities(Side.Long)[band] * Grid[band].Middle, map.Map[band].Long, 1e-4);
        Assert.Equal(BandProvenance.Assumed, new PositionEstimator(Btc, Grid, new() { StartSpread = 0.05 }).After(RandomBars.Draw(1, 1)[0]).Band(Side.Long, band).Provenance);
        double classes = 0;
        for (int c = 0; c < Btc.Mix.Count; c++)
        {
            classes += map.Quantities(Side.Long, c)[band];
        }

        Assert.Equal(map.Quantities(Side.Long)[band], classes, 1e-9);
        Assert.Equal(estimator.OpenInterest * estimator.MarkPrice, map.Map.Total.Long, 0.2 * estimator.OpenInterest * estimator.MarkPrice);
    }
}

file static class Helpers
{
    public static EstimatedMap After(this PositionEstimator estimator, MarketBar bar)
    {
        estimator.Add(bar);
        return estimator.ToMap();
    }
}
