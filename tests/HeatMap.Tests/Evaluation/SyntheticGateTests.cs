using HeatMap.Estimation;
using HeatMap.Evaluation;

namespace HeatMap.Tests.Evaluation;

/// <summary>Gates against going back, on markets whose hidden positions are known. Their scales are those of real ones, but they are no claim about real ones: that is docs/accuracy.md.</summary>
public sealed class SyntheticGateTests
{
    private static readonly string[] Simple = ["candle", "both", "turnover", "large", "profile"];

    [Fact]
    public void TheEstimator_BeatsEachSimpleOne_AndReachesNearlyWhatTheTruthAdds()
    {
        // Days of four markets of 40 days of hours, defaults throughout; each market's days are measured in the path model's mean.
        var losses = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        for (long seed = 1; seed <= 4; seed++)
        {
            SyntheticMarketRun run = SyntheticMarket.Run(seed, new() { BarMinutes = 60 });
            BandGrid grid = run.CoveringGrid(0.0005, 2.5);
            ScoreReport report = MapScorer.Score(
                run.Bars,
                [
                    new("map", new PositionEstimator(Calibration.Default("BTC"), grid)),
                    new("truth", run.Oracle(grid)),
                    new("candle", new CandleSideEstimator(grid)),
                    new("both", new BothSidesEstimator(grid)),
                    new("turnover", new TurnoverEstimator(grid)),
                    new("large", new LargeTradeEstimator(grid)),
                    new("profile", new VolumeProfileEstimator(grid)),
                ],
                new() { Volume = new() { Ridges = [0.02] } });
            double unit = report.Model(MapScorer.PathModel)!.TweedieDeviance;
            foreach (string name in (string[])["map", "truth", MapScorer.PathModel, .. Simple])
            {
                losses.TryAdd(name, []);
                losses[name].AddRange(report.Model(name)!.DeviancesByDay.Select(d => d / unit));
            }
        }

        Assert.Equal(100, losses["map"].Count);
        double map = Gain("map", MapScorer.PathModel).Estimate, truth = Gain("truth", MapScorer.PathModel).Estimate;
        Assert.True(Gain("map", MapScorer.PathModel).Low > 0.1, $"over the path: {Gain("map", MapScorer.PathModel)}");
        Assert.True(map >= 0.45 * truth, $"the map adds {map}, the truth {truth}");
        foreach (string name in Simple)
        {
            BootstrapInterval gain = Gain("map", name);
            Assert.True(gain.Low > 0, $"over {name}: {gain}");
        }

        BootstrapInterval Gain(string model, string baseline) => BlockBootstrap.Skill([.. losses[model]], [.. losses[baseline]]);
    }
}
