using System.Buffers.Binary;
using System.Text;

namespace HeatMap;

/// <summary>Takes numbers off the front of some bytes; beyond their end it gives zeros and <see cref="Left"/> is −1.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> source)
{
    private ReadOnlySpan<byte> _rest = source;

    public readonly int Left => Short ? -1 : _rest.Length;

    /// <summary>What was not taken yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    private bool Short { get; set; }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
        {
            Short = true;
            return [];
        }

        ReadOnlySpan<byte> taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    public int Byte() => Take(1) is [var b] ? b : 0;

    public ushort UShort() => Take(2) is { IsEmpty: false } b ? BinaryPrimitives.ReadUInt16LittleEndian(b) : (ushort)0;

    public uint UInt() => Take(4) is { IsEmpty: false } b ? BinaryPrimitives.ReadUInt32LittleEndian(b) : 0;

    public long Long() => Take(8) is { IsEmpty: false } b ? BinaryPrimitives.ReadInt64LittleEndian(b) : 0;

    public double Double() => BitConverter.Int64BitsToDouble(Long());

    public string? String()
    {
        int length = UShort();
        ReadOnlySpan<byte> bytes = Take(length);
        return Short || !System.Text.Unicode.Utf8.IsValid(bytes) ? null : Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Seven bits a byte, the lowest first; at most 63 bits in their shortest form, else −1 as an unsigned number.</summary>
    public ulong Varint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 63; shift += 7)
        {
            int b = Byte();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return Short || (b == 0 && shift > 0) ? ulong.MaxValue : value;
            }
        }

        return ulong.MaxValue;
    }
}
