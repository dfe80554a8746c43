using HeatMap.Tests.Properties;

namespace HeatMap.Tests.Living;

/// <summary>A living map beside the plainest thing that does the same: a list of positions, from which the map is built anew for each comparison.</summary>
public sealed class LivingModel
{
    private readonly Dice _dice;
    private readonly MarginRules _rules;
    private readonly MapOptions _options;
    private readonly List<Row> _rows = [];
    private readonly List<PositionHandle> _stale = [];
    private readonly string[] _layers;
    private readonly double _start;
    private readonly int _capacity;
    private Int128 _opened, _closed, _liquidated;

    public LivingModel(Dice dice, MarginRules rules, BandGrid grid, double mark, int capacity, MapOptions options, params string[] layers)
    {
        (_dice, _rules, _options, _layers, _start, _capacity) = (dice, rules, options, layers, mark, capacity);
        Map = new(rules, grid, mark, capacity, options, layers);
    }

    public LivingMap Map { get; }

    public int Rows => _rows.Count;

    /// <summary>How many positions marks have liquidated.</summary>
    public int Liquidations { get; private set; }

    public int Moves { get; private set; }

    private double Mark => Map.MarkPrice;

    /// <summary>One random operation.</summary>
    public void Step()
    {
        switch (_dice.Whole(0, 19))
        {
            case <= 5:
                Open();
                break;
            case 6:
                OpenMany();
                break;
            case 7 or 8 when _rows.Count > 0:
                CloseOne();
                break;
            case 9 when _rows.Count > 0:
                CloseMany();
                break;
            case <= 14 when _rows.Count > 0:
                Change();
                break;
            case 15 when _rows.Count > 0:
                ChangeMany();
                break;
            case 16 when _dice.Chance(0.05):
                Fund();
                break;
            case 17 when _dice.Chance(0.02):
                Map.Recentre(Mark * _dice.Between(0.5, 2));
                break;
            case 18:
                Refuse();
                break;
            default:
                MoveMark();
                break;
        }
    }

    /// <summary>The map of the open positions, built from nothing.</summary>
    public LiquidationMap Rebuilt(int layer)
    {
        Row[] own = [.. _rows.Where(r => r.Layer == layer && !r.IsGiven)], given = [.. _rows.Where(r => r.Layer == layer && r.IsGiven)];
        var builder = new LiquidationMapBuilder(Map.Grid, Mark, _options with { Unit = Map.Unit });
        builder.Add(new PositionColumns([.. own.Select(r => r.Entry)], [.. own.Select(r => r.Signed)], [.. own.Select(r => r.Margin)]), _rules);
        builder.Add(new PricedColumns([.. given.Select(r => r.Price)], [.. given.Select(r => Math.Sign(r.Signed) * _rules.Contract.Notional(Math.Abs(r.Signed), double.IsNaN(r.Price) ? Mark : r.Price))]));
        return builder.ToMap();
    }

    /// <summary>Everything that must hold between the two.</summary>
    public void Compare()
    {
        Assert.Equal(_rows.Count, Map.Count);
        for (int layer = 0; layer < Math.Max(1, _layers.Length); layer++)
        {
            LiquidationMap expected = Rebuilt(layer);
            AssertSame(expected.View, Map.LayerView(layer));
            LiquidationMap frozen = _layers.Length == 0 ? Map.ToMap() : Map.ToLayers()[layer];
            Assert.True(expected.Equals(frozen), "the frozen map must equal the rebuilt one");
        }

        foreach (Row row in _rows)
        {
            Assert.True(Map.TryGet(row.Handle, out LivePosition live));
            Assert.Equal((row.Signed, row.Layer, row.IsGiven), (live.SignedQuantity, live.Layer, live.IsPricedElsewhere));
            Assert.Equal((row.Entry, row.Margin), (live.EntryPrice, live.Margin));
            Assert.Equal(row.IsGiven ? row.Price : PriceOf(row), live.LiquidationPrice);
        }

        foreach (PositionHandle handle in _stale.TakeLast(50))
        {
            Assert.False(Map.IsLive(handle));
        }

        var seen = new List<PositionHandle>();
        foreach (LivePosition position in Map.Positions)
        {
            seen.Add(position.Handle);
        }

        Assert.Equal(_rows.Select(r => r.Handle).OrderBy(h => h.Index), seen);
        LivingLedger ledger = Map.Ledger;
        Assert.True(ledger.IsBalanced, ledger.ToString());
        Assert.Equal(_opened, ledger.Opened.Count);
        Assert.Equal(_closed, ledger.Closed.Count);
        Assert.Equal(_liquidated, ledger.Liquidated.Count);
    }

