#:project ../../src/HeatMap/HeatMap.csproj

// One collateral, several positions: where each contract alone would end the account, and what margin or another contract's price moves.
// dotnet run -c Release docs/samples/cross-margin.cs

using System.Globalization;
using HeatMap;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
MarginRules btc = Venues.BinanceUsdm("BTCUSDT"), eth = Venues.BinanceUsdm("ETHUSDT");
Holding[] holdings =
[
    new(btc, Position.Long(entryPrice: 60_000, quantity: 0.5, leverage: 20), 60_000),
    new(eth, Position.Short(entryPrice: 2_500, quantity: 5, leverage: 20), 2_500),
];

// A contract's price is for the others standing still; together they may end the account earlier or later.
foreach (double wallet in (double[])[3_000, 3_500, 4_000])
{
    var account = new CrossAccount("USDT", wallet, holdings);
    Console.WriteLine($"wallet {wallet:N0}: BTC at {account.LiquidationPrice(0):N0}, ETH at {account.LiquidationPrice(1):N0}; margin ratio {account.State().MarginRatio:P1}");
}

// The same account in a market that lives beside isolated positions of others.
var market = new LivingMarket(
    "USDT",
    accountCapacity: 100,
    holdingCapacity: 500,
    new LivingMap(btc, BandGrid.Uniform(25, new(30_000, 90_000)), markPrice: 60_000, capacity: 1_000),
    new LivingMap(eth, BandGrid.Uniform(1, new(1_000, 5_000)), markPrice: 2_500, capacity: 1_000));
AccountHandle owner = market.OpenAccount(walletBalance: 3_000);
HoldingHandle longs = market.Open(owner, "BTCUSDT", Side.Long, quantity: 0.5, entryPrice: 60_000);
market.Open(owner, "ETHUSDT", Side.Short, quantity: 5, entryPrice: 2_500);
Console.WriteLine($"alive: BTC at {Price():N0}");
market.SetMark("ETHUSDT", 2_450);
Console.WriteLine($"ETH falls to 2,450, the short gains: BTC at {Price():N0}");
market.Deposit(owner, 200);
Console.WriteLine($"200 USDT more: BTC at {Price():N0}");

foreach (MarketOrder order in market.SetMark("BTCUSDT", low: 52_000, high: 60_000, last: 53_000))
{
    Console.WriteLine($"forced: {order.Symbol} {order.Order.Side} {order.Order.Quantity} at {order.Order.Price:N0}");
}

double Price() => market.TryGet(longs, out LiveHolding held) ? held.LiquidationPrice : double.NaN;
