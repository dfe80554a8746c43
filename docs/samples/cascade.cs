#:project ../../src/HeatMap/HeatMap.csproj

// What a shock sets off: forced orders move the price, which forces more. One shock, where it starts, and how often in a day.
// dotnet run -c Release docs/samples/cascade.cs

using System.Globalization;
using HeatMap;
using HeatMap.Cascades;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string[][] rows = [.. File.ReadLines("docs/samples/data/hyperliquid-positions.csv").Skip(1).Select(line => line.Split(',')).Where(cell => cell[2] == "BTC" && cell[7] != "")];
double mark = Number(rows[0][8]);
double[] price = [.. rows.Select(cell => Number(cell[7]))];
double[] signedQuantity = [.. rows.Select(cell => (cell[3] == "long" ? 1 : -1) * Number(cell[4]))];

// The ladder keeps every price. Depth is an assumption: 200 million USD within 1 %, of which half stays under stress.
LiquidationLadder ladder = LiquidationLadder.FromPositions(price, signedQuantity, mark);
var model = new CascadeModel(DepthCurve.PowerLaw(notionalWithin1Percent: 200e6).Stressed(factor: 0.5));

CascadeResult rise10 = model.Run(ladder, Shock.Move(0.10));
Console.WriteLine($"a rise of 10 % forces {rise10.Levels} shorts (waves: {rise10.Waves.Length}) and ends at {rise10.FinalPrice:N0}");
CascadeThresholds rises = model.Thresholds(ladder, Direction.Up);
if (rises.FirstCascade is { } jump)
{
    Console.WriteLine($"a rise to {jump.TriggerPrice:N0} runs on to {jump.EndPrice:N0}");
}

foreach (double rise in (double[])[0.02, 0.05, 0.08])
{
    Console.WriteLine($"a rise of {rise:P0} ends {rises.FinalPrice((1 + rise) * mark) / mark - 1:P1} up");
}

// The share of days is conditional on a volatility of 80 % a year without drift; it is no forecast of the price.
SimulatedCascades day = CascadeSimulation.Shocks(CascadeSides.Of(model, ladder), new GeometricBrownian(volatility: 0.8), new() { Paths = 2_000, Seed = 7 });
Console.WriteLine($"a cascade in a day: upwards {day.Up.Cascaded.Value:P0}, downwards {day.Down.Cascaded.Value:P0} of paths");
Console.WriteLine($"one day in a hundred liquidates {day.Up.Quantity.Quantile(0.99):N0} BTC of shorts or more");

static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