    public static void AssertSame(MapView expected, MapView actual)
    {
        Assert.Equal(expected.MarkPrice, actual.MarkPrice);
        Assert.True(expected.LongUnits.SequenceEqual(actual.LongUnits), "long units differ");
        Assert.True(expected.ShortUnits.SequenceEqual(actual.ShortUnits), "short units differ");
        Assert.True(expected.LongCounts.SequenceEqual(actual.LongCounts), "long counts differ");
        Assert.True(expected.ShortCounts.SequenceEqual(actual.ShortCounts), "short counts differ");
        Assert.Equal((expected.Below, expected.Above), (actual.Below, actual.Above));
        Assert.Equal(expected.Unplaced.Total, actual.Unplaced.Total);
        Assert.Equal(expected.Total, actual.Total);
    }

    private double PriceOf(Row row) => Liquidation.Price(Position.FromSigned(row.Signed, row.Entry, margin: row.Margin), _rules, row.PricedAt);

    private Row NewRow(bool isGiven)
    {
        double signed = _dice.Magnitude(0.001, 50) * (_dice.Chance(0.5) ? 1 : -1), entry = Mark * _dice.Between(0.8, 1.25);
        if (_rules.Contract.Kind == ContractKind.Inverse)
        {
            signed *= 1000;
        }

        var row = new Row { Signed = signed, Layer = _layers.Length == 0 ? 0 : _dice.Whole(0, _layers.Length - 1) };
        if (isGiven)
        {
            (row.IsGiven, row.Entry, row.Margin) = (true, double.NaN, double.NaN);
            row.Price = _dice.Chance(0.1) ? double.NaN : _dice.Chance(0.1) ? _dice.Pick(Map.Grid.Edges) : Mark * (1 - (Math.Sign(signed) * _dice.Between(-0.02, 0.3)));
            row.Price = row.Price > 0 ? row.Price : Mark;
        }
        else
        {
            double leverage = _dice.Magnitude(0.5, 100), quantity = Math.Abs(signed);
            (row.Entry, row.PricedAt) = (entry, Mark);
            row.Margin = _dice.Chance(0.05) ? double.NaN : _rules.InitialMargin(quantity, entry, leverage);
        }

        return row;
    }

    private static Position PositionOf(Row row) => Position.FromSigned(row.Signed, row.Entry, margin: row.Margin);

    private void Open()
    {
        if (Map.Count == _capacity)
        {
            Assert.Throws<InvalidOperationException>(() => Map.OpenAt(1, Side.Long, 1));
            return;
        }

        Row row = NewRow(_dice.Chance(0.3));
        row.Handle = row.IsGiven ? Map.OpenAt(row.Price, row.Signed > 0 ? Side.Long : Side.Short, Math.Abs(row.Signed), row.Layer) : Map.Open(PositionOf(row), row.Layer);
        _rows.Add(row);
        _opened++;
    }

    private void OpenMany()
    {
        bool isGiven = _dice.Chance(0.4);
        Row[] rows = [.. Enumerable.Range(0, Math.Min(_capacity - Map.Count, _dice.Whole(0, 40))).Select(_ => NewRow(isGiven))];
        byte[] layers = [.. rows.Select(r => (byte)r.Layer)];
        var handles = new PositionHandle[rows.Length];
        double[] signed = [.. rows.Select(r => r.Signed)];
        if (isGiven)
        {
            Map.OpenAt([.. rows.Select(r => r.Price)], signed, handles, layers);
        }
        else
        {
            Map.Open(new PositionColumns([.. rows.Select(r => r.Entry)], signed, [.. rows.Select(r => r.Margin)]), handles, layers);
        }

        for (int i = 0; i < rows.Length; i++)
        {
            rows[i].Handle = handles[i];
        }

        _rows.AddRange(rows);
        _opened += rows.Length;
    }

    private void CloseOne()
    {
        Row row = _rows[_dice.Whole(0, _rows.Count - 1)];
        Map.Close(row.Handle);
        Gone(row);
        _closed++;
    }

    private void CloseMany()
    {
        Row[] some = Some();
        Map.Close([.. some.Select(r => r.Handle)]);
        Array.ForEach(some, Gone);
        _closed += some.Length;
    }

