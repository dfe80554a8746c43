using HeatMap.Estimation;

namespace HeatMap.Tests.Estimation;

/// <summary>What any map of hidden positions must hold, and what each of the known ones breaks somewhere.</summary>
public sealed class EstimateInvariantTests
{
    private static readonly BandGrid Grid = BandGrid.Geometric(0.001, new(30_000, 120_000));
    private static readonly Calibration Btc = Calibration.Default("BTC");

    [Fact]
    public void LongTotal_EqualsShortTotal_EqualsOpenInterest()
    {
        var estimator = new PositionEstimator(Btc, Grid);
        foreach (MarketBar bar in RandomBars.Draw(21, 800, volatility: 0.004))
        {
            estimator.Add(bar);
            Assert.Equal(1, estimator.StandingQuantity(Side.Long) / bar.OpenInterest, 1e-9);
            Assert.Equal(1, estimator.StandingQuantity(Side.Short) / bar.OpenInterest, 1e-9);
        }
    }

    [Fact]
    public void NoLevelSurvives_InsideTheRangeCoveredSinceItWasOpened()
    {
        // All classes are farther than any bar is wide, so what lies in a touched band was opened before.
        Calibration far = Btc with { Mix = new DistanceMix(new(0.05, 1, 1), new(0.08, 1, 1), new(0.2, 1, 1)) };
        var estimator = new PositionEstimator(far, Grid, new() { StartSpread = 0.1 });
        double forced = 0, last = double.NaN;
        foreach (MarketBar bar in RandomBars.Draw(22, 1500, volatility: 0.006))
        {
            estimator.Add(bar);
            int first = Grid.IndexOf(Math.Min(bar.Low, double.IsNaN(last) ? bar.Low : last)), end = Grid.IndexOf(Math.Max(bar.High, double.IsNaN(last) ? bar.High : last));
            for (int band = first; band <= end; band++)
            {
                Assert.Equal(0, estimator.Quantities(Side.Long)[band]);
                Assert.Equal(0, estimator.Quantities(Side.Short)[band]);
            }

            forced += estimator.Forced(Side.Long) + estimator.Forced(Side.Short);
            last = bar.Close;
        }

        Assert.True(forced > 0);
    }

    [Fact]
    public void SharesAddUpToOne_AndScalingOrSplittingTradesChangesNothing()
    {
        Assert.Equal(1, Btc.Mix.Sum(c => c.LongShare), 1e-12);
        Assert.Equal(1, Btc.Mix.Sum(c => c.ShortShare), 1e-12);
        MarketBar[] bars = RandomBars.Draw(23, 2);
        PositionEstimator one = new(Btc, Grid), many = new(Btc, Grid);
        one.Add(bars[0]);
        many.Add(bars[0]);
        double[] trade = new double[Grid.Count], split = new double[Grid.Count];
        trade[Grid.IndexOf(bars[1].Close)] = 4;
        for (int i = 0; i < 16; i++)
        {
            split[Grid.IndexOf(bars[1].Close)] += 0.5;
        }

        one.Add(bars[1], trade);
        many.Add(bars[1], split);
        Assert.True(one.Quantities(Side.Long).SequenceEqual(many.Quantities(Side.Long)));
    }

    [Fact]
    public void LiquidationPrices_AreTheVenues_AndTheRequirementIsContinuous()
    {
        var rules = new MarginRules(ContractSpec.Linear("BTCUSDT", "USDT"), MaintenanceSchedule.SingleRate(0.004));
        Assert.Equal(59_638.55, Liquidation.Price(Position.Long(60_000, 1, 100), rules), 0.005);
        MarginRules binance = Venues.BinanceUsdm("BTCUSDT");
        for (int i = 1; i < binance.Schedule.Tiers.Length; i++)
        {
            double floor = binance.Schedule.Tiers[i].Floor;
            Position below = Position.Long(1, floor * (1 - 1e-12), 1), above = Position.Long(1, floor * (1 + 1e-12), 1);
            Assert.Equal(1, binance.Maintenance(below, 1) / binance.Maintenance(above, 1), 1e-9);
        }
    }

    [Fact]
    public void HigherMaintenance_MovesALevelTowardsItsEntry()
    {
        double last = double.PositiveInfinity;
        foreach (double rate in (double[])[0, 0.004, 0.01, 0.03])
        {
            double distance = DistanceMix.FromLadder([20], [1], rate)[0].Distance;
            Assert.True(distance < last, $"{rate}: {distance}, before {last}");
            last = distance;
        }
    }

