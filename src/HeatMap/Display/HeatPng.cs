using System.Buffers.Binary;
using System.Text;

namespace HeatMap;

/// <summary>Writes a picture of one byte a pixel as PNG, the same bytes on every platform and version.</summary>
internal static class HeatPng
{
    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>A picture in the colours of <see cref="HeatColours"/>; pixels of colour 0 are clear.</summary>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="pixels">Rows from the top.</param>
    public static byte[] Write(int width, int height, ReadOnlySpan<byte> pixels)
    {
        var png = new List<byte>(1024 + (pixels.Length / 4));
        png.AddRange(Signature);

        // Eight bits, by palette, nothing interlaced.
        Span<byte> head = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head[4..], height);
        (head[8], head[9], head[10], head[11], head[12]) = (8, 3, 0, 0, 0);
        Chunk(png, "IHDR", head);

        byte[] palette = new byte[3 * HeatColours.Count];
        for (int i = 1; i < HeatColours.Count; i++)
        {
            (palette[3 * i], palette[(3 * i) + 1], palette[(3 * i) + 2]) = HeatColours.Of((i - 1) / (double)(HeatColours.Count - 2));
        }

        Chunk(png, "PLTE", palette);
        Chunk(png, "tRNS", [0]);

        // Every row says first that it is not filtered.
        byte[] rows = new byte[(width + 1) * height];
        for (int y = 0; y < height; y++)
        {
            pixels.Slice(y * width, width).CopyTo(rows.AsSpan((y * (width + 1)) + 1));
        }

        Chunk(png, "IDAT", HeatDeflate.Write(rows));
        Chunk(png, "IEND", []);
        return [.. png];
    }

    private static void Chunk(List<byte> png, string name, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.AddRange(number);
        byte[] checkedPart = [.. Encoding.ASCII.GetBytes(name), .. data];
        png.AddRange(checkedPart);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(checkedPart));
        png.AddRange(number);
    }

    /// <summary>CRC-32 as PNG wants it (polynomial EDB88320), bit by bit.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
            }
        }

        return ~crc;
    }
}
