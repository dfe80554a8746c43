using System.Diagnostics.CodeAnalysis;

namespace HeatMap;

/// <content>A log as bytes.</content>
public sealed partial class PositionEventLog
{
    /// <summary>The log as bytes: version 1, little-endian, checked by a sum, about 20 bytes for a mark and 40 for an open.</summary>
    /// <exception cref="OverflowException">The log needs 2^31 bytes or more.</exception>
    /// <remarks>Equal logs give equal bytes. O(n). Allocates exactly the result.</remarks>
    public byte[] ToBytes() => EventEncoding.Write(Events);

    /// <summary>Reads a log that <see cref="ToBytes"/> wrote, and nothing else.</summary>
    /// <param name="source">Exactly the bytes of one log.</param>
    /// <param name="log">The log, equal to the one that was written.</param>
    /// <param name="reason">Where the bytes are refused, why.</param>
    /// <param name="maxEvents">The most events to accept. A byte from a stranger can ask for 20 bytes of memory.</param>
    /// <returns>Whether the bytes are a log. Every event of it is sound and time never goes backwards.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxEvents"/> is negative.</exception>
    /// <remarks>O(n). Nothing is allocated for the events before length, checksum and head are found right.</remarks>
    public static bool TryRead(
        ReadOnlySpan<byte> source, [NotNullWhen(true)] out PositionEventLog? log, [NotNullWhen(false)] out string? reason, int maxEvents = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxEvents);
        return EventDecoding.TryRead(source, maxEvents, out log, out reason);
    }
}
