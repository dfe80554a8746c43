using HeatMap.Estimation;

namespace HeatMap.Tests.Estimation.Forecast;

public sealed class MapSmoothingTests
{
    private static readonly BandGrid Grid = BandGrid.Geometric(0.001, new(80, 125));

    [Theory]
    [InlineData(0.005, 0.5)]
    [InlineData(0.02, 1)]
    [InlineData(0, 0.25)]
    public void Smooth_KeepsMass_AndStaysOnItsSideOfTheMark(double width, double exponent)
    {
        foreach (Side side in (Side[])[Side.Long, Side.Short])
        {
            var masses = new double[Grid.Count];
            double total = 0;
            for (int i = 1; i < 9; i++)
            {
                // Two of them stand on the wrong side of the mark.
                double price = side == Side.Long ? 101.5 - (2 * i * 0.7) : 98.5 + (2 * i * 0.7);
                masses[Grid.IndexOf(price)] += i;
                total += i;
            }

            var smooth = new double[Grid.Count];
            MapSmoothing.Smooth(Grid, 100.03, side, masses, smooth, new() { Width = width, Exponent = exponent });
            Expect.NearRelative(total, smooth.Sum(), 1e-12);
            for (int band = 0; band < Grid.Count; band++)
            {
                Assert.True(smooth[band] >= 0);
                Assert.True(smooth[band] == 0 || (side == Side.Long ? Grid.LowerEdge(band) < 100.03 : Grid.UpperEdge(band) > 100.03));
            }
        }
    }

    [Fact]
    public void Smooth_OfOneSpike_IsTheGaussianOfThatWidth()
    {
        double[] masses = new double[Grid.Count], smooth = new double[Grid.Count];
        int spike = Grid.IndexOf(90);
        masses[spike] = 2;
        MapSmoothing.Smooth(Grid, 120, Side.Long, masses, smooth, new() { Width = 0.004, Exponent = 1 });
        double step = Math.Log(1.001);
        for (int off = -8; off <= 8; off++)
        {
            double expected = 2 * (Below((off + 0.5) * step / 0.004) - Below((off - 0.5) * step / 0.004));
            Expect.Near(expected, smooth[spike + off], 1e-8, $"at {off}");
        }
    }

    [Fact]
    public void Smooth_WithExponentZero_IsFlatWhereAnythingIs()
    {
        double[] masses = new double[Grid.Count], smooth = new double[Grid.Count];
        (masses[10], masses[20]) = (1, 99);
        MapSmoothing.Smooth(Grid, 120, Side.Long, masses, smooth, new() { Width = 0, Exponent = 0 });
        Expect.NearRelative(50, smooth[10], 1e-9);
        Expect.NearRelative(50, smooth[20], 1e-9);
    }

    [Fact]
    public void Smoothed_OfAMap_KeepsSidesAndTails()
    {
        var map = LiquidationMap.Build(new PricedColumns([90, 95, 104, 60, 200], [100, 50, -70, 9, -8]), Grid, 100);
        LiquidationMap smooth = map.Smoothed();
        Expect.Near(map.InBands.Long, smooth.InBands.Long, 0.01);
        Expect.Near(map.InBands.Short, smooth.InBands.Short, 0.01);
        Assert.Equal((9, 8), (smooth.Below.Long, smooth.Above.Short));
        Assert.Equal(0, smooth.Notional(Side.Long, new(100.2, 130)));
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        double[] masses = new double[Grid.Count], smooth = new double[Grid.Count];
        Assert.Throws<ArgumentException>(() => MapSmoothing.Smooth(Grid, 100, Side.Long, masses, masses));
        Assert.Throws<ArgumentException>(() => MapSmoothing.Smooth(Grid, 100, Side.Long, masses.AsSpan(1), smooth));
        Assert.Throws<ArgumentOutOfRangeException>(() => MapSmoothing.Smooth(Grid, double.NaN, Side.Long, masses, smooth));
        masses[3] = -1;
        Expect.Throws<ArgumentOutOfRangeException>(() => MapSmoothing.Smooth(Grid, 100, Side.Long, masses, smooth), "row 3");
        Assert.Throws<ArgumentOutOfRangeException>(() => new MapSmoothingOptions { Exponent = 1.1 });
    }

    private static double Below(double x) => 0.5 * MathNet.Numerics.SpecialFunctions.Erfc(-x / Math.Sqrt(2));
}
