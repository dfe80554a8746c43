using HeatMap.Estimation;

namespace HeatMap.Tests.Estimation;

public sealed class MixFitTests
{
    private static readonly double[] Truth = [0.3, 0.1, 0.25, 0.2, 0.15];
    private static readonly double[] Even = [0.2, 0.2, 0.2, 0.2, 0.2];

    [Fact]
    public void Fit_SimulatedCrossings_RecoversSharesAndScale()
    {
        double[] swept = Swept(Truth, 2000, 1), prints = Printed(swept, 5, 0.22, 1);
        double[] counted = Counted(swept, Truth, Even);
        MixFit fit = MixFit.Fit(new(5, counted, prints), Even, new() { PriorStrength = 0.001 });
        Assert.True(fit.IsAccepted, fit.Rejection);
        Assert.All(fit.Learnt, Assert.True);
        for (int c = 0; c < 5; c++)
        {
            Expect.NearRelative(Truth[c], fit.Shares[c], 0.05, $"class {c}");
        }

        Expect.NearRelative(0.22, fit.PrintScale, 0.02);
        Assert.InRange(fit.Dispersion, 0.8, 1.3);
        Assert.True(fit.HeldOutScore > fit.PriorHeldOutScore);
        Expect.Near(1, fit.Shares.Sum(), 1e-12);
    }

    [Fact]
    public void Fit_CrossingsCountedWithOtherShares_GivesTheSame()
    {
        double[] swept = Swept(Truth, 300, 2), prints = Printed(swept, 5, 0.5, 2);
        MixFit one = MixFit.Fit(new(5, Counted(swept, Truth, Even), prints), Even), other = MixFit.Fit(new(5, swept, prints), Even, countedShares: Truth);
        for (int c = 0; c < 5; c++)
        {
            Expect.NearRelative(one.Shares[c], other.Shares[c], 1e-9);
        }
    }

