using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using HeatMap.Internal;
using HeatMap.Kernels;

namespace HeatMap;

/// <summary>Reads a heat map from bytes, which may be anything.</summary>
internal static class HeatMapDecoding
{
    /// <summary>Bytes that no sound heat map lacks: head, two empty texts or counts, and one layer.</summary>
    private const int LeastLength = ByteSums.After + HeatMapEncoding.HeadLength + 6;

    public static bool TryRead(ReadOnlySpan<byte> source, int maxBands, [NotNullWhen(true)] out LiquidationHeatMap? map, [NotNullWhen(false)] out string? reason)
    {
        map = null;
        reason = Preamble(source);
        if (reason is null)
        {
            map = Body(new(source[ByteSums.After..]), (HeatMapEncoding.Traits)BinaryPrimitives.ReadUInt16LittleEndian(source[6..]), maxBands, out reason);
        }

        reason = map is null ? reason ?? "the bytes end early" : null;
        return map is not null;
    }

    private static string? Preamble(ReadOnlySpan<byte> source)
    {
        if (source.Length < 8 || BinaryPrimitives.ReadUInt32LittleEndian(source) != HeatMapEncoding.Magic)
        {
            return "the bytes are no heat map: they do not begin with HMTM";
        }

        ushort version = BinaryPrimitives.ReadUInt16LittleEndian(source[4..]);
        if (version != HeatMapEncoding.Version)
        {
            return Text($"version {version} is not known; this library reads version {HeatMapEncoding.Version}");
        }

        if (source.Length < LeastLength)
        {
            return Text($"the bytes end early: {source.Length} of at least {LeastLength}");
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(source[8..]);
        return length != source.Length ? Text($"the heat map has {length} bytes, {source.Length} are given")
            : BinaryPrimitives.ReadUInt32LittleEndian(source[ByteSums.At..]) != ByteSums.Checksum(source) ? "the checksum does not match: the bytes are damaged"
            : (BinaryPrimitives.ReadUInt16LittleEndian(source[6..]) & ~(ushort)HeatMapEncoding.Traits.All) != 0 ? "the flags have bits that this version does not know"
            : null;
    }

    private static LiquidationHeatMap? Body(ByteReader reader, HeatMapEncoding.Traits traits, int maxBands, out string? reason)
    {
        double step = reader.Double();
        long first = reader.Long();
        uint bands = reader.UInt();
        int exponent = (int)reader.UInt();
        long interval = reader.Long(), firstColumn = reader.Long();
        uint columns = reader.UInt();
        reason = bands == 0 || bands > maxBands ? Text($"the heat map has {bands} bands; allowed are 1 to {maxBands}")
            : first is < -Lattice.MaxIndex or > Lattice.MaxIndex ? Text($"the grid starts at place {first}; allowed are -2^40 to 2^40")
            : exponent is < -60 or > 60 ? Text($"the quantum is 2^{exponent}; allowed are 2^-60 to 2^60")
            : interval is < 1 or > HeatMapShape.MaxTimeUnixMs ? Text($"the interval is {interval} ms; allowed are 1 to {HeatMapShape.MaxTimeUnixMs}")
            : columns > HeatMapOptions.MaxColumns ? Text($"the heat map has {columns} columns; allowed are 0 to {HeatMapOptions.MaxColumns}")
            : firstColumn < 0 || firstColumn + (Int128)Math.Max(1, columns) - 1 > HeatMapShape.MaxTimeUnixMs / interval || (columns == 0 && firstColumn != 0) ? Text($"the first column is number {firstColumn}, out of time")
            : null;
        string? unit = reader.String();
        bool hasUnit = traits.HasFlag(HeatMapEncoding.Traits.Unit);
        if (reason is not null || unit is null || !SourceBytes.TryRead(ref reader, traits.HasFlag(HeatMapEncoding.Traits.Unstated), out MapSources sources))
        {
            reason ??= "a text is damaged or ends early";
            return null;
        }

        if (hasUnit ? string.IsNullOrWhiteSpace(unit) || unit.Length > Guard.MaxNameLength : unit.Length > 0)
        {
            reason = "the unit is no name, or it and its flag disagree";
            return null;
        }

        if (columns > 0 && sources.Stated.IsEmpty && !sources.HasUnstated)
        {
            reason = "there are columns, but neither a source nor the flag that none was stated";
            return null;
        }

        if (!TryLayers(ref reader, TimeSpan.FromMilliseconds(interval), out HeatMapLayer[] layers))
        {
            reason = "a layer is damaged, comes twice, or there are too few or too many";
            return null;
        }

        // Each part of each column takes a byte at least, and more where it has many bands.
        if (reader.Left < (long)columns * (1 + (2 * layers.Length)) || (2L * layers.Length * (bands + 2 + AlignedCells.Line)) > Array.MaxLength)
        {
            reason = Text($"{reader.Left} bytes cannot be {columns} columns of {layers.Length} layers and {bands} bands");
            return null;
        }

        BandSpacing spacing = traits.HasFlag(HeatMapEncoding.Traits.Geometric) ? BandSpacing.Geometric : BandSpacing.Uniform;
        if (!BandGrid.TryWindow(spacing, step, first, (int)bands, out BandGrid? grid))
        {
            reason = Text($"{bands} bands of step {step} from place {first} are no grid");
            return null;
        }

        HeatMapKind kind = traits.HasFlag(HeatMapEncoding.Traits.Executed) ? HeatMapKind.Executed : HeatMapKind.Standing;
        var shape = new HeatMapShape(grid, TimeSpan.FromMilliseconds(interval), kind, [.. layers], double.ScaleB(1, exponent));
        HeatMapColumns? read = Columns(ref reader, shape, firstColumn, (int)columns);
        if (read is null || reader.Left != 0)
        {
            reason = "a column is damaged: a state, a price or a number is out of place";
            return null;
        }

        return new(read, hasUnit ? unit : null, sources);
    }

    private static bool TryLayers(ref ByteReader reader, TimeSpan interval, out HeatMapLayer[] layers)
    {
        int count = reader.UShort();
        layers = [];
        if (count is 0 or > MapLayers.MaxCount)
        {
            return false;
        }

        var read = new List<HeatMapLayer>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            string? name = reader.String();
            long halfLife = reader.Long();
            uint kept = reader.UInt();
            if (string.IsNullOrWhiteSpace(name) || name.Length > Guard.MaxNameLength || halfLife < 0 || (halfLife == 0 && kept != 0) || !names.Add(name) || reader.Left < 0)
            {
                return false;
            }

            read.Add(HeatMapLayer.Read(name, halfLife > 0 ? TimeSpan.FromTicks(halfLife) : null, halfLife > 0 ? kept : null, interval));
        }

        layers = [.. read];
        return true;
    }

