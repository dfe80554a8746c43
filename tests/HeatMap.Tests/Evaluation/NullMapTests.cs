using HeatMap.Estimation;
using HeatMap.Evaluation;
using HeatMap.Tests.Estimation;

namespace HeatMap.Tests.Evaluation;

public sealed class NullMapTests
{
    private static readonly BandGrid Grid = BandGrid.Geometric(0.002, new(30_000, 120_000));

    [Theory]
    [InlineData(VolumeUse.ByRange)]
    [InlineData(VolumeUse.Reported)]
    public void ItKnowsPricesOnly(VolumeUse volume)
    {
        NullMap one = Make(), other = Make();
        var estimator = new PositionEstimator(Calibration.Default("BTC"), Grid, new() { Volume = volume });
        foreach (MarketBar bar in RandomBars.Draw(40, 300))
        {
            one.Add(bar);
            other.Add(bar with { OpenInterest = 7 + (bar.OpenInterest * bar.Close / 1e4), Volume = 3, TakerBuyVolume = 1, LongLiquidations = 9 });
            estimator.Add(bar);
        }

        Assert.True(one.Quantities(Side.Long).SequenceEqual(other.Quantities(Side.Long)));
        Assert.True(one.Quantities(Side.Short).SequenceEqual(other.Quantities(Side.Short)));
        Assert.False(one.Quantities(Side.Long).SequenceEqual(estimator.Quantities(Side.Long)));
        Assert.Equal(100_000, one.StandingQuantity(Side.Long), 1e-6);
        Assert.Equal(estimator.MarkPrice, one.MarkPrice);

        NullMap Make() => new(new PositionEstimator(Calibration.Default("BTC"), Grid, new() { Volume = volume }), TimeSpan.FromMinutes(5));
    }
}
