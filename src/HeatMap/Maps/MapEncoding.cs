using System.Buffers.Binary;

namespace HeatMap;

/// <summary>Writes a map as bytes.</summary>
internal readonly ref struct MapEncoding
{
    public const uint Magic = 0x50414D48;

    public const ushort Version = 1;

    /// <summary>Magic, version, flags, length, checksum.</summary>
    public const int PreambleLength = ByteSums.After;

    private readonly LiquidationMap _map;
    private readonly MapCells _cells;
    private readonly MapSources _sources;
    private readonly bool _sparse;

    public MapEncoding(LiquidationMap map, MapCells cells, MapSources sources)
    {
        (_map, _cells, _sources) = (map, cells, sources);
        int head = PreambleLength + 32 + ByteWriter.TextLength(map.Unit ?? "") + SourceBytes.Length(sources) + (8 * 24) + 8;
        long dense = 0, sparse = 0;
        for (int column = 0; column < Columns(cells.HasCounts); column++)
        {
            ReadOnlySpan<long> values = Column(cells, column);
            dense += 8L * values.Length;
            sparse += CellRuns.Length(values);
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
        var writer = new ByteWriter(destination);
        writer.Put(Magic);
        writer.Put(Version);
        writer.Put((ushort)traits);
        writer.Put((uint)Length);
        writer.Put(0u);
        writer.Put(_map.Grid.Step);
        writer.Put(_map.Grid.FirstIndex);
        writer.Put((uint)_map.Grid.Count);
        writer.Put((uint)Math.ILogB(_map.Quantum));
        writer.Put(_map.MarkPrice);
        writer.Put(_map.Unit ?? "");
        SourceBytes.Write(_sources, ref writer);
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

            CellRuns.Write(values, ref writer);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(destination[ByteSums.At..], ByteSums.Checksum(destination));
    }

    public static (Side Side, UnplacedReason Reason) Tally(int index) => (index < MapCells.Reasons ? Side.Long : Side.Short, (UnplacedReason)((index % MapCells.Reasons) + 1));

    private static Traits When(bool condition, Traits trait) => condition ? trait : Traits.None;
}
