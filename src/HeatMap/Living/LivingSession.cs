using System.Globalization;
using HeatMap.Internal;

namespace HeatMap;

/// <summary>A living map that is moved by events: it knows positions by the numbers that callers give them, and can write down what happens.</summary>
/// <remarks>
/// <para>The same events on an equal empty map give the same map and the same forced orders, to the last bit.</para>
/// <para>A refused event changes nothing, neither the map nor the log. An event of a position that the mark has liquidated is no error but an outcome, because
/// venues report it later: it is counted in <see cref="LateEvents"/> and does nothing else; its number is free again when it is reported closed or opened anew.</para>
/// <para>For one writer, who moves the map through the session only. An event costs what its call on the map costs. Nothing is allocated after construction, but by a
/// log that grows, and to remember more numbers at a time than the map has room for: those of liquidated positions that nobody reports closed.</para>
/// </remarks>
public sealed partial class LivingSession
{
    private readonly Dictionary<long, PositionHandle> _handles;
    private readonly PositionEventLog? _log;
    private long[] _ids;

    /// <summary>A session without events.</summary>
    /// <param name="map">A map without positions.</param>
    /// <param name="log">Where to write applied events down; <see langword="null"/> for nowhere.</param>
    /// <exception cref="ArgumentException"><paramref name="map"/> has positions, whose numbers nobody would know.</exception>
    /// <remarks>O(capacity of the map). Allocates about 40 bytes a position.</remarks>
    public LivingSession(LivingMap map, PositionEventLog? log = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (map.Count > 0)
        {
            Throw.Argument(nameof(map), string.Create(CultureInfo.InvariantCulture, $"map must have no positions when a session begins, has {map.Count}"));
        }

        Map = map;
        _log = log;
        _handles = new(map.Capacity);
        _ids = new long[map.Capacity];
    }

    /// <summary>The map. Read it as you like; only events may change it.</summary>
    public LivingMap Map { get; }

    /// <summary>How many events were applied, late ones included.</summary>
    public long Events { get; private set; }

    /// <summary>How many of them were of positions that the mark had liquidated, and did nothing.</summary>
    public long LateEvents { get; private set; }

    /// <summary>What funding the margins of positions could not cover, in the settlement asset; a margin stops at zero.</summary>
    public double UncoveredFunding { get; private set; }

    /// <summary>The time of the last event in milliseconds since 1970; <see cref="long.MinValue"/> before the first.</summary>
    public long LastTimeUnixMs { get; private set; } = long.MinValue;

    /// <summary>Whether events may name a position: it is open, or was liquidated and nobody has reported it closed.</summary>
    /// <param name="id">Its number.</param>
    /// <remarks>O(1). Allocates nothing.</remarks>
    public bool IsKnown(long id) => _handles.ContainsKey(id);

    /// <summary>The handle of an open position.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="handle">Its handle; <c>default</c> where there is none.</param>
    /// <returns>Whether a position of this number is open.</returns>
    /// <remarks>O(1). Allocates nothing.</remarks>
    public bool TryGetHandle(long id, out PositionHandle handle)
    {
        bool isOpen = _handles.TryGetValue(id, out handle) && Map.IsLive(handle);
        handle = isOpen ? handle : default;
        return isOpen;
    }

    /// <summary>The number of a position that is open, or that the last event liquidated.</summary>
    /// <param name="handle">From the map or from <see cref="ForcedOrder.Handle"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The handle is of no position of this session.</exception>
    /// <remarks>O(1). Allocates nothing.</remarks>
    public long IdOf(PositionHandle handle)
    {
        long id = handle.Index < (uint)_ids.Length ? _ids[handle.Index] : 0;
        return handle.Index < (uint)_ids.Length && _handles.TryGetValue(id, out PositionHandle known) && known == handle ? id
            : throw new ArgumentOutOfRangeException(nameof(handle), handle, "handle must be of a position of this session that is open or was liquidated just now");
    }

    /// <summary>Applies an event.</summary>
    /// <param name="item">Not before the last one.</param>
    /// <returns>What a mark liquidated, by ascending price; empty for other events. Valid until the next change of the map.</returns>
    /// <exception cref="ArgumentException">
    /// The event has a <see cref="PositionEvent.Fault"/>, time goes backwards, no position of its number is known, one to be opened is open, its side is another, or the map
    /// refuses its numbers; the message says which.
    /// </exception>
    /// <exception cref="InvalidOperationException">The map is full.</exception>
    /// <exception cref="OverflowException">The notional of a side would be 2^63 units or more.</exception>
    public ForcedOrders Apply(scoped in PositionEvent item)
    {
        item.Checked();
        if (PositionEventLog.Backwards(item.TimeUnixMs, LastTimeUnixMs) is { } backwards)
        {
            Throw.OutOfRange(backwards.Field, backwards.Value, backwards.Allowed);
        }

        _log?.Reserve(item);
        ForcedOrders orders = item.Kind switch
        {
            PositionEventKind.Open => Open(item),
            PositionEventKind.Mark => Map.Mark(double.IsNaN(item.Low) ? item.Price : item.Low, double.IsNaN(item.High) ? item.Price : item.High, item.Price),
            PositionEventKind.Funding when double.IsNaN(item.Margin) => Fund(item.Price),
            _ => Change(item),
        };

        // Whatever is refused has thrown before this line, and nothing after it can.
        _log?.Add(item);
        LastTimeUnixMs = item.TimeUnixMs;
        Events++;
        return orders;
    }

    /// <summary>Applies all events of a log, or of a part of one.</summary>
    /// <param name="events">In the order of their times.</param>
    /// <param name="onForced">Is told of each mark that forces orders; <see langword="null"/> for nobody.</param>
    /// <exception cref="ArgumentException">As <see cref="Apply"/>; the events before the one at fault stay applied.</exception>
    /// <exception cref="InvalidOperationException">The map is full.</exception>
    /// <exception cref="OverflowException">The notional of a side would be 2^63 units or more.</exception>
    public void Replay(ReadOnlySpan<PositionEvent> events, ForcedOrdersHandler? onForced = null)
    {
        foreach (ref readonly PositionEvent item in events)
        {
            ForcedOrders orders = Apply(item);
            if (orders.Count > 0)
            {
                onForced?.Invoke(item, orders);
            }
        }
    }

    private ForcedOrders Open(scoped in PositionEvent item)
    {
        if (TryGetHandle(item.Id, out _))
        {
            Refuse(item, "must not be open already");
        }

        PositionHandle handle = item.IsPriced
            ? Map.OpenAt(item.LiquidationPrice, item.Side, item.Quantity, item.Layer)
            : Map.Open(Position.FromSigned((int)item.Side * item.Quantity, item.EntryPrice, item.Leverage, item.Margin), item.Layer);
        if (_ids.Length < Map.Capacity)
        {
            Array.Resize(ref _ids, Map.Capacity);
        }

        _ids[handle.Index] = item.Id;
        _handles[item.Id] = handle;
        return default;
    }

    private ForcedOrders Fund(double rate)
    {
        UncoveredFunding += Map.ApplyFunding(rate);
        return default;
    }

    private static void Refuse(scoped in PositionEvent item, string why) =>
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"position {item.Id} {why} ({item.Kind} at {item.TimeUnixMs})"), nameof(item));
}
