namespace HeatMap;

/// <summary>A column of cells as pairs of a count of zeros and the number after them; a column ends when all its cells are told.</summary>
internal static class CellRuns
{
    /// <summary>The most bytes that a cell can take: a count of no zeros and nine for the number.</summary>
    public const int MostBytesPerCell = 10;

    /// <summary>How many bytes <see cref="Write"/> puts.</summary>
    public static long Length(ReadOnlySpan<long> cells)
    {
        long length = 0;
        for (int i = 0; Next(cells, ref i, out int skipped, out long value);)
        {
            length += ByteWriter.VarintLength((ulong)skipped) + (value == 0 ? 0 : ByteWriter.VarintLength((ulong)value));
        }

        return length;
    }

    /// <summary>Writes a column.</summary>
    public static void Write(ReadOnlySpan<long> cells, ref ByteWriter writer)
    {
        for (int i = 0; Next(cells, ref i, out int skipped, out long value);)
        {
            writer.PutVarint((ulong)skipped);
            if (value != 0)
            {
                writer.PutVarint((ulong)value);
            }
        }
    }

    /// <summary>Reads a column into cells that are zero; false where the bytes are none. What it accepts is written again to the last bit.</summary>
    public static bool TryRead(ref ByteReader reader, Span<long> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            ulong skipped = reader.Varint();
            if (skipped > (ulong)(cells.Length - i))
            {
                return false;
            }

            i += (int)skipped;
            if (i == cells.Length)
            {
                break;
            }

            cells[i] = (long)reader.Varint();
            if (cells[i] <= 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The zeros from a place on and the value after them, which is zero only at the end.</summary>
    private static bool Next(ReadOnlySpan<long> cells, ref int place, out int skipped, out long value)
    {
        (skipped, value) = (0, 0);
        if (place >= cells.Length)
        {
            return false;
        }

        int next = cells[place..].IndexOfAnyExcept(0L);
        skipped = next < 0 ? cells.Length - place : next;
        place += skipped;
        if (place < cells.Length)
        {
            value = cells[place++];
        }

        return true;
    }
}
