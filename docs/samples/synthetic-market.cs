#:project ../../src/HeatMap/HeatMap.csproj

// A market whose hidden positions are known: what an estimate of them from its public bars is worth.
// dotnet run -c Release docs/samples/synthetic-market.cs -- [seed]

using System.Globalization;
using HeatMap;
using HeatMap.Estimation;
using HeatMap.Evaluation;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
long seed = args.Length > 0 ? long.Parse(args[0], CultureInfo.InvariantCulture) : 1;
SyntheticMarketRun market = SyntheticMarket.Run(seed, new() { BarMinutes = 60 });
BandGrid bands = market.CoveringGrid(step: 0.0005, margin: 2.5);
Calibration calibration = Calibration.Default("BTC");

// One estimator reads all bars, and is asked what it thinks of the next two percent on either side.
var estimator = new PositionEstimator(calibration, bands);
SyntheticOracle truth = market.Oracle(bands);
foreach (MarketBar bar in market.Bars)
{
    estimator.Add(bar);
    truth.Add(bar);
}

foreach (Side side in (Side[])[Side.Long, Side.Short])
{
    double mark = estimator.MarkPrice;
    PriceRange range = side == Side.Long ? new(0.98 * mark, mark) : new(mark, 1.02 * mark);
    Console.WriteLine($"a move of 2 % against {(side == Side.Long ? "longs" : "shorts")} sweeps {estimator.SweptShare(side, range):P2} of them by the estimate, {truth.SweptShare(side, range):P2} in truth");
}

// Fresh ones, hour by hour against what was liquidated next, beside the path alone, prices without open interest, and the truth.
ScoreReport report = MapScorer.Score(
    market.Bars,
    [
        new("estimate", new PositionEstimator(calibration, bands)),
        new("prices only", new NullMap(new PositionEstimator(calibration, bands), market.Bars.Interval)),
        new("turnover", new TurnoverEstimator(bands)),
        new("truth", market.Oracle(bands)),
    ]);
Console.WriteLine($"{report.TestDays} days, {report.TestIntervals} hours; the path alone explains {report.Model(MapScorer.PathModel)!.ExplainedDeviance:P0} of the deviance");
foreach (ScoreIncrement increment in report.Increments.Where(i => i.Baseline == MapScorer.PathModel))
{
    Console.WriteLine($"{increment.Map,-12} takes {increment.DevianceGain.Estimate,6:P1} of what is left [{increment.DevianceGain.Low:P1}, {increment.DevianceGain.High:P1}]");
}
