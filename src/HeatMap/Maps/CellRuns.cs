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
            if (!TryNext(ref reader, cells.Length, ref i, out long value))
            {
                return false;
            }

            if (i < cells.Length)
            {
                cells[i] = value;
            }
        }

        return true;
    }

    /// <summary>Goes past a column as <see cref="TryRead"/> would, without keeping it.</summary>
    /// <param name="reader">The bytes.</param>
    /// <param name="cells">The number of its cells.</param>
    /// <param name="isEmpty">Becomes false where a cell is not zero.</param>
    public static bool TrySkip(ref ByteReader reader, int cells, ref bool isEmpty)
    {
        for (int i = 0; i < cells; i++)
        {
            if (!TryNext(ref reader, cells, ref i, out _))
            {
                return false;
            }

            isEmpty &= i >= cells;
        }

        return true;
    }

    private static bool TryNext(ref ByteReader reader, int cells, ref int place, out long value)
    {
        value = 0;
        ulong skipped = reader.Varint();
        if (skipped > (ulong)(cells - place))
        {
            return false;
        }

        place += (int)skipped;
        if (place == cells)
        {
            return true;
        }

        value = (long)reader.Varint();
        return value > 0;
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
