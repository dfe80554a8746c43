namespace HeatMap.Tests.Living;

public sealed class PositionEventLogTests
{
    private static readonly PositionEvent[] Sample =
    [
        PositionEvent.Marked(1_000, 100),
        PositionEvent.Opened(1_000, 7, Position.Long(100, 2, 10), layer: 300),
        PositionEvent.OpenedAt(1_001, long.MinValue, Side.Short, 3, double.NaN),
        PositionEvent.ResizedAt(1_300, long.MaxValue, 4, 120),
        PositionEvent.Marked(90_000, 101, 99, 102),
        PositionEvent.Closed(90_000, -1),
        PositionEvent.Funded(90_001, -0.0001),
        PositionEvent.Closed(90_001, 7) with { Side = Side.Long, Low = double.NegativeInfinity, Quantity = -5 },
    ];

    [Fact]
    public void Add_KeepsEventsInOrder()
    {
        PositionEventLog log = Log(Sample);

        Assert.Equal(Sample.Length, log.Count);
        Assert.Equal(Sample, log.Events.ToArray());
        Assert.Equal(Sample[3], log[3]);
        Assert.Throws<ArgumentOutOfRangeException>(() => log[-1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => log[log.Count]);
        log.Clear();
        Assert.Equal(0, log.Count);
        log.Add(PositionEvent.Marked(0, 1));
    }

    [Fact]
    public void Add_RefusesFaultsAndTimeGoingBackwards_AndStaysAsItWas()
    {
        PositionEventLog log = Log(Sample);

        Assert.Throws<ArgumentOutOfRangeException>("Kind", () => log.Add(default));
        var error = Assert.Throws<ArgumentOutOfRangeException>("TimeUnixMs", () => log.Add(PositionEvent.Closed(90_000, 1)));

        Assert.StartsWith("TimeUnixMs must be not before that of the event before, 90001, was 90000", error.Message, StringComparison.Ordinal);
        Assert.Equal(Sample, log.Events.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => new PositionEventLog(-1));
    }

    [Fact]
    public void Bytes_ReadBackTheSame()
    {
        byte[] bytes = Log(Sample).ToBytes();

        PositionEventLog read = Read(bytes);

        Assert.Equal(Sample, read.Events.ToArray());
        Assert.Equal(bytes, read.ToBytes());
        Assert.Equal(0, Read(new PositionEventLog().ToBytes()).Count);
        Assert.Equal(28, new PositionEventLog().ToBytes().Length);
        PositionEvent early = PositionEvent.Closed(0, 1), late = PositionEvent.Closed(253_402_300_799_999, 1);
        Assert.Equal([early, late], Read(Log(early, late).ToBytes()).Events.ToArray());
    }

    [Fact]
    public void Bytes_AreThoseOfTheExample()
    {
        // docs/method/event-log-format.md shows these bytes.
        byte[] bytes = Log(PositionEvent.Marked(1_770_000_000_000, 100), PositionEvent.OpenedAt(1_770_000_000_250, 5, Side.Short, 2, 120, layer: 1)).ToBytes();
        string[] shown = [.. File.ReadLines(Repository.PathOf("docs", "method", "event-log-format.md"))
            .SkipWhile(static l => l != "```hex").Skip(1).TakeWhile(static l => l != "```").SelectMany(static l => l[5..Math.Min(l.Length, 29)].Split(' ', StringSplitOptions.RemoveEmptyEntries))];

        Assert.Equal(shown, bytes.Select(static b => b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void EveryDamagedByte_IsRefused()
    {
        byte[] bytes = Log(Sample).ToBytes();
        for (int i = 0; i < bytes.Length; i++)
        {
            byte[] damaged = [.. bytes];
            damaged[i] ^= 1;
            Assert.False(PositionEventLog.TryRead(damaged, out PositionEventLog? log, out string? reason));
            Assert.Null(log);
            Assert.NotEmpty(reason);
            Assert.False(PositionEventLog.TryRead(bytes.AsSpan(0, i), out _, out _));
        }

        Assert.False(PositionEventLog.TryRead([.. bytes, 0], out _, out _));
    }

    [Fact]
    public void ForgedBytes_AreRefusedOrHaveOneForm()
    {
        // With the checksum mended, whatever is read must be a log that writes these very bytes.
        byte[] bytes = Log(Sample).ToBytes();
        int read = 0;
        for (int i = 4; i < bytes.Length; i++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] forged = [.. bytes];
                forged[i] ^= (byte)(1 << bit);
                Mend(forged);
                if (PositionEventLog.TryRead(forged, out PositionEventLog? log, out _))
                {
                    read++;
                    Assert.Equal(forged, log.ToBytes());
                    Assert.All(log.Events.ToArray(), static e => Assert.Null(e.Fault));
                }
            }
        }

        Assert.NotEqual(0, read);
    }

    [Theory]
    [InlineData(new byte[] { 5, 0, 0x80, 0, 0 }, "event 0 is damaged or ends early")]
    [InlineData(new byte[] { 5, 0, 1, 0 }, "the first event is not at the first time")]
    [InlineData(new byte[] { 0, 0, 0, 0 }, "event 0: Kind must be one of Open, Resize, Margin, Leverage, Close, Mark, Funding, was 0")]
    [InlineData(new byte[] { 29, 0, 0, 0 }, "event 0 is damaged or ends early")]
    [InlineData(new byte[] { 37, 0, 0, 0, 0 }, "event 0 is damaged or ends early")]
    [InlineData(new byte[] { 69, 0, 0, 0 }, "event 0 is damaged or ends early")]
    [InlineData(new byte[] { 5, 0x80, 0, 0 }, "event 0 is damaged or ends early")]
    [InlineData(new byte[] { 5, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0xF8, 0x7F }, "event 0 is damaged or ends early")]
    [InlineData(new byte[] { 5, 0, 0, 0, 9 }, "1 bytes are left over")]
    [InlineData(new byte[] { 5, 0, 0 }, "1 events do not fit 31 bytes")]
    [InlineData(new byte[] { 5, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 0 }, "event 0 is damaged or ends early")]
    public void BadBody_IsRefusedWithTheReason(byte[] body, string reason)
    {
        byte[] bytes = [.. new PositionEventLog().ToBytes(), .. body];
        bytes[24] = 1;
        Mend(bytes);

        Assert.False(PositionEventLog.TryRead(bytes, out _, out string? told));
        Assert.Equal(reason, told);
    }

    [Fact]
    public void BadHead_IsRefusedWithTheReason()
    {
        byte[] bytes = Log(Sample).ToBytes();

        Assert.Equal("the bytes are no log of events: they do not begin with HEVT", Reason(bytes, 0, (byte)'X'));
        Assert.Equal("version 2 is not known; this library reads version 1", Reason(bytes, 4, 2));
        Assert.Equal("the flags have bits that this version does not know", Reason(bytes, 6, 1));
        Assert.Equal("there is a first time and no event", Reason([.. new PositionEventLog().ToBytes()], 16, 1));
        Assert.False(PositionEventLog.TryRead(bytes, out _, out string? reason, maxEvents: Sample.Length - 1));
        Assert.Equal("the log has 8 events; allowed are 7", reason);
        Assert.True(PositionEventLog.TryRead(bytes, out _, out _, maxEvents: Sample.Length));
        Assert.Throws<ArgumentOutOfRangeException>(() => PositionEventLog.TryRead(bytes, out _, out _, maxEvents: -1));

        static string? Reason(byte[] bytes, int place, byte value)
        {
            byte[] forged = [.. bytes];
            forged[place] = value;
            Mend(forged);
            Assert.False(PositionEventLog.TryRead(forged, out _, out string? reason));
            return reason;
        }
    }

    [Fact]
    public void GeneratedEvents_KeepTheirBits()
    {
        PositionEventLog log = new EventGenerator(new() { Positions = 50, Layers = 3 }).Take(2_000);

        byte[] bytes = log.ToBytes();

        Assert.Equal(log.Events.ToArray(), Read(bytes).Events.ToArray());
        Assert.InRange(bytes.Length / log.Count, 10, 40);
    }

    private static PositionEventLog Log(params ReadOnlySpan<PositionEvent> events)
    {
        var log = new PositionEventLog();
        foreach (PositionEvent each in events)
        {
            log.Add(each);
        }

        return log;
    }

    private static PositionEventLog Read(byte[] bytes)
    {
        Assert.True(PositionEventLog.TryRead(bytes, out PositionEventLog? log, out string? reason), reason);
        return log;
    }

    private static void Mend(byte[] bytes)
    {
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), (uint)bytes.Length);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), ByteSums.Checksum(bytes));
    }
}
