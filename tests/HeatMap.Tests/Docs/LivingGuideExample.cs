// <guide>
using HeatMap;

// </guide>
namespace Guide;

/// <summary>The code of docs/guide/living-map.md. <c>LivingGuideTests</c> compares it line by line with what the page shows, and runs it.</summary>
internal static class LivingGuideExample
{
    public static (LivingMap Map, MapReader Reader, int Forced, RangeTally Near, double Price, BandChange[] Changes, List<WatchEvent> Events) Run()
    {
        int forced = 0;

        // <guide>
        MarginRules rules = Venues.BinanceUsdm("BTCUSDT");
        BandGrid grid = BandGrid.WithCount(16_384, new(30_000, 90_000));
        var living = new LivingMap(rules, grid, markPrice: 62_400, capacity: 1_000_000);

        PositionHandle mine = living.Open(Position.Long(entryPrice: 62_000, quantity: 0.5, leverage: 25));
        PositionHandle theirs = living.OpenAt(liquidationPrice: 66_150, Side.Short, quantity: 2);
        living.AddMargin(mine, 300);
        living.Resize(theirs, 1.5);

        foreach (ForcedOrder order in living.Mark(low: 58_900, high: 62_500, last: 61_000))
        {
            Console.WriteLine($"{order.Side} {order.Quantity} at {order.Price:N0}: {order.Notional:N0}");
            // </guide>
            forced++;

            // <guide>
        }

        Console.WriteLine(living.IsLive(mine) ? "still there" : "gone");
        // </guide>

        // <guide>
        RangeTally near = living.FromMark(Side.Short, 67_000);
        double price = living.PriceReaching(Side.Short, notional: 50_000);
        double centre = living.CentreOfMass(Side.Short, new(61_000, 90_000));
        Console.WriteLine($"{near.Count} shorts, {near.Notional:N0} up to 67,000, around {centre:N0}; 50,000 by {price:N0}");
        // </guide>

        // <guide>
        MapReader reader = living.CreateReader();
        var feed = new MapFeed(living.CreateReader(), capacity: 100_000);
        long known = feed.Version;

        living.OpenAt(64_000, Side.Short, 3);
        living.Publish();

        reader.Refresh();
        Console.WriteLine($"version {reader.Version}: {reader.Notional(Side.Short, new(61_000, 90_000)):N0}");
        LiquidationMap frozen = reader.ToMap();

        feed.Update();
        BandChange[] changes = feed.ChangesSince(known) ?? throw new InvalidOperationException("too far behind: take reader.ToMap()");
        // </guide>
        _ = frozen;
        var events = new List<WatchEvent>();

        // <guide>
        WatchRule[] watched =
        [
            WatchRule.PriceNear(new(64_000, 64_100), volatility: 0.02, sigmas: 1),
            WatchRule.BandCrossed(new(63_000, 63_100)),
            WatchRule.NotionalBeyond(Side.Short, new(61_000, 70_000), bound: 500_000),
        ];
        WatchReading[] before = [.. watched.Select(rule => rule.Read(reader.View))];

        living.Mark(62_900, 63_050, 63_000);
        living.OpenAt(66_000, Side.Short, 5);
        living.Publish();
        reader.Refresh();

        for (int i = 0; i < watched.Length; i++)
        {
            WatchReading now = watched[i].Read(reader.View);
            if (watched[i].Check(before[i], now, reader.Path) is { } happened)
            {
                Console.WriteLine(happened);
                // </guide>
                events.Add(happened);

                // <guide>
            }

            before[i] = now;
        }

        // </guide>
        return (living, reader, forced, near, price, changes, events);
    }
}
