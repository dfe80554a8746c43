using HeatMap.Estimation;

namespace HeatMap.Tests.Estimation;

public sealed class EstimatorEnsembleTests
{
    private static readonly BandGrid Grid = BandGrid.Geometric(0.002, new(30_000, 120_000));
    private static readonly Calibration Btc = Calibration.Default("BTC");

    [Fact]
    public void Members_DifferAsTheOptionsSay_AndASeedGivesTheSame()
    {
        var options = new EnsembleOptions { Members = 40, Seed = 3, PositioningFactor = 2 };
        var ensemble = new EstimatorEnsemble(Btc, Grid, options);
        double[] shares = [.. Enumerable.Range(0, 40).Select(i => ensemble.CalibrationOf(i).PositioningShare)];
        Assert.Equal(40, shares.Distinct().Count());
        Assert.All(shares, s => Assert.InRange(s, Btc.PositioningShare / 2, Btc.PositioningShare * 2));
        Assert.All(Enumerable.Range(0, 40), i => Assert.Equal(1, ensemble.CalibrationOf(i).Mix.Sum(c => c.LongShare), 1e-12));
        var again = new EstimatorEnsemble(Btc, Grid, options);
        Assert.Equal(shares, Enumerable.Range(0, 40).Select(i => again.CalibrationOf(i).PositioningShare));
        Assert.NotEqual(shares[0], new EstimatorEnsemble(Btc, Grid, options with { Seed = 4 }).CalibrationOf(0).PositioningShare);
    }

    [Fact]
    public void Intervals_AreQuantilesOfTheMembers_AndWidenWithCoverage()
    {
        var ensemble = new EstimatorEnsemble(Btc, Grid, new() { Members = 32 });
        foreach (MarketBar bar in RandomBars.Draw(31, 600))
        {
            ensemble.Add(bar);
        }

        EstimatedMap map = ensemble.ToMap();
        Assert.Equal(32, map.Members);
        int inside = 0, filled = 0;
        for (int band = 0; band < Grid.Count; band++)
        {
            (double low, double high) = map.Interval(Side.Long, band)!.Value;
            (double lower, double higher) = map.Interval(Side.Long, band, 0.99)!.Value;
            Assert.True(lower <= low && low <= high && high <= higher);
            double middle = map.Map[band].Long;
            filled += middle > 1 ? 1 : 0;
            inside += middle > 1 && middle >= low && middle <= high ? 1 : 0;
        }

        Assert.True(filled > 50 && inside > filled / 2, $"{inside} of {filled}");
        double[] swept = new double[32];
        var range = new PriceRange(ensemble.MarkPrice * 0.98, ensemble.MarkPrice);
        ensemble.SweptShares(Side.Long, range, swept);
        Assert.Equal(swept.Average(), ensemble.SweptShare(Side.Long, range), 1e-9);
        Assert.Throws<ArgumentOutOfRangeException>(() => map.Interval(Side.Long, 0, 1));
        Assert.Throws<ArgumentException>(() => ensemble.SweptShares(Side.Long, range, new double[3]));
    }

    [Fact]
    public void ARefusedBar_IsRefusedByAll()
    {
        var ensemble = new EstimatorEnsemble(Btc, Grid, new() { Members = 3 });
        MarketBar[] bars = RandomBars.Draw(1, 3);
        ensemble.Add(bars[0]);
        Assert.ThrowsAny<ArgumentException>(() => ensemble.Add(bars[1] with { Close = -1 }));
        ensemble.Add(bars[1]);
        Assert.Equal(bars[1].OpenTimeUnixMs, ensemble.LastOpenTimeUnixMs);
        Assert.Throws<ArgumentOutOfRangeException>(() => new EnsembleOptions { Members = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new EnsembleOptions { PrintFactor = 0.5 });
    }
}
