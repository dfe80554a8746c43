using System.Buffers.Binary;
using System.Numerics;

namespace HeatMap;

/// <summary>The checksum of the binary forms.</summary>
internal static class ByteSums
{
    /// <summary>Where the checksum stands, and where the bytes after it begin.</summary>
    public const int At = 12, After = 16;

    /// <summary>CRC-32C of everything but the checksum itself.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes[..At])
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        ReadOnlySpan<byte> rest = bytes[After..];
        for (; rest.Length >= 8; rest = rest[8..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(rest));
        }

        foreach (byte b in rest)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }
}