    private Row[] Some() => [.. _rows.Where(_ => _dice.Chance(0.2)).OrderBy(_ => _dice.Unit()).Take(60)];

    private void Gone(Row row)
    {
        _stale.Add(row.Handle);
        _rows.Remove(row);
    }

    private void Change()
    {
        Row row = _rows[_dice.Whole(0, _rows.Count - 1)];
        switch (_dice.Whole(0, 4))
        {
            case 0:
                double quantity = Math.Abs(row.Signed) * _dice.Between(0.2, 2), entry = row.IsGiven || _dice.Chance(0.5) ? double.NaN : Mark * _dice.Between(0.9, 1.1);
                double margin = row.IsGiven || _dice.Chance(0.5) ? double.NaN : _dice.Magnitude(0.01, 1000);
                Map.Resize(row.Handle, quantity, entry, margin);
                Resized(row, quantity, entry, margin);
                break;
            case 1 when !double.IsNaN(row.Margin):
                double amount = row.Margin * _dice.Between(-1, 1);
                Map.AddMargin(row.Handle, amount);
                (row.Margin, row.PricedAt) = (row.Margin + amount, Mark);
                break;
            case 2 when !row.IsGiven:
                double leverage = _dice.Magnitude(1, 100);
                Map.ChangeLeverage(row.Handle, leverage);
                (row.Margin, row.PricedAt) = (_rules.InitialMargin(Math.Abs(row.Signed), row.Entry, leverage), Mark);
                break;
            case 3 when row.IsGiven:
                row.Price = Mark * _dice.Between(0.7, 1.4);
                Map.Reprice(row.Handle, row.Price);
                break;
            case 4 when _layers.Length > 0:
                row.Layer = _dice.Whole(0, _layers.Length - 1);
                Map.Transfer(row.Handle, row.Layer);
                break;
        }
    }

    private void Resized(Row row, double quantity, double entry, double margin)
    {
        if (!row.IsGiven)
        {
            row.Margin = double.IsNaN(margin) ? row.Margin * (quantity / Math.Abs(row.Signed)) : margin;
            row.Entry = double.IsNaN(entry) ? row.Entry : entry;
            row.PricedAt = Mark;
        }

        row.Signed = Math.CopySign(quantity, row.Signed);
    }

    private void ChangeMany()
    {
        Row[] some = Some();
        switch (_dice.Whole(0, 4))
        {
            case 0:
                double[] quantities = [.. some.Select(r => Math.Abs(r.Signed) * _dice.Between(0.3, 1.8))];
                Map.Resize([.. some.Select(r => r.Handle)], quantities);
                for (int i = 0; i < some.Length; i++)
                {
                    Resized(some[i], quantities[i], double.NaN, double.NaN);
                }

                break;
            case 1:
                some = [.. some.Where(r => !double.IsNaN(r.Margin))];
                double[] amounts = [.. some.Select(r => r.Margin * _dice.Between(-0.5, 1))];
                Map.AddMargin([.. some.Select(r => r.Handle)], amounts);
                for (int i = 0; i < some.Length; i++)
                {
                    (some[i].Margin, some[i].PricedAt) = (some[i].Margin + amounts[i], Mark);
                }

                break;
            case 2:
                some = [.. some.Where(r => !r.IsGiven)];
                double[] leverages = [.. some.Select(_ => _dice.Magnitude(1, 100))];
                Map.ChangeLeverage([.. some.Select(r => r.Handle)], leverages);
                for (int i = 0; i < some.Length; i++)
                {
                    (some[i].Margin, some[i].PricedAt) = (_rules.InitialMargin(Math.Abs(some[i].Signed), some[i].Entry, leverages[i]), Mark);
                }

                break;
            case 3:
                some = [.. some.Where(r => r.IsGiven)];
                Array.ForEach(some, r => r.Price = Mark * _dice.Between(0.7, 1.4));
                Map.Reprice([.. some.Select(r => r.Handle)], [.. some.Select(r => r.Price)]);
                break;
            case 4 when _layers.Length > 0:
                Array.ForEach(some, r => r.Layer = _dice.Whole(0, _layers.Length - 1));
                Map.Transfer([.. some.Select(r => r.Handle)], [.. some.Select(r => (byte)r.Layer)]);
                break;
        }
    }

