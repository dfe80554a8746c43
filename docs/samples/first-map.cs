#:project ../../src/HeatMap.Charts/HeatMap.Charts.csproj

// The first map: real positions of one moment on Hyperliquid, from a file to words and a picture.
// dotnet run -c Release docs/samples/first-map.cs -- [page.html]

using System.Globalization;
using HeatMap;
using HeatMap.Charts;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string[][] rows = [.. File.ReadLines("docs/samples/data/hyperliquid-positions.csv").Skip(1).Select(line => line.Split(',')).Where(cell => cell[2] == "BTC")];
double mark = double.Parse(rows[0][8]);
double[] price = [.. rows.Select(cell => cell[7] == "" ? double.NaN : double.Parse(cell[7]))];
double[] notional = [.. rows.Select((cell, i) => (cell[3] == "long" ? 1 : -1) * double.Parse(cell[4]) * (double.IsNaN(price[i]) ? mark : price[i]))];

LiquidationMap map = LiquidationMap.Build(new PricedColumns(price, notional), BandGrid.Around(mark), mark, new() { Unit = "USDC", Counts = true });
Console.WriteLine(map);
foreach (Zone zone in map.Zones(minProminence: 10e6))
{
    Console.WriteLine(zone);
}

if (args.Length > 0)
{
    File.WriteAllText(args[0], map.ToChart(new() { Title = "BTC on Hyperliquid, 12 February 2026" }).ToHtml());
}
