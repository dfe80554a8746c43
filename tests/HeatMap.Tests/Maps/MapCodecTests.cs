using System.Buffers.Binary;
using System.Text;
using FsCheck.Fluent;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Maps;

public sealed class MapCodecTests
{
    /// <summary>Where the fields after the preamble are; see docs/method/map-format.md.</summary>
    private const int StepAt = 16, FirstAt = 24, CountAt = 32, ExponentAt = 36, MarkAt = 40, UnitAt = 48;

    private static readonly BandGrid Grid = BandGrid.Uniform(10, new(50, 150));

    [Fact]
    public void AMap_ComesBackAsItWas() => Check.That(Prop.ForAll(Draw.One, draw =>
    {
        LiquidationMap map = AnyMap.Make(draw.Dice);
        byte[] bytes = map.ToBytes(), written = new byte[bytes.Length + 3];
        written.AsSpan().Fill(0xEE);
        Assert.Equal(map.EncodedLength, bytes.Length);
        Assert.True(map.TryWrite(written, out int count));
        Assert.Equal(bytes.Length, count);
        Assert.Equal(bytes, written.AsSpan(0, count));
        Assert.Equal([0xEE, 0xEE, 0xEE], written[count..]);

        LiquidationMap read = Read(bytes);
        SameMap.Check(map, read);
        Assert.Equal((map.Unit, map.MarkPrice, map.Quantum, map.Origin), (read.Unit, read.MarkPrice, read.Quantum, read.Origin));
        Assert.Equal(map.Sources.AsEnumerable(), read.Sources);
        Assert.True(map.Grid.Edges.SequenceEqual(read.Grid.Edges));
        Assert.Equal(bytes, read.ToBytes());
    }), 600);

    [Fact]
    public void EqualMaps_HaveEqualBytes() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        var rows = MapRows.Make(draw);
        Dice dice = draw.Dice;
        LiquidationMap whole = rows.Build(), even = rows.Build(static row => row % 2 == 0), odd = rows.Build(static row => row % 2 == 1);
        MapSource x = new("x", false), y = new("y", true);
        Assert.Equal(whole.ToBytes(), LiquidationMap.Merge(odd, even).ToBytes());
        Assert.Equal(whole.From(y, x, y).ToBytes(), LiquidationMap.Merge(even.From(y), odd.From(x)).ToBytes());

