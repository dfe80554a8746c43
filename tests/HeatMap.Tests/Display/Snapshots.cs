using HeatMap.Cascades;
using HeatMap.Estimation;
using HeatMap.Evaluation;
using HeatMap.Tests.Estimation;
using HeatMap.Tests.HeatMaps;

namespace HeatMap.Tests.Display;

/// <summary>One of each thing that a cell of a notebook may end with.</summary>
internal static class Snapshots
{
    /// <summary>A cascade whose waves and jumps are many.</summary>
    public static (CascadeResult Cascade, CascadeThresholds Thresholds) Long()
    {
        var ladder = LiquidationLadder.FromPositions([.. Enumerable.Range(0, 3000).Select(static i => 99 - (i * 0.01))], [.. Enumerable.Range(0, 3000).Select(static i => 1.0 + (i % 7))], 100);
        var model = new CascadeModel(PriceImpact.Exponential(2.4e-5));
        return (model.Run(ladder, Shock.Move(-0.03)), model.Thresholds(ladder, Direction.Down));
    }

    public static SimulatedCascades Simulated()
    {
        var ladder = LiquidationLadder.FromPositions([99, 98, 95, 104], [10, 10, 20, -5], 100);
        return CascadeSimulation.Walk(
            CascadeSides.Of(new CascadeModel(PriceImpact.Exponential(1e-4)), ladder), new GeometricBrownian(0.8), new() { Paths = 512, Horizon = TimeSpan.FromDays(1), Step = TimeSpan.FromHours(1), Seed = 3 });
    }

    public static EstimatedMap Estimated(string asset = "BTC")
    {
        var estimator = new PositionEstimator(Calibration.Default(asset), BandGrid.Geometric(0.001, new(30_000, 120_000)));
        foreach (MarketBar bar in RandomBars.Draw(21, 200, volatility: 0.004))
        {
            estimator.Add(bar);
        }

        return estimator.ToMap();
    }

    public static ScoreReport Scores(string map = "truth", string? note = null, int models = 2) => new()
    {
        Interval = TimeSpan.FromHours(1),
        Folds = 3,
        TestDays = 30,
        TestIntervals = 720,
        LiquidatedVolume = 1.25e9,
        OpenInterestCoverage = 1,
        FeedNote = note,
        Increments = [new() { Map = map, Baseline = MapScorer.PathModel, DevianceGain = new() { Estimate = 0.124, Low = 0.1, High = 0.15 }, PValue = 0.003 }],
        Models = [.. Enumerable.Range(0, models).Select(i => new ModelScore { Name = map + i, Pit = null!, ExplainedDeviance = 0.4, NatsPerDollar = 0.2, RSquaredOfLogs = double.NaN, VolumeRatio = 1.02 })],
    };

    /// <summary>Every kind, with its figure.</summary>
    public static IEnumerable<(object Snapshot, string Html)> All()
    {
        LiquidationMap map = Maps.Small();
        yield return (map, map.ToHtml());
        LiquidationHeatMap heat = HeatMapCodecTests.Small();
        yield return (heat, heat.ToHtml());
        CascadeResult cascade = Long().Cascade;
        yield return (cascade, cascade.ToHtml());
        SimulatedCascades simulated = Simulated();
        yield return (simulated, simulated.ToHtml());
        EstimatedMap estimate = Estimated();
        yield return (estimate, estimate.ToHtml());
        MapReport report = map.Report();
        yield return (report, report.ToHtml());
        ScoreReport scores = Scores();
        yield return (scores, scores.ToHtml());
    }
}
