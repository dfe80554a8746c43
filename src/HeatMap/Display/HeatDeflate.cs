using System.Buffers.Binary;

namespace HeatMap;

/// <summary>Packs bytes in the form of zlib (RFC 1950 and 1951): fixed codes and repeats found by a table of the last place of each three bytes.</summary>
/// <remarks>Small rather than tight. The runtime's own packer may change its bytes from version to version, and pictures are compared byte by byte.</remarks>
internal ref struct HeatDeflate
{
    private const int Least = 3, Longest = 258, Farthest = 32768, Hashes = 1 << 15;

    private readonly List<byte> _packed;
    private uint _bits;
    private int _count;

    private HeatDeflate(List<byte> packed) => _packed = packed;

    public static byte[] Write(ReadOnlySpan<byte> bytes)
    {
        var deflate = new HeatDeflate([0x78, 0x01]);
        deflate.Pack(bytes);
        Span<byte> sum = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(sum, Adler(bytes));
        deflate._packed.AddRange(sum);
        return [.. deflate._packed];
    }

    private void Pack(ReadOnlySpan<byte> bytes)
    {
        // One last block with fixed codes.
        Put(0b011, 3);
        int[] last = new int[Hashes];
        Array.Fill(last, -Farthest - 1);
        for (int place = 0; place < bytes.Length;)
        {
            int length = 0, distance = 0;
            if (place + Least <= bytes.Length)
            {
                int hash = Hash(bytes, place), before = last[hash];
                last[hash] = place;
                distance = place - before;
                length = distance <= Farthest ? bytes[place..Math.Min(bytes.Length, place + Longest)].CommonPrefixLength(bytes[before..]) : 0;
            }

            if (length < Least)
            {
                Literal(bytes[place++]);
                continue;
            }

            Repeat(length, distance);
            for (int i = 1; i < length && place + i + Least <= bytes.Length; i++)
            {
                last[Hash(bytes, place + i)] = place + i;
            }

            place += length;
        }

        Literal(256);
        Put(0, 7);
    }

    private static int Hash(ReadOnlySpan<byte> bytes, int place) => (int)(((uint)((bytes[place] << 16) | (bytes[place + 1] << 8) | bytes[place + 2]) * 2654435761u) >> 17);

    /// <summary>A byte, or one of the codes for the end and for lengths.</summary>
    private void Literal(int symbol)
    {
        (uint code, int length) = symbol switch
        {
            < 144 => (0x30u + (uint)symbol, 8),
            < 256 => (0x190u + (uint)symbol - 144, 9),
            < 280 => ((uint)symbol - 256, 7),
            _ => (0xC0u + (uint)symbol - 280, 8),
        };
        PutCode(code, length);
    }

    private void Repeat(int length, int distance)
    {
        // Lengths: codes in groups of four, each group with one more bit behind; 258 has a code of its own.
        int offset = length - Least;
        if (length == Longest)
        {
            Literal(285);
        }
        else if (offset < 8)
        {
            Literal(257 + offset);
        }
        else
        {
            int extra = int.Log2(offset) - 2;
            Literal(257 + (4 * extra) + (offset >> extra));
            Put((uint)offset & ((1u << extra) - 1), extra);
        }

        // Distances: the same in groups of two.
        offset = distance - 1;
        int more = offset < 4 ? 0 : int.Log2(offset) - 1;
        PutCode((uint)(offset < 4 ? offset : (2 * more) + (offset >> more)), 5);
        Put((uint)offset & ((1u << more) - 1), more);
    }

    /// <summary>Codes start with their highest bit.</summary>
    private void PutCode(uint code, int length)
    {
        uint turned = 0;
        for (int i = 0; i < length; i++)
        {
            turned |= ((code >> i) & 1) << (length - 1 - i);
        }

        Put(turned, length);
    }

    /// <summary>Everything else starts with its lowest. Whoever calls with no bits last fills the last byte.</summary>
    private void Put(uint value, int length)
    {
        _bits |= value << _count;
        for (_count += length; _count >= 8; _count -= 8)
        {
            _packed.Add((byte)_bits);
            _bits >>= 8;
        }
    }

    private static uint Adler(ReadOnlySpan<byte> bytes)
    {
        uint a = 1, b = 0;
        foreach (byte value in bytes)
        {
            a = (a + value) % 65521;
            b = (b + a) % 65521;
        }

        return (b << 16) | a;
    }
}
