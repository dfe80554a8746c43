namespace HeatMap.Tests.Living;

public sealed class EventGeneratorTests
{
    private static readonly EventGeneratorOptions Busy = new() { Positions = 200, ChangesPerMark = 3, FundingInterval = TimeSpan.FromMinutes(10), MarkInterval = TimeSpan.FromSeconds(10), Layers = 4 };

    [Fact]
    public void Stream_IsTheSameOnEveryMachine()
    {
        // Written down once: a change here is a change of every seeded test, benchmark and demo out there.
        PositionEventLog log = new EventGenerator(new() { Positions = 100, Seed = 42 }).Take(5_000);

        Assert.Equal(0x8D897240u, System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(log.ToBytes().AsSpan(12)));
    }

    [Fact]
    public void Stream_DoesNotDependOnHowItIsCut()
    {
        PositionEvent[] whole = new EventGenerator(Busy).Take(3_000).Events.ToArray(), cut = new PositionEvent[3_000];
        var generator = new EventGenerator(Busy);
        for (int start = 0, length = 0; start < cut.Length; start += length, length = Math.Min(length + 1, cut.Length - start))
        {
            generator.Next(cut.AsSpan(start, length));
        }

        Assert.Equal(whole, cut);
        Assert.NotEqual(whole, new EventGenerator(Busy with { Seed = 2 }).Take(3_000).Events.ToArray());
        Assert.Equal(whole[0], new EventGenerator(Busy).Next());
    }

    [Fact]
    public void Stream_OpensBeforeItChangesAndCloses()
    {
        var open = new Dictionary<long, Side>();
        long time = 0;
        foreach (PositionEvent each in new EventGenerator(Busy).Take(20_000).Events)
        {
            Assert.Null(each.Fault);
            Assert.True(each.TimeUnixMs >= time);
            time = each.TimeUnixMs;
            Assert.True(each.Kind switch
            {
                PositionEventKind.Open => open.TryAdd(each.Id, each.Side) && each.Layer is >= 0 and < 4,
                PositionEventKind.Close => open.Remove(each.Id),
                PositionEventKind.Mark or PositionEventKind.Funding => true,
                _ => open.ContainsKey(each.Id),
            });
            Assert.InRange(open.Count, 0, 251);
        }

        Assert.InRange(open.Count, 150, 250);
    }

    [Fact]
    public void Stream_HasEveryKind_InPlausibleShares()
    {
        PositionEvent[] events = [.. new EventGenerator(Busy).Take(20_000).Events[201..]];
        Dictionary<PositionEventKind, int> counts = events.CountBy(static e => e.Kind).ToDictionary();

        Assert.InRange(counts[PositionEventKind.Mark], 4_700, 5_300);
        Assert.InRange(counts[PositionEventKind.Funding], counts[PositionEventKind.Mark] / 60 - 1, counts[PositionEventKind.Mark] / 60 + 1);
        Assert.InRange(counts[PositionEventKind.Open] - counts[PositionEventKind.Close], -60, 60);
        Assert.InRange(counts[PositionEventKind.Resize], 3_500, 5_500);
        Assert.InRange(counts[PositionEventKind.Margin], 1_500, 2_800);
        Assert.InRange(counts[PositionEventKind.Leverage], 500, 1_000);

        PositionEvent[] opens = [.. events.Where(static e => e.Kind == PositionEventKind.Open)];
        Assert.InRange(opens.Count(static e => e.Side == Side.Long) / (double)opens.Length, 0.4, 0.6);
        Assert.InRange(opens.Count(static e => double.IsNaN(e.Margin)) / (double)opens.Length, 0.4, 0.6);
        double[] values = [.. opens.Select(static e => e.Quantity * e.EntryPrice).Order()];
        Assert.InRange(values[values.Length / 2], 2_000, 3_000);
        Assert.True(values[^1] > 50 * values[values.Length / 2]);
        Assert.Equal([0, 1, 2, 3], opens.Select(static e => e.Layer).Distinct().Order());
    }

