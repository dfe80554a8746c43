namespace HeatMap.Estimation;

/// <content>What a bar does to one side, in order: consume, close, open.</content>
internal sealed partial class StandingStock
{
    /// <summary>Takes away what the path reached.</summary>
    /// <param name="touched">The last place that price reached.</param>
    /// <param name="forcedShare">How much of it is really forced; the rest moves to the next class, as often as price has reached that too.</param>
    /// <returns>What was forced.</returns>
    /// <remarks>O(classes + places taken).</remarks>
    public double Consume(int touched, double forcedShare)
    {
        touched = Math.Min(touched, _length - 1);
        double forced = 0;
        int cleared = _length;
        for (int c = 0; c < Classes; c++)
        {
            _forced[c] = 0;
            int first = _first[c], last = Math.Min(touched, _last[c]);
            if (c == _inert || last < first)
            {
                continue;
            }

            cleared = Math.Min(cleared, first);
            Span<double> cells = Of(_cells, c)[first..(last + 1)], assumed = Of(_assumed, c)[first..(last + 1)];
            double taken = Sum(cells), assumedTaken = Sum(assumed), kept = 1 - forcedShare;
            if (kept > 0 && c < _lastForced)
            {
                int farther = c + 1 == _inert ? -_behind[c] : _behind[c + 1] - _behind[c];
                for (int i = 0; i < cells.Length; i++)
                {
                    if (cells[i] != 0)
                    {
                        Put(c + 1, Math.Clamp(first + i + farther, 0, _length - 1), cells[i] * kept, assumed[i] * kept);
                    }
                }
            }

            cells.Clear();
            assumed.Clear();
            _first[c] = last + 1;
            if (last == _last[c])
            {
                (_first[c], _last[c]) = (_length, -1);
            }

            _standing[c] -= taken;
            _assumedStanding[c] -= assumedTaken;
            if (!(_standing[c] > taken && _assumedStanding[c] > assumedTaken))
            {
                // Little is left of much: its digits are those of the cells, not of the difference.
                Resum(c);
            }

            _forced[c] = taken * (c < _lastForced ? forcedShare : 1) * _scale;
            forced += _forced[c];
        }

        if (cleared <= touched)
        {
            _sums.AsSpan(cleared, touched - cleared + 1).Clear();
        }

        return forced;
    }

    /// <summary>Closes a quantity, from all positions alike.</summary>
    /// <param name="quantity">At most <see cref="Total"/>.</param>
    /// <remarks>O(1).</remarks>
    public void Close(double quantity)
    {
        if (quantity > 0)
        {
            double total = Total;
            if (quantity >= total)
            {
                Empty();
                return;
            }

            _scale *= 1 - (quantity / total);
        }
    }

    /// <summary>Opens a quantity between two places of entry, evenly.</summary>
    /// <param name="quantity">&gt;= 0.</param>
    /// <param name="firstEntry">The first place of entry.</param>
    /// <param name="lastEntry">The last.</param>
    /// <param name="touched">The last place that price reached within the bar. What was opened where that would have liquidated it was opened later in the bar, at its end.</param>
    /// <param name="price">The place of the price at the bar's end.</param>
    /// <param name="shares">The share of each class; they add up to one.</param>
    /// <param name="isAssumed">Whether it rests on assumptions alone.</param>
    public void Open(double quantity, int firstEntry, int lastEntry, int touched, int price, ReadOnlySpan<double> shares, bool isAssumed)
    {
        int entries = lastEntry - firstEntry + 1;
        double each = quantity / _scale / entries;
        for (int c = 0; c < shares.Length; c++)
        {
            double cell = each * shares[c];
            if (cell > 0)
            {
                int first = firstEntry + _behind[c], last = lastEntry + _behind[c];
                int late = c == _inert ? 0 : Math.Clamp(touched + 1 - first, 0, entries);
                if (late > 0)
                {
                    Put(c, price + _behind[c], late * cell, isAssumed ? late * cell : 0);
                }

                Spread(c, first + late, last, cell, isAssumed);
            }
        }
    }

    /// <summary>Begins anew with a quantity of which nothing is known: nothing is said to be liquidated anywhere.</summary>
    /// <param name="quantity">&gt;= 0.</param>
    /// <param name="price">The place of the price.</param>
    public void Start(double quantity, int price)
    {
        Clear();
        Put(_inert, price, quantity, quantity);
    }

    /// <summary>Begins anew with a quantity whose entries are assumed to lie around the price, as a normal law says, less those that the bar would have liquidated.</summary>
    /// <param name="quantity">&gt;= 0.</param>
    /// <param name="price">The place of the price.</param>
    /// <param name="touched">The last place that price reached within the bar.</param>
    /// <param name="spread">The standard deviation of entries, in places; &gt; 0.</param>
    /// <param name="shares">The share of each class.</param>
    public void Start(double quantity, int price, int touched, double spread, ReadOnlySpan<double> shares)
    {
        Clear();
        for (int c = 0; c < shares.Length; c++)
        {
            int first = c == _inert ? 0 : Math.Max(touched + 1 - _behind[c], 0);
            double sum = 0;
            for (int entry = first; entry < _bands; entry++)
            {
                sum += Weight(entry);
            }

            for (int entry = first; entry < _bands; entry++)
            {
                double cell = quantity * shares[c] * Weight(entry) / sum;
                if (cell > 0)
                {
                    Put(c, entry + _behind[c], cell, cell);
                }
            }
        }

        double Weight(int entry)
        {
            double away = (entry - price) / spread;
            return Math.Exp(-0.5 * away * away);
        }
    }

    private void Spread(int distanceClass, int first, int last, double cell, bool isAssumed)
    {
        if (last < first)
        {
            return;
        }

        int start = distanceClass * _length;
        for (int place = first; place <= last; place++)
        {
            _cells[start + place] += cell;
        }

        if (distanceClass != _inert)
        {
            for (int place = first; place <= last; place++)
            {
                _sums[place] += cell;
            }
        }

        double sum = (last - first + 1) * cell;
        _standing[distanceClass] += sum;
        if (isAssumed)
        {
            for (int place = first; place <= last; place++)
            {
                _assumed[start + place] += cell;
            }

            _assumedStanding[distanceClass] += sum;
        }

        _first[distanceClass] = Math.Min(_first[distanceClass], first);
        _last[distanceClass] = Math.Max(_last[distanceClass], last);
    }
}
