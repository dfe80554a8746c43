namespace HeatMap.Tests.Living;

public sealed class LivingSessionTests
{
    private static readonly BandGrid Grid = BandGrid.Uniform(1, new(50, 150));

    // One rate and no fees: a long of margin m is liquidated at (q·E − m) / (q·(1 − 0.1)), a short at (q·E + m) / (q·(1 + 0.1)).
    private static readonly MarginRules Rules = new(ContractSpec.Linear("X", "USDT"), MaintenanceSchedule.SingleRate(0.1));

    private readonly PositionEventLog _log = new();
    private readonly LivingSession _session;

    public LivingSessionTests() => _session = new(new(Rules, Grid, 100, capacity: 4), _log);

    [Fact]
    public void EventsOfAPosition_MoveTheMap()
    {
        Apply(PositionEvent.Opened(1, 7, Position.Isolated(Side.Long, 100, 2, 38)));
        Assert.Equal((200 - 38) / (2 * 0.9), Price(7), 1e-9);

        Apply(PositionEvent.Resized(2, 7, 4));
        Assert.Equal(((4 * 100) - 76) / (4 * 0.9), Price(7), 1e-9);
        Apply(PositionEvent.Resized(3, 7, 2, 98, 34) with { Side = Side.Long });
        Assert.Equal((196 - 34) / (2 * 0.9), Price(7), 1e-9);
        Apply(PositionEvent.MarginAdded(4, 7, 9));
        Assert.Equal((196 - 43) / (2 * 0.9), Price(7), 1e-9);
        Apply(PositionEvent.LeverageChanged(5, 7, 4));
        Assert.Equal((196 - 49) / (2 * 0.9), Price(7), 1e-9);

        Apply(PositionEvent.Closed(6, 7));
        Assert.False(_session.TryGetHandle(7, out PositionHandle handle));
        Assert.Equal(default, handle);
        Assert.Equal((0, 6L, 6L, 0L), (_session.Map.Count, _session.Events, _session.LastTimeUnixMs, _session.LateEvents));
        Assert.Equal(6, _log.Count);
    }

    [Fact]
    public void ReportedPrices_GoBeforeTheRules()
    {
        Apply(PositionEvent.OpenedAt(1, 1, Side.Short, 3, 120));
        Assert.Equal(120, Price(1));
        Apply(PositionEvent.Repriced(2, 1, 118.5));
        Assert.Equal(118.5, Price(1));
        Apply(PositionEvent.ResizedAt(3, 1, 5, 117));
        Assert.Equal((117, 5), (Price(1), Live(1).Quantity));
        Apply(PositionEvent.Resized(4, 1, 6, entryPrice: 99, margin: 12));
        Assert.Equal((117, 6), (Price(1), Live(1).Quantity));
        Apply(PositionEvent.LeverageChanged(5, 1, 9) with { Price = 116 });
        Assert.Equal(116, Price(1));
        Apply(PositionEvent.Repriced(6, 1, double.NaN));
        Assert.Equal(double.NaN, Price(1));
        Apply(PositionEvent.ResizedAt(7, 1, 2, 130));
        Assert.Equal((130, 2), (Price(1), Live(1).Quantity));

        // What secures it lies elsewhere: funding is its account's.
        Apply(PositionEvent.FundingPaid(8, 1, 5));
        Apply(PositionEvent.Funded(8, 0.5));
        Assert.Equal((130, 0), (Price(1), _session.UncoveredFunding));
    }

    [Fact]
    public void Mark_LiquidatesAlongItsPath_AndNamesPositions()
    {
        Apply(PositionEvent.OpenedAt(1, 10, Side.Long, 1, 90));
        Apply(PositionEvent.OpenedAt(1, 20, Side.Long, 2, 95));
        Apply(PositionEvent.OpenedAt(1, 30, Side.Short, 3, 110));

        Assert.Equal([], Forced(PositionEvent.Marked(2, 97)));
        Assert.Equal([(95.0, 20L)], Forced(PositionEvent.Marked(3, 96, low: 94)));
        Assert.Equal([(90.0, 10L), (110.0, 30L)], Forced(PositionEvent.Marked(4, 100, low: 80, high: 110)));
        Assert.Equal((0, 100.0), (_session.Map.Count, _session.Map.MarkPrice));
    }

