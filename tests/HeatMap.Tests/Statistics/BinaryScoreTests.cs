using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Statistics;

public sealed class BinaryScoreTests
{
    [Fact]
    public void Of_AgreesWithAllPairsAndKeepsItsInvariants() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        (double[] p, bool[] y) = Forecasts(draw);
        var score = BinaryScore.Of(p, y);
        int[] hits = [.. Enumerable.Range(0, p.Length).Where(i => y[i])], rest = [.. Enumerable.Range(0, p.Length).Where(i => !y[i])];
        double pairs = hits.Sum(i => rest.Sum(j => p[i] > p[j] ? 1 : p[i] == p[j] ? 0.5 : 0)) / (hits.Length * (double)rest.Length);
        double precision = hits.Length == 0 ? double.NaN : hits.Average(i => (double)hits.Count(j => p[j] >= p[i]) / p.Count(q => q >= p[i]));
        Assert.Equal(pairs, score.Auc, 1e-12);
        Assert.Equal(precision, score.AveragePrecision, 1e-12);
        Assert.InRange(score.Brier, 0, 1);
        Assert.Equal(score.Brier, score.Reliability - score.Resolution + score.Uncertainty, 1e-12);
        Assert.Equal(score.Brier, score.Miscalibration - score.Discrimination + score.Uncertainty, 1e-12);
        Assert.True(score is { Reliability: >= 0, Resolution: >= 0, Miscalibration: >= 0, Discrimination: >= 0 });
        Assert.True(score.Discrimination <= score.Uncertainty + 1e-12);

        // A rising change leaves ranks as they are.
        var squeezed = BinaryScore.Of([.. p.Select(q => q / 2)], y);
        Assert.Equal((score.Auc, score.AveragePrecision, score.Discrimination), (squeezed.Auc, squeezed.AveragePrecision, squeezed.Discrimination));
    }));

    [Fact]
    public void Perfect_CostsNothing()
    {
        var score = BinaryScore.Of([1, 0, 0, 1], [true, false, false, true]);
        Assert.Equal((0, 0, 0, 0, 1, 1, 1), (score.Brier, score.LogScore, score.Reliability, score.Miscalibration, score.Auc, score.AveragePrecision, score.BrierSkill));
    }

    [Fact]
    public void BaseRate_HasNeitherReliabilityNorResolution()
    {
        var score = BinaryScore.Of([0.25, 0.25, 0.25, 0.25], [true, false, false, false]);
        Assert.Equal((0, 0, 0.1875, 0.5, 0.25), (score.Reliability, score.Resolution, score.Brier, score.Auc, score.BaseRate));
    }

    [Fact]
    public void LogScore_OfTheImpossible_IsInfiniteUnlessClipped()
    {
        Assert.Equal(double.PositiveInfinity, BinaryScore.Of([0], [true]).LogScore);
        Assert.Equal(-Math.Log(0.01), BinaryScore.Of([0], [true], new() { LogEpsilon = 0.01 }).LogScore, 1e-15);
        Assert.Equal(1, BinaryScore.Of([0], [true], new() { LogEpsilon = 0.01 }).Brier);
    }

    [Fact]
    public void OfNone_IsNaN()
    {
        var score = BinaryScore.Of([], []);
        Assert.True(score.Count == 0 && double.IsNaN(score.Brier) && double.IsNaN(score.LogScore) && double.IsNaN(score.Auc) && double.IsNaN(score.Miscalibration));
        Assert.True(double.IsNaN(BinaryScore.Of([0.5], [true]).Auc) && double.IsNaN(BinaryScore.Of([0.5], [false]).AveragePrecision));
        Assert.Empty(ReliabilityDiagram.Of([], [], new()).Blocks);
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        Expect.Throws<ArgumentOutOfRangeException>(() => BinaryScore.Of([0.5, 1.5], [true, false]), "row 1", "probabilities", "from 0 to 1", "1.5");
        Expect.Throws<ArgumentOutOfRangeException>(() => BinaryScore.Of([double.NaN], [true]), "row 0", "NaN");
        Expect.Throws<ArgumentException>(() => BinaryScore.Of([0.5], []), "outcomes", "1 rows", "had 0");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new BinaryScoreOptions { LogEpsilon = 0.6 }, "LogEpsilon", "0.5");
        Expect.Throws<ArgumentOutOfRangeException>(() => _ = new ReliabilityOptions { Level = 1 }, "Level");
    }

    [Fact]
    public void ReliabilityDiagram_OfReliableForecasts_LiesInItsBand()
    {
        var stream = new RandomStream(1, 0);
        double[] p = [.. Enumerable.Range(0, 4000).Select(i => Math.Round(stream.Uniform(i), 2))];
        bool[] y = [.. p.Select((q, i) => stream.Uniform(10_000 + i) < q)], wrong = [.. p.Select((q, i) => stream.Uniform(10_000 + i) < q * q)];
        int Outside(ReliabilityDiagram d) => d.Band.Count(b => d.Blocks.Single(k => k.LowForecast <= b.Forecast && b.Forecast <= k.HighForecast).Probability is var q && (q < b.Low || q > b.High));
        var options = new ReliabilityOptions { Draws = 100, Seed = 5 };
        ReliabilityDiagram right = ReliabilityDiagram.Of(p, y, options), again = ReliabilityDiagram.Of(p, y, options);
        Assert.Equal(101, right.Band.Length);
        Assert.Equal(right.Band.AsEnumerable(), again.Band.AsEnumerable());
        Assert.InRange(Outside(right), 0, 25);
        Assert.InRange(Outside(ReliabilityDiagram.Of(p, wrong, options)), 60, 101);
        Assert.Equal(4000, right.Blocks.Sum(b => b.Count));
        Assert.Equal(y.Count(v => v), right.Blocks.Sum(b => b.Events));
        Assert.Empty(ReliabilityDiagram.Of(p, y).Band);
    }

    private static (double[] P, bool[] Y) Forecasts(Draw draw)
    {
        (double P, bool Y)[] rows = draw.Make(d => (d.Chance(0.5) ? d.Whole(0, 4) / 4.0 : d.Unit(), d.Chance(0.4)));
        return ([.. rows.Select(r => r.P)], [.. rows.Select(r => r.Y)]);
    }
}
