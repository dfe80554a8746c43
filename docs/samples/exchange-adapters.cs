#:project ../../src/HeatMap/HeatMap.csproj

// From the records of exchange clients to positions, tiers and sides: expressions to paste, and checks of their units.
// dotnet run -c Release docs/samples/exchange-adapters.cs
// Names as read in the sources of Binance.Net (commit 02cc7735; brackets 0255a4c5), Bybit.Net (0ab955a9) and OKX.Net (10cbc977, package JK.OKX.Net);
// those of Hyperliquid (HyperLiquid.Net 0d8c2880 reads the same) and CCXT are as their public interfaces call them.

using System.Globalization;
using HeatMap;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// Binance.Net, BinancePositionDetailsUsdt: Quantity is in coins. With PositionSide.Both its sign is the side; in hedge mode shorts are negative too.
// A LiquidationPrice of 0 says that nothing would liquidate.
var binance = new BinancePositionDetailsUsdt("BTCUSDT", EntryPrice: 60_000m, Quantity: -0.5m, Leverage: 20, LiquidationPrice: 62_700m);
Show("Binance.Net", Position.FromSigned((double)binance.Quantity, (double)binance.EntryPrice, binance.Leverage), binance.LiquidationPrice > 0 ? (double)binance.LiquidationPrice : double.NaN);

// Hyperliquid, clearinghouseState.assetPositions[].position: text; szi is signed coins, liquidationPx is null where nothing would liquidate.
var hyperliquid = new HyperliquidPosition("BTC", szi: "0.5", entryPx: "60000.0", liquidationPx: null, leverage: 20);
Show("Hyperliquid", Position.FromSigned(Number(hyperliquid.szi), Number(hyperliquid.entryPx), hyperliquid.leverage), hyperliquid.liquidationPx is { } text ? Number(text) : double.NaN);

// Bybit.Net, BybitPosition of linear contracts: Quantity is unsigned coins, Side is Buy or Sell, or none where nothing is held; prices may be null.
var bybit = new BybitPosition("BTCUSDT", Side: Bybit.PositionSide.Sell, Quantity: 0.5m, AveragePrice: 60_000m, Leverage: 20m, LiquidationPrice: 62_650m);
Show("Bybit.Net", Position.FromSigned((double)(bybit.Side == Bybit.PositionSide.Buy ? bybit.Quantity : -bybit.Quantity), (double)bybit.AveragePrice!, (double)bybit.Leverage!), (double?)bybit.LiquidationPrice ?? double.NaN);

// OKX.Net, OKXPosition: PositionsQuantity counts contracts of ctVal coins (of the instrument). PositionSide Net has the side in the sign; Long and Short are unsigned.
var okx = new OKXPosition("BTC-USDT-SWAP", PositionSide: OKX.PositionSide.Short, PositionsQuantity: 50m, AveragePrice: 60_000m, Leverage: 20m, LiquidationPrice: 62_600m);
const decimal ContractValue = 0.01m;
decimal signed = (okx.PositionSide == OKX.PositionSide.Short ? -1 : 1) * okx.PositionsQuantity!.Value * ContractValue;
Show("OKX.Net", Position.FromSigned((double)signed, (double)okx.AveragePrice!, (double)okx.Leverage!), (double?)okx.LiquidationPrice ?? double.NaN);

// CCXT, FetchPositions: contracts is unsigned, a contract is contractSize coins (linear), side is a word. Its type is called Position too: using Held = ccxt.Position;
var ccxt = new CcxtPosition(side: "long", contracts: 50, contractSize: 0.01, entryPrice: 60_000, leverage: 20, liquidationPrice: null);
double coins = ccxt.contracts!.Value * ccxt.contractSize!.Value;
Show("CCXT", Position.FromSigned(ccxt.side == "long" ? coins : -coins, ccxt.entryPrice!.Value, ccxt.leverage!.Value), ccxt.liquidationPrice ?? double.NaN);

// Binance.Net, BinanceFuturesBracket: floors of linear contracts in quote, MaintAmount is the deduction; of coin-margined ones in base.
BinanceFuturesBracket[] brackets = [new(0, 0.004m, 0m, 125), new(300_000, 0.005m, 300m, 100), new(800_000, 0.0065m, 1_500m, 75)];
var schedule = MaintenanceSchedule.Marginal(TierBasis.Quote, [.. brackets.Select(b => new RiskTier(b.Floor, (double)b.MaintenanceMarginRatio, (double)b.MaintAmount, b.InitialLeverage))]);
ContractSpec contract = Venues.Contract("binance-usdm", "BTCUSDT");
Console.WriteLine($"tiers: 10 BTC at 60,000 need {schedule.Maintenance(contract, 10, 60_000):N0} USDT, by hand {(600_000 * 0.005) - 300:N0}");

// Forced orders: Binance tells the side of the ORDER (Sell closes a long); Bybit's allLiquidation the side of the POSITION (Buy is a long).
Side byOrder = SideOfOrder("Sell"), byPosition = SideOfPosition("Buy");
Console.WriteLine($"liquidations: Binance Sell is a {byOrder}, Bybit Buy is a {byPosition}");

static Side SideOfOrder(string side) => side == "Sell" ? Side.Long : Side.Short;
static Side SideOfPosition(string side) => side == "Buy" ? Side.Long : Side.Short;
static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

// All of them hold half a coin; a price that the venue gives goes before the rules' own.
static void Show(string client, Position position, double reported)
{
    double price = double.IsNaN(reported) ? Liquidation.Price(position, Venues.BinanceUsdm("BTCUSDT")) : reported;
    Console.WriteLine($"{client}: {position.Side} {position.Quantity} coins, {position.Quantity * position.EntryPrice:N0} USDT at entry, liquidated at {price:N0} ({(double.IsNaN(reported) ? "by rules" : "reported")})");
}

// Enums of the clients; both are called PositionSide there.
static class Bybit { public enum PositionSide { Buy = 1, Sell } }
static class OKX { public enum PositionSide { Long = 1, Short, Net } }

record BinancePositionDetailsUsdt(string Symbol, decimal EntryPrice, decimal Quantity, int Leverage, decimal LiquidationPrice);
record HyperliquidPosition(string coin, string szi, string entryPx, string? liquidationPx, double leverage);
record BybitPosition(string Symbol, Bybit.PositionSide? Side, decimal Quantity, decimal? AveragePrice, decimal? Leverage, decimal? LiquidationPrice);
record OKXPosition(string Symbol, OKX.PositionSide PositionSide, decimal? PositionsQuantity, decimal? AveragePrice, decimal? Leverage, decimal? LiquidationPrice);
record CcxtPosition(string? side, double? contracts, double? contractSize, double? entryPrice, double? leverage, double? liquidationPrice);
record BinanceFuturesBracket(long Floor, decimal MaintenanceMarginRatio, decimal MaintAmount, int InitialLeverage);
