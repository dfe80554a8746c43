#:project ../../src/HeatMap/HeatMap.csproj

// A map that lives: positions open, grow, are topped up and liquidated, readers see published states, and rules watch them.
// dotnet run -c Release docs/samples/living-map.cs

using System.Globalization;
using HeatMap;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
MarginRules rules = Venues.BinanceUsdm("BTCUSDT");
var living = new LivingMap(rules, BandGrid.Uniform(50, new(30_000, 90_000)), markPrice: 62_400, capacity: 10_000);
MapReader reader = living.CreateReader();

// A handle is all that one keeps; a stale one is refused, never misapplied.
PositionHandle mine = living.Open(Position.Long(entryPrice: 62_000, quantity: 0.5, leverage: 25));
PositionHandle theirs = living.OpenAt(liquidationPrice: 66_150, Side.Short, quantity: 2);
living.AddMargin(mine, 300);
living.Resize(theirs, 1.5);
living.Publish();
reader.Refresh();
Console.WriteLine($"version {reader.Version}: {reader.ToMap()}");

// What would a rise of 10 % force, and where are 50,000 of it reached?
RangeTally rise = living.FromMark(Side.Short, 1.10 * living.MarkPrice);
Console.WriteLine($"a rise of 10 %: {rise.Count} short, {rise.Notional:N0}; the first 50,000 by {living.PriceReaching(Side.Short, 50_000):N0}");

WatchRule[] rulesOfMine = [WatchRule.PriceNear(new(59_000, 59_500), volatility: 0.02, sigmas: 1), WatchRule.NotionalBeyond(Side.Short, new(60_000, 70_000), bound: 90_000)];
WatchReading[] before = [.. rulesOfMine.Select(rule => rule.Read(reader.View))];

// A fall goes through the long: the order is reported, the handle is dead.
foreach (ForcedOrder order in living.Mark(low: 58_900, high: 62_500, last: 59_600))
{
    Console.WriteLine($"forced: {order.Side} {order.Quantity} at {order.Price:N0}, {order.Notional:N0}");
}

living.Publish();
reader.Refresh();
for (int i = 0; i < rulesOfMine.Length; i++)
{
    WatchReading now = rulesOfMine[i].Read(reader.View);
    if (rulesOfMine[i].Check(before[i], now, reader.Path) is { } happened)
    {
        Console.WriteLine($"watch: {happened}");
    }
}

Console.WriteLine(living.IsLive(mine) ? "the long is still there" : "the long is gone");
Console.WriteLine($"ledger: {living.Ledger}");
