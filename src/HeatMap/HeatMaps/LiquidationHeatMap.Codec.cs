using System.Diagnostics.CodeAnalysis;

namespace HeatMap;

/// <content>A heat map as bytes. The layout is described in <c>docs/method/heat-map-format.md</c>.</content>
public sealed partial class LiquidationHeatMap
{
    /// <summary>How many bytes <see cref="TryWrite"/> needs.</summary>
    /// <exception cref="OverflowException">It is 2^31 or more.</exception>
    /// <remarks>O(cells), sparse O(columns). Allocates nothing.</remarks>
    public int EncodedLength => new HeatMapEncoding(this, _columns, _sources).Length;

    /// <summary>Writes the heat map in the compact form of version 1: little-endian, checked by a sum, only cells that hold something.</summary>
    /// <param name="destination">At least <see cref="EncodedLength"/> bytes.</param>
    /// <param name="bytesWritten">How many were used; zero where there was no room.</param>
    /// <returns>Whether there was room. Where not, nothing is written.</returns>
    /// <exception cref="OverflowException">It needs 2^31 bytes or more.</exception>
    /// <remarks>Equal heat maps give equal bytes, dense or sparse. O(cells). Allocates nothing.</remarks>
    public bool TryWrite(Span<byte> destination, out int bytesWritten)
    {
        var encoding = new HeatMapEncoding(this, _columns, _sources);
        bytesWritten = encoding.Length <= destination.Length ? encoding.Length : 0;
        if (bytesWritten > 0)
        {
            encoding.Write(destination[..bytesWritten]);
        }

        return bytesWritten > 0;
    }

    /// <summary>The heat map as bytes; see <see cref="TryWrite"/>.</summary>
    /// <exception cref="OverflowException">It needs 2^31 bytes or more.</exception>
    /// <remarks>O(cells). Allocates exactly the result.</remarks>
    public byte[] ToBytes()
    {
        var encoding = new HeatMapEncoding(this, _columns, _sources);
        byte[] bytes = new byte[encoding.Length];
        encoding.Write(bytes);
        return bytes;
    }

    /// <summary>Reads a heat map that <see cref="TryWrite"/> wrote, and nothing else.</summary>
    /// <param name="source">Exactly the bytes of one heat map.</param>
    /// <param name="map">The heat map, equal to the one that was written; sparse, so that it takes little more memory than its bytes.</param>
    /// <param name="reason">Where the bytes are refused, why.</param>
    /// <param name="maxBands">The most bands to accept, so that a few bytes from a stranger cannot ask for much memory: 16 bytes a band. Columns take their bytes, and at most 35 times as much where they are empty.</param>
    /// <returns>Whether the bytes are a heat map.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBands"/> is less than 1.</exception>
    /// <remarks>O(cells). Nothing is allocated for columns before length, checksum and header are found right.</remarks>
    public static bool TryRead(
        ReadOnlySpan<byte> source, [NotNullWhen(true)] out LiquidationHeatMap? map, [NotNullWhen(false)] out string? reason, int maxBands = BandGrid.MaxCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBands, 1);
        return HeatMapDecoding.TryRead(source, maxBands, out map, out reason);
    }
}
