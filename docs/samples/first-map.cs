#:project ../../src/HeatMap/HeatMap.csproj

// From a file of positions to a picture and to words: where would they be liquidated?
// dotnet run -c Release docs/samples/first-map.cs -- [picture.svg]

using System.Globalization;
using HeatMap;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string[][] rows = [.. File.ReadLines("docs/samples/data/hyperliquid-positions.csv").Skip(1).Select(line => line.Split(',')).Where(cell => cell[2] == "BTC")];
double mark = Number(rows[0][8]);

// The venue says where most are liquidated; a position without such a price is kept, unplaced, valued at the mark.
double[] price = [.. rows.Select(cell => cell[7] == "" ? double.NaN : Number(cell[7]))];
double[] signedNotional = [.. rows.Select((cell, i) => (cell[3] == "long" ? 1 : -1) * Number(cell[4]) * (double.IsNaN(price[i]) ? mark : price[i]))];
LiquidationMap map = LiquidationMap.Build(new PricedColumns(price, signedNotional), BandGrid.Around(mark), mark);

Console.WriteLine(map);
foreach (Zone zone in map.Zones(minProminence: 5_000_000))
{
    Console.WriteLine(zone);
}

if (args.Length > 0)
{
    File.WriteAllText(args[0], map.ToSvg());
}

static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
