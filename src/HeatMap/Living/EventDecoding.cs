using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HeatMap;

/// <summary>Reads events from bytes, which may be anything.</summary>
internal static class EventDecoding
{
    public static bool TryRead(ReadOnlySpan<byte> source, int maxEvents, [NotNullWhen(true)] out PositionEventLog? log, [NotNullWhen(false)] out string? reason)
    {
        log = null;
        reason = Head(source, maxEvents, out int count);
        if (reason is null)
        {
            var read = new PositionEventLog(count);
            reason = Body(source, count, read);
            log = reason is null ? read : null;
        }

        return log is not null;
    }

    private static string? Head(ReadOnlySpan<byte> source, int maxEvents, out int count)
    {
        count = 0;
        if (source.Length < 8 || BinaryPrimitives.ReadUInt32LittleEndian(source) != EventEncoding.Magic)
        {
            return "the bytes are no log of events: they do not begin with HEVT";
        }

        ushort version = BinaryPrimitives.ReadUInt16LittleEndian(source[4..]);
        if (version != EventEncoding.Version)
        {
            return Text($"version {version} is not known; this library reads version {EventEncoding.Version}");
        }

        if (source.Length < EventEncoding.HeadLength)
        {
            return Text($"the bytes end early: {source.Length} of at least {EventEncoding.HeadLength}");
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(source[8..]), events = BinaryPrimitives.ReadUInt32LittleEndian(source[(ByteSums.After + 8)..]);
        count = (int)Math.Min(events, int.MaxValue);
        return length != source.Length ? Text($"the log has {length} bytes, {source.Length} are given")
            : BinaryPrimitives.ReadUInt32LittleEndian(source[ByteSums.At..]) != ByteSums.Checksum(source) ? "the checksum does not match: the bytes are damaged"
            : BinaryPrimitives.ReadUInt16LittleEndian(source[6..]) != 0 ? "the flags have bits that this version does not know"
            : events > (source.Length - EventEncoding.HeadLength) / EventEncoding.LeastEventLength ? Text($"{events} events do not fit {source.Length} bytes")
            : events > maxEvents ? Text($"the log has {events} events; allowed are {maxEvents}")
            : null;
    }

    private static string? Body(ReadOnlySpan<byte> source, int count, PositionEventLog log)
    {
        long first = BinaryPrimitives.ReadInt64LittleEndian(source[ByteSums.After..]), time = first, id = 0;
        ReadOnlySpan<byte> rest = source[EventEncoding.HeadLength..];
        for (int i = 0; i < count; i++)
        {
            if (!TryEvent(ref rest, ref time, ref id, out PositionEvent item))
            {
                return Text($"event {i} is damaged or ends early");
            }

            if (item.Fault is { } fault)
            {
                return Text($"event {i}: {fault}");
            }

            if (i == 0 && item.TimeUnixMs != first)
            {
                return "the first event is not at the first time";
            }

            log.Add(item);
        }

        return rest.Length > 0 ? Text($"{rest.Length} bytes are left over")
            : count == 0 && first != 0 ? "there is a first time and no event"
            : null;
    }

    private static bool TryEvent(ref ReadOnlySpan<byte> rest, ref long time, ref long id, out PositionEvent item)
    {
        item = default;
        if (rest.Length < EventEncoding.LeastEventLength)
        {
            return false;
        }

        int head = rest[0], stated = rest[1];
        rest = rest[2..];
        bool isLong = (head & EventEncoding.LongBit) != 0, isShort = (head & EventEncoding.ShortBit) != 0;
        ulong layer = 0;
        if (head >= 2 * EventEncoding.LayerBit || stated >= 1 << EventEncoding.Numbers || (isLong && isShort)
            || !TryVarint(ref rest, out ulong later) || !TryVarint(ref rest, out ulong step)
            || ((head & EventEncoding.LayerBit) != 0 && (!TryVarint(ref rest, out layer) || layer is 0 or > int.MaxValue)))
        {
            return false;
        }

        // A time beyond all dates is a fault of the event: it need not be found here, only kept from wrapping around.
        if (later > (ulong)(long.MaxValue - Math.Max(time, 0)) || !TryNumbers(ref rest, stated, out NumberRow numbers))
        {
            return false;
        }

        time += (long)later;
        id = unchecked(id + EventEncoding.UnZigZag(step));
        item = new()
        {
            Kind = (PositionEventKind)(head & EventEncoding.KindBits),
            TimeUnixMs = time,
            Id = id,
            Side = isLong ? Side.Long : isShort ? Side.Short : default,
            Layer = (int)layer,
            Quantity = numbers[0],
            EntryPrice = numbers[1],
            Margin = numbers[2],
            Leverage = numbers[3],
            Price = numbers[4],
            Low = numbers[5],
            High = numbers[6],
        };
        return true;
    }

    private static bool TryNumbers(ref ReadOnlySpan<byte> rest, int stated, out NumberRow numbers)
    {
        numbers = default;
        for (int i = 0; i < EventEncoding.Numbers; i++)
        {
            numbers[i] = double.NaN;
            if ((stated & (1 << i)) == 0)
            {
                continue;
            }

            // A number that is not stated has no bytes: NaN among the bytes would be a second form.
            if (rest.Length < 8 || double.IsNaN(numbers[i] = BinaryPrimitives.ReadDoubleLittleEndian(rest)))
            {
                return false;
            }

            rest = rest[8..];
        }

        return true;
    }

    /// <summary>A number of seven bits a byte, in as few bytes as it needs.</summary>
    private static bool TryVarint(ref ReadOnlySpan<byte> rest, out ulong value)
    {
        value = 0;
        for (int i = 0; i < Math.Min(rest.Length, 10); i++)
        {
            byte b = rest[i];
            if (i == 9 && b > 1)
            {
                return false;
            }

            value |= (ulong)(b & 0x7F) << (7 * i);
            if (b < 0x80)
            {
                rest = rest[(i + 1)..];
                return b != 0 || i == 0;
            }
        }

        return false;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [System.Runtime.CompilerServices.InlineArray(EventEncoding.Numbers)]
    private struct NumberRow
    {
        private double _first;
    }
}