    [Fact]
    public void UnitsCommute_BaseAndQuoteGiveTheSameMap()
    {
        MarketBar[] bars = RandomBars.Draw(30, 300);
        var columns = new MarketBarColumns
        {
            Interval = TimeSpan.FromMinutes(5),
            OpenTimeUnixMs = bars.Select(b => b.OpenTimeUnixMs).ToArray(),
            Open = bars.Select(b => b.Open).ToArray(),
            High = bars.Select(b => b.High).ToArray(),
            Low = bars.Select(b => b.Low).ToArray(),
            Close = bars.Select(b => b.Close).ToArray(),
            OpenInterest = bars.Select(b => b.OpenInterest).ToArray(),
            Volume = bars.Select(b => b.Volume).ToArray(),
        };
        MarketBarColumns inQuote = columns with
        {
            OpenInterestUnit = BarUnit.Quote,
            OpenInterest = bars.Select(b => b.OpenInterest * b.Close).ToArray(),
            VolumeUnit = BarUnit.Quote,
            Volume = bars.Select(b => b.Volume * (b.Open + b.High + b.Low + b.Close) / 4).ToArray(),
        };
        PositionEstimator one = new(Btc, Grid, new() { Volume = VolumeUse.Reported }), other = new(Btc, Grid, new() { Volume = VolumeUse.Reported });
        one.AddRange(MarketBars.From(columns).Span);
        other.AddRange(MarketBars.From(inQuote).Span);
        for (int band = 0; band < Grid.Count; band++)
        {
            Assert.Equal(one.Quantities(Side.Long)[band], other.Quantities(Side.Long)[band], (1e-9 * one.Quantities(Side.Long)[band]) + 1e-9);
            Assert.Equal(one.Quantities(Side.Short)[band], other.Quantities(Side.Short)[band], (1e-9 * one.Quantities(Side.Short)[band]) + 1e-9);
        }
    }

    [Fact]
    public void ConstantContractsWithMovingPrice_CreateNoPositions()
    {
        var estimator = new PositionEstimator(Btc, Grid, new() { StartSpread = 0.1, Volume = VolumeUse.Reported });
        MarketBar[] bars = RandomBars.Draw(24, 40);
        estimator.AddRange(bars);
        double openInterest = estimator.OpenInterest;
        double[] before = estimator.Quantities(Side.Short).ToArray();
        double price = bars[^1].Close;

        // Price falls, nothing trades: shorts are not touched, and no long or short is opened, though open interest in dollars falls.
        for (int i = 1; i <= 20; i++)
        {
            estimator.Add(new(bars[^1].OpenTimeUnixMs + (i * 5 * RandomBars.Minute), price, price, price * 0.9999, price * 0.9999) { Volume = 0, OpenInterest = openInterest });
            price *= 0.9999;
        }

        double forced = estimator.Forced(Side.Long);
        for (int band = 0; band < Grid.Count; band++)
        {
            Assert.Equal(before[band], estimator.Quantities(Side.Short)[band], 1e-6);
        }

        Assert.True(forced >= 0);
    }

    [Fact]
    public void LongsAreBelowTheMark_ShortsAbove()
    {
        var estimator = new PositionEstimator(Btc, Grid);
        foreach (MarketBar bar in RandomBars.Draw(25, 600, volatility: 0.005))
        {
            estimator.Add(bar);
            int mark = Grid.IndexOf(estimator.MarkPrice);
            Assert.True(estimator.Quantities(Side.Long)[mark..].IndexOfAnyExcept(0.0) < 0);
            Assert.True(estimator.Quantities(Side.Short)[..(mark + 1)].IndexOfAnyExcept(0.0) < 0);
        }
    }

    [Fact]
    public void TheSameInput_GivesTheSameOutput()
    {
        MarketBar[] bars = RandomBars.Draw(26, 500);
        EstimatorEnsemble one = new(Btc, Grid, new() { Members = 4, Seed = 9 }), two = new(Btc, Grid, new() { Members = 4, Seed = 9 });
        foreach (MarketBar bar in bars)
        {
            one.Add(bar);
            two.Add(bar);
        }

        Assert.True(one.Quantities(Side.Long).SequenceEqual(two.Quantities(Side.Long)));
        Assert.Equal(one.ToMap().Map.ToBytes(), two.ToMap().Map.ToBytes());
    }

