using System.Text.Json;
using HeatMap.Tests.Golden;

namespace HeatMap.Tests.Statistics;

/// <summary>Scores and backtests that were worked out apart from this library, and published ones.</summary>
public sealed class ScoringGoldenTests
{
    private static readonly JsonElement[] Rows = [.. GoldenFile.Read("scoring.json").GetProperty("cases").EnumerateArray()];

    [Fact]
    public void Binary() => Run("scoring.binary", 4, (row, inputs, expected) =>
    {
        double[] probabilities = inputs.Column("probability");
        bool[] outcomes = [.. inputs.Column("outcome").Select(o => o == 1)];
        var score = BinaryScore.Of(probabilities, outcomes);
        row.Near(expected.Number("brier"), score.Brier, "Brier");
        row.Near(expected.Number("log_loss"), score.LogScore, "log");
        row.Near(expected.Number("reliability"), score.Reliability, "reliability");
        row.Near(expected.Number("resolution"), score.Resolution, "resolution");
        row.Near(expected.Number("uncertainty"), score.Uncertainty, "uncertainty");
        row.Near(expected.Number("miscalibration"), score.Miscalibration, "miscalibration");
        row.Near(expected.Number("discrimination"), score.Discrimination, "discrimination");
        row.Near(expected.Number("auc"), score.Auc, "AUC");
        row.Near(expected.Number("average_precision"), score.AveragePrecision, "average precision");
        double[] pooled = expected.Column("pav");
        var fit = IsotonicRegression.Fit(probabilities, [.. outcomes.Select(o => o ? 1.0 : 0)]);
        var diagram = ReliabilityDiagram.Of(probabilities, outcomes);
        for (int i = 0; i < pooled.Length; i++)
        {
            row.Near(pooled[i], fit.Predict(probabilities[i]), "fit");
            row.Near(pooled[i], diagram.Blocks.Single(b => b.LowForecast <= probabilities[i] && probabilities[i] <= b.HighForecast).Probability, "block");
        }
    });

    [Theory]
    [InlineData("scoring.crps_normal", 4)]
    [InlineData("scoring.crps_normal_published", 1)]
    public void CrpsNormal(string kind, int count) => Run(kind, count, (row, inputs, expected) =>
        row.Near(expected.Number("crps"), QuantityScore.CrpsNormal(inputs.Number("mean"), inputs.Number("sd"), inputs.Number("observation")), "CRPS"));

    [Fact]
    public void CrpsEnsemble() => Run("scoring.crps_ensemble", 3, (row, inputs, expected) =>
        row.Near(expected.Number("crps"), QuantityScore.CrpsEnsemble(inputs.Column("members"), inputs.Number("observation")), "CRPS"));

    [Fact]
    public void DieboldMariano() => Run("scoring.diebold_mariano", 2, (row, inputs, expected) =>
    {
        var test = HeatMap.DieboldMariano.Of(inputs.Column("loss_1"), inputs.Column("loss_2"), (int)inputs.Number("horizon"));
        row.Near(expected.Number("dm"), test.Statistic, "DM");
        row.Near(expected.Number("hln"), test.Corrected, "HLN");
        row.Near(expected.Number("p_value"), test.PValue, "p");
        Assert.False(test.IsBartlett);
    });

    [Theory]
    [InlineData("backtest.kupiec", 12)]
    [InlineData("backtest.kupiec_published", 1)]
    public void Kupiec(string kind, int count) => Run(kind, count, (row, inputs, expected) =>
    {
        KupiecTest test = Coverage(inputs);
        row.Near(expected.Number("lr"), test.LikelihoodRatio, "LR");
        row.Near(expected.Number("p_value"), test.PValue, "p");
        if (expected.TryGetProperty("binomial_upper_tail", out JsonElement tail))
        {
            // Far out by its digits, not by the absolute tolerance; a decimal would read zero.
            Expect.NearRelative(tail.GetDouble(), test.AtLeast, 1e-9);
            Expect.NearRelative(expected.GetProperty("p_value").GetDouble(), test.PValue, 1e-9);
            Assert.Equal(expected.Text("zone"), test.Zone.ToString(), ignoreCase: true);
        }
    });

    [Fact]
    public void TrafficLight() => Run("backtest.traffic_light_published", 1, (row, inputs, expected) =>
    {
        row.Near(expected.Number("cumulative_probability"), Coverage(inputs).AtMost, "at most");
        row.Near(expected.Number("type_1"), Coverage(inputs).AtLeast, "at least");
    });

    [Fact]
    public void Christoffersen() => Run("backtest.christoffersen", 11, (row, inputs, expected) =>
    {
        var test = ChristoffersenTest.Of([.. inputs.Text("hits").Select(c => c == '1')], inputs.Number("tail_probability"));
        Assert.Equal(
            ((int)expected.Number("n00"), (int)expected.Number("n01"), (int)expected.Number("n10"), (int)expected.Number("n11")),
            (test.QuietAfterQuiet, test.ExceptionAfterQuiet, test.QuietAfterException, test.ExceptionAfterException));
        row.Near(expected.Number("lr_unconditional"), test.Coverage.LikelihoodRatio, "LR of coverage");
        row.Near(expected.Number("p_unconditional"), test.Coverage.PValue, "p of coverage");
        row.Near(expected.Number("lr_independence"), test.IndependenceRatio, "LR of independence");
        row.Near(expected.Number("p_independence"), test.IndependencePValue, "p of independence");
        row.Near(expected.Number("lr_conditional_coverage"), test.ConditionalRatio, "LR of both");
        row.Near(expected.Number("p_conditional_coverage"), test.ConditionalPValue, "p of both");
    });

    [Fact]
    public void ChristoffersenPublished() => Run("backtest.christoffersen_published", 1, (row, inputs, expected) =>
    {
        double ratio = ChristoffersenTest.Independence((int)inputs.Number("n00"), (int)inputs.Number("n01"), (int)inputs.Number("n10"), (int)inputs.Number("n11"));
        row.Near(expected.Number("lr_independence"), ratio, "LR");
        row.Near(expected.Number("p_value"), TailLaw.ChiSquareAbove(ratio, 1), "p");
    });

    [Fact]
    public void AcerbiSzekely() => Run("backtest.acerbi_szekely", 3, (row, inputs, expected) =>
    {
        var test = AcerbiSzekelyTest.Of(inputs.Column("returns"), inputs.Column("var"), inputs.Column("es"), inputs.Number("tail_probability"));
        Assert.Equal(expected.Number("exceptions"), test.Exceptions);
        Assert.Equal(expected.NumberOrNull("z1_conditional") is null, test.Conditional is null);
        row.Near(expected.NumberOrNull("z1_conditional") ?? 0, test.Conditional ?? 0, "Z1");
        row.Near(expected.Number("z2_unconditional"), test.Unconditional, "Z2");
    });

    private static KupiecTest Coverage(JsonElement inputs) =>
        KupiecTest.Of((int)inputs.Number("observations"), (int)inputs.Number("exceptions"), inputs.Number("tail_probability"));

    private static void Run(string kind, int count, Action<JsonElement, JsonElement, JsonElement> check)
    {
        JsonElement[] rows = [.. Rows.Where(r => r.Text("kind") == kind)];
        Assert.Equal(count, rows.Length);
        Assert.All(rows, r => check(r, r.GetProperty("inputs"), r.GetProperty("expected")));
    }
}
