using HeatMap.Evaluation;

namespace HeatMap.Tests.Evaluation;

public sealed class LogisticFitTests
{
    [Fact]
    public void Fit_OfTwoGroups_FindsTheirRates()
    {
        double[] table = new double[200];
        bool[] outcomes = new bool[200];
        for (int i = 0; i < 200; i++)
        {
            table[i] = i < 100 ? 0 : 3;
            outcomes[i] = i is < 10 or >= 160;
        }

        LogisticFit fit = LogisticFit.Fit(table, 1, outcomes, 1e-9);
        Expect.Near(0.1, fit.Predict([0], new double[2]), 1e-6);
        Expect.Near(0.4, fit.Predict([3], new double[2]), 1e-6);

        // What is unknown is the mean.
        Expect.SameBits(fit.Predict([1.5], new double[2]), fit.Predict([double.NaN], new double[2]));
    }

    [Fact]
    public void Fit_WithoutEvents_SaysRareWhateverTheFeature()
    {
        LogisticFit fit = LogisticFit.Fit([1, 2, 3, 4], 1, [false, false, false, false], 0.01);
        Expect.Near(0.5 / 5, fit.Predict([9], new double[2]), 1e-12);
    }

    [Fact]
    public void Fit_OfOneValue_GivesItNoWeight()
    {
        LogisticFit fit = LogisticFit.Fit([2, 2, 2, 2], 1, [true, false, false, false], 0.01);
        Expect.Near(0.25, fit.Predict([77], new double[2]), 1e-9);
    }
}
