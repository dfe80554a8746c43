using HeatMap.Estimation;
using HeatMap.Tests.Estimation;

namespace HeatMap.Tests.Allocation;

public sealed class EstimatorAllocationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ABar_AllocatesNothing(bool hazard)
    {
        BandGrid grid = BandGrid.Geometric(0.001, new(30_000, 120_000));
        MarketBar[] bars = RandomBars.Draw(1, 3000);
        var estimator = new PositionEstimator(Calibration.Default("BTC"), grid, new() { Hazard = hazard ? new() : null });
        var heat = new LiquidationHeatMapBuilder(grid, TimeSpan.FromMinutes(5), new() { Columns = 100 });
        double sum = 0;
        double[] classes = new double[estimator.Calibration.Mix.Count];
        Run(0, 1000);

        // Tiered compilation can replace code while it runs; the least of several rounds is what the code itself allocates.
        long least = long.MaxValue;
        for (int from = 1000; from < 3000; from += 100)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(from, from + 100);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.True(sum > 0);

        void Run(int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                estimator.Add(bars[i]);
                heat.Append(bars[i].OpenTimeUnixMs, estimator.View, bars[i].Low, bars[i].High);
                sum += estimator.SweptShare(Side.Long, new(bars[i].Close * 0.99, bars[i].Close)) + estimator.Quantities(Side.Short)[3] + estimator.AssumedShare(Side.Long);
                estimator.SweptShareByClass(Side.Long, new(bars[i].Close * 0.99, bars[i].Close), classes);
            }
        }
    }
}
