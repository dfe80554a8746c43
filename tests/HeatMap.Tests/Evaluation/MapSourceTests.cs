using HeatMap.Estimation;
using HeatMap.Evaluation;

namespace HeatMap.Tests.Evaluation;

public sealed class MapSourceTests
{
    private static readonly BandGrid Grid = BandGrid.Uniform(1, new(50, 150));

    [Fact]
    public void NullMap_DoesNotSeeOpenInterestVolumeOrLiquidations()
    {
        MarketBar[] bars = TestMarket.Bars(3);
        NullMap map = new(new TestBook(4, byVolume: true), TestMarket.Hour), other = new(new TestBook(4, byVolume: true), TestMarket.Hour);
        foreach (MarketBar bar in bars)
        {
            map.Add(bar);
            other.Add(bar with { OpenInterest = 5, Volume = 1e9, LongLiquidations = 1, FundingRate = 1, TakerBuyVolume = 3 });
        }

        Assert.Equal(map.Quantities(Side.Long).ToArray(), other.Quantities(Side.Long).ToArray());
        Assert.Equal(map.StandingQuantity(Side.Short), other.StandingQuantity(Side.Short));
        Assert.Equal((bars[^1].Close, bars[^1].OpenTimeUnixMs), (map.MarkPrice, map.LastOpenTimeUnixMs));

        // Four openings an hour, of a day's turnover over twenty-four.
        Assert.Contains(map.Quantities(Side.Long).ToArray(), q => Math.Abs(q - (100_000 * 1.7 / 24)) < 1e-6);
        Expect.Throws<ArgumentException>(() => _ = new NullMap(map, TestMarket.Hour), "must not have read bars");
    }

    [Fact]
    public void SnapshotSeries_ShowsTheLastMapKnownByTheEndOfTheBar()
    {
        LiquidationMap first = Map([90], [900]), second = Map([90, 80, 120, 40], [900, 1600, -1200, 400]);
        var series = new SnapshotSeries([new(3_600_000, first), new(7_200_001, second)], TestMarket.Hour);
        Assert.Equal(0, series.StandingQuantity(Side.Long));
        series.Add(Bar(0, 99, 101));
        Assert.Equal(3_600_000, series.KnownAtUnixMs);
        Assert.Equal(1, series.SweptShare(Side.Long, new(85, 100)));
        series.Add(Bar(1, 99, 101));
        Assert.Equal(3_600_000, series.KnownAtUnixMs);
        series.Add(Bar(2, 99, 101));
        Assert.Equal(7_200_001, series.KnownAtUnixMs);

        // What lies below the window stands, in the coin at the mark; bands at their middle.
        double standing = (900 / 90.5) + (1600 / 80.5) + (400 / 100.0);
        Expect.NearRelative(standing, series.StandingQuantity(Side.Long), 1e-12);
        Expect.NearRelative(900 / 90.5 / standing, series.SweptShare(Side.Long, new(85, 100)), 1e-12);
        series.Add(Bar(3, 88, 101));
        Assert.Equal(0, series.SweptShare(Side.Long, new(85, 100)));
        Assert.True(series.SweptShare(Side.Short, new(100, 125)) > 0.9);
    }

    [Fact]
    public void SnapshotSeries_OfBadSnapshots_IsRefused()
    {
        LiquidationMap map = Map([90], [900]);
        Assert.Throws<ArgumentException>(() => _ = new SnapshotSeries([], TestMarket.Hour));
        Assert.Throws<ArgumentException>(() => _ = new SnapshotSeries([default], TestMarket.Hour));
        Expect.Throws<ArgumentException>(() => _ = new SnapshotSeries([new(5, map), new(5, map)], TestMarket.Hour), "row 1");
        var series = new SnapshotSeries([new(5, map)], TestMarket.Hour);
        series.Add(Bar(1, 99, 101));
        Assert.Throws<ArgumentException>(() => series.Add(Bar(1, 99, 101)));
        Expect.Throws<ArgumentException>(() => _ = new ScoredMap("x", series), "has read bars");
    }

    private static MarketBar Bar(int hour, double low, double high) => new(hour * 3_600_000L, 100, high, low, 100);

    private static LiquidationMap Map(double[] prices, double[] notional) => LiquidationMap.Build(new PricedColumns(prices, notional), Grid, 100, new() { Quantum = 1.0 / 1024 });
}
