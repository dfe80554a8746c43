#:project ../../src/HeatMap/HeatMap.csproj

// A map that lives: positions open, change and are liquidated; a reader sees what was published and rules say what happened.
// dotnet run -c Release docs/samples/living-map.cs

using System.Globalization;
using HeatMap;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var living = new LivingMap(Venues.BinanceUsdm("BTCUSDT"), BandGrid.Uniform(100, new(40_000, 90_000)), markPrice: 62_400, capacity: 1_000);
PositionHandle mine = living.Open(Position.Long(entryPrice: 62_000, quantity: 0.5, leverage: 25));
PositionHandle theirs = living.OpenAt(liquidationPrice: 66_150, Side.Short, quantity: 2);
Console.WriteLine($"mine would be liquidated at {PriceOf(mine):N0}");

// 300 USDT more margin on 0.5 BTC moves the price by 300 / 0.5 and a little more, for maintenance shrinks with it; a smaller position keeps its price when the venue gave it.
living.AddMargin(mine, 300);
living.Resize(theirs, 1.5);
Console.WriteLine($"with 300 more margin at {PriceOf(mine):N0}; theirs still at {PriceOf(theirs):N0}");

// Readers see what was published, never half a change.
MapReader reader = living.CreateReader();
living.Publish();
reader.Refresh();
WatchRule[] rules =
[
    WatchRule.BandCrossed(new(59_000, 59_100)),
    WatchRule.NotionalBeyond(Side.Short, new(62_000, 70_000), bound: 200_000),
];
WatchReading[] before = [.. rules.Select(rule => rule.Read(reader.View))];

// The path of the price liquidates what it crossed: longs at or above its low, shorts at or below its high.
foreach (ForcedOrder order in living.Mark(low: 58_900, high: 62_500, last: 61_000))
{
    Console.WriteLine($"forced: {order.Side} {order.Quantity} at {order.Price:N0}");
}

living.OpenAt(64_000, Side.Short, 2);
living.Publish();
reader.Refresh();
for (int i = 0; i < rules.Length; i++)
{
    WatchEvent? happened = rules[i].Check(before[i], rules[i].Read(reader.View), reader.Path);
    Console.WriteLine($"{rules[i].Kind}: {(happened is null ? "nothing" : "happened")}");
}

Console.WriteLine(living.IsLive(mine) ? "mine is still there" : "mine is gone");
Console.WriteLine($"shorts up to 67,000: {living.FromMark(Side.Short, 67_000).Notional:N0} USDT");

double PriceOf(PositionHandle handle) => living.TryGet(handle, out LivePosition position) ? position.LiquidationPrice : double.NaN;