    [Fact]
    public void AMapAtATime_DoesNotChangeWithWhatComesLater()
    {
        MarketBar[] bars = RandomBars.Draw(27, 400);
        var whole = new PositionEstimator(Btc, Grid);
        var maps = new List<byte[]>();
        foreach (MarketBar bar in bars)
        {
            whole.Add(bar);
            maps.Add(whole.ToMap().Map.ToBytes());
        }

        foreach (int length in (int[])[1, 17, 200, 399])
        {
            var prefix = new PositionEstimator(Btc, Grid);
            prefix.AddRange(bars.AsSpan(0, length));
            Assert.Equal(maps[length - 1], prefix.ToMap().Map.ToBytes());
        }
    }

    [Fact]
    public void MissingData_GiveGapsAndNoZones()
    {
        MarketBar[] bars = RandomBars.Draw(28, 40);
        var estimator = new PositionEstimator(Btc, Grid, new() { StartDays = 0 });
        var heat = new LiquidationHeatMapBuilder(Grid, TimeSpan.FromMinutes(5));
        foreach (MarketBar bar in bars.Where((_, i) => i is < 10 or > 14))
        {
            estimator.Add(bar);
            heat.Append(bar.OpenTimeUnixMs, estimator.View, Math.Min(bar.Low, estimator.MarkPrice), Math.Max(bar.High, estimator.MarkPrice));
        }

        LiquidationHeatMap map = heat.ToHeatMap();
        for (int column = 0; column < map.ColumnCount; column++)
        {
            Assert.Equal(column is >= 10 and <= 14 ? HeatMapColumnState.Missing : HeatMapColumnState.Given, map.StateOf(column));
        }

        // Without an assumption nothing is known at the start, and nothing is shown; with one, what is shown says so.
        Assert.Equal(0, map.Units(0, Side.Long).ToArray().Sum() + map.Units(0, Side.Short).ToArray().Sum());
        var unknown = new PositionEstimator(Btc, Grid);
        unknown.AddRange([.. bars.Select(b => b with { OpenInterest = double.NaN })]);
        Assert.Equal(0, unknown.View.Total.Notional);
    }

    [Fact]
    public void InvertedPricesAndSwappedSides_GiveTheMirroredMap()
    {
        BandGrid around = BandGrid.Geometric(0.001, new(0.4, 2.5));
        Assert.Equal(-around.FirstIndex, around.FirstIndex + around.Count);
        var mix = new DistanceMix([.. Btc.Mix.Select((c, i) => c with { LongShare = 1 + i })]);
        Calibration straightMix = Btc with { Mix = mix }, mirrorMix = Btc with { Mix = mix.Mirrored() };
        foreach (PositionEstimatorOptions options in (PositionEstimatorOptions[])
            [new(), new() { Volume = VolumeUse.Reported }, new() { TakerTilt = 1, StartSpread = 0.02, ForcedShare = 0.5, Volume = VolumeUse.Reported }, new() { Hazard = new(), Placement = EntryPlacement.Body, Volume = VolumeUse.Reported }])
        {
            PositionEstimator straight = new(straightMix, around, options), mirror = new(mirrorMix, around, options);
            foreach (MarketBar drawn in RandomBars.Draw(29, 500, start: 1.00003, volatility: 0.003))
            {
                // A volume of a power of two, so that a taker share and what it leaves are exact.
                MarketBar bar = drawn with { Volume = 512, TakerBuyVolume = Math.Floor(drawn.TakerBuyVolume) % 512 };
                straight.Add(bar);
                mirror.Add(new MarketBar(bar.OpenTimeUnixMs, 1 / bar.Open, 1 / bar.Low, 1 / bar.High, 1 / bar.Close)
                {
                    Volume = bar.Volume,
                    TakerBuyVolume = bar.Volume - bar.TakerBuyVolume,
                    OpenInterest = bar.OpenInterest,
                });
                ReadOnlySpan<double> longs = straight.Quantities(Side.Long), shorts = mirror.Quantities(Side.Short);
                for (int band = 0; band < longs.Length; band++)
                {
                    // A range is a quotient of prices, and that of inverted ones may differ in the last bit; all else is equal to the bit.
                    double mirrored = shorts[longs.Length - 1 - band];
                    Assert.True(longs[band] == mirrored || (options.Volume == VolumeUse.ByRange && Math.Abs(longs[band] - mirrored) <= 1e-9 * mirrored), $"{longs[band]} and {mirrored}");
                }
            }
        }
    }
}
