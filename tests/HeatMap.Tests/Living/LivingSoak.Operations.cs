namespace HeatMap.Tests.Living;

/// <content>The operations.</content>
public sealed partial class LivingSoak
{
    private Row NewRow(bool isGiven)
    {
        double signed = Between(0.01, 3) * _unit * (Chance(0.5) ? 1 : -1), mark = _map.MarkPrice;
        int layer = _map.Layers.IsEmpty ? 0 : Whole(0, _map.Layers.Length - 1);
        if (isGiven)
        {
            return new(default, signed, double.NaN, double.NaN, GivenPrice(signed), layer);
        }

        double entry = mark * Between(0.98, 1.02), leverage = Between(1, 60);
        double margin = Chance(0.03) ? double.NaN : _rules.InitialMargin(Math.Abs(signed), entry, leverage);
        return Priced(new(default, signed, entry, margin, double.NaN, layer));
    }

    /// <summary>Mostly near the mark, so that it is reached; on an edge, due already, or none at all now and then.</summary>
    private double GivenPrice(double signed)
    {
        double mark = _map.MarkPrice, kind = Unit();
        return kind < 0.03 ? double.NaN
            : kind < 0.08 ? Math.Max(_map.Grid.Edges[Whole(0, _map.Grid.Count)], mark * 1e-3)
            : kind < 0.12 ? mark
            : mark * (1 - (Math.Sign(signed) * Between(-0.004, kind < 0.5 ? 0.02 : 0.5)));
    }

    private Row Priced(in Row row) => row with
    {
        Price = double.IsNaN(row.Margin) ? double.NaN : Liquidation.Price(Position.FromSigned(row.Signed, row.Entry, margin: row.Margin), _rules, _map.MarkPrice),
    };

    private void Open()
    {
        if (_count == _map.Capacity)
        {
            Close();
            return;
        }

        Row row = NewRow(Chance(0.6));
        PositionHandle handle = double.IsNaN(row.Entry)
            ? _map.OpenAt(row.Price, row.Signed > 0 ? Side.Long : Side.Short, Math.Abs(row.Signed), row.Layer)
            : _map.Open(Position.FromSigned(row.Signed, row.Entry, margin: row.Margin), row.Layer);
        Add(row with { Handle = handle });
    }

    private void OpenMany()
    {
        int count = Math.Min(_map.Capacity - _count, Whole(0, Stale));
        bool isGiven = Chance(0.5);
        Span<Row> rows = new Row[count];
        for (int i = 0; i < count; i++)
        {
            rows[i] = NewRow(isGiven);
            (_first[i], _second[i], _third[i], _layers[i]) = (isGiven ? rows[i].Price : rows[i].Entry, rows[i].Signed, rows[i].Margin, (byte)rows[i].Layer);
        }

        if (isGiven)
        {
            _map.OpenAt(_first.AsSpan(0, count), _second.AsSpan(0, count), _handles, _layers.AsSpan(0, count));
        }
        else
        {
            _map.Open(new PositionColumns(_first.AsSpan(0, count), _second.AsSpan(0, count), _third.AsSpan(0, count)), _handles, _layers.AsSpan(0, count));
        }

        for (int i = 0; i < count; i++)
        {
            Add(rows[i] with { Handle = _handles[i] });
        }
    }

    private void Close()
    {
        if (_count == 0)
        {
            return;
        }

        int place = Whole(0, _count - 1);
        _map.Close(_rows[place].Handle);
        Closed(place);
    }

    private void Closed(int place)
    {
        ref Flows side = ref FlowOf(_rows[place].Signed);
        side.Closed += UnitsOf(_rows[place]);
        side.ClosedCount++;
        Remove(place);
    }

    private void CloseMany()
    {
        int count = Pick(_ => true);
        _map.Close(_handles.AsSpan(0, count));
        for (int i = 0; i < count; i++)
        {
            Closed(_rowOf[_handles[i].Index]);
        }
    }

    private void Change()
    {
        if (_count == 0)
        {
            return;
        }

        ref Row row = ref _rows[Whole(0, _count - 1)];
        Updates++;
        bool isGiven = double.IsNaN(row.Entry);
        switch (Whole(0, 4))
        {
            case 0:
                double quantity = Math.Abs(row.Signed) * Between(0.5, 1.6), entry = isGiven || Chance(0.5) ? double.NaN : row.Entry * Between(0.99, 1.01);
                double margin = isGiven || Chance(0.5) ? double.NaN : _rules.InitialMargin(quantity, row.Entry, Between(1, 50));

                // Neither dust nor a size that takes a side to its end.
                quantity = quantity < 1e-3 * _unit || quantity > 10 * _unit ? _unit : quantity;
                _map.Resize(row.Handle, quantity, entry, margin);
                row = Resized(row, quantity, entry, margin);
                break;
            case 1 when !double.IsNaN(row.Margin):
                double amount = row.Margin * Between(-1, 1);
                _map.AddMargin(row.Handle, amount);
                row = Priced(row with { Margin = row.Margin + amount });
                break;
            case 2 when !isGiven:
                double leverage = Between(1, 80);
                _map.ChangeLeverage(row.Handle, leverage);
                row = Priced(row with { Margin = MarginAt(row, leverage) });
                break;
            case <= 3 when isGiven:
                row.Price = GivenPrice(row.Signed);
                _map.Reprice(row.Handle, row.Price);
                break;
            default:
                row.Layer = _map.Layers.IsEmpty ? 0 : Whole(0, _map.Layers.Length - 1);
                _map.Transfer(row.Handle, row.Layer);
                break;
        }
    }

