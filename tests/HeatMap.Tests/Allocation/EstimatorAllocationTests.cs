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

        // The runtime may allocate once for itself while it compiles anew; a bar that allocates would do so in each part.
        long least = long.MaxValue;
        for (int part = 0; part < 4; part++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Run(1000 + (part * 500), 1500 + (part * 500));
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
