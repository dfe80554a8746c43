using System.Buffers.Binary;
using System.Text;
using FsCheck.Fluent;
using HeatMap.Tests.Maps;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.HeatMaps;

public sealed class HeatMapCodecTests
{
    [Fact]
    public void AHeatMap_ComesBackAsItWas() => Check.That(Prop.ForAll(Draw.Rows(40), draw =>
    {
        LiquidationHeatMap map = Any(draw);
        byte[] bytes = map.ToBytes(), written = new byte[bytes.Length + 3];
        written.AsSpan().Fill(0xEE);
        Assert.Equal(map.EncodedLength, bytes.Length);
        Assert.True(map.TryWrite(written, out int count));
        Assert.Equal(bytes, written.AsSpan(0, count));
        Assert.Equal([0xEE, 0xEE, 0xEE], written[count..]);
        Assert.False(map.TryWrite(written.AsSpan(0, bytes.Length - 1), out count));
        Assert.Equal(0, count);

        LiquidationHeatMap read = Read(bytes);
        Assert.Equal(map, read);
        Assert.Equal((HeatMapStorage.Sparse, map.Unit, map.Quantum, map.Kind, map.Interval), (read.Storage, read.Unit, read.Quantum, read.Kind, read.Interval));
        Assert.Equal(map.Layers.AsEnumerable(), read.Layers);
        Assert.Equal(map.Sources.AsEnumerable(), read.Sources);
        Assert.Equal(bytes, read.ToBytes());
        Assert.Equal(bytes, read.WithStorage(HeatMapStorage.Dense).ToBytes());
    }), 200);

    [Fact]
    public void NothingIsReadThatWasNotWritten() => Check.That(Prop.ForAll(Draw.Rows(20), draw =>
    {
        byte[] bytes = Any(draw).ToBytes();
        Dice dice = draw.Dice;
        for (int i = 0; i < 40; i++)
        {
            byte[] changed = Changed(dice, bytes);
            if (LiquidationHeatMap.TryRead(changed, out LiquidationHeatMap? map, out string? reason, 1000))
            {
                Assert.Equal(changed, map.ToBytes());
            }
            else
            {
                Assert.NotEmpty(reason!);
            }

            // And with the checksum set right again, so that the reader has to look.
            byte[] again = AnyMap.Sealed(changed);
            if (LiquidationHeatMap.TryRead(again, out map, out _, 1000))
            {
                Assert.Equal(again, map.ToBytes());
                Assert.Equal(map, map.WithStorage(HeatMapStorage.Dense));
            }
        }
    }), 150);

