using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace HeatMap;

/// <summary>Writes a map as bytes.</summary>
internal readonly ref struct MapEncoding
{
    public const uint Magic = 0x50414D48;

    public const ushort Version = 1;

    /// <summary>Magic, version, flags, length, checksum.</summary>
    public const int PreambleLength = 16, ChecksumAt = 12;

    private readonly LiquidationMap _map;
    private readonly MapCells _cells;
    private readonly MapSources _sources;
    private readonly bool _sparse;

    public MapEncoding(LiquidationMap map, MapCells cells, MapSources sources)
    {
        (_map, _cells, _sources) = (map, cells, sources);
        int head = PreambleLength + 32 + 2 + Encoding.UTF8.GetByteCount(map.Unit ?? "") + 2 + (8 * 24) + 8;
        foreach (MapSource source in sources.Stated)
        {
            head += 2 + Encoding.UTF8.GetByteCount(source.Name) + 1 + (source.AsOf is null ? 0 : 8);
        }

        long dense = 0, sparse = 0;
        for (int column = 0; column < Columns(cells.HasCounts); column++)
        {
            ReadOnlySpan<long> values = Column(cells, column);
            dense += 8L * values.Length;
            for (int i = 0; NextRun(values, ref i, out int skipped, out long value);)
            {
                sparse += VarintLength((ulong)skipped) + (value == 0 ? 0 : VarintLength((ulong)value));
            }
        }

        _sparse = sparse < dense;
        Length = checked((int)(head + Math.Min(sparse, dense)));
    }

    [Flags]
    public enum Traits : ushort
    {
        None = 0,
        Counts = 1,
        Sparse = 2,
        Unit = 4,
        Unstated = 8,
        Geometric = 16,
        All = 31,
    }

    public int Length { get; }

    public static int Columns(bool counts) => counts ? 4 : 2;

    /// <summary>Long and short units, then long and short counts, each with its two tails.</summary>
    public static Span<long> Column(MapCells cells, int column)
    {
        Side side = (column & 1) == 0 ? Side.Long : Side.Short;
        return column < 2 ? cells.UnitsOf(side) : cells.CountsOf(side);
    }

    public void Write(Span<byte> destination)
    {
        Traits traits = When(_cells.HasCounts, Traits.Counts) | When(_sparse, Traits.Sparse) | When(_map.Unit is not null, Traits.Unit)
            | When(_sources.HasUnstated, Traits.Unstated) | When(_map.Grid.Spacing == BandSpacing.Geometric, Traits.Geometric);
        var writer = new Writer(destination);
        writer.Put(Magic);
        writer.Put(Version);
        writer.Put((ushort)traits);
        writer.Put((uint)Length);
        writer.Put(0u);
        writer.Put(BitConverter.DoubleToInt64Bits(_map.Grid.Step));
        writer.Put(_map.Grid.FirstIndex);
        writer.Put((uint)_map.Grid.Count);
        writer.Put((uint)Math.ILogB(_map.Quantum));
        writer.Put(BitConverter.DoubleToInt64Bits(_map.MarkPrice));
        writer.Put(_map.Unit ?? "");
        writer.Put((ushort)_sources.Stated.Length);
        foreach (MapSource source in _sources.Stated)
        {
            writer.Put(source.Name);
            writer.Put((byte)((source.IsModelled ? 1 : 0) | (source.AsOf is null ? 0 : 2)));
            if (source.AsOf is { } asOf)
            {
                writer.Put(asOf.UtcTicks);
            }
        }

        for (int tally = 0; tally < 2 * MapCells.Reasons; tally++)
        {
            (Side side, UnplacedReason reason) = Tally(tally);
            Int128 units = _cells.UnplacedUnits(side, reason);
            writer.Put((long)(ulong)units);
            writer.Put((long)(units >> 64));
            writer.Put(_cells.UnplacedCount(side, reason));
        }

        writer.Put(_cells.InvalidCount());
        for (int column = 0; column < Columns(_cells.HasCounts); column++)
        {
            ReadOnlySpan<long> values = Column(_cells, column);
            if (!_sparse)
            {
                foreach (long value in values)
                {
                    writer.Put(value);
                }

                continue;
            }

            for (int i = 0; NextRun(values, ref i, out int skipped, out long value);)
            {
                writer.PutVarint((ulong)skipped);
                if (value != 0)
                {
                    writer.PutVarint((ulong)value);
                }
            }
        }

        BinaryPrimitives.WriteUInt32LittleEndian(destination[ChecksumAt..], Checksum(destination));
    }

    public static (Side Side, UnplacedReason Reason) Tally(int index) => (index < MapCells.Reasons ? Side.Long : Side.Short, (UnplacedReason)((index % MapCells.Reasons) + 1));

    /// <summary>CRC-32C of everything but the checksum itself.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes[..ChecksumAt])
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        ReadOnlySpan<byte> rest = bytes[PreambleLength..];
        for (; rest.Length >= 8; rest = rest[8..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(rest));
        }

        foreach (byte b in rest)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }

    /// <summary>The zeros from a place on and the value after them, which is zero only at the end.</summary>
    private static bool NextRun(ReadOnlySpan<long> values, ref int place, out int skipped, out long value)
    {
        (skipped, value) = (0, 0);
        if (place >= values.Length)
        {
            return false;
        }

        int next = values[place..].IndexOfAnyExcept(0L);
        skipped = next < 0 ? values.Length - place : next;
        place += skipped;
        if (place < values.Length)
        {
            value = values[place++];
        }

        return true;
    }

    private static Traits When(bool condition, Traits trait) => condition ? trait : Traits.None;

    private static int VarintLength(ulong value) => Math.Max(1, (70 - BitOperations.LeadingZeroCount(value)) / 7);

    private ref struct Writer(Span<byte> destination)
    {
        private Span<byte> _rest = destination;

        public void Put(byte value)
        {
            _rest[0] = value;
            _rest = _rest[1..];
        }

        public void Put(ushort value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_rest, value);
            _rest = _rest[2..];
        }

        public void Put(uint value)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_rest, value);
            _rest = _rest[4..];
        }

        public void Put(long value)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_rest, value);
            _rest = _rest[8..];
        }

        public void Put(string text)
        {
            int length = Encoding.UTF8.GetBytes(text, _rest[2..]);
            Put((ushort)length);
            _rest = _rest[length..];
        }

        public void PutVarint(ulong value)
        {
            for (; value >= 0x80; value >>= 7)
            {
                Put((byte)(value | 0x80));
            }

            Put((byte)value);
        }
    }
}
