namespace HeatMap.Tests.Living;

/// <content>Marks and comparisons.</content>
public sealed partial class LivingSoak
{
    private void Mark()
    {
        // Ticks, wicks, and now and then a jump out of the window; back to the start in the long run.
        double was = _map.MarkPrice, kind = Unit();
        double mark = kind < 0.003 ? _start * Between(0.3, 2.5) : was * Between(0.9985, 1.0015) * (1 + (0.002 * ((_start / was) - 1)));
        double low = mark * (1 - (kind > 0.8 ? Between(0, 0.004) : 0)), high = mark * (1 + (kind > 0.9 ? Between(0, 0.004) : 0)), last = mark;
        if (kind is > 0.7 and < 0.73 && _count > 0 && _rows[Whole(0, _count - 1)].Price is var price && price > 0.3 * _start && price < 2.5 * _start)
        {
            // Exactly on a price.
            (low, high, last) = (price, price, price);
        }
        else if (kind is > 0.73 and < 0.78)
        {
            (last, mark) = (double.NaN, Math.Clamp(was, low, high));
        }

        // All rows are looked at where they are few, and often enough where they are many.
        int due = _count <= 300 || Chance(300.0 / _count) ? CountDue(low, high) : -1;
        long first = _map.Grid.FirstIndex;
        ForcedOrders orders = low == high && last == low && kind < 0.4 ? _map.Mark(low) : _map.Mark(low, high, last);
        WindowMoves += first == _map.Grid.FirstIndex ? 0 : 1;
        CompleteMarks += due < 0 ? 0 : 1;
        Require(due < 0 || due == orders.Count, "a mark reported another number of positions than it crossed");
        Require(_map.MarkPrice == (double.IsNaN(last) ? mark : last), "the mark is not where it was put");
        Take(orders, low, high);
    }

    private int CountDue(double low, double high)
    {
        int due = 0;
        foreach (ref readonly Row row in _rows.AsSpan(0, _count))
        {
            due += (row.Signed > 0 ? row.Price >= low : row.Price <= high) ? 1 : 0;
        }

        return due;
    }

    private void Take(ForcedOrders orders, double low, double high)
    {
        (double Price, uint Index) before = (0, 0);
        for (int i = 0; i < orders.Count; i++)
        {
            ForcedOrder order = orders[i];
            int place = _rowOf[order.Handle.Index];
            Require(place < _count && _rows[place].Handle == order.Handle, "an order closes no open position");
            Row row = _rows[place];
            Require(order.Price == row.Price && order.Quantity == Math.Abs(row.Signed) && order.Layer == row.Layer && (order.Side == Side.Long) == (row.Signed > 0), "an order is not its position");
            Require(row.Signed > 0 ? row.Price >= low : row.Price <= high, "a position was liquidated that the path does not reach");
            Require(i == 0 || order.Price > before.Price || (order.Price == before.Price && order.Handle.Index > before.Index), "orders are out of order");
            before = (order.Price, order.Handle.Index);
            ref Flows side = ref FlowOf(row.Signed);
            side.Liquidated += UnitsOf(row);
            side.LiquidatedCount++;
            Liquidations++;
            Remove(place);
        }
    }

