using HeatMap.Estimation;

namespace HeatMap.Tests.Estimation;

/// <summary>An estimate in layers by distance: nothing is lost, and each layer has what its classes have.</summary>
public sealed class EstimatedMapLayersTests
{
    private static readonly BandGrid Grid = BandGrid.Geometric(0.001, new(30_000, 120_000));

    private static EstimatedMap Estimate(DistanceMix? mix = null)
    {
        Calibration calibration = Calibration.Default("BTC");
        var estimator = new PositionEstimator(mix is null ? calibration : calibration with { Mix = mix }, Grid, new() { Unit = "USDT" });
        estimator.AddRange(RandomBars.Draw(31, 600, volatility: 0.004));
        return estimator.ToMap();
    }

    [Fact]
    public void Together_LayersAreTheMap_ToTheLastUnit()
    {
        EstimatedMap estimate = Estimate();
        MapLayers layers = estimate.ToLayers();
        Assert.True(layers.Count > 3);
        Assert.Equal(estimate.Map, layers.Total);
        Assert.Equal(MapOrigin.Modelled, layers.Total.Origin);
        Assert.All(layers, layer => Assert.True(layer.View.LongUnits.ToArray().Concat(layer.View.ShortUnits.ToArray()).All(static u => u >= 0)));
    }

    [Fact]
    public void ALayer_HasTheShareOfItsClasses_InEveryBand()
    {
        EstimatedMap estimate = Estimate();
        double[] bounds = [0.015, 0.04];
        MapLayers layers = estimate.ToLayers(bounds);
        Assert.Equal(["to 1.5 %, from 66.7x", "1.5 to 4 %, 25x to 66.7x", "beyond 4 %, below 25x"], layers.Names.Take(3));
        foreach (Side side in (Side[])[Side.Long, Side.Short])
        {
            for (int layer = 0; layer < 3; layer++)
            {
                for (int band = 0; band < Grid.Count; band++)
                {
                    double all = 0, part = 0;
                    for (int c = 0; c < estimate.Mix.Count; c++)
                    {
                        double move = Math.Exp(estimate.Mix[c].Distance) - 1;
                        double quantity = estimate.Mix[c].IsInert ? 0 : estimate.Quantities(side, c)[band];
                        all += quantity;
                        part += (move <= bounds[0] ? 0 : move <= bounds[1] ? 1 : 2) == layer ? quantity : 0;
                    }

                    long units = (side == Side.Long ? estimate.Map.View.LongUnits : estimate.Map.View.ShortUnits)[band];
                    long held = (side == Side.Long ? layers[layer].View.LongUnits : layers[layer].View.ShortUnits)[band];
                    Assert.InRange(held - (all > 0 ? units * (part / all) : 0), -1.001 - (1e-12 * units), 1.001 + (1e-12 * units));
                }
            }
        }
    }

    [Fact]
    public void WhatNoBandHolds_IsInALayerOfItsOwn()
    {
        EstimatedMap estimate = Estimate(new DistanceMix(new(0.05, 1, 1), new(double.PositiveInfinity, 1, 1)));
        MapLayers layers = estimate.ToLayers();
        Assert.Equal(["5 to 10 %, 10x to 20x", "beyond the window or never liquidated"], layers.Names.AsEnumerable());
        Assert.Equal(0, layers[1].InBands.Long + layers[1].InBands.Short);
        Assert.Equal(estimate.Map.Unplaced.Total.Long, layers[1].Unplaced.Total.Long);
        Assert.True(layers[1].Unplaced.Total.Long > 0);
    }

    [Fact]
    public void AClassOnABound_BelongsToTheNearerLayer()
    {
        MapLayers layers = Estimate(new DistanceMix(new(Math.Log(1.02), 1, 1), new(Math.Log(1.1), 1, 1))).ToLayers();
        Assert.Equal(["1 to 2 %, 50x to 100x", "5 to 10 %, 10x to 20x"], layers.Names.Take(2));
    }

    [Theory]
    [InlineData(0.0, 0.1)]
    [InlineData(0.1, 0.1)]
    [InlineData(0.2, 0.1)]
    [InlineData(0.1, double.NaN)]
    [InlineData(0.1, 21.0)]
    public void BoundsThatDoNotRise_AreRefused(double first, double second)
    {
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => Estimate().ToLayers(first, second));
        Assert.Contains("bounds", error.Message, StringComparison.Ordinal);
    }
}