    [Fact]
    public void EventsAfterALiquidation_AreAnOutcome()
    {
        Apply(PositionEvent.OpenedAt(1, 1, Side.Long, 1, 90));
        Apply(PositionEvent.Marked(2, 85));
        byte[] before = _session.Map.ToMap().ToBytes();

        Apply(PositionEvent.ResizedAt(3, 1, 2, 80));
        Apply(PositionEvent.MarginAdded(3, 1, 5));
        Apply(PositionEvent.LeverageChanged(3, 1, 5));
        Apply(PositionEvent.FundingPaid(3, 1, 5));
        Assert.True(_session.IsKnown(1));
        Apply(PositionEvent.Closed(4, 1));

        Assert.Equal((5L, 7L), (_session.LateEvents, _session.Events));
        Assert.Equal(before, _session.Map.ToMap().ToBytes());
        Assert.False(_session.IsKnown(1));
        Refused(PositionEvent.Closed(5, 1), "position 1 must be known: nothing opened it, or it was closed (Close at 5)");
    }

    [Fact]
    public void ANumber_IsFreeAfterTheEnd()
    {
        Apply(PositionEvent.OpenedAt(1, 1, Side.Long, 1, 90));
        Refused(PositionEvent.OpenedAt(1, 1, Side.Long, 1, 80), "position 1 must not be open already (Open at 1)");
        Apply(PositionEvent.Closed(1, 1));
        Apply(PositionEvent.OpenedAt(1, 1, Side.Long, 1, 91));
        Apply(PositionEvent.Marked(2, 91));
        Apply(PositionEvent.OpenedAt(3, 1, Side.Short, 1, 120));

        Assert.Equal(120, Price(1));
        Apply(PositionEvent.Closed(4, 1));
        Assert.Equal(0, _session.LateEvents);
    }

    [Fact]
    public void Funding_StopsAtZero()
    {
        Apply(PositionEvent.Opened(1, 1, Position.Isolated(Side.Long, 100, 2, 38)));
        Apply(PositionEvent.Opened(1, 2, Position.Isolated(Side.Short, 100, 1, 50)));

        Apply(PositionEvent.Funded(2, 0.01));
        Assert.Equal((36, 51, 0), (Live(1).Margin, Live(2).Margin, _session.UncoveredFunding));
        Apply(PositionEvent.FundingPaid(3, 1, 6));
        Apply(PositionEvent.FundingPaid(3, 2, -4));
        Assert.Equal((30, 55), (Live(1).Margin, Live(2).Margin));
        Apply(PositionEvent.FundingPaid(4, 1, 31.5));
        Assert.Equal((0, 1.5), (Live(1).Margin, _session.UncoveredFunding));
        Apply(PositionEvent.Funded(5, 0.02));
        Assert.Equal((0, 5.5, 57), (Live(1).Margin, _session.UncoveredFunding, Live(2).Margin));
    }

