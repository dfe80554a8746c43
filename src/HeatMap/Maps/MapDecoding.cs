using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
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
            : BinaryPrimitives.ReadUInt32LittleEndian(source[ByteSums.At..]) != ByteSums.Checksum(source) ? "the checksum does not match: the bytes are damaged"
            : (BinaryPrimitives.ReadUInt16LittleEndian(source[6..]) & ~(ushort)MapEncoding.Traits.All) != 0 ? "the flags have bits that this version does not know"
            : null;
    }

    private static LiquidationMap? Body(ByteReader reader, MapEncoding.Traits traits, int maxBands, out string? reason)
    {
        double step = reader.Double();
        long first = reader.Long();
        uint count = reader.UInt();
        int exponent = (int)reader.UInt();
        double mark = reader.Double();
        reason = count == 0 || count > maxBands ? Text($"the map has {count} bands; allowed are 1 to {maxBands}")
            : first is < -Lattice.MaxIndex or > Lattice.MaxIndex ? Text($"the grid starts at place {first}; allowed are -2^40 to 2^40")
            : exponent is < -60 or > 60 ? Text($"the quantum is 2^{exponent}; allowed are 2^-60 to 2^60")
            : !Guard.IsPositive(mark) ? Text($"the mark must be finite and > 0, was {mark}")
            : null;
        string? unit = reader.String();
        bool hasUnit = traits.HasFlag(MapEncoding.Traits.Unit);
        if (reason is not null || unit is null || !SourceBytes.TryRead(ref reader, traits.HasFlag(MapEncoding.Traits.Unstated), out MapSources sources))
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

    private static bool Tallies(ByteReader reader, MapCells cells)
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

    private static bool Cells(ref ByteReader reader, MapCells cells, bool sparse)
    {
        for (int column = 0; column < MapEncoding.Columns(cells.HasCounts); column++)
        {
            Span<long> values = MapEncoding.Column(cells, column);
            if (sparse && !CellRuns.TryRead(ref reader, values))
            {
                return false;
            }

            for (int i = 0; i < values.Length && !sparse; i++)
            {
                values[i] = reader.Long();
                if (values[i] < 0)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