    private void Fund()
    {
        double rate = _dice.Between(-0.001, 0.001), unpaid = 0;
        foreach (Row row in _rows.Where(r => !double.IsNaN(r.Margin)))
        {
            double payment = rate * (_rules.Contract.Kind == ContractKind.Inverse ? row.Signed / Mark : row.Signed * Mark);
            unpaid += Math.Max(0, payment - row.Margin);
            (row.Margin, row.PricedAt) = (Math.Max(0, row.Margin - payment), Mark);
        }

        Expect.Near(unpaid, Map.ApplyFunding(rate), 1e-9 * (1 + unpaid));
    }

    private void MoveMark()
    {
        // Back towards the start in the long run, with jumps, wicks and ticks.
        double mark = _dice.Chance(0.02) ? _start * _dice.Between(0.2, 4) : Mark * _dice.Between(0.995, 1.005) * Math.Pow(_start / Mark, 0.02);
        double low = mark * (1 - (_dice.Chance(0.3) ? _dice.Unit() * 0.03 : 0)), high = mark * (1 + (_dice.Chance(0.3) ? _dice.Unit() * 0.03 : 0));
        if (_dice.Chance(0.1) && _rows.Count > 0)
        {
            // Exactly on a price.
            double price = Map.TryGet(_rows[_dice.Whole(0, _rows.Count - 1)].Handle, out LivePosition at) ? at.LiquidationPrice : mark;
            (low, high, mark) = double.IsNaN(price) || price < 0.1 * _start || price > 10 * _start ? (low, high, mark) : (price, price, price);
        }

        var expected = new List<(double Price, PositionHandle Handle, Row Row)>();
        foreach (Row row in _rows)
        {
            double price = row.IsGiven ? row.Price : PriceOf(row);
            if (row.Signed > 0 ? price >= low : price <= high)
            {
                expected.Add((price, row.Handle, row));
            }
        }

        long first = Map.Grid.FirstIndex;
        ForcedOrder[] orders = (_dice.Chance(0.5) && low == high ? Map.Mark(mark) : Map.Mark(low, high, mark)).ToArray();
        Moves += Map.Grid.FirstIndex == first ? 0 : 1;
        Assert.Equal(expected.OrderBy(e => e.Price).ThenBy(e => e.Handle.Index).Select(e => (e.Handle, e.Price)), orders.Select(o => (o.Handle, o.Price)));
        for (int i = 0; i < orders.Length; i++)
        {
            Row row = expected.Single(e => e.Handle == orders[i].Handle).Row;
            Assert.Equal((Math.Abs(row.Signed), row.Signed > 0 ? Side.Long : Side.Short, row.Layer), (orders[i].Quantity, orders[i].Side, orders[i].Layer));
            Assert.Equal(_rules.Contract.Notional(orders[i].Quantity, orders[i].Price), orders[i].Notional);
            Gone(row);
        }

        (_liquidated, Liquidations) = (_liquidated + orders.Length, Liquidations + orders.Length);
    }

    /// <summary>Something that must be refused, whatever the state; a comparison afterwards shows whether it left a trace.</summary>
    private void Refuse()
    {
        PositionHandle stale = _stale.Count > 0 ? _dice.Pick(_stale.ToArray()) : default, live = _rows.Count > 0 ? _rows[0].Handle : default;
        Assert.Throws<ArgumentException>(() => Map.Close(stale));
        Assert.Throws<ArgumentException>(() => Map.Resize(stale, 1));
        Assert.Throws<ArgumentException>(() => Map.Close([live, stale]));
        Assert.Throws<ArgumentException>(() => Map.Close([live, live]));
        Assert.Throws<ArgumentException>(() => Map.Resize([live, stale], [1, 1]));
        Assert.ThrowsAny<ArgumentException>(() => Map.Resize([live], [double.NaN]));
        Assert.ThrowsAny<ArgumentException>(() => Map.Mark(2, 1));
        Assert.ThrowsAny<ArgumentException>(() => Map.Mark(double.NaN));
        Assert.ThrowsAny<ArgumentException>(() => Map.Open(new PositionColumns([Mark, -1], [1, 1], [1, 1]), new PositionHandle[2]));
    }

    private sealed class Row
    {
        public PositionHandle Handle { get; set; }

        public double Signed { get; set; }

        public double Entry { get; set; }

        public double Margin { get; set; }

        public double Price { get; set; }

        public double PricedAt { get; set; }

        public int Layer { get; set; }

        public bool IsGiven { get; set; }
    }
}
