#:project ../../src/HeatMap.Charts/HeatMap.Charts.csproj

// What happens when price gets there: real positions, an assumed market, one shock, all shocks, and many random days.
// dotnet run -c Release docs/samples/cascade.cs -- [page.html]

using System.Globalization;
using HeatMap;
using HeatMap.Cascades;
using HeatMap.Charts;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string[][] rows = [.. File.ReadLines("docs/samples/data/hyperliquid-positions.csv").Skip(1).Select(line => line.Split(',')).Where(cell => cell[2] == "BTC" && cell[7] != "")];
double mark = double.Parse(rows[0][8]);
double[] price = [.. rows.Select(cell => double.Parse(cell[7]))];
double[] quantity = [.. rows.Select(cell => (cell[3] == "long" ? 1 : -1) * double.Parse(cell[4]))];

// The market is an assumption, and the result is no better than it: 20 million within 1 % of the mark, of which stress leaves a third.
var model = new CascadeModel(DepthCurve.PowerLaw(notionalWithin1Percent: 20e6).Stressed(factor: 0.33));
LiquidationLadder ladder = LiquidationLadder.FromPositions(price, quantity, mark);
CascadeResult crash = model.Run(ladder, Shock.Move(-0.08));
Console.WriteLine($"a fall of 8 % to {crash.ShockedPrice:N0} forces {crash.Liquidated.Notional / 1e6:N1}M and comes to rest at {crash.FinalPrice:N0}");
foreach (CascadeWave wave in crash.Waves)
{
    Console.WriteLine($"  wave: triggers down to {wave.TriggerPrice:N0} take price to {wave.Price:N0}, {wave.Count} positions, {wave.Quantity:N0} BTC");
}

CascadeThresholds falls = model.Thresholds(ladder, Direction.Down), rises = model.Thresholds(ladder, Direction.Up);
foreach ((string move, CascadeThresholds shocks) in (ReadOnlySpan<(string, CascadeThresholds)>)[("fall", falls), ("rise", rises)])
{
    Console.WriteLine(shocks.FirstCascade is { } jump ? $"a {move} to {jump.TriggerPrice:N0} would run on to {jump.EndPrice:N0}, {jump.Levels} positions" : $"no {move} cascades");
}

SimulatedCascades days = CascadeSimulation.Shocks(new CascadeSides(falls, rises), new GeometricBrownian(volatility: 0.6), new() { Paths = 20_000, Seed = 7 });
Console.WriteLine($"in a day at 60 % volatility: a fall cascades in {days.Down.Cascaded.Value:P1}, a rise in {days.Up.Cascaded.Value:P1} of the paths");

if (args.Length > 0)
{
    File.WriteAllText(args[0], crash.ToChart(new() { Title = "BTC: a fall of 8 %", Thresholds = falls, Simulation = days }).ToHtml());
}
