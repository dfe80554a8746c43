#:project ../../src/HeatMap.Charts/HeatMap.Charts.csproj

// Where positions are hidden: an estimate from price and open interest, what it assumes, and its heat map.
// The bars are of a market made up for tests (SyntheticMarket): real ones with open interest are not free to ship. docs/guide/bars.md says how to read your own.
// dotnet run -c Release docs/samples/estimate-from-bars.cs -- [page.html]

using System.Globalization;
using HeatMap;
using HeatMap.Charts;
using HeatMap.Estimation;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
MarketBars bars = SyntheticMarket.Run(seed: 11, new() { Days = 14, BarMinutes = 60 }).Bars;
BandGrid bands = BandGrid.Geometric(step: 0.0005, new(20_000, 200_000));
var estimator = new PositionEstimator(Calibration.Default("BTC"), bands);
var history = new LiquidationHeatMapBuilder(bands, bars.Interval, new() { Columns = bars.Count, Sources = [new("estimate", isModelled: true)] });
foreach (MarketBar bar in bars)
{
    estimator.Add(bar);
    history.Append(bar.OpenTimeUnixMs, estimator.View, bar.Low, bar.High);
}

EstimatedMap estimate = estimator.ToMap();
Console.WriteLine(estimate);
Console.WriteLine($"open interest {estimate.OpenInterest:N0} coins a side; {estimate.BurnInShare:P1} of it rests on what was assumed at the start, {estimate.LongAssumedShare:P0} of longs and {estimate.ShortAssumedShare:P0} of shorts on assumptions of any kind");
double mark = estimator.MarkPrice;
foreach (double move in (double[])[0.01, 0.02, 0.05])
{
    double longs = estimator.SweptShare(Side.Long, new((1 - move) * mark, mark)), shorts = estimator.SweptShare(Side.Short, new(mark, (1 + move) * mark));
    Console.WriteLine($"a move of {move:P0}: a fall would force {longs:P1} of the longs, a rise {shorts:P1} of the shorts");
}

if (args.Length > 0)
{
    var page = ChartPage.ToHtml([history.ToHeatMap().ToChart(new() { Bars = [.. bars], Title = "Estimated positions" }), estimate.ToChart(new() { Title = "At the end" })]);
    File.WriteAllText(args[0], page);
}
