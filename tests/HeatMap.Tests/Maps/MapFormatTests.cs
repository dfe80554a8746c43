using System.Globalization;
using System.Text;
using HeatMap.Internal;
using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Maps;

/// <summary>The page that describes the bytes of a map, against those bytes: read as the page says, without the library's reader.</summary>
public sealed class MapFormatTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs", "method", "map-format.md"));

    [Fact]
    public void TheExample_IsWhatIsWritten()
    {
        (int Offset, byte[] Bytes)[] lines = [.. Listing().Select(ParseLine)];
        int offset = 0;
        foreach ((int at, byte[] bytes) in lines)
        {
            Assert.Equal(offset, at);
            offset += bytes.Length;
        }

        Assert.Equal(Convert.ToHexString(Example().ToBytes()), Convert.ToHexString([.. lines.SelectMany(l => l.Bytes)]));
        Assert.True(LiquidationMap.TryRead([.. lines.SelectMany(l => l.Bytes)], out LiquidationMap? map, out string? reason), reason);
        SameMap.Check(Example(), map);
    }

    [Fact]
    public void TheExample_HoldsWhatThePageSays()
    {
        Decoded read = Decode(Example().ToBytes());
        Assert.Equal((BandSpacing.Uniform, 10.0, 5L, 3, -1, 65.0, "USDT"), (read.Spacing, read.Step, read.First, read.Bands, read.Exponent, read.Mark, read.Unit));
        Assert.Equal(("venue", false, new DateTime(2026, 1, 4).Ticks), Assert.Single(read.Sources));
        Assert.False(read.HasUnstated);
        Assert.Equal(16, read.Tallies[0].Units);
        Assert.Equal(1, read.Tallies[0].Count);
        Assert.All(read.Tallies[1..], static t => Assert.Equal((0, 0L), (t.Units, t.Count)));
        Assert.Equal([[0L, 4, 0, 0, 0], [0L, 0, 0, 3, 8], [0L, 1, 0, 0, 0], [0L, 0, 0, 1, 1]], read.Columns);
    }

    [Fact]
    public void MapsReadByThePage_AreTheMapsThatWereWritten()
    {
        (int plain, int sparse) = (0, 0);
        for (int i = 0; i < 150; i++)
        {
            LiquidationMap map = AnyMap.Make(new Dice(77, i), 40);
            Decoded read = Decode(map.ToBytes());
            (plain, sparse) = read.IsSparse ? (plain, sparse + 1) : (plain + 1, sparse);
            Assert.Equal((map.Grid.Spacing, map.Grid.Step, map.Grid.FirstIndex, map.Grid.Count), (read.Spacing, read.Step, read.First, read.Bands));
            Assert.Equal((map.Quantum, map.MarkPrice, map.Unit), (Math.ScaleB(1, read.Exponent), read.Mark, read.Unit));
            Assert.Equal(map.Sources.Select(s => (s.Name, s.IsModelled, s.AsOf?.UtcTicks)), read.Sources);
            Assert.Equal(map.Origin is MapOrigin.Unstated, read.Sources.Length == 0 || (read.HasUnstated && read.Sources.Select(s => s.IsModelled).Distinct().Count() == 1));

            UnplacedReason[] reasons = [UnplacedReason.NoLiquidationPrice, UnplacedReason.AlreadyLiquidated, UnplacedReason.NeedsAccount, UnplacedReason.Invalid];
            Assert.Equal(reasons.Select(r => (map.Unplaced[r].LongUnits, map.Unplaced[r].LongCount)), read.Tallies[..4]);
            Assert.Equal(reasons.Select(r => (map.Unplaced[r].ShortUnits, map.Unplaced[r].ShortCount)), read.Tallies[4..]);
            Assert.Equal(map.Unplaced[UnplacedReason.Invalid].UnsidedCount, read.InvalidRows);

            MapView view = map.View;
            Assert.Equal(map.HasCounts ? 4 : 2, read.Columns.Length);
            Assert.Equal([(long)map.Below.LongUnits, .. view.LongUnits, (long)map.Above.LongUnits], read.Columns[0]);
            Assert.Equal([(long)map.Below.ShortUnits, .. view.ShortUnits, (long)map.Above.ShortUnits], read.Columns[1]);
            if (map.HasCounts)
            {
                Assert.Equal([map.Below.LongCount, .. view.LongCounts, map.Above.LongCount], read.Columns[2]);
                Assert.Equal([map.Below.ShortCount, .. view.ShortCounts, map.Above.ShortCount], read.Columns[3]);
            }
        }

        Assert.True(plain > 10 && sparse > 10, $"{plain} plain, {sparse} sparse");
    }

    [Fact]
    public void TheLimits_AreTheLibrarys()
    {
        string[] limits =
        [
            string.Create(CultureInfo.InvariantCulture, $"1 to {BandGrid.MaxCount:N0} bands"),
            string.Create(CultureInfo.InvariantCulture, $"At most {MapSources.MaxCount:N0} sources"),
            $"1 to {Guard.MaxNameLength} UTF-16 code units",
            $"version, {MapEncoding.Version}",
            $"Layout of version {MapEncoding.Version}",
        ];
        Assert.All(limits, limit => Assert.Contains(limit, Page, StringComparison.Ordinal));
        Assert.Equal(1L << 40, Lattice.MaxIndex);
        Assert.Equal(31, (int)MapEncoding.Traits.All);
    }

    private static LiquidationMap Example() => LiquidationMap.Build(
        new PricedColumns([55, 72, 90, double.NaN], [2, -1.5, -4, 8]), BandGrid.Uniform(10, new(50, 80)), 65, new() { Quantum = 0.5, Unit = "USDT" })
        .From(new MapSource("venue", isModelled: false, new DateTimeOffset(2026, 1, 4, 0, 0, 0, TimeSpan.Zero)));

    private static string[] Listing()
    {
        string[] lines = Page.Split('\n');
        int first = Array.IndexOf(lines, "```hex") + 1;
        Assert.NotEqual(0, first);
        return lines[first..Array.IndexOf(lines, "```", first)];
    }

    /// <summary>A line is an offset, bytes, and after two spaces what they say.</summary>
    private static (int Offset, byte[] Bytes) ParseLine(string line)
    {
        string[] part = line.TrimStart().Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (int.Parse(part[0], CultureInfo.InvariantCulture), Convert.FromHexString(part[1].Replace(" ", "")));
    }

    private static Decoded Decode(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        Assert.Equal("HMAP", Encoding.ASCII.GetString(reader.ReadBytes(4)));
        Assert.Equal(1, reader.ReadUInt16());
        int flags = reader.ReadUInt16();
        Assert.Equal(0, flags & ~31);
        Assert.Equal((uint)bytes.Length, reader.ReadUInt32());
        Assert.Equal(AnyMap.Crc32C([.. bytes[..12], .. bytes[16..]]), reader.ReadUInt32());

        double step = reader.ReadDouble();
        long first = reader.ReadInt64();
        uint bands = reader.ReadUInt32();
        int exponent = reader.ReadInt32();
        double mark = reader.ReadDouble();
        string unit = Text();
        Assert.True((flags & 4) != 0 || unit.Length == 0);
        var sources = new (string, bool, long?)[reader.ReadUInt16()];
        for (int i = 0; i < sources.Length; i++)
        {
            string name = Text();
            byte kind = reader.ReadByte();
            sources[i] = (name, (kind & 1) != 0, (kind & 2) != 0 ? reader.ReadInt64() : null);
        }

        var tallies = new (Int128, long)[8];
        for (int i = 0; i < 8; i++)
        {
            ulong low = reader.ReadUInt64();
            tallies[i] = (new Int128(reader.ReadUInt64(), low), reader.ReadInt64());
        }

        long invalid = reader.ReadInt64();
        var columns = new long[(flags & 1) != 0 ? 4 : 2][];
        for (int c = 0; c < columns.Length; c++)
        {
            columns[c] = new long[bands + 2];
            for (uint i = 0; i < bands + 2; i++)
            {
                if ((flags & 2) == 0)
                {
                    columns[c][i] = reader.ReadInt64();
                }
                else if ((i += (uint)reader.Read7BitEncodedInt64()) < bands + 2)
                {
                    columns[c][i] = reader.Read7BitEncodedInt64();
                }
            }
        }

        Assert.Equal(bytes.Length, reader.BaseStream.Position);
        return new(
            (flags & 16) != 0 ? BandSpacing.Geometric : BandSpacing.Uniform, step, first, (int)bands, exponent, mark, (flags & 4) != 0 ? unit : null, (flags & 8) != 0, (flags & 2) != 0, sources, tallies, invalid, columns);

        string Text() => Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadUInt16()));
    }

    private sealed record Decoded(
        BandSpacing Spacing,
        double Step,
        long First,
        int Bands,
        int Exponent,
        double Mark,
        string? Unit,
        bool HasUnstated,
        bool IsSparse,
        (string Name, bool IsModelled, long? Moment)[] Sources,
        (Int128 Units, long Count)[] Tallies,
        long InvalidRows,
        long[][] Columns);
}
