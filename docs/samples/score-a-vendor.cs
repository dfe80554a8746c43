#:project ../../src/HeatMap/HeatMap.csproj

// Is a bought map worth it? Snapshots of a vendor, scored on what was liquidated next, beside the path alone and the null map.
// Market and vendor are made up here: the vendor knows the true map, blurred and a day old. Scores need liquidations, which the shipped bars lack.
// dotnet run -c Release docs/samples/score-a-vendor.cs

using System.Globalization;
using HeatMap;
using HeatMap.Estimation;
using HeatMap.Evaluation;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
SyntheticMarketRun market = SyntheticMarket.Run(seed: 3, new() { BarMinutes = 60 });
MarketBars bars = market.Bars;
BandGrid coarse = market.CoveringGrid(step: 0.005, margin: 2.5);

// A snapshot counts from when it could be seen: what the vendor shows is the state of a day before.
const int Delay = 24;
List<MapSnapshot> snapshots = [];
for (int bar = 0; bar + Delay < bars.Count; bar += 4)
{
    snapshots.Add(new(bars[bar + Delay].OpenTimeUnixMs, market.TrueMap(bar, coarse)));
}

BandGrid fine = market.CoveringGrid(step: 0.002, margin: 2.5);
ScoreReport report = MapScorer.Score(
    bars,
    [
        new("vendor", new SnapshotSeries([.. snapshots], bars.Interval)),
        new("null map", new NullMap(new PositionEstimator(Calibration.Default("BTC"), fine), bars.Interval)),
    ]);

// Gains are of the deviance that the baseline leaves; an interval (95 %, drawing whole days) that holds zero shows nothing.
Console.WriteLine($"{report.TestDays} days, {report.TestIntervals} hours out of sample; the path alone explains {report.Model(MapScorer.PathModel)!.ExplainedDeviance:P0}");
foreach (ScoreIncrement gain in report.Increments)
{
    string verdict = gain.DevianceGain.Low > 0 ? "more" : gain.DevianceGain.High < 0 ? "less" : "not told apart";
    Console.WriteLine($"{gain.Map} {(gain.IsInstead ? "instead of" : "beyond")} {gain.Baseline}: {gain.DevianceGain.Estimate:P1} [{gain.DevianceGain.Low:P1}, {gain.DevianceGain.High:P1}], {verdict}");
}