    private void Compare()
    {
        Rebuilds++;
        Require(_map.Count == _count, "another number of positions is open");
        _map.Publish();
        _reader ??= _map.CreateReader();
        Require(_reader.Refresh() == _map.Version && ReferenceEquals(_reader.Grid, _map.Grid) && _reader.MarkPrice == _map.MarkPrice, "the reader shows another state");
        Int128 longs = 0, shorts = 0;
        for (int layer = 0; layer < Math.Max(1, _map.Layers.Length); layer++)
        {
            LiquidationMap expected = Rebuilt(layer);
            CompareViews(expected.View, _map.LayerView(layer), "the map");
            CompareViews(expected.View, _reader.LayerView(layer), "the reader");
            Ask(expected.View, layer);
            (longs, shorts) = (longs + expected.Total.LongUnits, shorts + expected.Total.ShortUnits);
        }

        LivingLedger ledger = _map.Ledger;
        Require(ledger.IsBalanced, $"the ledger is not balanced: {ledger}");
        Require((ledger.Opened.LongUnits, ledger.Closed.LongUnits, ledger.Liquidated.LongUnits, ledger.Live.LongUnits) == (_longs.Opened, _longs.Closed, _longs.Liquidated, longs), $"the ledger of longs differs: {ledger}");
        Require((ledger.Opened.ShortUnits, ledger.Closed.ShortUnits, ledger.Liquidated.ShortUnits, ledger.Live.ShortUnits) == (_shorts.Opened, _shorts.Closed, _shorts.Liquidated, shorts), $"the ledger of shorts differs: {ledger}");
        Require((ledger.Opened.LongCount, ledger.Closed.LongCount, ledger.Liquidated.LongCount) == (_longs.OpenedCount, _longs.ClosedCount, _longs.LiquidatedCount), "the ledger counts other longs");
        Require((ledger.Opened.ShortCount, ledger.Closed.ShortCount, ledger.Liquidated.ShortCount) == (_shorts.OpenedCount, _shorts.ClosedCount, _shorts.LiquidatedCount), "the ledger counts other shorts");
    }

    /// <summary>What is open, built from nothing.</summary>
    private LiquidationMap Rebuilt(int layer)
    {
        var own = new List<Row>();
        var given = new List<Row>();
        foreach (ref readonly Row row in _rows.AsSpan(0, _count))
        {
            if (row.Layer == layer)
            {
                (double.IsNaN(row.Entry) ? given : own).Add(row);
            }
        }

        var builder = new LiquidationMapBuilder(_map.Grid, _map.MarkPrice, _options with { Unit = _map.Unit });
        builder.Add(new PositionColumns([.. own.Select(r => r.Entry)], [.. own.Select(r => r.Signed)], [.. own.Select(r => r.Margin)]), _rules);
        builder.Add(new PricedColumns(
            [.. given.Select(r => r.Price)],
            [.. given.Select(r => Math.Sign(r.Signed) * _rules.Contract.Notional(Math.Abs(r.Signed), double.IsNaN(r.Price) ? _map.MarkPrice : r.Price))]));
        return builder.ToMap();
    }

    private void CompareViews(MapView expected, MapView actual, string what)
    {
        Require(expected.LongUnits.SequenceEqual(actual.LongUnits) && expected.ShortUnits.SequenceEqual(actual.ShortUnits), $"{what} has other units in its bands than a rebuild");
        Require(expected.LongCounts.SequenceEqual(actual.LongCounts) && expected.ShortCounts.SequenceEqual(actual.ShortCounts), $"{what} has other counts in its bands than a rebuild");
        Require(expected.Below == actual.Below && expected.Above == actual.Above, $"{what} has other tails than a rebuild");
        foreach (UnplacedReason reason in (ReadOnlySpan<UnplacedReason>)[UnplacedReason.AlreadyLiquidated, UnplacedReason.NoLiquidationPrice, UnplacedReason.NeedsAccount, UnplacedReason.Invalid])
        {
            Require(expected.Unplaced[reason] == actual.Unplaced[reason], $"{what} has other rows {reason} than a rebuild");
        }
    }

    private void Ask(MapView view, int layer)
    {
        BandGrid grid = view.Grid;
        int first = Whole(0, grid.Count), end = Whole(first, grid.Count);
        var range = new PriceRange(grid.Edges[first], grid.Edges[end]);
        foreach (Side side in (ReadOnlySpan<Side>)[Side.Long, Side.Short])
        {
            long units = 0, count = 0;
            ReadOnlySpan<long> cells = side == Side.Long ? view.LongUnits : view.ShortUnits, counts = side == Side.Long ? view.LongCounts : view.ShortCounts;
            for (int band = first; band < end; band++)
            {
                units += cells[band];
                count += counts.IsEmpty ? 0 : counts[band];
            }

            RangeTally sum = new(units, count, view.Quantum);
            Require(_map.Sum(side, range, layer) == sum && _reader!.Sum(side, range, layer) == sum, "a range holds another sum than its bands");
        }
    }
}
