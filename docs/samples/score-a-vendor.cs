#:project ../../src/HeatMap.Charts/HeatMap.Charts.csproj

// Is a bought map worth its price? Its snapshots are scored on what was liquidated next, beside the path of the price alone and a map that knows prices only.
// The vendor is made up here: it draws the textbook ladder of leverage around every close. The market is made up as well (SyntheticMarket), so that anybody can run this.
// dotnet run -c Release docs/samples/score-a-vendor.cs -- [page.html]

using System.Globalization;
using HeatMap;
using HeatMap.Charts;
using HeatMap.Estimation;
using HeatMap.Evaluation;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
MarketBars bars = SyntheticMarket.Run(seed: 1, new() { Days = 60, BarMinutes = 60 }).Bars;
BandGrid bands = BandGrid.Geometric(step: 0.001, new(10_000, 400_000));

// One snapshot an hour, known when its bar has closed: equal amounts at 10, 25, 50 and 100 times leverage from the close.
double[] distances = [0.095, 0.035, 0.015, 0.005];
MapSnapshot[] snapshots = [.. bars.Select(bar => new MapSnapshot(
    bar.OpenTimeUnixMs + (long)bars.Interval.TotalMilliseconds,
    LiquidationMap.Build(
        new PricedColumns([.. distances.Select(d => bar.Close * (1 - d)), .. distances.Select(d => bar.Close * (1 + d))], [.. distances.Select(_ => 1e6), .. distances.Select(_ => -1e6)]),
        bands,
        bar.Close)))];

Calibration calibration = Calibration.Default("BTC");
ScoreReport report = MapScorer.Score(
    bars,
    [
        new("vendor", new SnapshotSeries(snapshots, bars.Interval)),
        new("our estimate", new PositionEstimator(calibration, bands)),
        new("prices only", new NullMap(new PositionEstimator(calibration, bands), bars.Interval)),
    ],
    new() { Bootstrap = new() { Draws = 500 } });

Console.WriteLine($"{report.TestDays} days that no fit had seen; what each map adds to the path of the price, with the interval of 95 in 100 draws of days:");
foreach (string name in (string[])["vendor", "our estimate", "prices only"])
{
    BootstrapInterval gain = report.Increment(name)!.DevianceGain;
    string verdict = gain.Low > 0 ? "knows something" : gain.High < 0 ? "does harm" : "nothing shown";
    Console.WriteLine($"  {name,-12} {gain.Estimate,6:0.0%} [{gain.Low:0.0%}, {gain.High:0.0%}]: {verdict}");
}

if (args.Length > 0)
{
    File.WriteAllText(args[0], report.ToChart(new() { Title = "A vendor's map, scored" }).ToHtml());
}
