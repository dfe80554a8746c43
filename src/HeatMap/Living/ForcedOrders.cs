using HeatMap.Internal;

namespace HeatMap;

/// <summary>What a mark liquidated, in ascending order of price, then of handle.</summary>
/// <remarks>
/// Valid until the map's next change: the orders are read from the memory that their positions had, so that a report as long as the map needs none of its
/// own. Using it later is an exception. Allocates nothing. <c>default</c> is empty.
/// </remarks>
public readonly ref struct ForcedOrders
{
    private readonly LivingMap? _map;
    private readonly int _start;
    private readonly long _changes;

    internal ForcedOrders(LivingMap map, int start, int count, long changes) => (_map, _start, Count, _changes) = (map, start, count, changes);

    /// <summary>How many positions were liquidated.</summary>
    public int Count { get; }

    /// <summary>One order.</summary>
    /// <param name="index">From 0, the lowest price, to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such order.</exception>
    /// <exception cref="InvalidOperationException">The map has changed since.</exception>
    public ForcedOrder this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _map!.Reported(_start + index, _changes);
        }
    }

    /// <summary>Copies the orders.</summary>
    /// <param name="destination">At least <see cref="Count"/> places.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    /// <exception cref="InvalidOperationException">The map has changed since.</exception>
    public void CopyTo(Span<ForcedOrder> destination)
    {
        if (destination.Length < Count)
        {
            Throw.Argument(nameof(destination), $"destination must hold {Count} orders, has room for {destination.Length}");
        }

        for (int i = 0; i < Count; i++)
        {
            destination[i] = this[i];
        }
    }

    /// <summary>The orders as an array of their own.</summary>
    /// <exception cref="InvalidOperationException">The map has changed since.</exception>
    /// <remarks>Allocates exactly the result.</remarks>
    public ForcedOrder[] ToArray()
    {
        var orders = new ForcedOrder[Count];
        CopyTo(orders);
        return orders;
    }

    /// <summary>The orders one after the other.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Goes through the orders.</summary>
    public ref struct Enumerator
    {
        private readonly ForcedOrders _orders;
        private int _index;

        internal Enumerator(ForcedOrders orders)
        {
            _orders = orders;
            _index = -1;
        }

        /// <summary>The order at which it stands.</summary>
        public readonly ForcedOrder Current => _orders[_index];

        /// <summary>Goes to the next order; false after the last.</summary>
        public bool MoveNext() => ++_index < _orders.Count;
    }
}
