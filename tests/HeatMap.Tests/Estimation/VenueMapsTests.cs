using HeatMap.Estimation;

namespace HeatMap.Tests.Estimation;

public sealed class VenueMapsTests
{
    private static readonly BandGrid Grid = BandGrid.Geometric(0.002, new(30_000, 120_000));

    [Fact]
    public void Venues_AddUpAndStayApart()
    {
        VenueMap binance = VenueMap.Modelled("binance", Estimate(1)), bybit = VenueMap.Modelled("bybit", Estimate(2));
        LiquidationMap real = LiquidationMap.Build(new PricedColumns([50_000, 70_000], [2e9, -1e9]), Grid, 60_000, new() { Counts = false });
        VenueMap hyperliquid = VenueMap.Measured("hyperliquid", real, openInterest: 50_000);
        var venues = new VenueMaps(binance, bybit, hyperliquid);
        Assert.Equal(3, venues.Count);
        Assert.Equal(binance.Map.Total.LongUnits + bybit.Map.Total.LongUnits + real.Total.LongUnits, venues.Total.Total.LongUnits);
        Assert.Equal(["binance", "bybit", "hyperliquid"], venues.Total.Sources.Select(s => s.Name).Order(StringComparer.Ordinal));
        Assert.Equal([true, true, false], venues.Layers.Select(l => l.Sources[0].IsModelled));
        (double measured, double modelled) = venues.Notional(Side.Long, new(49_000, 51_000));
        Assert.Equal(2e9, measured, 1);
        Assert.True(modelled > 0);
        Assert.Equal(3e9 / venues.Total.Total.Notional, venues.MeasuredShare, 1e-12);
        Assert.Equal(3e9 / (2 * 50_000.0 * 60_000), hyperliquid.Coverage, 1e-9);
        Assert.Equal(1 - binance.Estimate!.BurnInShare, binance.Coverage);
        Assert.Equal(
            ((binance.Coverage * binance.OpenInterest) + (bybit.Coverage * bybit.OpenInterest) + (hyperliquid.Coverage * 50_000)) / 1e6, venues.Coverage(1e6), 1e-12);
    }

    [Fact]
    public void RealPositions_ReplaceTheModelOfTheirVenue()
    {
        LiquidationMap real = LiquidationMap.Build(new PricedColumns([50_000], [1e6]), Grid, 60_000, new() { Counts = false });
        var venues = new VenueMaps(VenueMap.Modelled("a", Estimate(1)), VenueMap.Modelled("b", Estimate(2)));
        VenueMaps mended = venues.With(VenueMap.Measured("a", real)).With(VenueMap.Modelled("c", Estimate(3)));
        Assert.Equal([true, false, false], mended.Select(v => v.IsMeasured));
        Assert.Equal(["a", "b", "c"], mended.Select(v => v.Venue));
        Assert.True(double.IsNaN(mended[0].Coverage));
        Assert.Contains("'a' comes twice", Assert.Throws<ArgumentException>(() => new VenueMaps(venues[0], VenueMap.Measured("a", real))).Message, StringComparison.Ordinal);
        Assert.Contains("modelled", Assert.Throws<ArgumentException>(() => VenueMap.Measured("x", Estimate(1).Map)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new VenueMaps());
        Assert.ThrowsAny<ArgumentException>(() => VenueMap.Measured("x", real, openInterest: 0));
    }

    private static EstimatedMap Estimate(int seed)
    {
        var estimator = new PositionEstimator(Calibration.Default("BTC"), Grid);
        estimator.AddRange(RandomBars.Draw(seed, 700));
        return estimator.ToMap();
    }
}