    [Fact]
    public void RefusedEvents_ChangeNothing()
    {
        Apply(PositionEvent.Opened(5, 1, Position.Isolated(Side.Long, 100, 2, 38)));
        Apply(PositionEvent.OpenedAt(5, 2, Side.Short, 2, 120));
        Apply(PositionEvent.Opened(5, 3, Position.Cross(Side.Short, 100, 1)));

        Refused(default, "Kind must be one of");
        Refused(PositionEvent.Marked(4, 100), "TimeUnixMs must be not before that of the event before, 5, was 4");
        Refused(new() { Kind = PositionEventKind.Mark, TimeUnixMs = 5, Price = 100, Low = 101, High = 99 }, "Low must be at most High");
        Refused(new() { Kind = PositionEventKind.Resize, TimeUnixMs = 5, Id = 1 }, "Quantity must be finite and > 0, was NaN");
        Refused(PositionEvent.Closed(5, 9), "position 9 must be known");
        Refused(PositionEvent.Resized(5, 1, 1) with { Side = Side.Short }, "Side must be that of position 1, Long: a turn is a close and an open");
        Refused(PositionEvent.ResizedAt(5, 1, 1, 90), "Price must be not stated for position 1, which the rules price");
        Refused(PositionEvent.Repriced(5, 1, 90), "Price must be not stated for position 1");
        Refused(PositionEvent.LeverageChanged(5, 1, 3) with { Price = 90 }, "Price must be not stated for position 1");
        Refused(PositionEvent.MarginAdded(5, 2, 9), "Price must be stated for position 2, which is priced elsewhere");
        Refused(PositionEvent.LeverageChanged(5, 2, 9), "Price must be stated for position 2");
        Refused(PositionEvent.MarginAdded(5, 3, 9), "amount must be for a position with margin of its own");
        Refused(PositionEvent.MarginAdded(5, 1, -39), "amount must be at least -38");
        Refused(PositionEvent.OpenedAt(5, 4, Side.Long, 1, 90, layer: 1), "layer must be from 0 to 0");
        Refused<OverflowException>(PositionEvent.OpenedAt(5, 4, Side.Long, 1e30, 90), "");
        Apply(PositionEvent.OpenedAt(5, 4, Side.Long, 1, 90));
        Refused<InvalidOperationException>(PositionEvent.OpenedAt(5, 5, Side.Long, 1, 90), "there is room for 4 positions");
        _session.Map.EnsureCapacity(5);
        Apply(PositionEvent.OpenedAt(5, 5, Side.Long, 1, 91));
        Assert.Equal([(90.0, 1L), (90.0, 4L), (91.0, 5L)], Forced(PositionEvent.Marked(6, 90)));
    }

    [Theory]
    [InlineData(1e16, 50)]
    [InlineData(1e12, 1_000)]
    [InlineData(1e16, double.NaN)]
    public void ResizeWithAPriceThatDoesNotFit_TakesBackItsFirstHalf(double quantity, double liquidationPrice)
    {
        Apply(PositionEvent.OpenedAt(1, 1, Side.Long, 3, 90));
        Apply(PositionEvent.OpenedAt(1, 2, Side.Long, 3, 90));

        Refused<OverflowException>(PositionEvent.ResizedAt(2, 1, quantity, liquidationPrice), "");

        Assert.Equal((90, 3), (Price(1), Live(1).Quantity));
        Assert.Equal([(90.0, 1L), (90.0, 2L)], Forced(PositionEvent.Marked(3, 90)));
    }

    [Fact]
    public void ResizeAtALowerPrice_NeverNeedsRoomForTheOldOne()
    {
        // 2^63 units of 2^-16 are 1.4e14: at the old price the new size would not fit.
        Apply(PositionEvent.OpenedAt(1, 1, Side.Long, 1e12, 90));
        Apply(PositionEvent.ResizedAt(2, 1, 1e13, 10));
        Apply(PositionEvent.ResizedAt(3, 1, 1e12, 95));

        Assert.Equal((95, 1e12), (Price(1), Live(1).Quantity));
    }