    private double MarginAt(in Row row, double leverage) => _rules.Contract.SettlementValue(Math.Abs(row.Signed), row.Entry) / leverage;

    private Row Resized(in Row row, double quantity, double entry, double margin)
    {
        Row resized = row with { Signed = Math.CopySign(quantity, row.Signed) };
        return double.IsNaN(row.Entry) ? resized : Priced(resized with
        {
            Entry = double.IsNaN(entry) ? row.Entry : entry,
            Margin = double.IsNaN(margin) ? row.Margin * (quantity / Math.Abs(row.Signed)) : margin,
        });
    }

    private void ChangeMany()
    {
        int kind = Whole(0, 4), count = Pick(kind switch
        {
            1 => static row => !double.IsNaN(row.Margin),
            2 => static row => !double.IsNaN(row.Entry),
            3 => static row => double.IsNaN(row.Entry),
            _ => static _ => true,
        });
        Span<PositionHandle> handles = _handles.AsSpan(0, count);
        for (int i = 0; i < count; i++)
        {
            Row row = _rows[_rowOf[handles[i].Index]];
            _first[i] = kind switch
            {
                0 => Math.Clamp(Math.Abs(row.Signed) * Between(0.5, 1.6), 1e-3 * _unit, 10 * _unit),
                1 => row.Margin * Between(-1, 1),
                2 => Between(1, 80),
                _ => GivenPrice(row.Signed),
            };
            _layers[i] = (byte)(_map.Layers.IsEmpty ? 0 : Whole(0, _map.Layers.Length - 1));
        }

        Span<double> values = _first.AsSpan(0, count);
        Apply(kind, handles, values, _layers.AsSpan(0, count));
        for (int i = 0; i < count; i++)
        {
            ref Row row = ref _rows[_rowOf[handles[i].Index]];
            Updates++;
            row = kind switch
            {
                0 => Resized(row, values[i], double.NaN, double.NaN),
                1 => Priced(row with { Margin = row.Margin + values[i] }),
                2 => Priced(row with { Margin = MarginAt(row, values[i]) }),
                3 => row with { Price = values[i] },
                _ => row with { Layer = _layers[i] },
            };
        }
    }

    private void Apply(int kind, Span<PositionHandle> handles, Span<double> values, Span<byte> layers)
    {
        switch (kind)
        {
            case 0:
                _map.Resize(handles, values);
                break;
            case 1:
                _map.AddMargin(handles, values);
                break;
            case 2:
                _map.ChangeLeverage(handles, values);
                break;
            case 3:
                _map.Reprice(handles, values);
                break;
            default:
                _map.Transfer(handles, layers);
                break;
        }
    }

    /// <summary>Handles of different rows, in no order.</summary>
    private int Pick(Predicate<Row> fits)
    {
        int count = 0, most = Whole(0, Math.Min(Stale, _count));
        for (int i = 0; i < most; i++)
        {
            int place = Whole(0, _count - 1);
            if (!_picked[place] && fits(_rows[place]))
            {
                _picked[place] = true;
                _handles[count++] = _rows[place].Handle;
            }
        }

        for (int i = 0; i < count; i++)
        {
            _picked[_rowOf[_handles[i].Index]] = false;
        }

        return count;
    }

    private void Recentre()
    {
        double price = _map.MarkPrice * Between(0.6, 1.6);
        _map.Recentre(price);
        Require(_map.Grid.IndexOf(price) >= 0 && _map.Grid.IndexOf(price) < _map.Grid.Count, "the window does not hold the price it was centred on");
    }

    private void Fund()
    {
        double rate = Between(-0.0005, 0.0005);
        _map.ApplyFunding(rate);
        for (int i = 0; i < _count; i++)
        {
            ref Row row = ref _rows[i];
            if (!double.IsNaN(row.Margin))
            {
                double value = _rules.Contract.Kind == ContractKind.Inverse ? row.Signed / _map.MarkPrice : row.Signed * _map.MarkPrice;
                row = Priced(row with { Margin = Math.Max(0, row.Margin - (rate * value)) });
            }
        }
    }

    private void Refuse()
    {
        PositionHandle stale = _stale[Whole(0, Stale - 1)], live = _count > 0 ? _rows[Whole(0, _count - 1)].Handle : stale;
        switch (Whole(0, 5))
        {
            case 0:
                Refused(() => _map.Close(stale));
                break;
            case 1:
                Refused(() => _map.Close([live, stale]));
                break;
            case 2:
                Refused(() => _map.Resize([live, live], [1, 1]));
                break;
            case 3:
                Refused(() => _map.Mark(_map.MarkPrice, _map.MarkPrice * 0.99));
                break;
            case 4:
                Refused(() => _map.Reprice([live, stale], [1, 1]));
                break;
            default:
                Refused(() => _map.OpenAt([1, double.PositiveInfinity], [1, 1], _handles));
                break;
        }
    }

    private void Refused(Action act)
    {
        try
        {
            act();
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            Refusals++;
            return;
        }

        Require(false, "something was not refused");
    }
}
