using HeatMap.Internal;

namespace HeatMap;

/// <summary>Sources as bytes: a count, and for each a name, its kind and its moment.</summary>
internal static class SourceBytes
{
    public static int Length(MapSources sources)
    {
        int length = 2;
        foreach (MapSource source in sources.Stated)
        {
            length += ByteWriter.TextLength(source.Name) + 1 + (source.AsOf is null ? 0 : 8);
        }

        return length;
    }

    public static void Write(MapSources sources, ref ByteWriter writer)
    {
        writer.Put((ushort)sources.Stated.Length);
        foreach (MapSource source in sources.Stated)
        {
            writer.Put(source.Name);
            writer.Put((byte)((source.IsModelled ? 1 : 0) | (source.AsOf is null ? 0 : 2)));
            if (source.AsOf is { } asOf)
            {
                writer.Put(asOf.UtcTicks);
            }
        }
    }

    public static bool TryRead(ref ByteReader reader, bool hasUnstated, out MapSources sources)
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
}
