#:project ../../src/HeatMap/HeatMap.csproj

// Where hidden positions would be liquidated, by a model that reads bars. The shipped bars have prices only, so open interest is set to a
// constant: this is the null map, geometry of the path alone. With the venue's open interest in the bars it becomes an estimate.
// dotnet run -c Release docs/samples/estimate-from-bars.cs -- [heat-map.svg]

using System.Globalization;
using HeatMap;
using HeatMap.Estimation;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
const double OpenInterest = 100_000; // BTC, assumed
var interval = TimeSpan.FromHours(1);
double[][] rows = [.. File.ReadLines("docs/samples/data/binance-btc-hours.csv").Skip(1).Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())];
BandGrid bands = BandGrid.Geometric(step: 0.0025, new(20_000, 200_000));
var estimator = new PositionEstimator(Calibration.Default("BTC"), bands);
var history = new LiquidationHeatMapBuilder(bands, interval, new() { Columns = rows.Length, Unit = "USDT", Sources = [new("prices only", isModelled: true)] });

double open = rows[0][3];
foreach (double[] row in rows)
{
    (long time, double low, double high, double close) = ((long)row[0], Math.Min(row[1], open), Math.Max(row[2], open), row[3]);
    estimator.Add(new MarketBar(time, open, high, low, close) { OpenInterest = OpenInterest });
    history.Append(time, estimator.ToMap().Map.View, low, high);
    open = close;
}

EstimatedMap estimate = estimator.ToMap();
Console.WriteLine($"{rows.Length} hours; turnover assumed: {estimate.AssumesTurnover}; {estimate.BurnInShare:P1} rests on start-up assumptions");
double mark = estimator.MarkPrice;
foreach (double move in (double[])[0.01, 0.02, 0.05])
{
    double longs = estimate.SweptShare(Side.Long, new((1 - move) * mark, mark)), shorts = estimate.SweptShare(Side.Short, new(mark, (1 + move) * mark));
    Console.WriteLine($"a fall of {move:P0} sweeps {longs:P1} of longs, a rise {shorts:P1} of shorts");
}

if (args.Length > 0)
{
    File.WriteAllText(args[0], history.ToHeatMap().ToSvg());
}
