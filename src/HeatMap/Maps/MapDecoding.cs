using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Reads a map from bytes, which may be anything.</summary>
internal static class MapDecoding
{
    /// <summary>Bytes that no sound map lacks.</summary>
    private const int LeastLength = MapEncoding.PreambleLength + 32 + 4 + (8 * 24) + 8;

    public static bool TryRead(ReadOnlySpan<byte> source, int maxBands, [NotNullWhen(true)] out LiquidationMap? map, [NotNullWhen(false)] out string? reason)
    {
        map = null;
        reason = Preamble(source);
        if (reason is null)
        {
            var traits = (MapEncoding.Traits)BinaryPrimitives.ReadUInt16LittleEndian(source[6..]);
            map = Body(new(source[MapEncoding.PreambleLength..]), traits, maxBands, out reason);

            // Only the shorter of the two forms of cells is written; the sparse one was taken only where it is that.
            if (map is not null && !traits.HasFlag(MapEncoding.Traits.Sparse) && map.EncodedLength != source.Length)
            {
                (map, reason) = (null, "the cells have a shorter form");
            }
        }

        reason = map is null ? reason ?? "the bytes end early" : null;
        return map is not null;
    }

    private static string? Preamble(ReadOnlySpan<byte> source)
    {
        if (source.Length < 8 || BinaryPrimitives.ReadUInt32LittleEndian(source) != MapEncoding.Magic)
        {
            return "the bytes are no map: they do not begin with HMAP";
        }

        ushort version = BinaryPrimitives.ReadUInt16LittleEndian(source[4..]);
        if (version != MapEncoding.Version)
        {
            return Text($"version {version} is not known; this library reads version {MapEncoding.Version}");
        }

        if (source.Length < LeastLength)
        {
            return Text($"the bytes end early: {source.Length} of at least {LeastLength}");
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(source[8..]);
        return length != source.Length ? Text($"the map has {length} bytes, {source.Length} are given")
            : BinaryPrimitives.ReadUInt32LittleEndian(source[MapEncoding.ChecksumAt..]) != MapEncoding.Checksum(source) ? "the checksum does not match: the bytes are damaged"
            : (BinaryPrimitives.ReadUInt16LittleEndian(source[6..]) & ~(ushort)MapEncoding.Traits.All) != 0 ? "the flags have bits that this version does not know"
            : null;
    }

    private static LiquidationMap? Body(Reader reader, MapEncoding.Traits traits, int maxBands, out string? reason)
    {
        double step = BitConverter.Int64BitsToDouble(reader.Long());
        long first = reader.Long();
        uint count = reader.UInt();
        int exponent = (int)reader.UInt();
        double mark = BitConverter.Int64BitsToDouble(reader.Long());
        reason = count == 0 || count > maxBands ? Text($"the map has {count} bands; allowed are 1 to {maxBands}")
            : first is < -Lattice.MaxIndex or > Lattice.MaxIndex ? Text($"the grid starts at place {first}; allowed are -2^40 to 2^40")
            : exponent is < -60 or > 60 ? Text($"the quantum is 2^{exponent}; allowed are 2^-60 to 2^60")
            : !Guard.IsPositive(mark) ? Text($"the mark must be finite and > 0, was {mark}")
            : null;
        string? unit = reader.String();
        bool hasUnit = traits.HasFlag(MapEncoding.Traits.Unit);
        if (reason is not null || unit is null || !Sources(ref reader, traits.HasFlag(MapEncoding.Traits.Unstated), out MapSources sources))
        {
            reason ??= "a text is damaged or ends early";
            return null;
        }

        if (hasUnit ? string.IsNullOrWhiteSpace(unit) || unit.Length > Guard.MaxNameLength : unit.Length > 0)
        {
            reason = "the unit is no name, or it and its flag disagree";
            return null;
        }

        BandSpacing spacing = traits.HasFlag(MapEncoding.Traits.Geometric) ? BandSpacing.Geometric : BandSpacing.Uniform;
        bool counts = traits.HasFlag(MapEncoding.Traits.Counts), sparse = traits.HasFlag(MapEncoding.Traits.Sparse);
        ReadOnlySpan<byte> tallies = reader.Take(((2 * MapCells.Reasons) * 24) + 8);
        long dense = 8L * MapEncoding.Columns(counts) * (count + 2);
        if (tallies.IsEmpty || (!sparse && reader.Left != dense) || (sparse && reader.Left >= dense))
        {
            reason = Text($"{reader.Left} bytes cannot be the cells of {count} bands");
            return null;
        }

        if (!BandGrid.TryWindow(spacing, step, first, (int)count, out BandGrid? grid))
        {
            reason = Text($"{count} bands of step {step} from place {first} are no grid");
            return null;
        }

        var cells = new MapCells((int)count, counts);
        if (!Tallies(new(tallies), cells) || !Cells(ref reader, cells, sparse) || reader.Left != 0 || !cells.IsSound)
        {
            reason = "a number is negative or out of place";
            return null;
        }

        if (sources.Stated.IsEmpty && !sources.HasUnstated && !cells.IsEmpty)
        {
            reason = "there are positions, but neither a source nor the flag that none was stated";
            return null;
        }

        cells.Most = long.MaxValue;
        return new(grid, mark, hasUnit ? unit : null, double.ScaleB(1, exponent), cells, sources);
    }

    private static bool Sources(ref Reader reader, bool hasUnstated, out MapSources sources)
    {
        sources = MapSources.None;
        int count = reader.UShort();
        if (count > MapSources.MaxCount)
        {
            return false;
        }

        var stated = new List<MapSource>();
        for (int i = 0; i < count; i++)
        {
            string? name = reader.String();
            int kind = reader.Byte();
            long ticks = (kind & 2) != 0 ? reader.Long() : 0;
            if (string.IsNullOrWhiteSpace(name) || name.Length > Guard.MaxNameLength || (uint)kind > 3 || ticks < 0 || ticks > DateTime.MaxValue.Ticks)
            {
                return false;
            }

            stated.Add(new(name, (kind & 1) != 0, (kind & 2) != 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null));
        }

        // Only the order that is written is read, so that equal maps have equal bytes.
        sources = MapSources.Of([.. stated], hasUnstated);
        return sources.Stated.AsSpan().SequenceEqual(stated.ToArray());
    }

    private static bool Tallies(Reader reader, MapCells cells)
    {
        bool isSound = true;
        for (int tally = 0; tally < 2 * MapCells.Reasons; tally++)
        {
            (Side side, UnplacedReason reason) = MapEncoding.Tally(tally);
            ulong low = (ulong)reader.Long();
            long high = reader.Long(), count = reader.Long();
            cells.UnplacedUnits(side, reason) = new Int128((ulong)high, low);
            cells.UnplacedCount(side, reason) = count;
            isSound &= high >= 0 && count >= 0;
        }

        return (cells.InvalidCount() = reader.Long()) >= 0 && isSound;
    }

    private static bool Cells(ref Reader reader, MapCells cells, bool sparse)
    {
        for (int column = 0; column < MapEncoding.Columns(cells.HasCounts); column++)
        {
            Span<long> values = MapEncoding.Column(cells, column);
            for (int i = 0; i < values.Length; i++)
            {
                if (sparse)
                {
                    ulong skipped = reader.Varint();
                    if (skipped > (ulong)(values.Length - i))
                    {
                        return false;
                    }

                    i += (int)skipped;
                    if (i == values.Length)
                    {
                        break;
                    }
                }

                values[i] = sparse ? (long)reader.Varint() : reader.Long();
                if (values[i] < 0 || (sparse && values[i] == 0))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Takes numbers off the front of some bytes; beyond their end it gives zeros and is <see cref="Short"/>.</summary>
    private ref struct Reader(ReadOnlySpan<byte> source)
    {
        private ReadOnlySpan<byte> _rest = source;

        public readonly int Left => Short ? -1 : _rest.Length;

        private bool Short { get; set; }

        public ReadOnlySpan<byte> Take(int count)
        {
            if (count > _rest.Length)
            {
                Short = true;
                return [];
            }

            ReadOnlySpan<byte> taken = _rest[..count];
            _rest = _rest[count..];
            return taken;
        }

        public int Byte() => Take(1) is [var b] ? b : 0;

        public ushort UShort() => Take(2) is { IsEmpty: false } b ? BinaryPrimitives.ReadUInt16LittleEndian(b) : (ushort)0;

        public uint UInt() => Take(4) is { IsEmpty: false } b ? BinaryPrimitives.ReadUInt32LittleEndian(b) : 0;

        public long Long() => Take(8) is { IsEmpty: false } b ? BinaryPrimitives.ReadInt64LittleEndian(b) : 0;

        public string? String()
        {
            int length = UShort();
            ReadOnlySpan<byte> bytes = Take(length);
            return Short || !System.Text.Unicode.Utf8.IsValid(bytes) ? null : Encoding.UTF8.GetString(bytes);
        }

        /// <summary>Seven bits a byte, the lowest first; at most 63 bits in their shortest form, else −1 as an unsigned number.</summary>
        public ulong Varint()
        {
            ulong value = 0;
            for (int shift = 0; shift < 63; shift += 7)
            {
                int b = Byte();
                value |= (ulong)(b & 0x7F) << shift;
                if (b < 0x80)
                {
                    return Short || (b == 0 && shift > 0) ? ulong.MaxValue : value;
                }
            }

            return ulong.MaxValue;
        }
    }
}