        // And a map that came back goes on like any other.
        SameMap.Check(whole, LiquidationMap.Merge(Read(even.ToBytes()), Read(odd.ToBytes())));
        Assert.True((whole - Read(whole.ToBytes())).IsZero);
    }), 100);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(440, 0)]
    [InlineData(440, 2)]
    [InlineData(440, 440)]
    public void EmptyCells_CostNextToNothing(int bands, int full)
    {
        BandGrid grid = BandGrid.Uniform(1, new(0, bands));
        double[] prices = [.. Enumerable.Range(0, full).Select(i => i + 0.5)];
        var options = new MapOptions { Quantum = 1, MarkTest = false };
        var map = LiquidationMap.Build(new PricedColumns(prices, [.. prices.Select(_ => 100.0)]), grid, 1000, options);
        int head = 16 + 32 + 2 + 2 + (8 * 24) + 8;

        // A byte for each run of zeros, one for each number: 100 rows of a unit and one row fit a byte each. Runs of 128 and more take two bytes.
        int tail = bands + 2 - (full + 1) > 127 ? 2 : 1, empty = bands + 2 > 127 ? 2 : 1;
        int filled = full == 0 ? empty : (2 * full) + tail;
        Assert.Equal(head + (2 * filled) + (2 * empty), map.EncodedLength);
        SameMap.Check(map, Read(map.ToBytes()));
    }

    [Fact]
    public void TryWrite_WithoutRoom_WritesNothing()
    {
        LiquidationMap map = Small();
        byte[] destination = new byte[map.EncodedLength - 1];
        destination.AsSpan().Fill(0xEE);
        for (int length = 0; length < map.EncodedLength; length++)
        {
            Assert.False(map.TryWrite(destination.AsSpan(0, length), out int written));
            Assert.Equal(0, written);
        }

        Assert.False(destination.AsSpan().ContainsAnyExcept((byte)0xEE));
    }

    [Fact]
    public void BytesThatEndEarlyOrLate_AreRefused()
    {
        foreach (LiquidationMap map in new[] { Small(), AnyMap.Make(new Dice(3, 0)), LiquidationMap.Empty(Grid, 100) })
        {
            byte[] bytes = map.ToBytes();
            for (int length = 0; length < bytes.Length; length++)
            {
                AssertRefused(bytes.AsSpan(0, length));

                // Even where the shorter bytes claim to be all there is.
                AssertRefused(AnyMap.Sealed(bytes[..length]));
            }

            AssertRefused([.. bytes, 0], $"the map has {bytes.Length} bytes, {bytes.Length + 1} are given");
            AssertRefused(AnyMap.Sealed([.. bytes, 0]));
        }
    }

    [Fact]
    public void AnyBitThatFlips_IsNoticed()
    {
        byte[] bytes = Small().ToBytes();
        for (int bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefused(bytes);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        SameMap.Check(Small(), Read(bytes));
    }

    [Fact]
    public void BytesFromAnyone_AreRefusedOrAreTheBytesOfAMap()
    {
        LiquidationMap[] maps = [Small(), LiquidationMap.Empty(Grid, 100), .. Enumerable.Range(0, 40).Select(i => AnyMap.Make(new Dice(41, i), 30))];
        byte[][] encoded = [.. maps.Select(m => m.ToBytes())];
        int accepted = 0;
        for (int round = 0; round < 6_000; round++)
        {
            var dice = new Dice(1234, round);
            byte[] bytes = dice.Pick(encoded);
            for (int changes = dice.Whole(1, 3); changes > 0; changes--)
            {
                bytes = Changed(dice, bytes);
            }

            AnyMap.Sealed(bytes);
            if (LiquidationMap.TryRead(bytes, out LiquidationMap? map, out string? reason, maxBands: 2_000))
            {
                accepted++;
                Assert.Null(reason);
                Assert.True(bytes.AsSpan().SequenceEqual(map.ToBytes()), $"round {round}: other bytes than these say the same map");
            }
            else
            {
                Assert.Null(map);
                Assert.False(string.IsNullOrWhiteSpace(reason));
            }
        }

        // Neither answer is rare, so both are tested.
        Assert.InRange(accepted, 500, 5_500);
    }

    [Fact]
    public void Numbers_OutsideTheirDomain_AreRefused()
    {
        AssertChanged("do not begin with HMAP", b => b[0]++);
        AssertChanged("version 2 is not known; this library reads version 1", b => b[4] = 2);
        AssertChanged("flags have bits that this version does not know", b => b[6] |= 32);
        AssertChanged("flags have bits that this version does not know", b => b[7] |= 128);
        AssertChanged("0 bands; allowed are 1 to 4194304", b => Put(b, CountAt, 0u));
        AssertChanged("4194305 bands; allowed are 1 to 4194304", b => Put(b, CountAt, BandGrid.MaxCount + 1u));
        AssertChanged("4294967295 bands; allowed are 1 to 4194304", b => Put(b, CountAt, uint.MaxValue));
        AssertChanged("quantum is 2^61; allowed are 2^-60 to 2^60", b => Put(b, ExponentAt, 61u));
        AssertChanged("quantum is 2^-61", b => Put(b, ExponentAt, unchecked((uint)-61)));
        AssertChanged("quantum is 2^-2147483648", b => Put(b, ExponentAt, 0x80000000u));
        foreach (double bad in (double[])[0, -0.0, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity])
        {
            AssertChanged("the mark must be finite and > 0", b => Put(b, MarkAt, bad));
            AssertChanged("are no grid", b => Put(b, StepAt, bad));
        }

        AssertChanged("are no grid", b => Put(b, FirstAt, -1L));
        foreach (long first in (long[])[long.MinValue, long.MinValue + 1, long.MaxValue, (1L << 40) + 1, -(1L << 40) - 1])
        {
            AssertChanged(first.ToString(System.Globalization.CultureInfo.InvariantCulture), b => Put(b, FirstAt, first));
            AssertChanged(first.ToString(System.Globalization.CultureInfo.InvariantCulture), b => Put(b, FirstAt, first), LiquidationMap.Empty(BandGrid.Geometric(0.1, new(50, 150)), 100));
        }

        // Powers that leave the numbers, steps that geometric bands may not have, multiples that cannot be told apart.
        LiquidationMap geometric = LiquidationMap.Empty(BandGrid.Geometric(0.1, new(50, 150)), 100);
        AssertChanged("are no grid", b => Put(b, FirstAt, 1L << 40), geometric);
        AssertChanged("are no grid", b => Put(b, FirstAt, -(1L << 40)), geometric);
        AssertChanged("are no grid", b => Put(b, StepAt, 10.000000000000002), geometric);
        AssertChanged("are no grid", b => Put(b, StepAt, 9.9e-7), geometric);
        AssertChanged("are no grid", b => Put(b, StepAt, 2e307));
    }

    [Fact]
    public void Texts_ThatAreDamaged_AreRefused()
    {
        LiquidationMap map = LiquidationMap.Empty(Grid, 100, new() { Unit = "USDT" }).From(new MapSource("a", false), new MapSource("b", true, DateTimeOffset.UnixEpoch));
        int sourcesAt = UnitAt + 6, moment = sourcesAt + 2 + 4 + 4;
        Assert.Equal((byte)'a', map.ToBytes()[sourcesAt + 4]);
        Assert.Equal(DateTimeOffset.UnixEpoch.Ticks, BinaryPrimitives.ReadInt64LittleEndian(map.ToBytes().AsSpan(moment)));

        AssertChanged("it and its flag disagree", b => b[6] ^= 4, map);
        AssertChanged("a text is damaged or ends early", b => b[UnitAt + 2] = 0xFF, map);
        AssertChanged("a text is damaged or ends early", b => b[UnitAt + 1] = 0xFF, map);
        AssertChanged("a text is damaged or ends early", b => b[sourcesAt + 4] = (byte)' ', map);
        AssertChanged("a text is damaged or ends early", b => b[sourcesAt + 4] = (byte)'c', map);
        AssertChanged("a text is damaged or ends early", b => (b[sourcesAt + 4], b[sourcesAt + 5], b[moment - 2]) = ((byte)'b', 3, (byte)'b'), map);
        AssertChanged("a text is damaged or ends early", b => b[moment - 1] = 4, map);
        AssertChanged("a text is damaged or ends early", b => Put(b, moment, -1L), map);
        AssertChanged("a text is damaged or ends early", b => Put(b, moment, DateTime.MaxValue.Ticks + 1), map);
        AssertChanged("a text is damaged or ends early", b => (b[sourcesAt], b[sourcesAt + 1]) = (0xE9, 3), map);

        // A name of 201 letters, and one source twice.
        byte[] bytes = LiquidationMap.Empty(Grid, 100).From(new MapSource(new string('x', 200), false)).ToBytes();
        int name = UnitAt + 4;
        AssertRefused(AnyMap.Sealed([.. bytes[..name], 201, 0, (byte)'x', .. bytes[(name + 2)..]]), "a text is damaged or ends early");
        byte[] source = bytes[name..(name + 203)];
        AssertRefused(AnyMap.Sealed([.. bytes[..(name - 2)], 2, 0, .. source, .. source, .. bytes[(name + 203)..]]), "a text is damaged or ends early");
    }

    [Fact]
    public void TalliesAndCells_BelowZero_AreRefused()
    {
        LiquidationMap dense = AnyMapOf(dense: true), sparse = AnyMapOf(dense: false);
        const int TalliesAt = UnitAt + 4;
        for (int tally = 0; tally < 8; tally++)
        {
            AssertChanged("a number is negative or out of place", b => b[TalliesAt + (24 * tally) + 15] |= 0x80, sparse);
            AssertChanged("a number is negative or out of place", b => b[TalliesAt + (24 * tally) + 23] |= 0x80, sparse);

            // The low half has no sign.
            byte[] bytes = sparse.ToBytes();
            bytes[TalliesAt + (24 * tally) + 7] |= 0x80;
            Assert.Equal(Int128.One << 63, Read(AnyMap.Sealed(bytes)).Unplaced.Total.LongUnits + Read(bytes).Unplaced.Total.ShortUnits);
        }

        AssertChanged("a number is negative or out of place", b => b[TalliesAt + (24 * 8) + 7] |= 0x80, sparse);
        AssertChanged("a number is negative or out of place", b => b[^1] |= 0x80, dense);
    }

    [Fact]
    public void SparseCells_HaveOneForm()
    {
        // Ten bands and two tails, twice: runs of zeros and the numbers between them.
        byte[] bytes = AnyMapOf(dense: false).ToBytes();
        byte[] head = bytes[..^5];
        Assert.Equal([1, 5, 10, 11, 7], bytes[^5..]);
        Assert.Equal([0L, 5, 0], Columns([1, 5, 10, 12])[0][..3]);
        Assert.Equal(9L, Columns([0, 9, 11, 12])[0][0]);
        Assert.Equal(9L, Columns([12, 11, 9])[1][11]);
        Assert.Equal(long.MaxValue, Columns([0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 11, 12])[0][0]);
        foreach (byte[] bad in (byte[][])
        [
            [1, 5, 10], [1, 5, 10, 12, 0], [1, 5, 10, 13], [1, 5, 11, 12], [1, 0, 10, 12], [1, 5], [1], [], [1, 0x85], [0x81, 0, 5, 10, 12], [1, 0x85, 0, 10, 12],
            [1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 10, 12], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 10, 12],
            [12, 12, 0], [0x80], [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80],
        ])
        {
            AssertRefused(AnyMap.Sealed([.. head, .. bad]), "a number is negative or out of place");
        }

        long[][] Columns(byte[] cells)
        {
            LiquidationMap map = Read(AnyMap.Sealed([.. head, .. cells]));
            return [[(long)map.Below.LongUnits, .. map.View.LongUnits, (long)map.Above.LongUnits], [(long)map.Below.ShortUnits, .. map.View.ShortUnits, (long)map.Above.ShortUnits]];
        }
    }

    [Fact]
    public void TheLongerForm_IsRefused()
    {
        // The cells of a map that has few, as if it had many.
        byte[] bytes = AnyMapOf(dense: false).ToBytes(), cells = new byte[2 * 12 * 8];
        (cells[8], cells[(12 + 11) * 8]) = (5, 7);
        byte[] dense = [.. bytes[..^5], .. cells];
        dense[6] &= 0xFD;
        AssertRefused(AnyMap.Sealed(dense), "the cells have a shorter form");

        // And cells that fill their room, as runs: as long as the plain form, so not shorter.
        LiquidationMap full = AnyMapOf(dense: true);
        byte[] runs = full.ToBytes();
        Assert.Equal(0, runs[6] & 2);
        runs[6] |= 2;
        AssertRefused(AnyMap.Sealed(runs), "cannot be the cells of 10 bands");
    }

    [Fact]
    public void PositionsWithoutAnySource_AreRefused()
    {
        // A map whose positions nobody stated says so. Without the flag they would take on the sources of what they are merged with.
        byte[] bytes = Small().ToBytes();
        Assert.Equal(8, bytes[6] & 8);
        bytes[6] &= 0xF7;
        AssertRefused(AnyMap.Sealed(bytes), "neither a source nor the flag");
    }

    [Fact]
    public void BandCountsFromAStranger_TakeNoMemory()
    {
        byte[] bytes = Small().ToBytes(), few = LiquidationMap.Empty(BandGrid.Uniform(1, new(0, 100_000)), 100).ToBytes();
        foreach (uint count in (uint[])[uint.MaxValue, int.MaxValue, BandGrid.MaxCount + 1, BandGrid.MaxCount])
        {
            byte[] many = [.. bytes];
            many[6] &= 0xFD;
            Put(many, CountAt, count);
            Assert.InRange(AllocatedBy(AnyMap.Sealed(many), BandGrid.MaxCount), 0, 4096);
        }

        Assert.InRange(AllocatedBy(few, 99_999), 0, 4096);
        Assert.True(LiquidationMap.TryRead(few, out LiquidationMap? map, out _, 100_000));
        Assert.Equal(100_000, map.Grid.Count);

        static long AllocatedBy(byte[] source, int maxBands)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Assert.False(LiquidationMap.TryRead(source, out _, out string? reason, maxBands));
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Contains("bands", reason, StringComparison.Ordinal);
            return allocated;
        }
    }

    [Fact]
    public void MaxBands_IsHonoured()
    {
        byte[] bytes = Small().ToBytes();
        Assert.True(LiquidationMap.TryRead(bytes, out _, out _, 10));
        Assert.False(LiquidationMap.TryRead(bytes, out _, out string? reason, 9));
        Assert.Equal("the map has 10 bands; allowed are 1 to 9", reason);
        Assert.Throws<ArgumentOutOfRangeException>("maxBands", () => LiquidationMap.TryRead(bytes, out _, out _, 0));
    }

    [Fact]
    public void Checksum_IsTheOneOfTheTextbook()
    {
        Assert.Equal(0xE3069283, AnyMap.Crc32C(Encoding.ASCII.GetBytes("123456789")));
        for (int length = MapEncoding.PreambleLength; length < 60; length++)
        {
            byte[] bytes = [.. Enumerable.Range(1, length).Select(i => (byte)(i * 37))];
            Assert.Equal(AnyMap.Crc32C([.. bytes[..12], .. bytes[16..]]), ByteSums.Checksum(bytes));
        }
    }

    private static byte[] Changed(Dice dice, byte[] bytes)
    {
        byte[] changed = [.. bytes];
        int at = dice.Whole(0, changed.Length - 1), field = dice.Whole(0, changed.Length - 8);
        switch (dice.Whole(0, 7))
        {
            case 0:
                changed[at] = (byte)dice.Whole(0, 255);
                return changed;
            case 1:
                changed[at] ^= (byte)(1 << dice.Whole(0, 7));
                return changed;
            case 2:
                Put(changed, field, dice.Pick(0, -1, 1, long.MinValue, long.MaxValue, BitConverter.DoubleToInt64Bits(double.NaN), BitConverter.DoubleToInt64Bits(1e-300)));
                return changed;
            case 3:
                int place = dice.Pick(StepAt, FirstAt, MarkAt);
                Put(changed, Math.Min(place, changed.Length - 8), dice.Pick(
                    long.MinValue, long.MaxValue, 0, -1, 7, 1L << 40, -(1L << 40), dice.Whole(-2000, 2000), BitConverter.DoubleToInt64Bits(dice.Magnitude(1e-310, 1e307)), BitConverter.DoubleToInt64Bits(dice.Magnitude(1e-7, 20))));
                return changed;
            case 4:
                Put(changed, Math.Min(dice.Pick(4, CountAt, ExponentAt, UnitAt), changed.Length - 4), (uint)dice.Pick(0, 1, -1, int.MinValue, dice.Whole(0, 2_100), dice.Whole(-61, 61)));
                return changed;
            case 5:
                return [.. changed[..at], .. changed[Math.Min(changed.Length, at + dice.Whole(1, 9))..]];
            case 6:
                return [.. changed[..at], .. Enumerable.Range(0, dice.Whole(1, 9)).Select(_ => (byte)dice.Pick(0, 1, 0xFF, dice.Whole(0, 255))), .. changed[at..]];
            default:
                changed[Math.Min(6, changed.Length - 1)] ^= (byte)(1 << dice.Whole(0, 5));
                return changed;
        }
    }

    /// <summary>A map of ten bands without counts: two cells of 24 that hold something, or all of them numbers that fill eight bytes.</summary>
    private static LiquidationMap AnyMapOf(bool dense)
    {
        var cells = new MapCells(Grid.Count, counts: false);
        if (dense)
        {
            cells.UnitsOf(Side.Long).Fill(long.MaxValue - 5);
            cells.UnitsOf(Side.Short).Fill(long.MaxValue - 6);
        }
        else
        {
            (cells.UnitsOf(Side.Long)[1], cells.UnitsOf(Side.Short)[11]) = (5, 7);
        }

        return new(Grid, 100, null, 1, cells);
    }

    private static LiquidationMap Small() => LiquidationMap.Build(
        new PricedColumns([55, 75, 49, 120, 150, double.NaN, 130], [1, 250, 3, -4, -5, 6, 7]), Grid, 100, new() { Counts = false, Unit = "USDT" });

    private static void AssertChanged(string text, Action<byte[]> change, LiquidationMap? map = null)
    {
        byte[] bytes = (map ?? LiquidationMap.Empty(Grid, 100)).ToBytes();
        SameMap.Check(map ?? LiquidationMap.Empty(Grid, 100), Read(AnyMap.Sealed(bytes)));
        change(bytes);
        AssertRefused(AnyMap.Sealed(bytes), text);
    }

    private static void AssertRefused(ReadOnlySpan<byte> bytes, string text = "")
    {
        Assert.False(LiquidationMap.TryRead(bytes, out LiquidationMap? map, out string? reason));
        Assert.Null(map);
        Assert.False(string.IsNullOrWhiteSpace(reason));
        Assert.Contains(text, reason, StringComparison.Ordinal);
    }

    private static LiquidationMap Read(byte[] bytes)
    {
        Assert.True(LiquidationMap.TryRead(bytes, out LiquidationMap? map, out string? reason), reason);
        Assert.Null(reason);
        return map;
    }

    private static void Put(byte[] bytes, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);

    private static void Put(byte[] bytes, int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), value);

    private static void Put(byte[] bytes, int at, double value) => BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(at), value);
}
