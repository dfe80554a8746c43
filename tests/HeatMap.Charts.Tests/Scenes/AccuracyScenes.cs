using HeatMap.Estimation;
using HeatMap.Evaluation;

namespace HeatMap.Charts.Tests.Scenes;

/// <summary>Scores to look at.</summary>
internal static class AccuracyScenes
{
    private static readonly Lazy<ScoreReport> Lazily = new(static () => Score("estimate", "a synthetic market"));

    /// <summary>A synthetic market of hours, whose truth is known.</summary>
    public static ScoreReport Report => Lazily.Value;

    public static ReliabilityDiagram Diagram { get; } = ReliabilityDiagram.Of([0.1, 0.2, 0.2, 0.6, 0.9, 0.8], [false, true, false, true, true, false], new() { Draws = 50 });

    public static IEnumerable<(string Name, Chart Chart)> All()
    {
        yield return ("accuracy-synthetic", Report.ToChart(new() { Title = "A synthetic market" }));
        yield return ("accuracy-diagram", Diagram.ToChart());
        yield return ("accuracy-no-forecasts", ReliabilityDiagram.Of([], []).ToChart());
        yield return ("accuracy-empty", new ScoreReport().ToChart());
        yield return ("accuracy-parts", (Report with { Cascades = null, Truth = [], Intensity = [], Increments = [] }).ToChart());
        foreach (string text in CascadeScenes.Texts)
        {
            ScoreReport named = Report with
            {
                FeedNote = text,
                Models = [Report.Models[0] with { Name = text }],
                Increments = [Report.Increments[0] with { Map = text }],
                Cascades = Report.Cascades! with { Models = [Report.Cascades.Models[0] with { Name = text }] },
            };
            yield return ("accuracy-text-" + text.Length, named.ToChart(new() { Title = text }));
        }
    }

    private static ScoreReport Score(string name, string note)
    {
        SyntheticMarketRun market = SyntheticMarket.Run(1, new() { BarMinutes = 60 });
        BandGrid bands = market.CoveringGrid(step: 0.0005, margin: 2.5);
        return MapScorer.Score(
            market.Bars,
            [new(name, new PositionEstimator(Calibration.Default("BTC"), bands)), new("turnover", new TurnoverEstimator(bands)), new("truth", market.Oracle(bands))],
            new() { FeedNote = note, Volume = new() { Ridges = [0.02] } });
    }
}