    [Fact]
    public void Refusals_SayWhy()
    {
        byte[] bytes = Small().ToBytes();
        Refused([], "do not begin with HMTM");
        Refused(bytes[..^1], "bytes, ");
        Refused([.. bytes[..20], (byte)(bytes[20] ^ 1), .. bytes[21..]], "checksum");
        Refused(With(4, 2, 2), "version 2");
        Refused(With(6, 16, 2), "flags");
        Refused(With(32, 0, 4), "0 bands");
        Refused(With(32, 1 << 23, 4), "8388608 bands; allowed are 1 to 4194304");
        Refused(With(32, 4_000_000, 4), "no grid", "out of place");
        Refused(With(24, 1L << 41, 8), "place");
        Refused(With(36, 61, 4), "2^61");
        Refused(With(40, 0, 8), "interval");
        Refused(With(48, -1, 8), "first column");
        Refused(With(48, long.MaxValue, 8), "first column");
        Refused(With(56, 1 << 21, 4), "2097152 columns");
        Refused(With(56, 1 << 19, 4), "cannot be");
        Refused(With(95, 6, 1), "a column is damaged");
        Refused(With(95, 4, 1), "a column is damaged");
        Refused(With(95, 13, 1), "a column is damaged");
        Refused(With(96, BitConverter.DoubleToInt64Bits(65.5), 8), "a column is damaged");
        Refused(With(16, BitConverter.DoubleToInt64Bits(double.NaN), 8), "no grid");
        Assert.Throws<ArgumentOutOfRangeException>("maxBands", () => LiquidationHeatMap.TryRead(bytes, out _, out _, 0));
        Assert.False(LiquidationHeatMap.TryRead(bytes, out _, out string? few, 2));
        Assert.Equal("the heat map has 3 bands; allowed are 1 to 2", few);

        byte[] With(int at, long value, int length)
        {
            byte[] changed = [.. bytes];
            Span<byte> number = stackalloc byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
            number[..length].CopyTo(changed.AsSpan(at));
            return AnyMap.Sealed(changed);
        }

        static void Refused(byte[] source, params string[] reasons)
        {
            Assert.False(LiquidationHeatMap.TryRead(source, out LiquidationHeatMap? map, out string? reason));
            Assert.Null(map);
            Assert.Contains(reasons, r => reason.Contains(r, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void AFewBytes_AskForLittleMemory()
    {
        // Many columns, layers and bands without a number among them: what is taken is bound to the bytes.
        var builder = new LiquidationHeatMapBuilder(
            BandGrid.Uniform(1, new(0, 1000)), TimeSpan.FromMinutes(1), new() { Columns = 4000, Layers = [.. Enumerable.Range(0, 30).Select(i => new HeatMapLayer("l" + i))], Storage = HeatMapStorage.Sparse });
        builder.AppendMissing(0);
        builder.AppendMissing(3999 * 60_000L);
        byte[] bytes = builder.ToHeatMap().ToBytes();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(LiquidationHeatMap.TryRead(bytes, out LiquidationHeatMap? map, out _, 1000));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(4000, map.ColumnCount);
        Assert.InRange(allocated, 0, 8L * bytes.Length);

        // A reader that may take few bands takes nothing for more.
        before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(LiquidationHeatMap.TryRead(bytes, out _, out _, 999));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8192);
    }

    /// <summary>The example of the page, read by the page.</summary>
    [Fact]
    public void TheExampleOfThePage_IsWhatIsWritten()
    {
        var text = new StringBuilder();
        bool isHex = false;
        foreach (string line in File.ReadLines(Repository.PathOf("docs", "method", "heat-map-format.md")))
        {
            isHex = line.StartsWith("```", StringComparison.Ordinal) ? line == "```hex" : isHex;
            if (isHex && !line.StartsWith("```", StringComparison.Ordinal))
            {
                text.Append(line.PadRight(30).AsSpan(4, 25));
            }
        }

        string expected = Convert.ToHexString(Small().ToBytes());
        Assert.Equal(expected, text.ToString().Replace(" ", "", StringComparison.Ordinal));
    }

    internal static LiquidationHeatMap Small()
    {
        var builder = new LiquidationHeatMapBuilder(
            BandGrid.Uniform(10, new(50, 80)),
            TimeSpan.FromMinutes(1),
            new() { Quantum = 0.5, Unit = "USDT", Layers = [new("all", TimeSpan.FromMinutes(1))], Sources = [new("venue", isModelled: true)] });
        builder.Advance(60_000, new(64, 66, 65), new CohortColumns([0, 2, 3], [2.0, -1.5, -4]));
        builder.AppendMissing(120_000);
        builder.Advance(180_000, new(60, 76, 62), default);
        return builder.ToHeatMap();
    }

    private static LiquidationHeatMap Any(Draw draw)
    {
        Dice dice = draw.Dice;
        LiquidationHeatMap map;
        if (dice.Chance(0.2))
        {
            var builder = new LiquidationHeatMapBuilder(BandGrid.Geometric(0.01, new(50, 60)), TimeSpan.FromMilliseconds(dice.Whole(1, 5000)), new() { Kind = HeatMapKind.Executed, Quantum = double.ScaleB(1, dice.Whole(-60, 60)) });
            if (dice.Chance(0.7))
            {
                builder.Add(new ExecutedColumns([5000, 5000, 9000], [51, 99, 2], [1e-3, -2, 3]));
            }

            map = builder.ToHeatMap();
        }
        else
        {
            map = new CohortBook(draw, decays: true).Live(dice.Pick(HeatMapStorage.Dense, HeatMapStorage.Sparse));
        }

        return dice.Chance(0.5) ? map.From(new MapSource("Ü 日本", dice.Chance(0.5)), new("venue", false, DateTimeOffset.UnixEpoch)) : map;
    }

    private static LiquidationHeatMap Read(byte[] bytes)
    {
        Assert.True(LiquidationHeatMap.TryRead(bytes, out LiquidationHeatMap? map, out string? reason), reason);
        return map;
    }

    private static byte[] Changed(Dice dice, byte[] bytes)
    {
        byte[] changed = [.. bytes];
        int at = dice.Whole(0, bytes.Length - 1);
        switch (dice.Whole(0, 5))
        {
            case 0:
                return changed[..at];
            case 1:
                return [.. changed, (byte)dice.Whole(0, 255)];
            case 2:
                return [.. changed[..at], .. changed[(at + 1)..]];
            case 3:
                return [.. changed[..at], (byte)dice.Whole(0, 255), .. changed[at..]];
            case 4:
                changed[dice.Whole(0, Math.Min(64, bytes.Length - 1))] = (byte)dice.Pick(0, 1, 0x7F, 0x80, 0xFF);
                return changed;
            default:
                changed[at] ^= (byte)(1 << dice.Whole(0, 7));
                return changed;
        }
    }
}
