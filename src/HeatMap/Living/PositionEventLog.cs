using System.Globalization;
using System.Runtime.InteropServices;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>Events in the order of their times: a session written down.</summary>
/// <remarks>
/// <para>Grows by itself. For one writer; <see cref="Events"/> is valid until the next <see cref="Add"/>. A refused event leaves the log as it was.</para>
/// <para>As bytes a log has one form, described in <c>docs/method/event-log-format.md</c>.</para>
/// </remarks>
public sealed partial class PositionEventLog
{
    private readonly List<PositionEvent> _events;

    /// <summary>An empty log.</summary>
    /// <param name="capacity">Room for so many events before it grows; at least 0. An event takes 80 bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is negative.</exception>
    public PositionEventLog(int capacity = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _events = new(capacity);
    }

    /// <summary>The number of events.</summary>
    public int Count => _events.Count;

    /// <summary>All events, from the first to the last, without a copy; valid until the next <see cref="Add"/> or <see cref="Clear"/>.</summary>
    public ReadOnlySpan<PositionEvent> Events => CollectionsMarshal.AsSpan(_events);

    /// <summary>One event.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such event.</exception>
    public PositionEvent this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _events[index];
        }
    }

    /// <summary>Writes an event down.</summary>
    /// <param name="item">The event; not before the last one. Equal times keep their order.</param>
    /// <exception cref="ArgumentOutOfRangeException">The event has a <see cref="PositionEvent.Fault"/>, or time goes backwards; the message names field, value and limit.</exception>
    /// <remarks>O(1). Allocates only where the log must grow, by doubling.</remarks>
    public void Add(in PositionEvent item)
    {
        Refuse(item.Fault ?? Backwards(item));
        _events.Add(item);
    }

    /// <summary>Forgets all events and keeps the room.</summary>
    public void Clear() => _events.Clear();

    /// <summary>What is wrong where an event comes after a later one.</summary>
    internal static PositionEventFault? Backwards(long timeUnixMs, long last) => timeUnixMs >= last ? null
        : new(nameof(PositionEvent.TimeUnixMs), timeUnixMs, string.Create(CultureInfo.InvariantCulture, $"not before that of the event before, {last}"));

    /// <summary>Makes room for one event more, so that nothing can go wrong after it was checked.</summary>
    internal void Reserve(in PositionEvent next)
    {
        Refuse(Backwards(next));
        if (_events.Count == _events.Capacity)
        {
            _events.EnsureCapacity(_events.Count + 1);
        }
    }

    private static void Refuse(PositionEventFault? fault)
    {
        if (fault is { } found)
        {
            Throw.OutOfRange(found.Field, found.Value, found.Allowed);
        }
    }

    private PositionEventFault? Backwards(in PositionEvent next) => _events.Count == 0 ? null : Backwards(next.TimeUnixMs, _events[^1].TimeUnixMs);
}
