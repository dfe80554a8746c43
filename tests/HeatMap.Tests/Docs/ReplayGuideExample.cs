// <guide>
using HeatMap;

// </guide>
namespace Guide;

/// <summary>The code of docs/guide/replay.md. <c>ReplayGuideTests</c> compares it line by line with what the page shows, and runs it.</summary>
internal static class ReplayGuideExample
{
    public static (LivingSession Live, LivingSession Again, PositionEventLog Log, int Forced) Run()
    {
        // <guide>
        MarginRules rules = Venues.BinanceUsdm("BTCUSDT");
        BandGrid grid = BandGrid.Uniform(width: 25, range: new(30_000, 90_000));

        var log = new PositionEventLog();
        var session = new LivingSession(new LivingMap(rules, grid, markPrice: 60_000, capacity: 10_000), log);
        const long Start = 1_770_000_000_000;
        session.Apply(PositionEvent.Opened(Start, id: 1, Position.Long(entryPrice: 60_000, quantity: 0.5, leverage: 20)));
        session.Apply(PositionEvent.OpenedAt(Start, id: 2, Side.Short, quantity: 2, liquidationPrice: 61_500));
        session.Apply(PositionEvent.MarginAdded(Start + 250, id: 1, amount: 300));
        session.Apply(PositionEvent.Repriced(Start + 500, id: 2, liquidationPrice: 61_800));
        foreach (ForcedOrder order in session.Apply(PositionEvent.Marked(Start + 1_000, price: 61_200, low: 59_900, high: 61_850)))
        {
            Console.WriteLine($"position {session.IdOf(order.Handle)}: {order.Side} {order.Quantity} at {order.Price}");
        }

        // </guide>
        // <guide>
        File.WriteAllBytes("session.hevt", log.ToBytes());
        if (!PositionEventLog.TryRead(File.ReadAllBytes("session.hevt"), out PositionEventLog? read, out string? reason))
        {
            throw new InvalidDataException(reason);
        }

        var again = new LivingSession(new LivingMap(rules, grid, markPrice: 60_000, capacity: 10_000));
        again.Replay(read.Events);
        bool isSame = again.Map.ToMap().ToBytes().AsSpan().SequenceEqual(session.Map.ToMap().ToBytes());
        // </guide>
        Assert.True(isSame);

        // <guide>
        var generator = new EventGenerator(new EventGeneratorOptions { Seed = 7, Positions = 500, DailyVolatility = 0.08, MarkInterval = TimeSpan.FromSeconds(10) });
        var demo = new LivingSession(new LivingMap(rules, grid, markPrice: 60_000, capacity: 1_000));
        var events = new PositionEvent[20_000];
        generator.Next(events);
        int forced = 0;
        demo.Replay(events, (scoped in PositionEvent cause, ForcedOrders orders) => forced += orders.Count);
        // </guide>
        return (session, again, log, forced);
    }
}