    [Fact]
    public void Session_StartsWithAnEmptyMap()
    {
        var map = new LivingMap(Rules, Grid, 100, 4);
        map.OpenAt(90, Side.Long, 1);

        Assert.StartsWith("map must have no positions when a session begins, has 1", Assert.Throws<ArgumentException>("map", () => new LivingSession(map)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new LivingSession(null!));
        Assert.Throws<ArgumentOutOfRangeException>("handle", () => _session.IdOf(default));
        Apply(PositionEvent.OpenedAt(1, 8, Side.Long, 1, 90));
        Assert.True(_session.TryGetHandle(8, out PositionHandle handle));
        Assert.Equal(8, _session.IdOf(handle));
        Assert.Throws<ArgumentOutOfRangeException>("handle", () => _session.IdOf(new(handle.Index, handle.Generation + 2)));
        Assert.Throws<ArgumentOutOfRangeException>("handle", () => _session.IdOf(new(99, 1)));
    }

    [Fact]
    public void ALogThatIsAhead_RefusesEventsBeforeTheMapMoves()
    {
        _log.Add(PositionEvent.Marked(50, 100));

        Refused(PositionEvent.OpenedAt(49, 1, Side.Long, 1, 90), "TimeUnixMs must be not before that of the event before, 50, was 49");
        Apply(PositionEvent.OpenedAt(50, 1, Side.Long, 1, 90));
        Assert.Equal(2, _log.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ReplayOfARecording_GivesTheSameBits(long seed)
    {
        EventGeneratorOptions options = new()
        {
            Seed = seed,
            StartPrice = 100,
            Positions = 300,
            ChangesPerMark = 6,
            DailyVolatility = 0.2,
            JumpsPerDay = 200,
            JumpSize = 0.02,
            MarkInterval = TimeSpan.FromSeconds(30),
            FundingInterval = TimeSpan.FromMinutes(20),
        };
        var generator = new EventGenerator(options);
        var recorded = new PositionEventLog();
        LivingSession live = Begin(recorded);
        List<(long, ForcedOrder)> first = [], second = [];
        for (int i = 0; i < 15_000; i++)
        {
            PositionEvent next = generator.Next();
            foreach (ForcedOrder order in live.Apply(next))
            {
                first.Add((live.IdOf(order.Handle), order));
            }
        }

        LivingSession again = Begin(null);
        again.Replay(recorded.Events, (scoped in PositionEvent cause, ForcedOrders orders) =>
        {
            Assert.Equal(PositionEventKind.Mark, cause.Kind);
            foreach (ForcedOrder order in orders)
            {
                second.Add((again.IdOf(order.Handle), order));
            }
        });

        Assert.True(first.Count > 100);
        Assert.True(live.LateEvents > 50);
        Assert.Equal(15_000, recorded.Count);
        Assert.Equal(first, second);
        Assert.Equal(live.Map.ToMap().ToBytes(), again.Map.ToMap().ToBytes());
        Assert.Equal(live.Map.Ledger, again.Map.Ledger);
        Assert.Equal((live.Events, live.LateEvents, live.UncoveredFunding), (again.Events, again.LateEvents, again.UncoveredFunding));
        Assert.True(live.Map.Ledger.IsBalanced);

        // From bytes, and without anybody to tell.
        Assert.True(PositionEventLog.TryRead(recorded.ToBytes(), out PositionEventLog? read, out _));
        LivingSession quiet = Begin(null);
        quiet.Replay(read.Events);
        Assert.Equal(live.Map.ToMap().ToBytes(), quiet.Map.ToMap().ToBytes());

        static LivingSession Begin(PositionEventLog? log) => new(new(Venues.BinanceUsdm("BTCUSDT"), BandGrid.Geometric(0.0025, new(50, 150)), 100, 400), log);
    }

    [Fact]
    public void Apply_AllocatesNothing()
    {
        PositionEvent[] events = new EventGenerator(new() { StartPrice = 100, Positions = 300, ChangesPerMark = 6 }).Take(4_000).Events.ToArray();
        var session = new LivingSession(new(Rules, Grid, 100, 400), new(capacity: 3 * events.Length));
        session.Replay(events.AsSpan(0, 2_000));
        long least = long.MaxValue;
        for (int place = 2_000; place < 4_000; place += 200)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            session.Replay(events.AsSpan(place, 200));
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private void Apply(in PositionEvent item) => _session.Apply(item);

    private (double Price, long Id)[] Forced(in PositionEvent item)
    {
        var forced = new List<(double, long)>();
        foreach (ForcedOrder order in _session.Apply(item))
        {
            forced.Add((order.Price, _session.IdOf(order.Handle)));
        }

        return [.. forced];
    }

    private void Refused(PositionEvent item, string message) => Refused<ArgumentException>(item, message);

    private void Refused<T>(PositionEvent item, string message)
        where T : Exception
    {
        (byte[] Map, LivingLedger Ledger, long Events, long Late, long Time, int Log) before = State();

        Exception error = Assert.ThrowsAny<T>(() => Apply(item));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        (byte[] Map, LivingLedger Ledger, long Events, long Late, long Time, int Log) after = State();
        Assert.Equal(before.Map, after.Map);
        Assert.Equal(before with { Map = [] }, after with { Map = [] });

        (byte[], LivingLedger, long, long, long, int) State() =>
            (_session.Map.ToMap().ToBytes(), _session.Map.Ledger, _session.Events, _session.LateEvents, _session.LastTimeUnixMs, _log.Count);
    }

    private LivePosition Live(long id)
    {
        Assert.True(_session.TryGetHandle(id, out PositionHandle handle));
        Assert.True(_session.Map.TryGet(handle, out LivePosition position));
        return position;
    }

    private double Price(long id) => Live(id).LiquidationPrice;
}
