using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace HeatMap;

/// <summary>Puts numbers and texts one after the other: little-endian, nothing padded.</summary>
internal ref struct ByteWriter(Span<byte> destination)
{
    private readonly Span<byte> _all = destination;
    private Span<byte> _rest = destination;

    public readonly int Written => _all.Length - _rest.Length;

    public static int VarintLength(ulong value) => Math.Max(1, (70 - BitOperations.LeadingZeroCount(value)) / 7);

    public static int TextLength(string text) => 2 + Encoding.UTF8.GetByteCount(text);

    public void Put(byte value)
    {
        _rest[0] = value;
        _rest = _rest[1..];
    }

    public void Put(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_rest, value);
        _rest = _rest[2..];
    }

    public void Put(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_rest, value);
        _rest = _rest[4..];
    }

    public void Put(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_rest, value);
        _rest = _rest[8..];
    }

    public void Put(double value) => Put(BitConverter.DoubleToInt64Bits(value));

    public void Put(string text)
    {
        int length = Encoding.UTF8.GetBytes(text, _rest[2..]);
        Put((ushort)length);
        _rest = _rest[length..];
    }

    public void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_rest);
        _rest = _rest[bytes.Length..];
    }

    /// <summary>Seven bits a byte, the lowest first, the high bit in all bytes but the last.</summary>
    public void PutVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            Put((byte)(value | 0x80));
        }

        Put((byte)value);
    }
}