    [Fact]
    public void Mark_MovesByItsVolatility_WithJumpsAndWicksWhereAsked()
    {
        EventGeneratorOptions calm = new() { Positions = 1, ChangesPerMark = 0, MarkInterval = TimeSpan.FromMinutes(1), JumpsPerDay = 0, WicksPerDay = 0, DailyVolatility = 0.05, Seed = 5 };
        PositionEvent[] quiet = Marks(calm, 20_000), jumpy = Marks(calm with { JumpsPerDay = 30, WicksPerDay = 100 }, 20_000);

        double deviation = Math.Sqrt(Moves(quiet).Average(static m => m * m) * 1440);
        Assert.InRange(deviation, 0.048, 0.052);
        Assert.True(Moves(quiet).Max() < 0.05 / Math.Sqrt(1440) * 5);
        Assert.True(Moves(jumpy).Max(Math.Abs) > 0.02);
        Assert.True(jumpy.Max(static e => 1 - (e.Low / e.Price)) > 0.002);
        Assert.All(quiet.Zip(quiet.Skip(1)), static pair => Assert.True(pair.Second.Low <= pair.First.Price && pair.Second.High >= pair.First.Price));
        Assert.All(Marks(calm with { DailyVolatility = 0 }, 50), e => Assert.Equal((60_000, 60_000, 60_000), (e.Price, e.Low, e.High)));

        static PositionEvent[] Marks(EventGeneratorOptions options, int count) =>
            [.. new EventGenerator(options).Take(count).Events.ToArray().Where(static e => e.Kind == PositionEventKind.Mark).Skip(1)];

        static double[] Moves(PositionEvent[] marks) => [.. marks.Zip(marks.Skip(1), static (a, b) => (b.Price / a.Price) - 1)];
    }

    [Fact]
    public void WildMark_StaysNearItsStart()
    {
        var generator = new EventGenerator(new() { Positions = 1, ChangesPerMark = 0, MarkInterval = TimeSpan.FromDays(300), DailyVolatility = 0.9, StartPrice = 10 });
        foreach (PositionEvent each in generator.Take(3_000).Events)
        {
            Assert.True(each.Kind != PositionEventKind.Mark || each.Price is >= 0.1 and <= 1_000);
        }
    }

    [Fact]
    public void Next_AllocatesNothing()
    {
        var generator = new EventGenerator(Busy);
        PositionEvent[] events = new PositionEvent[2_000];
        long least = long.MaxValue;
        for (int round = 0; round < 20; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            generator.Next(events);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void Options_RefuseWhatCannotBe()
    {
        Assert.Throws<ArgumentOutOfRangeException>("StartPrice", () => new EventGeneratorOptions { StartPrice = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>("StartTimeUnixMs", () => new EventGeneratorOptions { StartTimeUnixMs = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("MarkInterval", () => new EventGeneratorOptions { MarkInterval = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>("FundingInterval", () => new EventGeneratorOptions { FundingInterval = TimeSpan.FromDays(366) });
        Assert.Throws<ArgumentOutOfRangeException>("DailyVolatility", () => new EventGeneratorOptions { DailyVolatility = 1 });
        Assert.Throws<ArgumentOutOfRangeException>("JumpsPerDay", () => new EventGeneratorOptions { JumpsPerDay = -1 });
        Assert.Throws<ArgumentOutOfRangeException>("Positions", () => new EventGeneratorOptions { Positions = 0 });
        Assert.Throws<ArgumentOutOfRangeException>("ChangesPerMark", () => new EventGeneratorOptions { ChangesPerMark = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>("MaxLeverage", () => new EventGeneratorOptions { MaxLeverage = 0.5 });
        Assert.Throws<ArgumentOutOfRangeException>("Layers", () => new EventGeneratorOptions { Layers = 256 });
        Assert.Throws<ArgumentOutOfRangeException>("count", () => new EventGenerator().Take(-1));
    }
}
