using System.Buffers.Binary;
using System.Numerics;

namespace HeatMap;

/// <summary>Writes events as bytes.</summary>
internal static class EventEncoding
{
    public const uint Magic = 0x54564548;

    public const ushort Version = 1;

    /// <summary>Magic, version, flags, length and checksum as in the bytes of a map; then the first time and the number of events.</summary>
    public const int HeadLength = ByteSums.After + 12;

    /// <summary>Kind, fields, time, id: no event has fewer bytes.</summary>
    public const int LeastEventLength = 4;

    /// <summary>The numbers of an event, each of which may be stated.</summary>
    public const int Numbers = 7;

    /// <summary>In the first byte of an event: its kind, its side, and whether a layer follows.</summary>
    public const int KindBits = 7, LongBit = 8, ShortBit = 16, LayerBit = 32;

    public static byte[] Write(ReadOnlySpan<PositionEvent> events)
    {
        long length = HeadLength;
        long time = events.IsEmpty ? 0 : events[0].TimeUnixMs, id = 0, first = time;
        Span<byte> head = stackalloc byte[2 + 10 + 10 + 10];
        foreach (ref readonly PositionEvent each in events)
        {
            length += WriteHead(each, ref time, ref id, head) + (8 * BitOperations.PopCount((uint)Stated(each)));
        }

        byte[] bytes = new byte[checked((int)length)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(4), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), (uint)bytes.Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(ByteSums.After), first);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(ByteSums.After + 8), (uint)events.Length);
        Span<byte> rest = bytes.AsSpan(HeadLength);
        (time, id) = (first, 0);
        foreach (ref readonly PositionEvent each in events)
        {
            int count = WriteHead(each, ref time, ref id, head);
            head[..count].CopyTo(rest);
            rest = rest[count..];
            for (int i = 0; i < Numbers; i++)
            {
                if (!double.IsNaN(Number(each, i)))
                {
                    BinaryPrimitives.WriteDoubleLittleEndian(rest, Number(each, i));
                    rest = rest[8..];
                }
            }
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(ByteSums.At), ByteSums.Checksum(bytes));
        return bytes;
    }

    /// <summary>A number of an event, in the order of the form.</summary>
    public static double Number(in PositionEvent item, int index) => index switch
    {
        0 => item.Quantity,
        1 => item.EntryPrice,
        2 => item.Margin,
        3 => item.Leverage,
        4 => item.Price,
        5 => item.Low,
        _ => item.High,
    };

    /// <summary>Small numbers of either sign as small numbers without one.</summary>
    public static ulong ZigZag(long value) => (ulong)(value << 1) ^ (ulong)(value >> 63);

    public static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    /// <summary>A bit for each number that is stated.</summary>
    private static int Stated(in PositionEvent item)
    {
        int bits = 0;
        for (int i = 0; i < Numbers; i++)
        {
            bits |= double.IsNaN(Number(item, i)) ? 0 : 1 << i;
        }

        return bits;
    }

    private static int WriteHead(in PositionEvent item, ref long time, ref long id, Span<byte> destination)
    {
        int side = item.Side == Side.Long ? LongBit : item.Side == Side.Short ? ShortBit : 0;
        destination[0] = (byte)((int)item.Kind | side | (item.Layer > 0 ? LayerBit : 0));
        destination[1] = (byte)Stated(item);
        int count = 2;
        PutVarint(destination, ref count, (ulong)(item.TimeUnixMs - time));
        PutVarint(destination, ref count, ZigZag(unchecked(item.Id - id)));
        if (item.Layer > 0)
        {
            PutVarint(destination, ref count, (ulong)item.Layer);
        }

        (time, id) = (item.TimeUnixMs, item.Id);
        return count;
    }

    private static void PutVarint(Span<byte> destination, ref int count, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            destination[count++] = (byte)(value | 0x80);
        }

        destination[count++] = (byte)value;
    }
}