    private static HeatMapColumns? Columns(ref ByteReader reader, HeatMapShape shape, long firstColumn, int count)
    {
        var store = SparseColumns.Frozen(shape, count, Math.Max(0, reader.Left));
        var read = new HeatMapColumns(store);
        int[] ends = new int[shape.Parts];
        for (int i = 0; i < count; i++)
        {
            int head = reader.Byte(), state = head & 3;
            MarkPath path = default;
            if ((head & 4) != 0)
            {
                double low = reader.Double(), high = reader.Double(), last = reader.Double();
                if (!(low > 0 && low <= last && last <= high && high < double.PositiveInfinity))
                {
                    return null;
                }

                path = new(low, high, last);
            }

            ReadOnlySpan<byte> rest = reader.Rest;
            bool isEmpty = true;
            for (int part = 0; part < shape.Parts; part++)
            {
                if (!CellRuns.TrySkip(ref reader, shape.PartCells, ref isEmpty))
                {
                    return null;
                }

                ends[part] = rest.Length - reader.Left;
            }

            if (head > 7 || state == 0 || (state == (int)HeatMapColumnState.Missing && !isEmpty))
            {
                return null;
            }

            read.Push(firstColumn + i, path, (HeatMapColumnState)state, rest[..ends[^1]], ends);
        }

        return read;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