    [Theory]
    [InlineData(0.0, null, null)]
    [InlineData(0.02, null, null)]
    [InlineData(1.0, null, null)]
    [InlineData(0.02, 50.0, null)]
    [InlineData(0.02, null, 0.3)]
    [InlineData(0.1, 3.0, 0.15)]
    public void Path_NeverFalls(double strength, double? dispersion, double? held)
    {
        double[] swept = Swept(Truth, 400, 3), prints = Printed(swept, 5, 0.22, 3);
        bool[] censored = [.. prints.Select((p, i) => i % 3 == 0)];
        for (int i = 0; i < prints.Length; i++)
        {
            prints[i] = censored[i] ? Math.Floor(prints[i] / 2) : prints[i];
        }

        MixFitOptions options = new() { PriorStrength = strength, Dispersion = dispersion, PrintScale = held, HeldOutShare = 0, Tolerance = 0, Rounds = 200 };
        MixFit fit = MixFit.Fit(new(5, Counted(swept, Truth, Even), prints, censored), Even, options);
        Assert.True(fit.Path.Length > 10);
        for (int i = 1; i < fit.Path.Length; i++)
        {
            Assert.True(fit.Path[i] >= fit.Path[i - 1] - (1e-12 * Math.Abs(fit.Path[i - 1])), $"round {i}: {fit.Path[i - 1]:R} to {fit.Path[i]:R}");
        }

        Expect.Near(1, fit.Shares.Sum(), 1e-12);
        Assert.True(held is null || fit.PrintScale == held);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.3)]
    public void Fit_TwoClasses_IsTheBestOfAGrid(double? held)
    {
        double[] truth = [0.7, 0.3], prior = [0.4, 0.6], swept = Swept(truth, 100, 4), prints = Printed(swept, 2, 0.25, 4), counted = Counted(swept, truth, prior);
        MixFitOptions options = new() { HeldOutShare = 0, Background = 1e-12, Tolerance = 0, Rounds = 20_000, PriorStrength = 0.05, PrintScale = held };
        MixFit fit = MixFit.Fit(new(2, counted, prints), prior, options);
        (double best, double at) = (double.NegativeInfinity, 0);
        double total = prints.Sum();
        for (int i = 1; i < 10_000; i++)
        {
            double share = i / 10_000.0;
            double[] means = [.. Enumerable.Range(0, prints.Length).Select(t => (counted[2 * t] / 0.4 * share) + (counted[(2 * t) + 1] / 0.6 * (1 - share)))];
            double scale = held ?? (total / means.Sum());
            double objective = means.Select((m, t) => (prints[t] > 0 ? prints[t] * Math.Log(scale * m) : 0) - (scale * m)).Sum()
                + (0.05 * total * ((0.4 * Math.Log(share)) + (0.6 * Math.Log(1 - share))));
            (best, at) = objective > best ? (objective, share) : (best, at);
        }

        Expect.Near(at, fit.Shares[0], 1.5e-4);
    }

    [Fact]
    public void Information_IsTheCurvatureOfTheLikelihood()
    {
        double[] swept = Swept(Truth, 200, 5);
        double[] prints = [.. Enumerable.Range(0, 200).Select(t => 0.3 * swept.AsSpan(5 * t, 5).ToArray().Sum())];
        MixFit fit = MixFit.Fit(new(5, swept, prints), Truth, new() { HeldOutShare = 0, Background = 1e-12 });
        for (int c = 0; c < 5; c++)
        {
            double Likelihood(double log) => Enumerable.Range(0, 200).Sum(t =>
            {
                double mean = prints[t] + (0.3 * swept[(5 * t) + c] * (Math.Exp(log) - 1));
                return mean > 0 ? (prints[t] * Math.Log(mean)) - mean : 0;
            });

            double curvature = -(Likelihood(1e-3) - (2 * Likelihood(0)) + Likelihood(-1e-3)) / 1e-6;
            Expect.NearRelative(curvature, fit.Information[c], 1e-4, $"class {c}");
            Expect.NearRelative(Math.Sqrt(fit.Dispersion / fit.Information[c]), fit.RelativeError(c), 1e-12);
        }
    }

    [Fact]
    public void Fit_ClassesThatWereNotSwept_KeepThePriorToTheLastBit()
    {
        double[] prior = [0.11, 0.23, 0.07, 0.29, 0.3], swept = Swept(Truth, 500, 6);
        for (int t = 0; t < 500; t++)
        {
            swept[(5 * t) + 3] = swept[(5 * t) + 4] = 0;
            swept[5 * t] *= t % 100 == 0 ? 1e-9 : 0;
        }

        MixFit fit = MixFit.Fit(new(5, swept, Printed(swept, 5, 0.4, 6)), prior, countedShares: Truth);
        Assert.Equal([false, true, true, false, false], fit.Learnt.ToArray());
        foreach (int c in (int[])[0, 3, 4])
        {
            Expect.SameBits(prior[c], fit.Shares[c]);
            Assert.Equal(double.PositiveInfinity, fit.RelativeError(c));
        }

        Expect.NearRelative(0.3, fit.Shares[1] + fit.Shares[2], 1e-12);
        Assert.NotEqual(prior[1], fit.Shares[1]);
    }

    [Fact]
    public void Fit_ThatDoesWorseOnLaterRows_IsRejectedAndKeepsThePrior()
    {
        double[] early = [0.9, 0.1], late = [0.1, 0.9], prior = [0.5, 0.5];
        double[] crossings = [.. Counted(Swept(early, 300, 7), early, prior), .. Counted(Swept(late, 100, 8), late, prior)];
        double[] prints = [.. Printed(Swept(early, 300, 7), 2, 0.2, 7), .. Printed(Swept(late, 100, 8), 2, 0.2, 8)];
        MixFit fit = MixFit.Fit(new(2, crossings, prints), prior);
        Assert.False(fit.IsAccepted);
        Assert.Contains("less than the prior", fit.Rejection, StringComparison.Ordinal);
        Assert.Equal(prior, fit.Shares);
        Assert.All(fit.Learnt, Assert.False);
        Assert.True(fit.PrintScale > 0);
        Assert.True(MixFit.Fit(new(2, crossings, prints), prior, new() { HeldOutShare = 0 }).IsAccepted);
    }

    [Fact]
    public void Fit_WithNothingToLearnFrom_IsAValue()
    {
        MixFit none = MixFit.Fit(new(2, [1, 1, 2, 2], [0, double.NaN]), [0.5, 0.5]);
        Assert.Equal("nothing was published", none.Rejection);
        Assert.True(double.IsNaN(none.PrintScale));
        Assert.Equal("nothing was swept", MixFit.Fit(new(2, [0, 0], [3]), [0.5, 0.5]).Rejection);
        Assert.Equal("nothing was published", MixFit.Fit(new(2, [], []), [0.5, 0.5]).Rejection);
    }

    /// <summary>Bursts are published at an eighth, which comes to 2.8 over all: far classes, which only bursts reach, then look empty.</summary>
    [Fact]
    public void Fit_CensoredBursts_BeatsTheNaiveOne()
    {
        double naive = 0, censored = 0, exact = 0, undercount = 0;
        for (int seed = 10; seed < 15; seed++)
        {
            double[] swept = Bursts(1500, seed), full = Printed(swept, 5, 0.22, seed), shown = [.. full];
            bool[] marks = new bool[shown.Length];
            for (int t = 0; t < shown.Length; t++)
            {
                marks[t] = full[t] > 600;
                shown[t] = marks[t] ? Math.Floor(full[t] / 8) : full[t];
            }

            undercount += full.Sum() / shown.Sum() / 5;
            double[] counted = Counted(swept, Truth, Even);
            MixFitOptions plain = new() { HeldOutShare = 0 };
            naive += Off(MixFit.Fit(new(5, counted, shown), Even, plain));
            censored += Off(MixFit.Fit(new(5, counted, shown, marks), Even, plain with { PrintScale = 0.22 }));
            exact += Off(MixFit.Fit(new(5, counted, shown, marks), Even, plain with { PrintScale = 0.22, Dispersion = 1 }));
        }

        Assert.InRange(undercount, 2.6, 3.0);
        Assert.True(censored < 0.4 * naive, $"censored {censored}, naive {naive}");
        Assert.True(exact < 0.4 * naive, $"exact {exact}, naive {naive}");

        static double Off(MixFit fit) => fit.Shares.Select((s, c) => Math.Abs(s - Truth[c])).Sum();
    }

    [Theory]
    [InlineData(3.7, 5)]
    [InlineData(0.2, 1)]
    [InlineData(40, 12)]
    [InlineData(12, 40)]
    [InlineData(300, 500)]
    public void CensoredPrint_IsTheTailOfAPoissonLaw(double rate, int least)
    {
        double tail = 0, mean = 0, log = -rate;
        for (int n = 0; n < 2000; n++)
        {
            log += n > 0 ? Math.Log(rate / n) : 0;
            tail += n >= least ? Math.Exp(log) : 0;
            mean += n >= least ? n * Math.Exp(log) : 0;
        }

        Expect.NearRelative(7 * mean / tail, CensoredPrint.Expected(7 * rate, 7 * least, 7), 1e-10);
        Expect.Near(7 * Math.Log(tail), CensoredPrint.LogLikelihood(7 * rate, 7 * least, 7), 1e-9 * Math.Max(1, -Math.Log(tail)));
        double slope = (CensoredPrint.LogLikelihood(7 * rate * (1 + 1e-6), 7 * least, 7) - CensoredPrint.LogLikelihood(7 * rate * (1 - 1e-6), 7 * least, 7)) / (2e-6 * 7 * rate);
        Expect.Near((CensoredPrint.Expected(7 * rate, 7 * least, 7) / (7 * rate)) - 1, slope, 1e-5 * (1 + slope));
    }

    [Fact]
    public void CensoredPrint_WithoutDispersion_IsTheGreater()
    {
        Assert.Equal(5, CensoredPrint.Expected(3, 5, null));
        Assert.Equal(7, CensoredPrint.Expected(7, 5, null));
        Expect.NearRelative(1e6, CensoredPrint.Expected(1e6, 10, 1), 1e-12);
        Expect.NearRelative(1e6, CensoredPrint.Expected(1e-6, 1e6, 1), 1e-5);
    }

    [Fact]
    public void BadInput_NamesParameterRowValueAndLimit()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new CrossingColumns(2, [1, 1, -3, 1], [1, 1]), "row 1", "crossings[0]", "-3", ">= 0");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new CrossingColumns(1, [1, 1], [1, double.PositiveInfinity]), "row 1", "prints", "NaN where unknown");
        Expect.Throws<ArgumentException>(() => _ = new CrossingColumns(2, [1, 1, 1], [1, 1]), "2 crossings", "2 prints", "3");
        Expect.Throws<ArgumentException>(() => _ = new CrossingColumns(1, [1], [1], [true, false]), "isCensored");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new CrossingColumns(65, [], []), "64", "65");
        Expect.Throws<ArgumentOutOfRangeException>(() => MixFit.Fit(new(2, [1, 1], [1]), [1, -1]), "row 1", "priorShares", "-1");
        Expect.Throws<ArgumentException>(() => MixFit.Fit(new(2, [1, 1], [1]), [1]), "priorShares", "2");
        Expect.Throws<ArgumentOutOfRangeException>(() => MixFit.Fit(new(2, [1, 1], [1]), [0, 0]), "priorShares");
        Expect.Throws<ArgumentOutOfRangeException>(() => MixFit.Fit(new(2, [1, 1], [1]), [0, 1]), "row 0", "crossings[0]");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new MixFitOptions { HeldOutShare = 0.95 }, "HeldOutShare", "0.95");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new MixFitOptions { Rounds = 0 }, "Rounds", "at least 1");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new MixFitOptions { PrintScale = 0 }, "PrintScale");
    }

    /// <summary>Sweeps of a market: classes are swept in some rows only, and by amounts of their own.</summary>
    private static double[] Swept(double[] shares, int rows, long seed)
    {
        RandomStream random = new(seed, 1);
        double[] swept = new double[rows * shares.Length];
        for (int i = 0; i < swept.Length; i++)
        {
            swept[i] = random.Uniform(2 * i) < 0.5 ? 0 : shares[i % shares.Length] * 2000 * Math.Exp(random.Normal((2 * i) + 1));
        }

        return swept;
    }

    /// <summary>Most rows sweep the near two classes a little; one in eight is a burst that sweeps all.</summary>
    private static double[] Bursts(int rows, long seed)
    {
        RandomStream random = new(seed, 1);
        double[] swept = new double[rows * 5];
        for (int i = 0; i < swept.Length; i++)
        {
            bool isBurst = random.Uniform(1_000_000 + (i / 5)) < 0.125;
            double size = isBurst ? 8000 : i % 5 < 2 ? 1000 : i % 5 < 4 && random.Uniform(2_000_000 + i) < 0.02 ? 500 : 0;
            swept[i] = Truth[i % 5] * size * Math.Exp(0.5 * random.Normal(i));
        }

        return swept;
    }

    private static double[] Counted(double[] swept, double[] with, double[] instead) => [.. swept.Select((s, i) => s / with[i % with.Length] * instead[i % with.Length])];

    private static double[] Printed(double[] swept, int classes, double scale, long seed)
    {
        RandomStream random = new(seed, 2);
        double[] prints = new double[swept.Length / classes];
        for (int t = 0; t < prints.Length; t++)
        {
            double mean = scale * swept.AsSpan(t * classes, classes).ToArray().Sum();

            // A normal number stands in for a Poisson one; means are in the hundreds.
            prints[t] = Math.Max(0, Math.Round(mean + (Math.Sqrt(mean) * random.Normal(t))));
        }

        return prints;
    }
}
