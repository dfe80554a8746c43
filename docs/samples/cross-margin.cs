#:project ../../src/HeatMap/HeatMap.csproj

// Cross margin: several positions, one wallet. Where is the account liquidated when one price moves, when all move, and what does margin buy?
// dotnet run -c Release docs/samples/cross-margin.cs

using System.Globalization;
using HeatMap;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
MarginRules btc = Venues.BinanceUsdm("BTCUSDT"), eth = Venues.BinanceUsdm("ETHUSDT");
Holding[] holdings = [new(btc, Position.Cross(Side.Long, entryPrice: 60_000, quantity: 0.5), MarkPrice: 62_000), new(eth, Position.Cross(Side.Short, entryPrice: 2_500, quantity: 5), MarkPrice: 2_450)];
var account = new CrossAccount("USDT", walletBalance: 3_000, holdings);

Console.WriteLine(account.State());
for (int i = 0; i < holdings.Length; i++)
{
    Console.WriteLine($"{holdings[i].Rules.Contract.Symbol}: alone it would have to go to {Text(account.LiquidationPrice(i))}, with the other following it one to one to {Text(account.LiquidationPrice(i, [1, 1]))}");
}

Console.WriteLine($"all prices times {account.LiquidationFactor():0.0000} break the account");
foreach (double more in (double[])[500, 1_000, 2_000])
{
    var richer = new CrossAccount("USDT", 3_000 + more, holdings);
    Console.WriteLine($"{more,5:N0} more in the wallet: BTC to {Text(richer.LiquidationPrice(0))}");
}

// The same account alive, over two maps: a mark re-prices what it touches.
var market = new LivingMarket(
    "USDT",
    accountCapacity: 100,
    holdingCapacity: 1_000,
    new LivingMap(btc, BandGrid.Uniform(25, new(30_000, 90_000)), markPrice: 62_000, capacity: 1_000),
    new LivingMap(eth, BandGrid.Uniform(1, new(1_000, 5_000)), markPrice: 2_450, capacity: 1_000));
AccountHandle handle = market.OpenAccount(walletBalance: 3_000);
HoldingHandle longs = market.Open(handle, "BTCUSDT", Side.Long, quantity: 0.5, entryPrice: 60_000);
market.Open(handle, "ETHUSDT", Side.Short, quantity: 5, entryPrice: 2_500);
market.SetMark("ETHUSDT", 2_600);
Console.WriteLine(market.TryGet(longs, out LiveHolding held) ? $"after ETH rose to 2,600: BTC to {held.LiquidationPrice:N0}" : "gone");

static string Text(double? price) => price is { } p ? p.ToString("N0") : "nowhere";
