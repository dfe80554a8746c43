namespace HeatMap.Cascades;

/// <content>One direction in one step: who is reached, where price comes to rest, and what is executed.</content>
internal sealed partial class EngineRun
{
    private StepFlow Flow(ForcedFlow flow, int step, List<CascadeWave> waves)
    {
        while (flow.TryCut(step, out DueOrder cut))
        {
            Place(flow, cut, MarkAt(_state.Price), step);
        }

        int waited = flow.Queue.End;
        double along = _state.Along(flow.Direction), price = PriceAt(flow, along, flow.Extreme);
        while (true)
        {
            double mark = MarkAt(price);
            flow.Reach(mark);
            int levels = flow.Levels;
            bool any = Reach(flow, mark, step);
            double next = PriceAt(flow, along, flow.Extreme);
            if (any)
            {
                LiquidatedSum reached = flow.Side.Between(levels, flow.Levels);
                waves.Add(new(mark, next, reached.Quantity, reached.Notional, reached.Count));
                price = next;
            }
            else if (flow.Continuous.IsActive && flow.IsFarther(next, price) && Rest(flow, along, price, next) is var rest && flow.IsFarther(rest, price))
            {
                price = rest;
            }
            else
            {
                break;
            }
        }

        if (flow.Continuous.IsActive)
        {
            // What was cut down continuously joins what came level by level, in one order.
            double mark = MarkAt(price);
            flow.Continuous.HandOut(flow.Extreme, (entry, due) => Place(flow, new(FillSource.Market, entry.Row, entry.Price, due, entry.BankruptcyPrice), mark, step));
            flow.Queue.SortFrom(waited);
        }

        return Execute(flow, along, step);
    }

    /// <summary>Takes all levels and stops that the mark has met.</summary>
    private bool Reach(ForcedFlow flow, double mark, int step)
    {
        bool any = false;
        while (flow.TakeReached(out DueOrder stop) is { } level)
        {
            any = true;
            if (level < 0)
            {
                flow.Queue.Add(stop);
                continue;
            }

            int row = _positions.RowOf(flow.Side, level);
            double quantity = flow.Side.Quantities[level], price = flow.Side.Prices[level], bankruptcy = _positions.BankruptcyOf(flow.Side, level);
            if (_uncommitted.Length > 0)
            {
                // What was closed against a bankrupt position is not liquidated again.
                quantity = Math.Min(quantity, _uncommitted[row]);
                _uncommitted[row] -= quantity;
            }

            SupplyRule rule = _positions.RuleOf(row) ?? _options.Supply;
            var order = new DueOrder(FillSource.Market, row, price, quantity, bankruptcy);
            if (rule.Kind == SupplyKind.Continuous)
            {
                flow.Continuous.Add(rule, price, quantity, row, bankruptcy);
            }
            else if (rule.Kind == SupplyKind.Capped)
            {
                int cuts = (int)Math.Min(int.MaxValue, Math.Ceiling((1 / rule.Fraction) - 1e-9));
                double cut = cuts > 1 ? rule.Fraction * quantity : quantity;
                Place(flow, order with { Quantity = cut }, mark, step);
                flow.Schedule(order with { Quantity = quantity - cut }, cut, cuts - 1, rule, step);
            }
            else
            {
                Place(flow, order, mark, step);
            }
        }

        return any;
    }

    /// <summary>A liquidation goes off the book where it must, to the backstop where it can, and for the rest to the market.</summary>
    private void Place(ForcedFlow flow, DueOrder order, double mark, int step)
    {
        int side = (int)flow.Side.Side;
        if (_options.MatchesOffBook && side * order.Quantity * (order.BankruptcyPrice - mark) is var loss && loss > 0 && loss > _fund)
        {
            order = order with { Quantity = MatchOffBook(flow.Side.Side, order, mark, step) };
        }

        if (_options.Backstop is { } backstop && _backstopLeft > 0 && order.Quantity > 0)
        {
            double taken = Math.Min(_backstopLeft, order.Quantity);
            _backstopLeft -= taken;
            Fill(step, flow.Side.Side, order with { Source = FillSource.Backstop, Quantity = taken }, mark * (1 - (side * backstop.Discount)));
            order = order with { Quantity = order.Quantity - taken };
        }

        flow.Queue.Add(order);
    }

    /// <summary>Matches a bankrupt order with winners.</summary>
    /// <returns>What found none.</returns>
    private double MatchOffBook(Side bankrupt, in DueOrder order, double mark, int step)
    {
        var candidates = new List<DeleveragingCandidate>();
        for (int row = 0; row < _uncommitted.Length; row++)
        {
            if (_uncommitted[row] > 0 && Math.Sign(_positions.SignedQuantity(row)) == -(int)bankrupt)
            {
                candidates.Add(_positions.Candidate(row, _uncommitted[row]));
            }
        }

        // A long of which not even a price of zero uses up the margin is never bankrupt, so that the price is one.
        var match = OffBookMatch.Of([.. candidates], bankrupt, order.Quantity, order.BankruptcyPrice, mark);
        foreach (OffBookClose close in match.Closes)
        {
            _uncommitted[close.Row] -= close.Quantity;
        }

        _matches.Add(match);
        Fill(step, bankrupt, order with { Source = FillSource.OffBook, Quantity = match.MatchedQuantity }, match.Price);
        return match.Remainder;
    }

    private StepFlow Execute(ForcedFlow flow, double along, int step)
    {
        double done = 0, most = _options.MaxVolumePerStep;
        while (!flow.Queue.IsEmpty && done < most)
        {
            DueOrder order = flow.Queue.Take(most - done);
            double after = flow.Queue.IsEmpty || done + order.Quantity < most ? done + order.Quantity : most;
            Fill(step, flow.Side.Side, order, _state.Mean(along + done, along + after, flow.Direction));
            done = after;
        }

        if (done == 0)
        {
            return new(0, null);
        }

        RequireMarket(flow.Direction);
        _state.Trade(done, flow.Direction);
        Track();
        return new(done, _state.Mean(along, along + done, flow.Direction));
    }

    private void Fill(int step, Side side, in DueOrder order, double price)
    {
        if (order.Quantity > 0)
        {
            _fills.Add(new(step, order.Source, order.Row, side, order.LevelPrice, order.Quantity, price));
            _bankruptcies.Add(order.BankruptcyPrice);
        }
    }
}
