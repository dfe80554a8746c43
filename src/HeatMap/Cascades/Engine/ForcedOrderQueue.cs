namespace HeatMap.Cascades;

/// <summary>A forced order that is due.</summary>
internal readonly record struct DueOrder(FillSource Source, int Row, double LevelPrice, double Quantity, double BankruptcyPrice);

/// <summary>Forced orders of one direction that wait for the market, first in, first out.</summary>
internal sealed class ForcedOrderQueue(Direction direction)
{
    private DueOrder[] _orders = [];
    private int _head, _tail;

    /// <summary>What waits, base: summed in the order of arrival.</summary>
    public double Quantity { get; private set; }

    public bool IsEmpty => _head == _tail;

    /// <summary>The place of the next order to come.</summary>
    public int End => _tail - _head;

    public void Add(in DueOrder order)
    {
        if (!(order.Quantity > 0))
        {
            return;
        }

        if (_tail == _orders.Length)
        {
            // Room at the front is used before more is taken.
            int count = _tail - _head;
            DueOrder[] wider = count > _orders.Length / 2 || _orders.Length == 0 ? new DueOrder[Math.Max(16, 2 * count)] : _orders;
            Array.Copy(_orders, _head, wider, 0, count);
            (_orders, _head, _tail) = (wider, 0, count);
        }

        _orders[_tail++] = order;
        Quantity += order.Quantity;
    }

    /// <summary>Takes up to a quantity of the first order.</summary>
    public DueOrder Take(double most)
    {
        DueOrder first = _orders[_head];
        DueOrder taken = first with { Quantity = Math.Min(first.Quantity, most) };
        if (taken.Quantity < first.Quantity)
        {
            _orders[_head] = first with { Quantity = first.Quantity - taken.Quantity };
            Quantity = Math.Max(0, Quantity - taken.Quantity);
            return taken;
        }

        _head++;
        Quantity = IsEmpty ? 0 : Math.Max(0, Quantity - taken.Quantity);
        return taken;
    }

    /// <summary>Puts those from a place on into the order of their levels, then of their rows.</summary>
    public void SortFrom(int place) => Array.Sort(_orders, _head + place, _tail - _head - place, Comparer<DueOrder>.Create((a, b) =>
        ((int)direction * a.LevelPrice).CompareTo((int)direction * b.LevelPrice) is not 0 and var byLevel ? byLevel
        : a.Source != b.Source ? a.Source.CompareTo(b.Source) : a.Row.CompareTo(b.Row)));
}
