using System.Diagnostics.CodeAnalysis;

namespace HeatMap;

/// <content>A map as bytes. The layout is described in <c>docs/method/map-format.md</c>.</content>
public sealed partial class LiquidationMap
{
    /// <summary>How many bytes <see cref="TryWrite"/> needs.</summary>
    /// <remarks>O(bands). Allocates nothing.</remarks>
    public int EncodedLength => new MapEncoding(this, _cells, _sources).Length;

    /// <summary>Writes the map in the compact form of version 1: little-endian, checked by a sum, and only cells that hold something where that is shorter.</summary>
    /// <param name="destination">At least <see cref="EncodedLength"/> bytes.</param>
    /// <param name="bytesWritten">How many were used; zero where there was no room.</param>
    /// <returns>Whether there was room. Where not, nothing is written.</returns>
    /// <remarks>Equal maps give equal bytes. O(bands). Allocates nothing.</remarks>
    public bool TryWrite(Span<byte> destination, out int bytesWritten)
    {
        var encoding = new MapEncoding(this, _cells, _sources);
        bytesWritten = encoding.Length <= destination.Length ? encoding.Length : 0;
        if (bytesWritten > 0)
        {
            encoding.Write(destination[..bytesWritten]);
        }

        return bytesWritten > 0;
    }

    /// <summary>The map as bytes; see <see cref="TryWrite"/>.</summary>
    /// <remarks>O(bands). Allocates exactly the result.</remarks>
    public byte[] ToBytes()
    {
        var encoding = new MapEncoding(this, _cells, _sources);
        byte[] bytes = new byte[encoding.Length];
        encoding.Write(bytes);
        return bytes;
    }

    /// <summary>Reads a map that <see cref="TryWrite"/> wrote, and nothing else.</summary>
    /// <param name="source">Exactly the bytes of one map.</param>
    /// <param name="map">The map, equal to the one that was written.</param>
    /// <param name="reason">Where the bytes are refused, why.</param>
    /// <param name="maxBands">The most bands to accept, so that a few bytes from a stranger cannot ask for much memory: about 50 bytes a band.</param>
    /// <returns>Whether the bytes are a map.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBands"/> is less than 1.</exception>
    /// <remarks>O(bands). Nothing is allocated for the cells before length, checksum and header are found right.</remarks>
    public static bool TryRead(
        ReadOnlySpan<byte> source, [NotNullWhen(true)] out LiquidationMap? map, [NotNullWhen(false)] out string? reason, int maxBands = BandGrid.MaxCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBands, 1);
        return MapDecoding.TryRead(source, maxBands, out map, out reason);
    }
}
