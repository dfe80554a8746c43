using HeatMap.Estimation;
using HeatMap.Tests.Evaluation;

namespace HeatMap.Tests.Estimation.Forecast;

public sealed class AdditiveVolumeModelTests
{
    private static readonly AdditiveVolumeOptions OneStep = new() { Steps = [0], MaxRounds = 20_000 };

    [Fact]
    public void Fit_OfASmallCase_IsTheBestOfAFineSearch()
    {
        double[] stock = [10, 0, 40, 5, 80], reach = [1, 0.5, 2, 3, 1], interest = [100, 120, 90, 100, 110], target = [30, 11, 60, 70, 55];
        AdditiveVolumeModel model = AdditiveVolumeModel.Fit(stock, reach, interest, target, OneStep);
        double best = double.NegativeInfinity, share = 0, slope = 0;
        for (double c = 0; c <= 1; c += 0.002)
        {
            for (double k = 0.001; k <= 0.5; k += 0.001)
            {
                double sum = 0;
                for (int i = 0; i < target.Length; i++)
                {
                    double mean = (c * stock[i]) + (k * interest[i] * reach[i]);
                    sum += (target[i] * Math.Log(mean)) - mean;
                }

                (best, share, slope) = sum > best ? (sum, c, k) : (best, share, slope);
            }
        }

        Assert.True(model.LogLikelihood >= best);
        Expect.Near(share, model.StockShare, 0.004);
        Expect.Near(slope, Assert.Single(model.Kernel), 0.002);
        Expect.NearRelative((model.StockShare * 10) + (model.Kernel[0] * 100 * 2), model.Expected(10, 2, 100));
    }

    [Fact]
    public void Fit_OfExactSums_FindsThem()
    {
        var stream = new RandomStream(3, 0);
        double[] stock = new double[400], reach = new double[400], interest = new double[400], target = new double[400];
        for (int i = 0; i < 400; i++)
        {
            (stock[i], reach[i], interest[i]) = (50 * stream.Uniform(3 * i), 3 * stream.Uniform((3 * i) + 1), 100 + (50 * stream.Uniform((3 * i) + 2)));
            target[i] = (0.3 * stock[i]) + (interest[i] * ((0.02 * Math.Min(reach[i], 1)) + (0.1 * Math.Max(reach[i] - 1, 0))));
        }

        AdditiveVolumeModel model = AdditiveVolumeModel.Fit(stock, reach, interest, target, new() { Steps = [0, 1], MaxRounds = 50_000 });
        Expect.Near(0.3, model.StockShare, 1e-3);
        Expect.Near(0.02, model.Kernel[0], 1e-3);
        Expect.Near(0.1, model.Kernel[1], 1e-3);
        Expect.NearRelative(target.Sum(), target.Select((_, i) => model.Expected(stock[i], reach[i], interest[i])).Sum(), 1e-6);
    }

    [Fact]
    public void Fit_OnRowsOfATrueBook_GivesTheStockAShare()
    {
        var builder = new VolumeRowsBuilder(new PathFeatures(TestMarket.Hour), new TestBook(1));
        builder.AddAll(TestMarket.Bars(15));
        AdditiveVolumeModel model = AdditiveVolumeModel.Fit(builder.ToRows());
        Assert.True(model.StockShare > 0);
        Assert.All(model.Kernel, k => Assert.True(k >= 0));
        Assert.Equal(model.Steps.Length, model.Kernel.Length);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        Expect.Throws<ArgumentException>(() => AdditiveVolumeModel.Fit([1], [1, 2], [1], [1]), "must have 1 rows");
        Expect.Throws<ArgumentOutOfRangeException>(() => AdditiveVolumeModel.Fit([1], [1], [0], [1]), "row 0");
        Expect.Throws<ArgumentException>(() => AdditiveVolumeModel.Fit([1], [1], [1], [0]), "something must have been liquidated");
        Expect.Throws<ArgumentException>(() => _ = new AdditiveVolumeOptions { Steps = [0, 2, 1] }, "must begin at 0 and rise");
        AdditiveVolumeModel model = AdditiveVolumeModel.Fit([1], [1], [1], [1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Expected(-1, 1, 1));
    }
}
