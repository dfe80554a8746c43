using System.Buffers.Binary;

namespace HeatMap;

/// <summary>Writes a heat map as bytes.</summary>
internal readonly ref struct HeatMapEncoding
{
    /// <summary><c>HMTM</c>.</summary>
    public const uint Magic = 0x4D544D48;

    public const ushort Version = 1;

    /// <summary>Step, place, bands, quantum, interval, first column, columns.</summary>
    public const int HeadLength = 44;

    private readonly LiquidationHeatMap _map;
    private readonly HeatMapColumns _columns;
    private readonly MapSources _sources;

    public HeatMapEncoding(LiquidationHeatMap map, HeatMapColumns columns, MapSources sources)
    {
        (_map, _columns, _sources) = (map, columns, sources);
        long length = ByteSums.After + HeadLength + ByteWriter.TextLength(map.Unit ?? "") + SourceBytes.Length(sources) + 2;
        foreach (HeatMapLayer layer in map.Layers)
        {
            length += ByteWriter.TextLength(layer.Name) + 12;
        }

        for (long number = columns.Store.Oldest; number <= columns.Store.Newest; number++)
        {
            length += 1 + (columns.PathOf(number).IsKnown ? 24 : 0) + CellsLength(number);
        }

        Length = checked((int)length);
    }

    [Flags]
    public enum Traits : ushort
    {
        None = 0,
        Unit = 1,
        Unstated = 2,
        Geometric = 4,
        Executed = 8,
        All = 15,
    }

    public int Length { get; }

    public void Write(Span<byte> destination)
    {
        Traits traits = When(_map.Unit is not null, Traits.Unit) | When(_sources.HasUnstated, Traits.Unstated)
            | When(_map.Grid.Spacing == BandSpacing.Geometric, Traits.Geometric) | When(_map.Kind == HeatMapKind.Executed, Traits.Executed);
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
        writer.Put(_columns.Shape.IntervalMs);
        writer.Put(_columns.Count == 0 ? 0 : _columns.Store.Oldest);
        writer.Put((uint)_columns.Count);
        writer.Put(_map.Unit ?? "");
        SourceBytes.Write(_sources, ref writer);
        writer.Put((ushort)_map.Layers.Length);
        foreach (HeatMapLayer layer in _map.Layers)
        {
            writer.Put(layer.Name);
            writer.Put(layer.HalfLife?.Ticks ?? 0);
            writer.Put(layer.KeptPerColumn ?? 0);
        }

        for (long number = _columns.Store.Oldest; number <= _columns.Store.Newest; number++)
        {
            Column(number, ref writer);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(destination[ByteSums.At..], ByteSums.Checksum(destination));
    }

    private static Traits When(bool condition, Traits trait) => condition ? trait : Traits.None;

    private ReadOnlySpan<long> Cells(long number, int part) => _columns.Store.Part(number, part);

    private long CellsLength(long number)
    {
        if (_columns.Store is SparseColumns sparse)
        {
            return sparse.Encoded(number).Length;
        }

        long length = 0;
        for (int part = 0; part < _columns.Shape.Parts; part++)
        {
            length += CellRuns.Length(Cells(number, part));
        }

        return length;
    }

    private void Column(long number, ref ByteWriter writer)
    {
        MarkPath path = _columns.PathOf(number);
        writer.Put((byte)((int)_columns.StateOf(number) | (path.IsKnown ? 4 : 0)));
        if (path.IsKnown)
        {
            writer.Put(path.Low);
            writer.Put(path.High);
            writer.Put(path.Last);
        }

        if (_columns.Store is SparseColumns sparse)
        {
            writer.Put(sparse.Encoded(number));
            return;
        }

        for (int part = 0; part < _columns.Shape.Parts; part++)
        {
            CellRuns.Write(Cells(number, part), ref writer);
        }
    }
}
